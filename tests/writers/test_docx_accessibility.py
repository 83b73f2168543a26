"""Each rule of `docx_accessibility` catches a file that breaks it, and nothing else complains."""

from __future__ import annotations

import pytest

from generator.writers.docx import write_docx
from tests.samples import brief, draft
from tests.writers.docx_accessibility import barriers, contrast
from tests.writers.docx_rules import changed

DOCUMENT, STYLES, CORE = "word/document.xml", "word/styles.xml", "docProps/core.xml"
FIRST_CELL = r"(?s)(<w:tc>.*?</w:pPr>)(.*?)(</w:p></w:tc>)"
FIRST_ROW = r"(?s)(<w:tr>.*?</w:tr>)<w:tr>(.*?)</w:tr>"


@pytest.mark.parametrize("tree", [brief(), draft()[0]], ids=["brief", "draft"])
def test_a_sound_brief_has_no_barriers(tree, theme):
    assert barriers(write_docx(tree, theme)) == []


@pytest.mark.parametrize(
    ("part", "old", "new", "barrier"),
    [
        (CORE, "<dc:title>.*?</dc:title>", "<dc:title> </dc:title>", "the file has no title"),
        (STYLES, '<w:lang w:val="en-GB"/>', "", "the file has no language"),
        (DOCUMENT, ' descr="[^"]*"', ' descr=" "', "no words stand for Figure 1"),
        (DOCUMENT, "<w:tblHeader/>", "", "a table has no header row"),
        (DOCUMENT, "<w:tcPr>", '<w:tcPr><w:gridSpan w:val="2"/>', "cells of a table are merged"),
        (DOCUMENT, FIRST_CELL, r"\1\3", "a column of a table has no heading"),
        (DOCUMENT, FIRST_ROW, r"\1<w:tr><w:tc><w:p/></w:tc></w:tr>", "of a table is empty"),
        (DOCUMENT, 'w:val="Heading2"', 'w:val="Heading4"', "level 4 follows one of level 2"),
        (DOCUMENT, 'w:val="Heading2"', 'w:val="Heading1"', "there is more than one title"),
        (DOCUMENT, "Key points", "", "a heading has no words"),
        (STYLES, "<w:outlineLvl [^>]*>", "", "a heading of level 2 follows one of level 0"),
        (DOCUMENT, "(<w:hyperlink [^>]*>).*?</w:hy", r"\1</w:hy", "a link has no words"),
        (DOCUMENT, "<w:drawing>", "<w:drawing><wp:anchor xmlns:wp='x'/>", "something floats"),
        (STYLES, 'w:color w:val="59616B"', 'w:color w:val="A0A0A0"', "A0A0A0 on FFFFFF have a"),
        (STYLES, 'w:fill="FBF4E6"', 'w:fill="604000"', "on 604000 have a contrast of"),
    ],
)
def test_a_barrier_is_found(part, old, new, barrier, theme):
    broken = changed(write_docx(brief(), theme), part, old, new)

    assert any(barrier in one for one in barriers(broken))


def test_contrast_is_that_of_the_guidelines():
    assert round(contrast("000000", "FFFFFF"), 2) == 21.0
    assert round(contrast("777777", "FFFFFF"), 2) == 4.48
