"""Two documents → one that shows what has changed between them: in blocks, words and notes.

What both have stands in it as the later document has it. So all changes accepted give that, and
all rejected the earlier one, but for numbers that count what stands before them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import count
from typing import Generic, TypeVar

from msgspec import Struct, field
from msgspec.structs import replace

from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    Changed,
    ChangeKind,
    ColumnAlignment,
    DefinitionList,
    Document,
    Enclosing,
    Figure,
    Heading,
    Inline,
    Note,
    NoteMark,
    NumberedList,
    Paragraph,
    Quotation,
    Table,
)
from generator.document.rewriting import rewritten, with_inner_blocks
from generator.document.walking import carrier_marks, change_of, every_block, plain_text
from generator.redlining.aligning import LEAST_MOVED, Gist, aligned
from generator.redlining.gists import block_gist, definition_gist, is_recounted, item_gist, row_gist
from generator.redlining.runs import Sides, changed_run
from generator.redlining.tokens import GONE, Side, side_of
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


# --- what has moved ---------------------------------------------------------------------


def with_moves(blocks: tuple[Block, ...]) -> tuple[Block, ...]:
    """The blocks of a redline, paragraphs that moved with the number of their move."""
    found = Counter((change.how, _words_of_change(change)) for change in _whole_paragraphs(blocks))
    counts = {words: min(found["deleted", words], found["inserted", words]) for _, words in found}
    return _Moves(counts).numbered(blocks)


def _whole_paragraphs(blocks: Iterable[Block]) -> Iterator[Changed]:
    for block in every_block(blocks):
        change = _whole_change(block)
        if change and len(_words_of_change(change).split()) >= LEAST_MOVED:
            yield change


def _whole_change(block: Block) -> Changed | None:
    """The change of a paragraph or heading of which nothing is kept."""
    return change_of(block.children) if isinstance(block, Heading | Paragraph) else None


def _words_of_change(change: Changed) -> str:
    return plain_text(change.children)


class _Moves(Struct):
    """Numbers moves in reading order; of paragraphs with the same words the first is the first."""

    counts: dict[str, int]  # how many paragraphs of these words have moved
    numbers: dict[tuple[str, int], int] = field(default_factory=dict)
    seen: Counter[tuple[ChangeKind, str]] = field(default_factory=Counter)

    def numbered(self, blocks: tuple[Block, ...]) -> tuple[Block, ...]:
        return tuple(self._numbered(block) for block in blocks)

    def _numbered(self, block: Block) -> Block:
        if not isinstance(block, Heading | Paragraph):
            return with_inner_blocks(block, self.numbered)
        change = _whole_change(block)
        if change is None:
            return block
        return replace(block, children=(replace(change, move=self._move(change)),))

    def _move(self, change: Changed) -> int:
        words = _words_of_change(change)
        place = self.seen[change.how, words]
        self.seen[change.how, words] += 1
        if place >= self.counts.get(words, 0):
            return 0
        return self.numbers.setdefault((words, place), len(self.numbers) + 1)


# --- notes ------------------------------------------------------------------------------


_Compare = Callable[[Sequence[Block], Sequence[Block], Sides], tuple[Block, ...]]


def with_notes(document: Document, sides: Sides, compare: _Compare) -> Document:
    """A redline with its notes in the order of their marks.

    Notes have the numbers of the later document. Those that are gone have numbers behind these,
    and show what they had.
    """
    numbers = _NoteNumbers(count(max(sides.later.notes, default=0) + 1))
    blocks = tuple(rewritten(block, numbers.settled) for block in document.blocks)
    notes = []
    for mark in carrier_marks(blocks):
        if was := numbers.given.get(mark.number):
            notes.append(_gone_note(sides.earlier.notes[was], mark.number, sides))
        else:
            notes.append(_later_note(sides.later.notes[mark.number], sides, compare))
    return replace(document, blocks=blocks, notes=tuple(notes))


def _later_note(note: Note, sides: Sides, compare: _Compare) -> Note:
    was = sides.earlier_of.get(note.number)
    if was is None:
        return replace(note, blocks=whole_blocks(note.blocks, sides.later))
    return replace(note, blocks=compare(sides.earlier.notes[was].blocks, note.blocks, sides))


def _gone_note(note: Note, number: int, sides: Sides) -> Note:
    blocks, anchor = whole_blocks(note.blocks, sides.earlier), GONE + note.anchor
    return replace(note, number=number, blocks=blocks, anchor=anchor, shown=note.number)


class _NoteNumbers(Struct):
    """What becomes of the marks of the earlier document, whose numbers are negative so far."""

    free: Iterator[int]
    given: dict[int, int] = field(default_factory=dict)  # what notes that are gone had, by theirs

    def settled(self, run: tuple[Inline, ...]) -> tuple[Inline, ...]:
        """A run with the numbers of its marks."""
        return tuple(self._settled(inline) for inline in run)

    def _settled(self, inline: Inline) -> Inline:
        match inline:
            case NoteMark(number) if number < 0:
                return replace(inline, number=self._number(-number))
            case Enclosing(children):
                return replace(inline, children=self.settled(children))
            case _:
                return inline

    def _number(self, was: int) -> int:
        number = next(self.free)
        self.given[number] = was
        return number
