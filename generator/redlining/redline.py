"""Two documents → one that shows what has changed between them: in blocks, words and notes.

What both have stands in it as the later document has it. So all changes accepted give that, and
all rejected the earlier one, but for numbers that count what stands before them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Generic, TypeVar

from msgspec import Struct
from msgspec.structs import replace

from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    Changed,
    ColumnAlignment,
    DefinitionList,
    Document,
    Figure,
    Heading,
    Inline,
    NumberedList,
    Paragraph,
    Quotation,
    Table,
)
from generator.redlining.aligning import Gist, aligned
from generator.redlining.gists import block_gist, definition_gist, is_recounted, item_gist, row_gist
from generator.redlining.moves import with_moves
from generator.redlining.notes import with_notes
from generator.redlining.runs import Sides, changed_run
from generator.redlining.tokens import Side, side_of
from generator.redlining.whole import Definition, Row, whole_blocks, whole_definition, whole_row

_T = TypeVar("_T")


def redline(earlier: Document, later: Document) -> Document:
    """The later document, with what it has no more and what it has more marked as changed."""
    sides = Sides(side_of(earlier, is_earlier=True), side_of(later, is_earlier=False))
    blocks = with_moves(_changed_blocks(earlier.blocks, later.blocks, sides))
    return with_notes(replace(later, blocks=blocks), sides, _changed_blocks)


class _Kind(Struct, Generic[_T], frozen=True):
    """How things of a kind are told, shown as gone or new, and shown as changed."""

    gist: Callable[[_T, Side], Gist]
    whole: Callable[[_T, Side], Iterable[_T]]
    changed: Callable[[_T, _T, Sides], _T]


def _side_by_side(
    before: Sequence[_T], after: Sequence[_T], kind: _Kind[_T], sides: Sides
) -> Iterator[_T]:
    first = [kind.gist(one, sides.earlier) for one in before]
    second = [kind.gist(one, sides.later) for one in after]
    for gone, new in aligned(first, second):
        if gone is not None and new is not None:
            yield kind.changed(before[gone], after[new], sides)
        elif gone is not None:
            yield from kind.whole(before[gone], sides.earlier)
        elif new is not None:
            yield from kind.whole(after[new], sides.later)


# --- blocks -------------------------------------------------------------------------------


def _changed_blocks(
    before: Sequence[Block], after: Sequence[Block], sides: Sides
) -> tuple[Block, ...]:
    kind = _Kind(block_gist, lambda one, side: whole_blocks([one], side), _changed_block)
    return tuple(_side_by_side(before, after, kind, sides))


def _changed_block(before: Block, after: Block, sides: Sides) -> Block:
    """A block of which nothing but the words differs."""
    if is_recounted(after):
        return after
    match before, after:
        case (Heading() | Paragraph(), Heading() | Paragraph()):
            return replace(after, children=changed_run(before.children, after.children, sides))
        case (BulletList() | NumberedList(), BulletList() | NumberedList()):
            items = _side_by_side(before.items, after.items, _ITEMS, sides)
            return replace(after, items=tuple(items))
        case DefinitionList(), DefinitionList():
            definitions = _side_by_side(before.items, after.items, _DEFINITIONS, sides)
            return replace(after, items=tuple(definitions))
        case Quotation(), Quotation():
            return replace(after, blocks=_changed_blocks(before.blocks, after.blocks, sides))
        case (Box() | Aside(), Box() | Aside()):
            title = changed_run(before.title, after.title, sides)
            blocks = _changed_blocks(before.blocks, after.blocks, sides)
            return replace(after, title=title, blocks=blocks)
        case Table(), Table():
            return _changed_table(before, after, sides)
        case Figure(), Figure():
            return replace(after, caption=changed_run(before.caption, after.caption, sides))
        case _:  # a table of contents or the end of a page, which say nothing themselves
            return after


_ITEMS: _Kind[tuple[Block, ...]] = _Kind(
    item_gist, lambda item, side: [whole_blocks(item, side)], _changed_blocks
)


def _changed_definition(before: Definition, after: Definition, sides: Sides) -> Definition:
    term = changed_run(before[0], after[0], sides)
    return term, _changed_blocks(before[1], after[1], sides)


_DEFINITIONS: _Kind[Definition] = _Kind(
    definition_gist, lambda one, side: [whole_definition(one, side)], _changed_definition
)

# --- tables -------------------------------------------------------------------------------


def _changed_table(before: Table, after: Table, sides: Sides) -> Table:
    caption = changed_run(before.caption, after.caption, sides)
    header = _changed_row(before.header, after.header, sides)
    rows = tuple(_side_by_side(before.rows, after.rows, _ROWS, sides))
    source = changed_run(before.source, after.source, sides)
    columns = list(zip(*(header, *rows), strict=True))
    alignments = tuple(
        _alignment(alignment, column)
        for alignment, column in zip(after.alignments, columns, strict=True)
    )
    return replace(
        after, caption=caption, header=header, rows=rows, source=source, alignments=alignments
    )


def _alignment(own: ColumnAlignment, column: Sequence[tuple[Inline, ...]]) -> ColumnAlignment:
    """How a column stands: two figures in one cell have no decimal mark in common."""
    is_changed = any(isinstance(node, Changed) for cell in column for node in cell)
    return "right" if own == "decimal" and is_changed else own


def _changed_row(before: Row, after: Row, sides: Sides) -> Row:
    cells = zip(before, after, strict=True)
    return tuple(changed_run(cell, other, sides) for cell, other in cells)


_ROWS: _Kind[Row] = _Kind(row_gist, lambda row, side: [whole_row(row, side)], _changed_row)
