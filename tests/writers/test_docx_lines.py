"""How high the lines of a Word file are: as in the PDF, but where a picture may stand in one."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from msgspec.structs import replace

from generator.document import Box, Document, Meta, Paragraph, Text
from generator.theme.theme import Theme
from generator.writers.docx import write_docx
from tests.projections import W, WordFile
from tests.samples import brief
from tests.writers.sided import sided_document, sided_theme


def line_rules(tree: Document, theme: Theme) -> Mapping[str, str]:
    """How each paragraph style says that its lines are high, with what it says of its base."""
    file = WordFile(write_docx(tree, theme))
    said: dict[str, str] = {"Normal": "exact"}
    for one in file.parts["word/styles.xml"].iterfind(f"{W}style[@{W}type='paragraph']"):
        base = one.find(f"{W}basedOn")
        spacing = one.find(f"{W}pPr/{W}spacing")
        own = None if spacing is None else spacing.get(f"{W}lineRule")
        inherited = "exact" if base is None else said[base.get(f"{W}val")]
        said[one.get(f"{W}styleId")] = own or inherited
    return said


def with_body(theme: Theme, leading: float) -> Theme:
    body = replace(theme.style("body"), size=10.0, leading=leading)
    return replace(theme, styles={**theme.styles, "body": body})


def test_lines_that_may_hold_a_picture_grow_with_it(theme):
    rules = line_rules(brief(), theme)

    grown = {name for name, rule in rules.items() if rule == "atLeast"}
    assert {"BodyText", "Quote", "TableCell"} <= grown


def test_all_other_lines_are_as_high_as_those_of_the_pdf(theme):
    rules = line_rules(brief(), theme)

    exact = ("Heading2", "ListNumber", "FootnoteText", "Header", "Caption", "KeyPoint", "Source")
    assert [name for name in exact if rules[name] != "exact"] == []
    assert rules["Figure"] == "auto"


@pytest.mark.parametrize(("leading", "rule"), [(16.0, "atLeast"), (12.0, "exact")])
def test_lines_closer_than_their_font_is_high_stay_as_they_are(leading, rule, theme):
    assert line_rules(brief(), with_body(theme, leading))["BodyText"] == rule


def test_in_a_box_lines_grow_as_outside_and_in_a_band_or_a_frame_they_do_not(theme):
    said = Paragraph((Text("Ferries"),))
    tree = Document("T", "en", Meta(), (Box("sidebar", (said,), (Text("Aside"),)),))

    rules = line_rules(tree, theme)
    beside = line_rules(sided_document(), sided_theme(theme))

    assert rules["BodyTextInSidebar"] == "atLeast"
    assert {rule for name, rule in beside.items() if name.startswith("Margin")} == {"exact"}
    assert {rule for name, rule in beside.items() if name.endswith("InMasthead")} == {"exact"}
