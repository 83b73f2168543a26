"""Blocks that stand in one document alone: each of their runs is gone or new."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeVar

from msgspec.structs import replace

from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    Changed,
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
)
from generator.document.rewriting import with_inner_blocks
from generator.redlining.tokens import GONE, Side, inlines_of

Row = tuple[tuple[Inline, ...], ...]
Definition = tuple[tuple[Inline, ...], tuple[Block, ...]]


def _whole_run(run: tuple[Inline, ...], side: Side) -> tuple[Inline, ...]:
    """A run of one document, as gone or new, even if it has no words."""
    return (Changed(inlines_of(side.tokens(run)), side.change),)


def whole_row(row: Row, side: Side) -> Row:
    """A row of a table that one document alone has."""
    return tuple(_whole_run(cell, side) for cell in row)


def whole_definition(definition: Definition, side: Side) -> Definition:
    """A term that one document alone has, with what is said about it."""
    term, said = definition
    return _whole_run(term, side), whole_blocks(said, side)


def whole_blocks(blocks: Iterable[Block], side: Side) -> tuple[Block, ...]:
    """Blocks that one document alone has. Those without words are the later document's alone."""
    left_out = (Contents, PageBreak) if side.is_earlier else ()
    return tuple(_whole_block(one, side) for one in blocks if not isinstance(one, left_out))


def _whole_block(block: Block, side: Side) -> Block:
    block = with_inner_blocks(block, lambda blocks: whole_blocks(blocks, side))
    match block:
        case Heading() | Paragraph():
            children = _whole_run(block.children, side)
            return replace(block, children=children, anchor=_own_anchor(block.anchor, side))
        case DefinitionList(items):
            terms = tuple((_whole_run(term, side), said) for term, said in items)
            return replace(block, items=terms)
        case Box() | Aside():
            title = _optional_run(block.title, side)
            return replace(block, title=title, anchor=_own_anchor(block.anchor, side))
        case Table():
            return _whole_table(block, side)
        case Figure():
            caption, anchor = _optional_run(block.caption, side), _own_anchor(block.anchor, side)
            return replace(block, caption=caption, anchor=anchor, change=side.change)
        case BulletList() | NumberedList() | Quotation() | Contents() | PageBreak():
            return block


def _whole_table(table: Table, side: Side) -> Table:
    return replace(
        table,
        header=whole_row(table.header, side),
        rows=tuple(whole_row(row, side) for row in table.rows),
        caption=_optional_run(table.caption, side),
        source=_optional_run(table.source, side),
        anchor=_own_anchor(table.anchor, side),
    )


def _optional_run(run: tuple[Inline, ...], side: Side) -> tuple[Inline, ...]:
    return _whole_run(run, side) if run else ()


_Anchor = TypeVar("_Anchor", str, str | None)


def _own_anchor(anchor: _Anchor, side: Side) -> _Anchor:
    """An anchor; one of the earlier document leaves its name to what the later one has there."""
    return GONE + anchor if side.is_earlier and anchor else anchor
