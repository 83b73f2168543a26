"""Notes → slabs, and the columns of these at the foot of a page.

The number of a note, which leads back to its mark, hangs beside what the note says.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import fsum

from msgspec import Struct, field
from msgspec.structs import replace

from generator.document import Inline, Link, Note, Paragraph, Text
from generator.document.walking import common_change
from generator.theme.regions import NoteColumns, note_columns
from generator.theme.theme import Theme
from generator.typesetting.blocks import BlockPlace, block_slabs
from generator.typesetting.galley import Galley, Stacked, galley
from generator.typesetting.labels import labelled
from generator.typesetting.paragraphs import Area, paragraph_slabs
from generator.typesetting.placed import StructureElement
from generator.typesetting.setting import Setting
from generator.typesetting.slabs import BOUND, FREE, TOGETHER, Slab, kept_together, with_space

_LONG_NOTE = 6  # lines from which a note may go on over the next page
_ABOVE = 12.0  # points between the text and the rule above the notes

NoteSlabs = dict[int, tuple[Slab, ...]]


def set_notes(area: Area, setting: Setting) -> NoteSlabs:
    """The slabs of each note whose mark has been met, a note marked inside another behind it."""
    done: NoteSlabs = {}
    for number in list(setting.note_elements):
        if number in setting.notes and number not in done:
            done[number] = ()
            slabs = _with_inner(setting.notes[number], done, area, setting)
            done[number] = tuple(slabs if len(slabs) >= _LONG_NOTE else kept_together(slabs))
    return done


def divisible_slabs(notes: Sequence[tuple[Slab, ...]], most: float) -> int:
    """How many slabs at the end of the notes of a line may go on over the next page.

    Those of the last note, so that each begins on the page of its mark. If the notes before it take
    more than `most` points, that is too much to keep, and those of every note.
    """
    if not notes:
        return 0
    before = fsum(slab.height for note in notes[:-1] for slab in note)
    return len(notes[-1]) if before <= most else sum(map(len, notes))


def _with_inner(note: Note, done: NoteSlabs, area: Area, setting: Setting) -> list[Slab]:
    slabs = _note_slabs(note, area, setting, setting.note_elements[note.number])
    for number in [number for slab in slabs for number in slab.notes]:
        if number in setting.notes and number not in done:
            done[number] = ()
            slabs += _with_inner(setting.notes[number], done, area, setting)
    return slabs


def _note_slabs(note: Note, area: Area, setting: Setting, element: StructureElement) -> list[Slab]:
    look = setting.theme.notes
    style = setting.theme.style("note")
    element.identifier, element.anchors = note.anchor, (note.anchor,)
    mark = setting.theme.style("note-mark")
    number = replace(mark, size=style.size * 0.92, leading=style.leading, align="left")
    back = setting.mark_anchors.get(note.number)
    words = (Text(note.label),)
    inlines: tuple[Inline, ...] = (Link(words, f"#{back}"),) if back else words
    runs = (one.children if isinstance(one, Paragraph) else () for one in note.blocks)
    if change := common_change(runs):  # with its mark the whole note has come or gone
        inlines = (replace(change, children=inlines),)
    label = paragraph_slabs(inlines, number, area, setting, element.add("Lbl"))
    place = BlockPlace(area.indented(look.indent), "note")
    body = [slab for block in note.blocks for slab in block_slabs(block, place, setting, element)]
    return with_space(labelled(label, body), after=look.between)


class NotesAtFoot(Struct, frozen=True):
    """All notes one under the other, and the columns that those of a page stand in at its foot.

    `numbers` are those of the notes, by slab. They are marked in the order of the page: from its
    side column and its text by turns, where something long stands beside these. `above` is the
    height of the rule above them, with the space around it, in points.
    """

    galley: Galley
    numbers: tuple[int, ...]
    columns: NoteColumns
    above: float
    _ends: dict[tuple[int, int, float], tuple[int, ...]] = field(default_factory=dict)

    def placed(self, start: int, stop: int, room: float) -> tuple[list[Stacked], float]:
        """The slabs in their columns by number, and the height of the highest, in points."""
        ends, order = self._column_ends(start, stop, room), self._by_number(start, stop)
        if order == [*range(start, stop)]:
            return self.galley.placed(start, ends, self.columns.step, 0.0)
        own = galley(self.galley.slabs[place] for place in order)
        most = self.galley.highest(start, ends)
        own_ends = own.all_in(0, stop - start, self.columns.count, most, BOUND)
        if own_ends is None:  # a line too many in a column
            return self.galley.placed(start, ends, self.columns.step, 0.0)
        return own.placed(0, own_ends, self.columns.step, 0.0)

    def _by_number(self, start: int, stop: int) -> list[int]:
        """The places of a page's slabs, by their notes; what goes on over pages stays outside."""
        numbers = self.numbers
        first, last = start, stop
        while 0 < first < stop and numbers[first] == numbers[start - 1]:
            first += 1
        while first < last < len(numbers) and numbers[last - 1] == numbers[stop]:
            last -= 1
        inner = sorted(range(first, last), key=numbers.__getitem__)
        return [*range(start, first), *inner, *range(last, stop)]

    def room_above(self, start: int, stop: int, room: float) -> float:
        """The height that notes and the rule leave to the text of a page."""
        if start == stop:
            return room
        return room - self.above - self.galley.highest(start, self._column_ends(start, stop, room))

    def fitting(self, start: int, stop: int, room: float) -> int:
        """How far notes get in a height with the rule above them, torn only if they must be."""
        room -= self.above
        for keep in (TOGETHER, BOUND):
            if ends := self.galley.column_ends(start, stop, self.columns.count, room, keep):
                end = self.galley.last_end(start, ends[-1], FREE)
                return end if end > start else ends[-1]
        return start

    def _column_ends(self, start: int, stop: int, room: float) -> tuple[int, ...]:
        # Most ends of the text that are tried for a page have the same notes.
        asked = start, stop, room
        if asked not in self._ends:
            self._ends[asked] = self._balanced(start, stop, room)
        return self._ends[asked]

    def _balanced(self, start: int, stop: int, room: float) -> tuple[int, ...]:
        for keep in (TOGETHER, BOUND):
            ends = self.galley.balanced(start, stop, self.columns.count, room, keep)
            if ends is not None:
                return ends
        return (stop,)


def notes_below_text(notes: Iterable[tuple[int, Slab]], theme: Theme) -> NotesAtFoot:
    """The slabs of notes, each with its number, as a theme has them at the foot of pages."""
    rule, each = theme.notes.rule, tuple(notes)
    return NotesAtFoot(
        galley(slab for _, slab in each),
        tuple([number for number, _ in each]),
        note_columns(theme),
        _ABOVE + rule.weight + rule.gap,
    )
