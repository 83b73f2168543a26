"""Document + Theme → a text: heads, body, notes, foot."""

from __future__ import annotations

from msgspec.structs import replace

from generator.document import Document, Enclosing, Inline, Note, Strong, Text
from generator.document.rewriting import with_runs
from generator.document.sections import heading_numbers, parted_at_notes
from generator.language.lexicon import primary
from generator.theme.running_heads import RunningHead, head_fields, words_of_pattern
from generator.theme.theme import Theme
from generator.writers.txt.blocks import (
    WIDTH,
    TextPlace,
    apart,
    blocks_lines,
    hung_lines,
    underlined,
    wrapped,
)


def write_txt(document: Document, theme: Theme) -> bytes:
    """The document as plain text in UTF-8, in lines of 72 columns, the same bytes on every run.

    The notes stand at the end with their numbers, or where the document has them. Marking and word
    of a draft stand at head and foot; of running heads that is left which a text can show.
    """
    numbers = heading_numbers(document.blocks) if theme.number_headings else {}
    place = TextPlace(theme, WIDTH, numbers)
    if primary(document.language) == "fr":
        document = with_runs(document, _with_blank_chips)
    before, behind = parted_at_notes(document)
    marks = [*_marking_line(document), *_draft(document)]
    parts = (
        marks,
        _head_lines(theme.first_header, document),
        blocks_lines(before, place),
        _note_lines(document, place),
        blocks_lines(behind, place),
        ["-" * WIDTH],
        _head_lines(theme.first_footer, document),
        marks,
    )
    return ("\n".join(apart(parts)) + "\n").encode("utf-8", "replace")


def _with_blank_chips(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
    """The run with a space behind each chip: in French one stands before the colon that ends it."""
    return tuple(
        replace(inline, children=(*inline.children, Text("\u00a0")))
        if isinstance(inline, Strong) and inline.role
        else replace(inline, children=_with_blank_chips(inline.children))
        if isinstance(inline, Enclosing)
        else inline
        for inline in run
    )


def _marking_line(document: Document) -> list[str]:
    """The marking where its scheme wants it; what is a mere word stands in the heads."""
    marking = document.meta.marking
    if marking is None:
        return []
    sides = {"left": "<", "center": "^", "right": ">"}
    return [f"{marking.words:{sides[marking.look.position]}{WIDTH}}".rstrip()]


def _draft(document: Document) -> list[str]:
    word = document.meta.draft
    return [f"{word.upper():^{WIDTH}}".rstrip()] if word else []


def _head_lines(head: RunningHead, document: Document) -> list[str]:
    fields = head_fields(document.meta)
    said = (words_of_pattern(place.pattern, fields).strip() for place in head.places)
    return [line for words in said for row in words.split("\n") for line in wrapped(row)]


def _note_lines(document: Document, place: TextPlace) -> list[str]:
    if not document.notes:
        return []
    title = [] if document.endnotes else [underlined(document.meta.screen.notes, "-")]
    return apart([*title, *(_note(note, place) for note in document.notes)])


def _note(note: Note, place: TextPlace) -> list[str]:
    label = f"[{note.number}] "
    inner = TextPlace(place.theme, WIDTH - len(label), place.numbers)
    return hung_lines(blocks_lines(note.blocks, inner), label, " " * len(label))
