"""Walking the document tree: its words, its blocks, its marks.

Most blocks are paragraphs, and most inline nodes are texts. Each walk asks for these first: it is
dear to find out what a node is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain

from msgspec import Struct

from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    Changed,
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
    Term,
    Text,
)
from generator.document.shifts import lowered, raised
from generator.recall.once import once_each

_CHIP_SPACE = "\u2002"  # an en space, before and behind the words of a chip


def plain_text(inlines: tuple[Inline, ...]) -> str:
    """The words of inline nodes, without note marks; a line break reads as a space.

    Raised and lowered figures are those of Unicode: `10³`. Words that are gone are none.
    """
    words = [one.value if isinstance(one, Text) else _inline_words(one) for one in inlines]
    return "".join(words)


def _inline_words(inline: Inline) -> str:
    match inline:
        case Text(value):
            return value
        case NoteMark():
            return ""
        case Link(children) | Strong(children) | SourceWords(children) | Emphasis(children):
            return plain_text(children)
        case CrossReference(label):
            return label
        case LineBreak():
            return " "
        case Remark() | Changed(how="deleted"):
            return ""
        case Superscript():
            return raised(plain_text(inline.children))
        case Subscript():
            return lowered(plain_text(inline.children))
        case Enclosing():
            return plain_text(inline.children)


def chip_words(chip: Strong) -> str:
    """The words of a chip as they are set: with room at both sides, and no line end among them."""
    return f"{_CHIP_SPACE}{plain_text(chip.children)}{_CHIP_SPACE}".replace(" ", "\u00a0")


def inner_blocks(block: Block) -> tuple[Block, ...]:
    """The blocks directly inside a block, in reading order."""
    match block:
        case Paragraph() | Heading() | Table() | Figure() | Contents() | PageBreak():
            return ()
        case Quotation(blocks) | Box(blocks=blocks) | Aside(blocks=blocks):
            return blocks
        case BulletList(items) | NumberedList(items):
            return tuple(chain.from_iterable(items))
        case DefinitionList(items):
            return tuple(chain.from_iterable(blocks for _, blocks in items))


def inline_runs(block: Block) -> tuple[tuple[Inline, ...], ...]:
    """Each run of inline nodes that belongs to the block itself, in reading order."""
    match block:
        case Paragraph(children=children) | Heading(children=children):
            return (children,)
        case BulletList() | NumberedList() | Quotation() | Contents() | PageBreak():
            return ()
        case DefinitionList(items):
            return tuple(term for term, _ in items)
        case Box(title=title) | Aside(title=title):
            return (title,)
        case Table():
            return (block.caption, *block.header, *chain.from_iterable(block.rows), block.source)
        case Figure():
            return (block.caption,)


def change_of(inlines: tuple[Inline, ...]) -> Changed | None:
    """The change of a run of which nothing is kept; None if anything is, or it has no words."""
    match inlines:
        case (Changed() as whole,):
            return whole
        case _:
            return None


def common_change(runs: Iterable[tuple[Inline, ...]]) -> Changed | None:
    """The change of runs all of which have come, or all of which are gone; None if any stays."""
    kinds = {change.how if (change := change_of(run)) else None for run in runs}
    how = kinds.pop() if len(kinds) == 1 else None
    return Changed((), how) if how else None


class HeaderCell(Struct, frozen=True):
    """A cell of a table's header, the first of its columns (from 0) and how many there are."""

    first: int
    count: int
    children: tuple[Inline, ...]


def header_cells(table: Table) -> Iterator[HeaderCell]:
    """The cells of a table's header, without those that the cell before them covers."""
    spans = table.spans or (1,) * len(table.header)
    for first, (count, children) in enumerate(zip(spans, table.header, strict=True)):
        if count:
            yield HeaderCell(first, count, children)


def every_block(blocks: Iterable[Block]) -> Iterator[Block]:
    """Blocks and all that stand in them, in reading order: each before what it holds."""
    for block in blocks:
        yield block
        if not isinstance(block, Paragraph) and (inner := inner_blocks(block)):
            yield from every_block(inner)


def every_run(blocks: Iterable[Block]) -> Iterator[tuple[Inline, ...]]:
    """Each run of inline nodes of blocks and of all that stand in them, in reading order."""
    for block in blocks:
        match block:
            case Paragraph(children):
                yield children
            case DefinitionList(items):
                for term, said in items:
                    yield term
                    yield from every_run(said)
            case _:
                yield from inline_runs(block)
                if inner := inner_blocks(block):
                    yield from every_run(inner)


def outer_inlines(blocks: Iterable[Block]) -> Iterator[Inline]:
    """The inline nodes of each run of `every_run`, one run behind the other."""
    return chain.from_iterable(every_run(blocks))


def every_inline(inlines: Iterable[Inline]) -> list[Inline]:
    """Inline nodes and all that stand in them, in reading order: each before what it holds."""
    found: list[Inline] = []
    for inline in inlines:
        found.append(inline)
        if not isinstance(inline, Text) and isinstance(inline, Enclosing):
            found += every_inline(inline.children)
    return found


def blocks_with_notes(document: Document) -> tuple[Block, ...]:
    """The blocks of a document, and behind them those of its notes."""
    return (*document.blocks, *(block for note in document.notes for block in note.blocks))


class Everything(Struct, frozen=True):
    """All that stands in a document and its notes, at any depth, in reading order."""

    blocks: tuple[Block, ...]
    inlines: tuple[Inline, ...]
    marks: tuple[NoteMark, ...]  # of these


@once_each(1)  # a walk is dear: some six ask of each document
def everything_in(document: Document) -> Everything:
    """All blocks and inline nodes of a document and its notes, each before what it holds."""
    blocks = blocks_with_notes(document)
    inlines = tuple(every_inline(outer_inlines(blocks)))
    marks = tuple([inline for inline in inlines if isinstance(inline, NoteMark)])
    return Everything(tuple(every_block(blocks)), inlines, marks)


def every_anchor(document: Document) -> frozenset[str]:
    """Whatever a link of a document can lead to: its notes, its blocks, the marks of its notes."""
    every = everything_in(document)
    of_blocks = (getattr(block, "anchor", "") or "" for block in every.blocks)
    of_notes = (note.anchor for note in document.notes)
    return frozenset((*of_blocks, *of_notes, *(mark.anchor for mark in every.marks))) - {""}


def note_marks(blocks: Iterable[Block]) -> list[NoteMark]:
    """Every mark of a note in blocks, in reading order."""
    return marks_in(outer_inlines(blocks))


def marks_in(inlines: Iterable[Inline]) -> list[NoteMark]:
    """Every mark of a note in inline nodes, in reading order."""
    found: list[NoteMark] = []
    for inline in inlines:
        if isinstance(inline, Text):
            continue
        if isinstance(inline, NoteMark):
            found.append(inline)
        elif isinstance(inline, Enclosing):
            found += marks_in(inline.children)
    return found


def carrier_marks(blocks: Iterable[Block]) -> tuple[NoteMark, ...]:
    """Of each note the mark that its note belongs to, in reading order.

    It is the first, or in a redline the first that stays whatever becomes of the changes.
    """
    marks: list[tuple[NoteMark, bool]] = []
    for inline in outer_inlines(blocks):
        if isinstance(inline, Text):
            continue
        if isinstance(inline, NoteMark):
            marks.append((inline, False))
        elif isinstance(inline, Enclosing):
            changes = isinstance(inline, Changed)
            marks += [(mark, changes) for mark in marks_in(inline.children)]
    stays = {mark.number for mark, changes in marks if not changes}
    found: dict[int, NoteMark] = {}
    for mark, changes in marks:
        if not (changes and mark.number in stays):
            found.setdefault(mark.number, mark)
    return tuple(found.values())


def terms_of(document: Document) -> Iterator[Term]:
    """Every term of a document and its notes, in reading order."""
    return (one for one in everything_in(document).inlines if isinstance(one, Term))
