"""What a document says, passage by passage: its words and, among them, the marks of its notes.

A passage is a separate run of words: a heading, a paragraph, a cell of a table. The manifest
carries them, and reading a finished file back finds the same ones.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from msgspec import Struct

from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    Contents,
    CrossReference,
    DefinitionList,
    Document,
    Emphasis,
    Enclosing,
    Figure,
    Heading,
    Inline,
    LineBreak,
    Link,
    Note,
    NoteMark,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Remark,
    SourceWords,
    Strong,
    Subscript,
    Superscript,
    Table,
    Text,
)
from generator.document.shifts import lowered, raised
from generator.document.walking import every_block, inner_blocks
from generator.language.visible import legible, says_words, words_begun, words_of
from generator.recall.once import once_each

Piece = str | int
"""Words as they are read, or the mark of a note by its number."""


class Passage(Struct, frozen=True):
    """`role` says what it is: `heading-2`, `cell`, `caption`, or as the theme names a paragraph.

    `point` is the key point that it belongs to, from 1, `anchor` its place if it has one. `nodes`
    are those of the document that say it: a block that says nothing else, or its inline nodes.
    """

    role: str
    pieces: tuple[Piece, ...]
    point: int = 0
    anchor: str = ""
    nodes: tuple[Block | Inline, ...] = ()

    @property
    def text(self) -> str:
        return "".join(piece for piece in self.pieces if isinstance(piece, str))

    @property
    def words(self) -> list[str]:
        return words_of(self.text)

    @property
    def is_said(self) -> bool:
        """Whether it has any word or mark."""
        for piece in self.pieces:
            if isinstance(piece, int) or any(map(str.isalnum, piece)):
                return True
        return says_words(self.text)

    @property
    def has_marks(self) -> bool:
        return any(isinstance(piece, int) for piece in self.pieces)

    @property
    def marks(self) -> Iterator[tuple[int, int]]:
        """Each note's mark: how many words have begun before it, and its number."""
        begun = words_begun(piece if isinstance(piece, str) else "" for piece in self.pieces)
        for piece, before in zip(self.pieces, begun, strict=True):
            if isinstance(piece, int):
                yield before, piece


def body_passages(document: Document) -> Iterator[Passage]:
    """The passages of the body in reading order: no running heads, no page numbers."""
    return spoken(all_of_body(document))


@once_each(1)  # the manifest of a document asks, and then its Word file
def all_of_body(document: Document) -> tuple[Passage, ...]:
    """The passages of the body in reading order, with those that say nothing."""
    return tuple(all_passages(document.blocks))


def passage_id(place: int) -> str:
    """The id of a passage by its place in `body_passages`, from 1: eight hexadecimal digits.

    It comes from the place and never from the words, so that it outlives an edit of them.
    """
    return f"{place:08x}"


def contents_titles(blocks: Iterable[Block]) -> Iterator[str]:
    """The title of each table of contents. It does not count as words of the document."""
    for block in every_block(blocks):
        if isinstance(block, Contents):
            yield _plain_words(block.title)


def note_passages(note: Note) -> Iterator[Passage]:
    """The passages of a note in reading order, without its number."""
    return spoken(all_passages(note.blocks))


def spoken(passages: Iterable[Passage]) -> Iterator[Passage]:
    """The passages that say something."""
    return (one for one in passages if one.is_said)


def all_passages(blocks: Iterable[Block], point: int = 0) -> list[Passage]:
    """The passages of blocks in reading order, with those that say nothing."""
    return [passage for block in blocks for passage in _passages_of(block, point)]


def _passages_of(block: Block, point: int) -> Sequence[Passage]:
    match block:
        case Paragraph(children, role, anchor):
            return (_passage(role, children, point, anchor or "", block),)
        case Heading(level, children, anchor):
            return (_passage(f"heading-{level}", children, point, anchor, block),)
        case NumberedList(items, role=role):
            points = (n if role == "key-point" else point for n in range(1, len(items) + 1))
            return [
                one
                for item, own in zip(items, points, strict=True)
                for one in all_passages(item, own)
            ]
        case DefinitionList(items):
            return [
                passage
                for term, said in items
                for passage in (_passage("term", term, point), *all_passages(said, point))
            ]
        case BulletList() | Quotation():
            return all_passages(inner_blocks(block), point)
        case Box() | Aside():
            title = _passage("title", block.title, point, block.anchor or "")
            return (title, *all_passages(block.blocks, point))
        case Table():
            source = _passage("table-source", block.source)
            return (_caption_passage(block), *_cells(block), source)
        case Figure():
            return (_caption_passage(block),)
        case Contents() | PageBreak():
            return ()  # a table of contents repeats what stands elsewhere


def _cells(table: Table) -> Iterator[Passage]:
    yield from (_passage("header", cell) for cell in table.header)
    yield from (_passage("cell", cell) for row in table.rows for cell in row)


def _caption_passage(block: Table | Figure) -> Passage:
    label = (Text(f"{block.label}. "),) if block.label and block.caption else ()
    return _passage("caption", (*label, *block.caption), 0, block.anchor or "")


def _passage(
    role: str,
    inlines: tuple[Inline, ...],
    point: int = 0,
    anchor: str = "",
    whole: Block | None = None,
) -> Passage:
    pieces = _joined_pieces(_inline_pieces(inlines))
    return Passage(role, pieces, point, anchor, inlines if whole is None else (whole,))


def _inline_pieces(inlines: tuple[Inline, ...]) -> list[Piece]:
    found: list[Piece] = []
    for inline in inlines:
        match inline:
            case Text(value):
                found.append(value)
            case NoteMark(number):
                found.append(number)
            case Link(children) | Strong(children) | SourceWords(children) | Emphasis(children):
                found += _inline_pieces(children)
            case CrossReference(label):
                found.append(label)
            case LineBreak():
                found.append(" ")
            case Superscript(children):
                found += _shifted_pieces(children, raised)
            case Subscript(children):
                found += _shifted_pieces(children, lowered)
            case Enclosing(children):
                found += _inline_pieces(children)
            case Remark():
                continue
    return found


def _shifted_pieces(inlines: tuple[Inline, ...], move: Callable[[str], str]) -> Iterator[Piece]:
    for piece in _inline_pieces(inlines):
        yield move(piece) if isinstance(piece, str) else piece


def _joined_pieces(pieces: list[Piece]) -> tuple[Piece, ...]:
    """The pieces, words that touch joined, white space as single spaces."""
    found: list[Piece] = []
    waiting = ""
    for piece in pieces:
        if isinstance(piece, str):
            waiting += piece
            continue
        if waiting:
            found.append(_plain_words(waiting))
        found.append(piece)
        waiting = ""
    if waiting:
        found.append(_plain_words(waiting))
    return tuple(found)


_SPACE = re.compile(r"\s\s+|[^\S ]")


def _plain_words(words: str) -> str:
    """Words with single spaces, inside and at either end, and nothing that JSON cannot hold."""
    spaced = words.replace("\u00a0", " ")
    if spaced.isprintable() and "  " not in spaced:  # then all its white space is single spaces
        return spaced
    return _SPACE.sub(" ", legible(words))
