"""Marks that repeat the number of another one, with the note of that."""

from __future__ import annotations

from collections.abc import Mapping

from msgspec.structs import replace

from generator.incoming.file import IncomingMark, IncomingParagraph
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
