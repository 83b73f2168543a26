"""The passages of a document as they were before the edits: letters, shape and place of each."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

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

PassageKind = Literal["heading", "item", "paragraph", "quotation", "cell", "term", "definition"]


class PassageShape(Struct, frozen=True):
    """What a passage is. `level` is that of a heading, or the depth of an item from 0."""

    kind: PassageKind = "paragraph"
    level: int = 0
    is_numbered: bool = False

    @property
    def called(self) -> str:
        match self.kind:
            case "heading":
                return f"a heading of level {self.level}"
            case "item":
                return f"an item of level {self.level + 1} of a list"
            case _:
                return f"a {self.kind}"


PARAGRAPH, CELL, QUOTED = PassageShape(), PassageShape("cell"), PassageShape("quotation")
TERM, DEFINITION = PassageShape("term"), PassageShape("definition")


class WrittenPassage(Struct, frozen=True):
    """A passage of the document that the edited file was made from.

    `role` is as the manifest has it. `is_first` if it begins what stands in its place: an item
    may have more paragraphs. `number` is that of an item, 0 without one.
    """

    role: str
    letters: Lettered
    shape: PassageShape = PARAGRAPH
    is_first: bool = True
    number: int = 0

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
    for run in _runs_in(blocks, PARAGRAPH, 0):
        letters = spelt.lettered(run.inlines)
        if words_of("".join("x" if is_sign(letter) else letter for letter in letters.text)):
            yield WrittenPassage(run.role, letters, run.shape, run.is_first, run.number)


class _Run(Struct, frozen=True):
    """The words of a passage, and what it is."""

    role: str
    inlines: tuple[Inline, ...]
    shape: PassageShape = PARAGRAPH
    is_first: bool = True
    number: int = 0


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
            yield _Run(f"heading-{level}", children, PassageShape("heading", level), begins)
        case Paragraph(children, role):
            own = shape if shape.kind != "item" or is_first else PARAGRAPH
            yield _Run(role, children, own, is_first or shape.kind != "item")
        case BulletList() | NumberedList():
            yield from _item_runs(block, depth)
        case DefinitionList(items):
            for term, said in items:
                yield _Run("term", term, TERM)
                yield from _runs_in(said, DEFINITION, depth)
        case Quotation(blocks):
            yield from _runs_in(blocks, QUOTED, depth)
        case Box() | Aside():
            yield _Run("title", block.title, is_first=False)  # a heading, as deep as it stands
            yield from _runs_in(block.blocks, PARAGRAPH, depth)
        case Table():
            yield from _table_runs(block)
        case Figure():
            yield _Run("caption", _caption(block))
        case Contents() | PageBreak():
            return


def _item_runs(block: BulletList | NumberedList, depth: int) -> Iterator[_Run]:
    """The runs of the items of a list, the first of each with its number."""
    start = block.start if isinstance(block, NumberedList) else 0
    item = PassageShape("item", depth, is_numbered=isinstance(block, NumberedList))
    for place, blocks in enumerate(block.items):
        runs = _runs_in(blocks, item, depth + 1)
        yield from (replace(one, number=start and start + place) for one in islice(runs, 1))
        yield from runs


def _table_runs(table: Table) -> Iterator[_Run]:
    yield _Run("caption", _caption(table))
    for cell in table.header:
        yield _Run("header", cell, CELL)
    for row in table.rows:
        for cell in row:
            yield _Run("cell", cell, CELL)
    yield _Run("table-source", table.source)


def _caption(block: Table | Figure) -> tuple[Inline, ...]:
    label = (Text(f"{block.label}. "),) if block.label and block.caption else ()
    return (*label, *block.caption)
