"""What stands elsewhere has moved, and numbers that a program counted anew are no change."""

from __future__ import annotations

import re
from collections.abc import Sequence

import pytest

from generator.document import (
    Block,
    CrossReference,
    Document,
    Heading,
    Inline,
    Link,
    Meta,
    Note,
    NoteMark,
    Paragraph,
    Table,
    Text,
)
from generator.manifest.passages import Passage
from generator.proof.changes import compare_words
from generator.proof.contents import as_said
from generator.proof.mismatch import Mismatch
from generator.proof.verify import verify_bytes
from tests.proof.editing import BODY, NOTES, with_part, written

FORMS = pytest.mark.parametrize("form", ["docx", "pdf"])

MARKED = ("ferry", "bridge", "tunnel", "harbour")


def says(words: str) -> tuple[Text]:
    return (Text(words),)


def paragraph(name: str, number: int = 0) -> Paragraph:
    """A paragraph on something, with the mark of a note where there is a number."""
    words = Text(f"What was said of the {name} at the hearing.")
    return Paragraph((words, NoteMark(number, f"mark-{number}")) if number else (words,))


def note(name: str, number: int, *more: Inline) -> Note:
    said = (Text(f"{name.capitalize()} report, 2024"), *more)
    return Note(number, (Paragraph(said, "note"),), f"note-{number}")


def cited(numbers: Sequence[int]) -> Paragraph:
    """The line below a source that leads back to the marks of the notes."""
    links: list[Inline] = [Text("Cited in notes ")]
    for number in numbers:
        links += [Link(says(str(number)), f"#mark-{number}"), Text(", ")]
    return Paragraph((*links, Text("and no other.")), "source-cited")


def document(blocks: Sequence[Block], notes: Sequence[Note] = ()) -> Document:
    title = Heading(1, says("The ferry"), "title")
    return Document("The ferry", "en-GB", Meta(), (title, *blocks), tuple(notes))


def noted(names: Sequence[str]) -> Document:
    """Paragraphs in this order, each with its note, the last of which refers to the ferry's."""
    numbers = {name: number for number, name in enumerate(names, 1)}
    blocks = [paragraph(name, number) for name, number in numbers.items()]
    ferry = numbers["ferry"]
    see = (Text(", "), Link(says(f"as in note {ferry}"), f"#note-{ferry}"))
    notes = [
        note(name, number, *(see if name == "harbour" else ())) for name, number in numbers.items()
    ]
    return document([*blocks, cited([numbers[name] for name in MARKED])], notes)


def found(form: str, shown: Document, carried: Document, theme) -> tuple[Mismatch, ...]:
    return verify_bytes(written(form, shown, carried, theme), form).differences


SECTIONS = {
    "Summary": [paragraph("council"), paragraph("mayor")],
    "Hearing": [paragraph("ferry"), paragraph("bridge")],
    "Survey": [paragraph("tunnel"), paragraph("harbour"), paragraph("quay")],
}


def sections(*names: str) -> Document:
    return document(
        [
            block
            for name in names
            for block in (Heading(2, says(name), name.lower()), *SECTIONS[name])
        ]
    )


@FORMS
def test_a_section_that_moved_is_one_line(form, theme):
    before, after = (
        sections("Summary", "Hearing", "Survey"),
        sections("Hearing", "Survey", "Summary"),
    )

    moved = [one for one in found(form, after, before, theme) if one.kind != "heading"]

    assert [(one.kind, one.place) for one in moved] == [("moved", "the heading “Summary”")]
    follows = "now follows “Survey”, paragraph 3"
    assert moved[0].said == f"it has moved, with the 2 behind it, and {follows}"


@FORMS
def test_a_paragraph_that_moved_takes_its_note_along(form, theme):
    after = noted(["bridge", "tunnel", "ferry", "harbour"])

    (moved,) = found(form, after, noted(MARKED), theme)

    assert (moved.kind, moved.before) == ("moved", "What was said of the ferry at the hearing.")


@FORMS
def test_a_word_changed_beside_a_move_is_told_at_its_place(form, theme):
    before = document([paragraph("ferry"), paragraph("bridge"), paragraph("tunnel")])
    after = document([paragraph("bridge"), paragraph("canal"), paragraph("ferry")])

    kinds = {one.kind: one for one in found(form, after, before, theme)}

    assert (kinds["words"].before, kinds["words"].after) == ("tunnel", "canal")
    assert kinds["moved"].before == "What was said of the ferry at the hearing."
    assert len(kinds) == 2


@FORMS
def test_one_added_note_changes_no_number_of_the_others(form, theme):
    after = noted(["quay", *MARKED])

    told = found(form, after, noted(MARKED), theme)

    assert {one.kind for one in told} == {"words", "mark"}
    assert [one.after for one in told if one.kind == "words"] == [
        "What was said of the quay at the hearing.",
        "Quay report, 2024",
    ]
    assert len([one for one in told if one.kind == "mark"]) == 1


@FORMS
def test_a_number_that_nobody_had_to_count_anew_is_a_change(form, theme):
    before, after = noted(MARKED), noted(MARKED)
    wrong = (Text(", "), Link(says("as in note 2"), "#note-1"))
    notes = (*after.notes[:-1], note("harbour", 4, *wrong))
    shown = Document("The ferry", "en-GB", Meta(), after.blocks, notes)

    (told, *_) = found(form, shown, before, theme)

    assert (told.kind, told.before, told.after) == ("words", "1.", "2.") or told.after == "2"


def tables(*names: str) -> Document:
    """Tables with counted captions in this order, and a reference to the one on ships."""
    numbers = {name: number for number, name in enumerate(names, 1)}
    made = [
        Table((says("Year"),), ((says("2024"),),), ("left",), says(f"Number of {name}"),
              f"Table {number}", f"tbl-{name}")
        for name, number in numbers.items()
    ]  # fmt: skip
    leading = Paragraph(
        (Text("The ships are in "), CrossReference(f"Table {numbers['ships']}", "tbl-ships"))
    )
    return document([leading, *made])


@FORMS
def test_one_added_table_changes_no_number_of_the_others(form, theme):
    told = found(form, tables("boats", "ships", "quays"), tables("ships", "quays"), theme)

    assert {one.kind for one in told} == {"words"}
    assert " ".join(one.after for one in told).split()[:4] == ["Table", "1.", "Number", "of"]
    assert not any("3" in one.after or "Table 2" in one.after for one in told)


def passages(*texts: str) -> list[Passage]:
    return [Passage("body", (text,)) for text in texts]


def test_short_words_that_stand_elsewhere_by_themselves_are_changes():
    compared = compare_words(
        passages("Yes", "The first of several words", "The second of several words"),
        passages("The first of several words", "The second of several words", "Yes"),
    )

    assert compared.moves == ()
    assert len(compared.changes) == 2


def test_texts_of_which_everything_has_moved_differ():
    first = passages("The first of several words", "The second of several words")

    assert compare_words(first, first[::-1]).moves


# --- notes that a Word file knows by their bookmarks ---------------------------------------


def bookmarked(text: str, number: int) -> str:
    """The reference of a note with the bookmark around it."""
    start = rf'<w:bookmarkStart w:id="(\d+)" w:name="\w*mark_{number}"/>'
    return re.search(rf'{start}.*?<w:bookmarkEnd w:id="\1"/>', text)[0]


def with_references_exchanged(data: bytes, one: int, other: int) -> bytes:
    """A Word file in which somebody has exchanged the places of two notes' references."""

    def exchange(text: str) -> str:
        first, second = bookmarked(text, one), bookmarked(text, other)
        return text.replace(first, "\0").replace(second, first).replace("\0", second)

    return with_part(data, BODY, exchange)


def test_a_word_file_knows_the_number_that_a_note_had(word_file):
    numbered = verify_bytes(word_file, "x").finished.particulars.numbered
    after = verify_bytes(with_references_exchanged(word_file, 7, 8), "x").finished

    assert numbered[7] == 7
    assert (after.particulars.numbered[7], after.particulars.numbered[8]) == (8, 7)


def test_a_note_whose_words_were_edited_keeps_its_citations_by_its_bookmark(word_file):
    data = with_references_exchanged(word_file, 7, 12)
    edited_note = with_part(data, NOTES, lambda text: text.replace("underscores a growing", "X"))

    verdict = verify_bytes(edited_note, "x")

    said = as_said(verdict.manifest, verdict.finished)
    assert said.note(7).cited == verdict.manifest.note(12).cited
    assert said.note(12).cited == verdict.manifest.note(7).cited
