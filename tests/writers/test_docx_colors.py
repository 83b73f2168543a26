"""The colours of a Word file are those of its document theme, as far as that has places."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from msgspec.structs import replace

from generator.document import Document, Meta, Paragraph, Text
from generator.document.markings import marking_of
from generator.writers.docx import write_docx
from tests.projections import Element, W, WordFile
from tests.samples import brief
from tests.typesetting.sample import sample_theme
from tests.writers.sided import sided_document

LOOKS = ("", "memo", "in-focus", "policy-brief")
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
PLACES = {
    "text1": "dk1",
    "background1": "lt1",
    "text2": "dk2",
    "background2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}


def scheme(file: WordFile) -> dict[str, str]:
    """The colours of the document theme, by the names that markup has for their places."""
    root = file.parts["word/theme/theme1.xml"]
    values = {
        one.tag.removeprefix(A): one[0].get("val", "") for one in root.find(f".//{A}clrScheme")
    }
    names = {place: name for name, place in PLACES.items()}
    return {names.get(place, place): value for place, value in values.items()}


def colors(file: WordFile) -> list[tuple[str, str | None]]:
    """Each colour of words, lines and grounds in any part, and the place that it is tied to."""
    found = []
    for name, root in file.parts.items():
        for one in root.iter() if re.fullmatch(r"word/\w+\.xml", name) else ():
            value = one.get(f"{W}val") if one.tag == f"{W}color" else one.get(f"{W}color")
            found += [(value, one.get(f"{W}themeColor")), (one.get(f"{W}fill"),
                                                         one.get(f"{W}themeFill"))]  # fmt: skip
    return [(value, place) for value, place in found if value and value != "auto"]


def style(file: WordFile, id_: str) -> Element:
    (found,) = [one for one in file.parts["word/styles.xml"] if one.get(f"{W}styleId") == id_]
    return found


@pytest.mark.parametrize("look", LOOKS)
def test_a_colour_that_is_tied_is_the_one_at_its_place(look):
    file = WordFile(write_docx(brief(), sample_theme(look)))

    tied = [(value, place) for value, place in colors(file) if place not in {None, "none"}]
    assert len(tied) > 50
    assert {(value, scheme(file)[place]) for value, place in tied} == {
        (value, value) for value, _ in tied
    }


@pytest.mark.parametrize("look", LOOKS)
def test_nearly_every_colour_of_a_shipped_look_is_tied(look):
    found = colors(WordFile(write_docx(brief(), sample_theme(look))))

    loose = Counter(value for value, place in found if place is None)
    assert sum(loose.values()) <= 6
    assert len(loose) <= 4


def test_headings_follow_one_place_and_links_another(theme):
    file = WordFile(write_docx(brief(), theme))

    assert style(file, "Normal").find(f".//{W}color").get(f"{W}themeColor") == "text1"
    assert style(file, "Heading2").find(f".//{W}color").get(f"{W}themeColor") == "text2"
    assert style(file, "Hyperlink").find(f".//{W}color").get(f"{W}themeColor") == "hyperlink"


def test_the_band_of_a_masthead_follows_too():
    theme = sample_theme("policy-brief")
    ground = theme.box("masthead").fill

    file = WordFile(write_docx(sided_document(), theme))

    assert ground is not None
    drawn = [one for head in file.heads.values() for one in head.iter(f"{A}schemeClr")]
    assert "tx2" in {one.get("val") for one in drawn}
    assert scheme(file)["text2"] == ground.removeprefix("#").upper()


def test_a_marking_keeps_the_colours_of_its_scheme(theme):
    meta = replace(brief().meta, marking=marking_of("TLP:RED", {}))
    file = WordFile(write_docx(replace(brief(), meta=meta), theme))

    look = style(file, "Marking")
    assert look.find(f".//{W}color").get(f"{W}themeColor") == "none"
    assert look.find(f".//{W}shd").get(f"{W}themeFill") == "none"


def test_words_that_read_like_markup_stay_as_they_are(theme):
    said = ' w:fill="12355B" <w:color w:val="12355B"/>'
    tree = Document("T", "en", Meta(), (Paragraph((Text(said),)),))

    assert said in "".join(WordFile(write_docx(tree, theme)).body.itertext())
