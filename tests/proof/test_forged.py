"""What a forger changes without touching a word: each is found, in Word and in PDF."""

from __future__ import annotations

import io
from collections.abc import Callable

import pikepdf
import pytest
from msgspec.structs import replace

from generator.document import (
    Block,
    Box,
    BulletList,
    CrossReference,
    Document,
    Figure,
    Heading,
    Link,
    Meta,
    Note,
    NoteMark,
    PageBreak,
    Paragraph,
    Text,
)
from generator.proof.mismatch import Mismatch
from generator.proof.verify import Verdict, verify_bytes
from tests.manifest.test_particulars import jpeg
from tests.proof.editing import attachment_part, edited, saved, with_manifest, with_part, written
from tests.samples import image

FORMS = pytest.mark.parametrize("form", ["docx", "pdf"])

META = Meta(
    authors=("Åse Lind", "Jon Berg"), identifier="PB-1", doi="10.1234/ferry", licence="CC BY 4.0",
    licence_address="https://creativecommons.org/licenses/by/4.0/", publisher="Policy Desk",
    subject="What was said of the ferry", keywords=("ferries", "bridges"), version="1.0",
)  # fmt: skip


def says(words: str) -> tuple[Text]:
    return (Text(words),)


def paragraph(*inlines: object, anchor: str = "") -> Paragraph:
    return Paragraph(inlines, "body", anchor or None)


BLOCKS: tuple[Block, ...] = (
    Heading(1, says("The ferry"), "title"),
    Heading(2, says("What was heard"), "heard"),
    paragraph(Text("The "), Link(says("yearbook"), "https://example.org/2024"), Text(" says it.")),
    paragraph(Text("So it is."), NoteMark(1, "mark-1"), Text(" And so.")),
    paragraph(Text("The count is in "), CrossReference("Figure 1", "fig"), Text(".")),
    Figure(image(6, 4), "image/png", 6, 4, "A strait", says("The narrows"), "Figure 1", "fig"),
    Heading(3, says("Sources"), "sources"),
    paragraph(Text("The first paragraph of the source."), anchor="src-1"),
    paragraph(Text("The second paragraph of the source."), anchor="src-2"),
)
NOTE = Note(1, (Paragraph((Text("Lind, "), Link(says("¶1"), "#src-1")), "note"),), "note-1")
BASE = Document("The ferry", "en-GB", META, BLOCKS, (NOTE,))


def with_block(place: int, block: Block) -> Document:
    return replace(BASE, blocks=(*BLOCKS[:place], block, *BLOCKS[place + 1 :]))


def with_meta(**changed: object) -> Document:
    return replace(BASE, meta=replace(META, **changed))


def with_note_to(anchor: str) -> Document:
    link = Link(says("¶1"), f"#{anchor}")
    return replace(
        BASE, notes=(replace(NOTE, blocks=(Paragraph((Text("Lind, "), link), "note"),)),)
    )


def only(form: str, shown: Document, theme) -> Mismatch:
    (found,) = verified(form, shown, theme).differences
    return found


def verified(form: str, shown: Document, theme) -> Verdict:
    return verify_bytes(written(form, shown, BASE, theme), form)


@FORMS
def test_nothing_differs_in_a_file_that_nobody_altered(form, theme):
    verdict = verified(form, BASE, theme)

    assert (verdict.differences, verdict.strange) == ((), ())


@FORMS
def test_an_address_that_a_link_leads_to_instead_is_found(form, theme):
    shown = with_block(
        2,
        paragraph(
            Text("The "), Link(says("yearbook"), "https://evil.example/2024"), Text(" says it.")
        ),
    )

    found = only(form, shown, theme)

    assert (found.kind, found.before, found.after) == (
        *("link", "https://example.org/2024", "https://evil.example/2024"),
    )
    assert found.place == "“What was heard”, paragraph 1"
    assert found.said.startswith("“yearbook” leads to https://evil.example/2024 instead of")


@FORMS
def test_a_link_that_is_gone_is_found(form, theme):
    shown = with_block(2, paragraph(Text("The yearbook says it.")))

    assert only(form, shown, theme).said == "“yearbook” no longer leads to https://example.org/2024"


@FORMS
def test_a_link_that_was_put_on_words_is_found(form, theme):
    shown = with_block(
        7,
        paragraph(
            Text("The first "), Link(says("paragraph"), "https://evil.example"),
            Text(" of the source."), anchor="src-1",
        ),
    )  # fmt: skip

    found = only(form, shown, theme)

    assert (found.kind, found.before) == ("link", "")
    assert found.said == "“paragraph” leads to https://evil.example, where no link was"


@FORMS
def test_two_references_that_touch_are_no_difference_in_any_format(form, theme):
    twice = paragraph(CrossReference("Figure 1", "fig"), CrossReference("Figure 1", "fig"))
    shown = with_block(4, twice)

    assert verify_bytes(written(form, shown, shown, theme), form).differences == ()


@FORMS
def test_a_note_that_leads_to_another_paragraph_of_the_source_is_found(form, theme):
    found = only(form, with_note_to("src-2"), theme)

    assert (found.kind, found.place) == ("link", "note 1")
    assert found.said == "“¶1” leads to “Sources”, paragraph 2 instead of “Sources”, paragraph 1"


@FORMS
def test_a_reference_that_leads_elsewhere_is_found(form, theme):
    leading = paragraph(Text("The count is in "), Link(says("Figure 1"), "#heard"), Text("."))

    found = only(form, with_block(4, leading), theme)

    assert found.said.startswith("“Figure 1” leads to the heading “What was heard” instead of")


@FORMS
def test_an_image_that_was_swapped_is_found(form, theme):
    figure = replace(BLOCKS[5], image=image(8, 4))

    found = only(form, with_block(5, figure), theme)

    assert (found.kind, found.place, found.said) == ("image", "Figure 1", "it shows another image")


@FORMS
def test_a_jpeg_that_was_swapped_is_found(form, theme):
    was = replace(BLOCKS[5], image=jpeg("RGB"), media_type="image/jpeg")
    carried = with_block(5, was)
    shown = with_block(5, replace(was, image=jpeg("L")))

    assert verify_bytes(written(form, carried, carried, theme), form).is_consistent
    (found,) = verify_bytes(written(form, shown, carried, theme), form).differences
    assert found.said == "it shows another image"


@FORMS
def test_another_alternative_text_is_found(form, theme):
    found = only(form, with_block(5, replace(BLOCKS[5], alternative="A wall")), theme)

    assert (found.kind, found.before, found.after) == ("image", "A strait", "A wall")


@FORMS
def test_a_heading_of_another_level_is_found(form, theme):
    found = verified(form, with_block(6, Heading(2, says("Sources"), "sources")), theme).differences

    assert {one.kind for one in found} == {"heading"}
    assert found[0].place == "the heading “Sources”"
    assert found[0].said == "it is a heading of level 2 now, not 3"


@FORMS
def test_a_heading_that_is_none_any_more_is_found(form, theme):
    found = verified(
        form, with_block(6, Paragraph(says("Sources"), "body", "sources")), theme
    ).differences

    assert found[0].said == "it is no heading any more"
    assert {one.kind for one in found} == {"heading"}


@FORMS
def test_words_that_were_made_a_heading_are_found(form, theme):
    shown = with_block(7, Heading(3, says("The first paragraph of the source."), "src-1"))

    found = verified(form, shown, theme).differences

    assert found[0].said == "it is a heading now"


@FORMS
@pytest.mark.parametrize(
    ("shown", "place"),
    [
        (replace(BASE, title="The bridge"), "the title"),
        (with_meta(authors=("Åse Lind", "Someone Else")), "the authors"),
        (with_meta(authors=()), "the authors"),
        (with_meta(subject="What was not said"), "the subject"),
        (with_meta(keywords=("tunnels",)), "the keywords"),
        (with_meta(doi="10.1234/other"), "the DOI"),
        (with_meta(licence="All rights reserved"), "the licence"),
        (with_meta(licence_address="https://evil.example"), "the address of the licence"),
    ],
)
def test_a_property_that_was_altered_is_found(form, shown, place, theme):
    found = verified(form, shown, theme).differences

    assert {one.kind for one in found} == {"property"}
    assert f"{place}, in the properties" in {one.place for one in found}


def test_a_day_of_issue_and_a_language_in_the_properties_are_compared(theme):
    data = written("docx", BASE, BASE, theme)
    core = "docProps/core.xml"
    day = edited(
        data, core, ">1970-01-01T00:00:00Z</dcterms:created", ">2030-01-01</dcterms:created"
    )
    tongue = edited(data, core, "<dc:language>en-GB", "<dc:language>nb-NO")

    places = [verify_bytes(one, "x").differences[0].place for one in (day, tongue)]

    assert places == ["the day of issue, in the properties", "the language, in the properties"]


# --- files that travel along --------------------------------------------------------------


def test_a_file_that_travelled_along_and_is_gone_is_told(word_file):
    part = attachment_part(word_file, "military.md")
    data = with_part(word_file, part, lambda _: '<other xmlns="urn:other"/>')

    messages = [found.message for found in verify_bytes(data, "x").findings]

    assert messages == [
        "its manifest has been altered: military.md, which travelled with it, is gone"
    ]


def test_a_file_that_travels_along_in_anothers_place_is_told(word_file):
    def listed(held: dict) -> None:
        held["attachments"].append({"name": "data.csv", "media_type": "text/csv", "digest": "0"})

    data = with_manifest(word_file, listed, sealed=True)

    (found,) = verify_bytes(data, "x").findings
    assert "data.csv, which travelled with it, is gone" in found.message


# --- only a PDF has these -----------------------------------------------------------------


def renamed_bookmark(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.First.Title = "What was not heard"


def misled_bookmark(pdf: pikepdf.Pdf) -> None:
    pdf.Root.Outlines.First.First.Dest = pikepdf.String("src-2")


def lost_bookmark(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines.First.First


def misled_mark(pdf: pikepdf.Pdf) -> None:
    for annotation in pdf.pages[0].Annots:
        if str(annotation.get("/Dest", "")) == "note-1":
            annotation.Dest = pikepdf.String("src-2")


def moved_destination(pdf: pikepdf.Pdf) -> None:
    named = pikepdf.NameTree(pdf.Root.Names.Dests)
    named["src-1"] = named["src-2"]


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (renamed_bookmark, "it reads “What was not heard”"),
        (misled_bookmark, "it leads elsewhere"),
        (lost_bookmark, "the bookmark “What was heard” is gone"),
        (misled_mark, "the mark of note 1 leads elsewhere"),
        (
            moved_destination,
            "“¶1” leads to “Sources”, paragraph 2 instead of “Sources”, paragraph 1",
        ),
    ],
)
def test_what_leads_elsewhere_in_a_pdf_is_found(
    change: Callable[[pikepdf.Pdf], None], said: str, theme
):
    pdf = pikepdf.open(io.BytesIO(written("pdf", BASE, BASE, theme)))
    change(pdf)

    found = verify_bytes(saved(pdf), "x").differences

    assert said in [one.said for one in found]


def test_what_a_program_saves_again_is_no_forgery(theme):
    pdf = pikepdf.open(io.BytesIO(written("pdf", BASE, BASE, theme)))

    verdict = verify_bytes(saved(pdf), "x")

    assert (verdict.differences, verdict.saved_again) == ((), True)


@FORMS
def test_the_words_of_a_link_are_compared_as_the_words_of_its_passage_are(form, theme):
    unseen = Link(says("\x7f"), "https://example.org/2024")
    line = paragraph(Link(says("yearbook"), "https://example.org/2024"), unseen)
    tree = replace(BASE, blocks=(*BASE.blocks, line))

    assert verify_bytes(written(form, tree, tree, theme), "any").differences == ()


def test_a_heading_without_words_at_the_foot_of_a_page_leads_on_to_the_next(theme):
    stranded = (
        Heading(1, says("The ferry"), "title"),
        Heading(2, (), "empty"),
        BulletList(()),
        Heading(2, (Text("Here "), Link(says("1"), "#empty")), "here"),
        PageBreak(landscape=True),
        paragraph(Text("The rest.")),
    )
    tree = replace(BASE, blocks=stranded, notes=())

    assert verify_bytes(written("pdf", tree, tree, theme), "any").differences == ()


@FORMS
def test_a_heading_behind_a_box_lies_as_deep_as_its_format_says(form, theme):
    box = Box("summary", (paragraph(Text("In short.")),), says("Summary"))
    blocks = (BLOCKS[0], box, Heading(3, says("Deep"), "deep"), paragraph(Text("So.")))
    tree = replace(BASE, blocks=blocks, notes=())

    assert verify_bytes(written(form, tree, tree, theme), "any").differences == ()


ORNAMENT = Figure(image(6, 4), "image/png", 6, 4, "")
CAPTIONED = Figure(image(6, 4), "image/png", 6, 4, "", says("Again"), "Figure 2", "again")
ORNATE = replace(BASE, blocks=(BLOCKS[0], ORNAMENT, CAPTIONED, *BLOCKS[1:]))


def told_of(form: str, shown: Document, carried: Document, theme) -> list[str]:
    return [one.said for one in verify_bytes(written(form, shown, carried, theme), "x").differences]


@FORMS
def test_an_image_that_stands_twice_may_be_an_ornament_at_one_place(form, theme):
    assert told_of(form, ORNATE, ORNATE, theme) == []


@FORMS
def test_an_ornament_that_is_gone_is_found(form, theme):
    bare = replace(ORNATE, blocks=(BLOCKS[0], CAPTIONED, *BLOCKS[1:]))

    assert told_of(form, bare, ORNATE, theme) == ["it is gone"]


@FORMS
def test_an_ornament_that_was_put_in_is_found(form, theme):
    blocks = (BLOCKS[0], replace(ORNAMENT, image=image(8, 4)), *BLOCKS[1:])

    assert told_of(form, replace(BASE, blocks=blocks), BASE, theme) == [
        "an image that was not here"
    ]


@FORMS
def test_an_ornament_that_was_swapped_is_found(form, theme):
    other = replace(ORNAMENT, image=image(8, 4))
    shown = replace(ORNATE, blocks=(BLOCKS[0], other, CAPTIONED, *BLOCKS[1:]))

    found = verify_bytes(written(form, shown, ORNATE, theme), "x").differences
    assert {one.kind for one in found} == {"image"}


@FORMS
def test_words_in_the_place_of_an_image_that_had_none_are_found(form, theme):
    described = replace(CAPTIONED, alternative="A wall")
    shown = replace(ORNATE, blocks=(BLOCKS[0], ORNAMENT, described, *BLOCKS[1:]))

    found = verify_bytes(written(form, shown, ORNATE, theme), "x").differences
    assert {one.kind for one in found} == {"image"}


@FORMS
def test_headings_in_boxes_and_behind_them_have_the_levels_that_the_format_gives_them(form, theme):
    inner = (Heading(5, says("Inside"), "inside"), paragraph(Text("So.")))
    blocks = (
        BLOCKS[0],
        Heading(2, (NoteMark(1, "mark-1"),), "wordless"),
        Heading(4, says("Deep"), "deep"),
        Box("summary", inner, says("Summary"), "summary"),
        Heading(3, says("Behind"), "behind"),
        Heading(4, says("\x1f"), "unprintable"),
    )
    tree = replace(BASE, blocks=(*blocks, *BLOCKS[7:]))

    assert told_of(form, tree, tree, theme) == []


def test_a_link_to_an_image_leads_in_a_pdf_past_it_however_high_it_is(theme):
    high = Figure(image(600, 400), "image/png", 600, 400, "A strait", anchor="strait")
    leading = paragraph(Text("See "), Link(says("the strait"), "#strait"), Text("."))
    tree = replace(BASE, blocks=(BLOCKS[0], leading, high, *BLOCKS[1:]))

    assert told_of("pdf", tree, tree, theme) == []
