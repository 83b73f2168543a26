"""Walking the document tree: its words, its blocks, its marks; and rewriting it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.document.shifts import lowered, raised
from generator.document.tree import (
    Aside,
    Block,
    Box,
    BulletList,
    Changed,
    Contents,
    CrossReference,
    DefinitionList,
    Document,
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
    Strong,
    Subscript,
    Superscript,
    Table,
    Term,
    Text,
)

_CHIP_SPACE = "\u2002"  # an en space, before and behind the words of a chip


def plain_text(inlines: tuple[Inline, ...]) -> str:
    """The words of inline nodes, without note marks; a line break reads as a space.

    Raised and lowered figures are those of Unicode: `10³`. Words that are gone are none.
    """
    return "".join(_inline_words(inline) for inline in inlines)


def _inline_words(inline: Inline) -> str:
    match inline:
        case Text(value):
            return value
        case CrossReference(label):
            return label
        case LineBreak():
            return " "
        case NoteMark() | Remark() | Changed(how="deleted"):
            return ""
        case Superscript():
            return raised(plain_text(inline.children))
        case Subscript():
            return lowered(plain_text(inline.children))
        case Enclosing():
            return plain_text(inline.children)


def inner_blocks(block: Block) -> Iterator[Block]:
    """The blocks directly inside a block, in reading order."""
    match block:
        case BulletList(items) | NumberedList(items):
            for item in items:
                yield from item
        case DefinitionList(items):
            for _, blocks in items:
                yield from blocks
        case Quotation(blocks) | Box(blocks=blocks) | Aside(blocks=blocks):
            yield from blocks
        case Heading() | Paragraph() | Table() | Figure() | Contents() | PageBreak():
            return


def inline_runs(block: Block) -> Iterator[tuple[Inline, ...]]:
    """Each run of inline nodes that belongs to the block itself, in reading order."""
    match block:
        case Heading() | Paragraph():
            yield block.children
        case DefinitionList(items):
            for term, _ in items:
                yield term
        case Box(title=title) | Aside(title=title):
            yield title
        case Table():
            yield block.caption
            yield from block.header
            for row in block.rows:
                yield from row
            yield block.source
        case Figure():
            yield block.caption
        case BulletList() | NumberedList() | Quotation() | Contents() | PageBreak():
            return


def change_of(inlines: tuple[Inline, ...]) -> Changed | None:
    """The change of a run of which nothing is kept; None if anything is, or it has no words."""
    match inlines:
        case (Changed() as whole,):
            return whole
        case _:
            return None


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


SECTION_DEPTH = 3  # of headings that have a look of their own, below the title


def section_numbers(blocks: tuple[Block, ...]) -> Iterator[str]:
    """For each block of a document the number of the section it opens: "2", "2.1"; or nothing.

    The title has none, nor has a heading inside another block: it opens no section.
    """
    counts = [0] * SECTION_DEPTH
    for block in blocks:
        if not isinstance(block, Heading) or block.level < 2 or _is_gone(block):
            yield ""
            continue
        depth = min(block.level - 1, SECTION_DEPTH)
        # A level left out counts as its first section, as it does in Word.
        counts[: depth - 1] = [count or 1 for count in counts[: depth - 1]]
        counts[depth - 1] += 1
        counts[depth:] = [0] * (SECTION_DEPTH - depth)
        yield ".".join(map(str, counts[:depth]))


def _is_gone(heading: Heading) -> bool:
    change = change_of(heading.children)
    return change is not None and change.how == "deleted"


class ContentsEntry(Struct, frozen=True):
    """A heading as a table of contents lists it: `level` 1 is that of sections."""

    level: int
    number: str
    children: tuple[Inline, ...]
    anchor: str


def contents_entries(contents: Contents, blocks: tuple[Block, ...]) -> Iterator[ContentsEntry]:
    """What a table of contents lists of a document's blocks: the headings that open a section."""
    for block, number in zip(blocks, section_numbers(blocks), strict=True):
        if isinstance(block, Heading) and 1 < block.level <= contents.depth + 1:
            children = tuple(_unmarked(block.children))
            if plain_text(children).strip():
                yield ContentsEntry(block.level - 1, number, children, block.anchor)


def _unmarked(inlines: tuple[Inline, ...]) -> Iterator[Inline]:
    """Inline nodes without what may stand in one place only: marks, links, fields, changes."""
    for inline in inlines:
        match inline:
            case Text(value):
                yield Text(value)
            case CrossReference(label):
                yield Text(label)
            case LineBreak():
                yield Text(" ")
            case NoteMark() | Remark() | Changed(how="deleted"):
                pass
            case Link(children) | Changed(children):
                yield from _unmarked(children)
            case Enclosing(children):
                yield replace(inline, children=tuple(_unmarked(children)))


def chip_words(chip: Strong) -> str:
    """The words of a chip as they are set: with room at both sides, and no line end among them."""
    return f"{_CHIP_SPACE}{plain_text(chip.children)}{_CHIP_SPACE}".replace(" ", "\u00a0")


def has_contents(document: Document) -> bool:
    """Whether a table of contents stands anywhere in the document."""
    return _any_contents(document.blocks)


def _any_contents(blocks: Iterable[Block]) -> bool:
    return any(isinstance(one, Contents) or _any_contents(inner_blocks(one)) for one in blocks)


def note_marks(blocks: Iterable[Block]) -> Iterator[NoteMark]:
    """Every mark of a note in blocks, in reading order."""
    for block in blocks:
        for run in inline_runs(block):
            yield from _marks_in(run)
        yield from note_marks(inner_blocks(block))


def _marks_in(inlines: tuple[Inline, ...]) -> Iterator[NoteMark]:
    for inline in inlines:
        match inline:
            case NoteMark():
                yield inline
            case Enclosing(children):
                yield from _marks_in(children)
            case Text() | CrossReference() | LineBreak() | Remark():
                continue


def carrier_marks(blocks: Iterable[Block]) -> tuple[NoteMark, ...]:
    """Of each note the mark that its note belongs to, in reading order.

    It is the first, or in a redline the first that stays whatever becomes of the changes.
    """
    marks = list(_marks_with_change(blocks))
    stays = {mark.number for mark, changes in marks if not changes}
    found: dict[int, NoteMark] = {}
    for mark, changes in marks:
        if not (changes and mark.number in stays):
            found.setdefault(mark.number, mark)
    return tuple(found.values())


def _marks_with_change(blocks: Iterable[Block]) -> Iterator[tuple[NoteMark, bool]]:
    for block in blocks:
        for run in inline_runs(block):
            for inline in run:
                changes = isinstance(inline, Changed)
                yield from ((mark, changes) for mark in _marks_in((inline,)))
        yield from _marks_with_change(inner_blocks(block))


def terms_of(document: Document) -> Iterator[Term]:
    """Every term of a document and its notes, in reading order."""
    blocks = (*document.blocks, *(block for note in document.notes for block in note.blocks))
    yield from _terms_in(blocks)


def _terms_in(blocks: Iterable[Block]) -> Iterator[Term]:
    for block in blocks:
        for run in inline_runs(block):
            yield from _terms_of_run(run)
        yield from _terms_in(inner_blocks(block))


def _terms_of_run(inlines: Iterable[Inline]) -> Iterator[Term]:
    for inline in inlines:
        match inline:
            case Term():
                yield inline
            case Enclosing(children):
                yield from _terms_of_run(children)
            case _:
                continue


Rewrite = Callable[[tuple[Inline, ...]], tuple[Inline, ...]]


def rewritten(block: Block, rewrite: Rewrite) -> Block:
    """The block with every run of inline nodes in it, at any depth, replaced by its rewriting."""

    def inside(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(rewritten(inner, rewrite) for inner in blocks)

    return with_inner_blocks(_with_own_runs(block, rewrite), inside)


def with_inner_blocks(
    block: Block, change: Callable[[tuple[Block, ...]], tuple[Block, ...]]
) -> Block:
    """The block with each group of blocks directly inside it replaced by what `change` makes."""
    match block:
        case BulletList(items) | NumberedList(items):
            return replace(block, items=tuple(map(change, items)))
        case DefinitionList(items):
            return replace(block, items=tuple((term, change(said)) for term, said in items))
        case Quotation(blocks) | Box(blocks=blocks) | Aside(blocks=blocks):
            return replace(block, blocks=change(blocks))
        case Heading() | Paragraph() | Table() | Figure() | Contents() | PageBreak():
            return block


def _with_own_runs(block: Block, rewrite: Rewrite) -> Block:
    match block:
        case Heading() | Paragraph():
            return replace(block, children=rewrite(block.children))
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
