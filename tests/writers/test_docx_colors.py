"""The colours of a Word file are those of its document theme, as far as that has places."""

from __future__ import annotations

import re
from collections import Counter

import pytest
from msgspec.structs import replace

from generator.document import (
    Box,
    Document,
    Heading,
    Link,
    Meta,
    Note,
    NoteMark,
    Paragraph,
    Table,
    Text,
)
from generator.document.colors import WHITE, contrast
from generator.document.markings import marking_of
from generator.writers.docx import write_docx
from tests.projections import Element, W, WordFile
from tests.samples import brief
from tests.typesetting.sample import sample_theme
from tests.writers.sided import sided_document

LOOKS = ("", "form", "memo", "in-focus", "policy-brief")
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


def said(file: WordFile, id_: str, path: str, attribute: str) -> str | None:
    """What a style says of itself, or the nearest one that it is based on."""
    one = style(file, id_)
    found, base = one.find(path), one.find(f"{W}basedOn")
    if found is not None:
        return f"#{found.get(W + attribute)}"
    return None if base is None else said(file, base.get(f"{W}val"), path, attribute)


@pytest.mark.parametrize("look", LOOKS)
def test_words_in_any_style_that_word_offers_can_be_read_on_the_ground_of_the_style(look):
    file = WordFile(write_docx(brief(), sample_theme(look)))

    unread = {}
    for one in file.parts["word/styles.xml"].iter(f"{W}style"):
        id_, is_hidden = one.get(f"{W}styleId"), one.find(f"{W}semiHidden") is not None
        # What is hidden is Word's own all the same: whoever looks for it by its name finds it.
        if one.get(f"{W}type") == "paragraph" and not (is_hidden and one.get(f"{W}customStyle")):
            ink = said(file, id_, f"{W}rPr/{W}color", "val")
            ground = said(file, id_, f"{W}pPr/{W}shd", "fill") or WHITE
            unread[id_] = contrast(ink, ground)
    assert len(unread) > 25
    assert {id_: ratio for id_, ratio in unread.items() if ratio < 4.5} == {}


def test_a_title_on_a_band_wears_the_ink_of_the_theme_and_no_other_title_does():
    theme = sample_theme("policy-brief")
    title, below = Heading(1, (Text("Title"),), None), Paragraph((Text("More"),), "subtitle")
    band = Box("masthead", (title, below))
    file = WordFile(write_docx(Document("T", "en", Meta(), (band,)), theme))

    inks = {id_: said(file, id_, f"{W}rPr/{W}color", "val").lower() for id_ in
            ("Heading1InMasthead", "SubtitleInMasthead", "Heading1", "Subtitle")}  # fmt: skip
    assert inks == {
        "Heading1InMasthead": theme.style("heading1").color,
        "SubtitleInMasthead": theme.style("subtitle").color,
        "Heading1": theme.style("heading2").color,
        "Subtitle": theme.style("heading2").color,
    }


def test_words_of_a_head_on_a_band_keep_their_ink_beside_the_style_of_their_role():
    theme = sample_theme("policy-brief")
    file = WordFile(write_docx(brief(), theme))

    assert said(file, "BandNameChar", f"{W}rPr/{W}color", "val").lower() == WHITE
    assert (
        said(file, "BandName", f"{W}rPr/{W}color", "val").lower() == theme.style("heading2").color
    )
    assert style(file, "BandNameChar").find(f"{W}link") is None  # else Word makes them alike
    assert style(file, "BandName").find(f"{W}link") is None


def test_links_and_marks_in_a_dark_head_of_a_table_have_the_ink_of_its_words():
    leading = (Text("Place"), NoteMark(1, "m1"), Link((Text("elsewhere"),), "https://a.example"))
    table = Table((leading,), ((leading,),), ("left",))
    noted = Note(1, (Paragraph((Text("Said."),)),), "note-1")
    document = Document("A title", "en-GB", Meta(fields={"title": "A title"}), (table,), (noted,))

    file = WordFile(write_docx(document, sample_theme("policy-brief")))

    worn = [
        one.get(f"{W}val")
        for one in file.parts["word/document.xml"].iter(f"{W}rStyle")
        if one.get(f"{W}val").startswith(("FootnoteReference", "Hyperlink", "PlainLink"))
    ]
    inked = ["FootnoteReferenceOnFFFFFF", "HyperlinkOnFFFFFF"]
    assert [*dict.fromkeys(worn)] == [*inked, "FootnoteReference", "PlainLink"]
    assert [said(file, id_, f"{W}rPr/{W}color", "val").lower() for id_ in inked] == [WHITE] * 2


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
