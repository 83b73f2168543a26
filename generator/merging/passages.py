"""The passages of a document as they were before the edits: letters, shape and place of each."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from msgspec import Struct

from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    Contents,
    DefinitionList,
    Figure,
    Heading,
    Inline,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
    Text,
)
from generator.language.visible import words_of
from generator.merging.letters import Lettered, is_sign
from generator.merging.spelt import Spelt

PassageKind = Literal["heading", "item", "paragraph", "quotation", "cell"]


class PassageShape(Struct, frozen=True):
    """What a passage is. `level` is that of a heading, or the depth of an item from 0."""

    kind: PassageKind = "paragraph"
    level: int = 0
    is_numbered: bool = False


PARAGRAPH, CELL, QUOTED = PassageShape(), PassageShape("cell"), PassageShape("quotation")


class WrittenPassage(Struct, frozen=True):
    """A passage of the document that the edited file was made from.

    `role` is as the manifest has it. `is_first` if it begins what stands in its place: an item
    may have more paragraphs.
    """

    role: str
    letters: Lettered
    shape: PassageShape = PARAGRAPH
    is_first: bool = True

    @property
    def text(self) -> str:
        return self.letters.text

    @property
    def is_authors(self) -> bool:
        """Whether the author's Markdown has any of its letters."""
        return any(place is not None for place in self.letters.places)


def written_passages(blocks: tuple[Block, ...], spelt: Spelt) -> tuple[WrittenPassage, ...]:
    """The passages of a body or a note in reading order: those that `body_passages` gives."""
    return tuple(_said_passages(blocks, spelt))


def _said_passages(blocks: tuple[Block, ...], spelt: Spelt) -> Iterator[WrittenPassage]:
    for role, inlines, shape, is_first in _runs_in(blocks, PARAGRAPH, 0):
        letters = spelt.lettered(inlines)
        if words_of("".join("x" if is_sign(letter) else letter for letter in letters.text)):
            yield WrittenPassage(role, letters, shape, is_first)


_Run = tuple[str, tuple[Inline, ...], PassageShape, bool]


def _runs_in(blocks: tuple[Block, ...], shape: PassageShape, depth: int) -> Iterator[_Run]:
    """The runs of blocks that stand in one place; the first of them wears its shape."""
    for number, block in enumerate(blocks):
        yield from _runs_of_block(block, shape, depth, is_first=number == 0)


def _runs_of_block(
    block: Block, shape: PassageShape, depth: int, *, is_first: bool
) -> Iterator[_Run]:
    match block:
        case Heading(level, children):
            begins = is_first or shape.kind != "item"
            yield f"heading-{level}", children, PassageShape("heading", level), begins
        case Paragraph(children, role):
            own = shape if shape.kind != "item" or is_first else PARAGRAPH
            yield role, children, own, is_first or shape.kind != "item"
        case BulletList(items) | NumberedList(items):
            item = PassageShape("item", depth, isinstance(block, NumberedList))
            for blocks in items:
                yield from _runs_in(blocks, item, depth + 1)
        case DefinitionList(items):
            for term, said in items:
                yield "term", term, PARAGRAPH, True
                yield from _runs_in(said, PARAGRAPH, depth)
        case Quotation(blocks):
            yield from _runs_in(blocks, QUOTED, depth)
        case Box() | Aside():
            yield "title", block.title, PARAGRAPH, True
            yield from _runs_in(block.blocks, PARAGRAPH, depth)
        case Table():
            yield from _table_runs(block)
        case Figure():
            yield "caption", _caption(block), PARAGRAPH, True
        case Contents() | PageBreak():
            return


def _table_runs(table: Table) -> Iterator[_Run]:
    yield "caption", _caption(table), PARAGRAPH, True
    for cell in table.header:
        yield "header", cell, CELL, True
    for row in table.rows:
        for cell in row:
            yield "cell", cell, CELL, True
    yield "table-source", table.source, PARAGRAPH, True


def _caption(block: Table | Figure) -> tuple[Inline, ...]:
    label = (Text(f"{block.label}. "),) if block.label and block.caption else ()
    return (*label, *block.caption)
