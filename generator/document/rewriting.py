"""Rewriting the document tree: each run of inline nodes, or what is inside a block."""

from __future__ import annotations

from collections.abc import Callable

from msgspec.structs import replace

from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    Contents,
    DefinitionList,
    Document,
    Figure,
    Heading,
    Inline,
    NumberedList,
    PageBreak,
    Paragraph,
    Quotation,
    Table,
)

Rewrite = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]


def one_after_another(*rewrites: Rewrite | None) -> Rewrite:
    """One rewriting that does each of these in turn, without those that are None."""
    each = [rewrite for rewrite in rewrites if rewrite]

    def rewrite_in_turn(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
        for rewrite in each:
            run = rewrite(run)
        return run

    return rewrite_in_turn


def rewritten(block: Block, rewrite: Rewrite) -> Block:
    """The block with every run of inline nodes in it, at any depth, replaced by its rewriting."""

    def inside(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(rewritten(inner, rewrite) for inner in blocks)

    return with_inner_blocks(_with_own_runs(block, rewrite), inside)


def with_runs(document: Document, rewrite: Rewrite) -> Document:
    """The document with every run of inline nodes in it and its notes replaced by its rewriting."""
    blocks = tuple(rewritten(block, rewrite) for block in document.blocks)
    notes = tuple(
        replace(note, blocks=tuple(rewritten(block, rewrite) for block in note.blocks))
        for note in document.notes
    )
    return replace(document, blocks=blocks, notes=notes)


def with_inner_blocks(
    block: Block, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]
) -> Block:
    """The block with each group of blocks directly inside it replaced by what `change` makes."""
    match block:
        case Paragraph() | Heading() | Table() | Figure() | Contents() | PageBreak():
            return block
        case BulletList(items) | NumberedList(items):
            return replace(block, items=tuple(map(change, items)))
        case DefinitionList(items):
            return replace(block, items=tuple((term, change(said)) for term, said in items))
        case Quotation(blocks) | Box(blocks=blocks) | Aside(blocks=blocks):
            return replace(block, blocks=change(blocks))


def _with_own_runs(block: Block, rewrite: Rewrite) -> Block:
    match block:
        case Paragraph(children=children) | Heading(children=children):
            found = rewrite(children)
            return block if found is children else replace(block, children=found)
        case DefinitionList(items):
            return replace(block, items=tuple((rewrite(term), said) for term, said in items))
        case Box() | Aside():
            return replace(block, title=rewrite(block.title))
        case Table():
            header = tuple(map(rewrite, block.header))
            rows = tuple(tuple(map(rewrite, row)) for row in block.rows)
            caption, source = rewrite(block.caption), rewrite(block.source)
            return replace(block, caption=caption, header=header, rows=rows, source=source)
        case Figure():
            return replace(block, caption=rewrite(block.caption))
        case BulletList() | NumberedList() | Quotation() | Contents() | PageBreak():
            return block
