"""What briefs are merged from, by the stories of a file: marks resolved, heads without numbers."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from msgspec.structs import replace

from generator.incoming.file import IncomingMark, IncomingParagraph, IncomingReference
from generator.incoming.story import IncomingStory


def resolved_paragraphs(story: IncomingStory) -> tuple[IncomingParagraph, ...]:
    """The paragraphs of a story, each mark that repeats another with the note of that one."""
    notes = {
        name: mark.note
        for paragraph in story.paragraphs
        for mark in paragraph.marks
        if not mark.repeated
        for name in mark.bookmarks
    }
    return tuple(_with_notes(paragraph, notes) for paragraph in story.paragraphs)


def _with_notes(paragraph: IncomingParagraph, notes: Mapping[str, str]) -> IncomingParagraph:
    if not any(mark.repeated for mark in paragraph.marks):
        return paragraph
    pieces = tuple(
        replace(piece, note=notes.get(piece.target, ""))
        if isinstance(piece, IncomingMark) and piece.repeated
        else piece
        for piece in paragraph.pieces
    )
    return replace(paragraph, pieces=pieces)


def heads_without_numbers(heads: Iterable[IncomingStory]) -> tuple[IncomingParagraph, ...]:
    """The paragraphs of running heads, without the numbers of pages, which fields write."""
    return tuple(
        replace(one, pieces=tuple(p for p in one.pieces if not isinstance(p, IncomingReference)))
        for story in heads
        for one in story.paragraphs
    )
