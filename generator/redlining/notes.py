"""The notes of a redline: those that stayed, those that are gone, those that are new."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import count

from msgspec import Struct, field
from msgspec.structs import replace

from generator.document import Block, Document, Enclosing, Inline, Note, NoteMark
from generator.document.rewriting import rewritten
from generator.document.walking import carrier_marks
from generator.redlining.runs import Sides
from generator.redlining.tokens import GONE
from generator.redlining.whole import whole_blocks

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
