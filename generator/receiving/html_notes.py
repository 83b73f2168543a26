"""Notes and comments of a web page: links that lead to a paragraph which leads back to them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from generator.incoming.file import (
    IncomingComment,
    IncomingMark,
    IncomingParagraph,
    IncomingPiece,
    IncomingRun,
)

_OF_COMMENTS = ("cmnt", "_msocom")  # how Google Docs and Word name their anchors


class NotedPage(Struct, frozen=True):
    """The paragraphs of a page, with its notes and comments apart."""

    paragraphs: tuple[IncomingParagraph, ...]
    notes: Mapping[str, tuple[IncomingParagraph, ...]]
    comments: tuple[IncomingComment, ...]


def with_notes_apart(
    paragraphs: Sequence[IncomingParagraph], containers: Sequence[int]
) -> NotedPage:
    """Tell notes and comments from the body; `containers` are the blocks around paragraphs."""
    places = {
        name: place
        for place, paragraph in reversed([*enumerate(paragraphs)])
        for name in paragraph.bookmarks
    }
    targets = _targets(paragraphs, containers, places)
    said = {
        key: _paragraphs_of_note(at, paragraphs, containers, targets) for key, at in targets.items()
    }
    apart = {place for found in said.values() for place in found}
    kept = [place for place in range(len(paragraphs)) if place not in apart]
    notes = {
        key: tuple(_without_links(paragraphs[place], key) for place in found)
        for key, found in said.items()
    }
    body: list[IncomingParagraph] = []
    comments: list[IncomingComment] = []
    for place in kept:
        pieces, told = _with_marks(paragraphs[place], notes, len(body))
        body.append(replace(paragraphs[place], pieces=pieces))
        comments += told
    of_text = {key: one for key, one in notes.items() if not key.startswith(_OF_COMMENTS)}
    return NotedPage(tuple(body), of_text, tuple(comments))


def _targets(
    paragraphs: Sequence[IncomingParagraph], containers: Sequence[int], places: Mapping[str, int]
) -> dict[str, int]:
    """The places of notes by their anchors, in the order of their marks."""
    found: dict[str, int] = {}
    for place, paragraph in enumerate(paragraphs):
        for key in _inner_links(paragraph):
            at = places.get(key, place)
            if at <= place or key in found:
                continue
            note = _paragraphs_of_note(at, paragraphs, containers, {})
            links = chain.from_iterable(_inner_links(paragraphs[one]) for one in note)
            if place in {places.get(back) for back in links}:
                found[key] = at
    return found


def _inner_links(paragraph: IncomingParagraph) -> Iterator[str]:
    for piece in paragraph.pieces:
        if isinstance(piece, IncomingRun) and piece.link.startswith("#"):
            yield piece.link[1:]


_MOST = 20  # paragraphs of a note


def _paragraphs_of_note(
    place: int,
    paragraphs: Sequence[IncomingParagraph],
    containers: Sequence[int],
    targets: Mapping[str, int],
) -> list[int]:
    """The paragraphs of a note: that of its anchor, and those behind it in the same block."""
    taken = set(targets.values())
    found = [place]
    for behind in range(place + 1, min(place + _MOST, len(paragraphs))):
        if containers[behind] != containers[place] or behind in taken:
            break
        found.append(behind)
    return found


def _without_links(paragraph: IncomingParagraph, key: str) -> IncomingParagraph:
    """A paragraph of a note without the links back to its mark, and what they show."""
    pieces = tuple(
        piece
        for piece in paragraph.pieces
        if not (isinstance(piece, IncomingRun) and piece.link.startswith("#"))
    )
    return replace(paragraph, pieces=pieces, item=None, bookmarks=(key,))


def _with_marks(
    paragraph: IncomingParagraph,
    notes: Mapping[str, tuple[IncomingParagraph, ...]],
    place: int,
) -> tuple[tuple[IncomingPiece, ...], list[IncomingComment]]:
    """The pieces with marks for links to notes, and the comments at such links."""
    pieces: list[IncomingPiece] = []
    comments: list[IncomingComment] = []
    offset = 0
    for piece in paragraph.pieces:
        key = piece.link.removeprefix("#") if isinstance(piece, IncomingRun) else ""
        if not isinstance(piece, IncomingRun) or not piece.link.startswith("#") or key not in notes:
            pieces.append(piece)
            offset += len(piece.text) if isinstance(piece, IncomingRun) else 0
        elif key.startswith(_OF_COMMENTS):
            text = "\n".join(one.text.strip() for one in notes[key])
            comments.append(IncomingComment("", text, place, offset))
        else:
            pieces.append(IncomingMark(key, shown=piece.text.strip("[]() \n")))
    return tuple(pieces), comments
