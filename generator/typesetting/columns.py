"""Slabs → the contents of pages of several columns, with elements across all of them.

Each stretch of columns is balanced: before an element across the page, and where a page ends.
Notes stand at the foot of the page, below every column, and in columns themselves: a line of note
type across the whole page would hold twice the characters that are read with ease, and most notes
fill less than half of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from math import fsum, inf

from msgspec import Struct
from msgspec.structs import replace

from generator.theme.theme import NoteStyle
from generator.typesetting.filling import (
    Filled,
    Stacked,
    may_split,
    over_notes,
    page_slabs,
    stack_height,
    stacked,
)
from generator.typesetting.slabs import BOUND, FREE, TOGETHER, Slab, closed, gap, height_above

_MOSTLY_EMPTY = 0.5  # of what a page could hold: too empty to keep a box whole
_FIRST_STEP = 12.0  # points above the least that columns could be high
_EVEN = 0.5  # points by which balanced columns may miss the least height


class Grid(Struct, frozen=True):
    """So many columns, each one's start so many points behind that of the one before."""

    count: int
    step: float


def fill_columns(
    slabs: Sequence[Slab],
    notes: Mapping[int, tuple[Slab, ...]],
    room: float,
    look: NoteStyle,
    grid: Grid,
) -> Iterator[Filled]:
    """The pages that the slabs take, each `room` points high. At least one."""
    filler = _Filler(slabs, notes, room, look, grid)
    start = 0
    carried: tuple[Slab, ...] = ()
    while True:
        most = room * look.most if start < len(slabs) else room
        end = filler.page_end(start, carried, most)
        if end.stop == start and end.carried:
            # No text can stand beside these notes: they may have the whole page.
            end = filler.page_end(start, carried, room)
        yield filler.filled(start, end, resumed=bool(carried))
        start, carried = end.stop, end.carried
        if start >= len(slabs) and not carried:
            return


# --- columns ------------------------------------------------------------------------------


def balanced(
    slabs: Sequence[Slab], start: int, stop: int, count: int, most: float, keep: int
) -> tuple[int, ...] | None:
    """Where each column ends, all as low as they can be; None if `most` points do not suffice.

    A column may end behind a slab whose `keep` is no more than the one given.
    """
    low = fsum(slab.height for slab in slabs[start:stop]) / count
    step, best = _FIRST_STEP, None
    while best is None:
        if low >= most:
            return None
        high = min(low + step, most)
        best = column_ends(slabs, start, stop, count, high, keep)
        if best is None:
            low, step = high, 2 * step
    while high - low > _EVEN:
        middle = (low + high) / 2
        ends = column_ends(slabs, start, stop, count, middle, keep)
        if ends is None:
            low = middle
        else:
            best, high = ends, middle
    return best


def column_ends(
    slabs: Sequence[Slab], start: int, stop: int, count: int, height: float, keep: int
) -> tuple[int, ...] | None:
    """Where columns of a height end, each as full as can be; None if they do not hold the slabs."""
    ends: list[int] = []
    while start < stop:
        end = _column_end(slabs, start, stop, height, keep)
        if end == start or len(ends) == count:
            return None
        ends.append(end)
        start = end
    return tuple(ends)


def _column_end(slabs: Sequence[Slab], start: int, stop: int, height: float, keep: int) -> int:
    heads = page_slabs(slabs, start, start)
    depth, above = stack_height(heads), heads[-1] if heads else None
    end = start
    for index in range(start, stop):
        slab = slabs[index]
        depth += slab.height + (gap(above, slab) if above else height_above(slab.frames))
        above = slab
        if depth + closed(slab) > height + 0.01:
            break
        if slab.keep <= keep or index + 1 == stop:
            end = index + 1
    return end


def _columned(
    slabs: Sequence[Slab], start: int, ends: Sequence[int], grid: Grid, down: float
) -> Iterator[Stacked]:
    for number, end in enumerate(ends):
        for one in stacked(page_slabs(slabs, start, end)):
            yield replace(one, down=down + one.down, shift=number * grid.step)
        start = end


def _height(slabs: Sequence[Slab], start: int, ends: Sequence[int]) -> float:
    starts = (start, *ends)
    stretches = zip(starts, ends, strict=False)
    return max((stack_height(page_slabs(slabs, *one)) for one in stretches), default=0.0)


# --- pages --------------------------------------------------------------------------------


class _End(Struct, frozen=True):
    """A page ends before slab `stop`, with these notes on it; `keep` is what it had to tear."""

    stop: int
    notes: tuple[Slab, ...]
    carried: tuple[Slab, ...]
    keep: int = FREE


@dataclass(slots=True)
class _Filler:
    slabs: Sequence[Slab]
    notes: Mapping[int, tuple[Slab, ...]]
    room: float
    look: NoteStyle
    grid: Grid
    runs: list[int] = field(init=False)  # for each slab, where its stretch of columns ends
    known: dict[tuple[int, int, int], tuple[int, ...]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.runs = [len(self.slabs)] * len(self.slabs)
        for index in range(len(self.slabs) - 2, -1, -1):
            one, other = self.slabs[index], self.slabs[index + 1]
            self.runs[index] = self.runs[index + 1] if one.wide == other.wide else index + 1

    def page_end(self, start: int, carried: tuple[Slab, ...], most: float) -> _End:
        """Where the page ends: where nothing is torn if possible, else where least is."""
        first, carried = self._resumed(carried, most)
        for keep in (FREE, TOGETHER, BOUND):
            top = self._furthest(start, first, carried, keep)
            end = self._with_split_note(start, top, first, carried, keep)
            if end is None:
                stop = self._allowed(start, top, first, carried, keep)
                end = _End(stop, first + self._new_notes(start, stop), carried, keep)
            if end.stop == len(self.slabs) or (end.stop > start and self._is_full(start, end)):
                return end
        return _End(start, first, carried) if first else self._at_least_one(start)

    def filled(self, start: int, end: _End, *, resumed: bool) -> Filled:
        """The page with everything in its place."""
        columns = self._note_ends(end.notes)
        height = _height(end.notes, 0, columns)
        placed = tuple(_columned(end.notes, 0, columns, self.grid, 0.0))
        left = self.room - self._notes_room(end.notes)
        return Filled(tuple(self._body(start, end, left)), placed, height, resumed)

    def _body(self, start: int, end: _End, left: float) -> Iterator[Stacked]:
        down, at = 0.0, start
        while at < end.stop:
            stop = min(self.runs[at], end.stop)
            down += self._margin(start, at)
            ends = self._ends(at, stop, left - down, end.keep)
            if ends is None:
                ends = self._ends(at, stop, inf, BOUND) or (stop,)
            yield from _columned(self.slabs, at, ends, self.grid, down)
            down += _height(self.slabs, at, ends)
            at = stop

    # --- what fits ------------------------------------------------------------------------

    def _ends(self, start: int, stop: int, most: float, keep: int) -> tuple[int, ...] | None:
        """The columns of a stretch, balanced; an element across the page is a single one."""
        if self.slabs[start].wide:
            ends: tuple[int, ...] = (stop,)
        else:
            key = (start, stop, keep)
            if key not in self.known:
                found = balanced(self.slabs, start, stop, self.grid.count, self.room, keep)
                if found is None:
                    return None
                self.known[key] = found
            ends = self.known[key]
        return ends if _height(self.slabs, start, ends) <= most + 0.01 else None

    def _margin(self, start: int, at: int) -> float:
        """The space between a stretch and the one above it on the page."""
        if at == start:
            return 0.0
        one, other = self.slabs[at - 1], self.slabs[at]
        return gap(one, other) - closed(one) - height_above(other.frames)

    def _fits(
        self, start: int, stop: int, first: tuple[Slab, ...], carried: tuple[Slab, ...], keep: int
    ) -> bool:
        new = self._new_notes(start, stop)
        if new and carried:
            return False
        return self._body_fits(start, stop, self.room - self._notes_room(first + new), keep)

    def _body_fits(self, start: int, stop: int, left: float, keep: int) -> bool:
        down, at = 0.0, start
        while at < stop:
            end = min(self.runs[at], stop)
            down += self._margin(start, at)
            if end == stop and not self.slabs[at].wide:
                count = self.grid.count
                return column_ends(self.slabs, at, stop, count, left - down, keep) is not None
            ends = self._ends(at, end, left - down, keep)
            if ends is None:
                return False
            down += _height(self.slabs, at, ends)
            at = end
        return down <= left + 0.01

    def _furthest(
        self, start: int, first: tuple[Slab, ...], carried: tuple[Slab, ...], keep: int
    ) -> int:
        """The last slab that can stand on the page, whatever is torn where the page ends."""
        low, high, area = start, start, 0.0
        while high < len(self.slabs) and area <= self.room * self.grid.count:
            slab = self.slabs[high]
            area += slab.height * (self.grid.count if slab.wide else 1)
            high += 1
        while low < high:
            middle = (low + high + 1) // 2
            if self._fits(start, middle, first, carried, keep):
                low = middle
            else:
                high = middle - 1
        return low

    def _allowed(
        self,
        start: int,
        top: int,
        first: tuple[Slab, ...],
        carried: tuple[Slab, ...],
        keep: int,
    ) -> int:
        """The last place up to `top` where the page may end."""
        for stop in range(top, start, -1):
            last = stop == len(self.slabs) or self.slabs[stop - 1].keep <= keep
            if last and self._fits(start, stop, first, carried, keep):
                return stop
        return start

    def _is_full(self, start: int, end: _End) -> bool:
        """Whether the page holds enough not to end it elsewhere."""
        if end.keep > FREE:
            return True
        left = self.room - self._notes_room(end.notes)
        count = self.grid.count
        inside = self.slabs[start : end.stop]
        area = fsum(slab.height * (count if slab.wide else 1) for slab in inside)
        return area >= _MOSTLY_EMPTY * left * count

    def _at_least_one(self, start: int) -> _End:
        """One slab, and as much of its notes as there is room for; the rest goes on."""
        new = self._new_notes(start, start + 1)
        count = self._fitting(new, self.room - self.slabs[start].height)
        return _End(start + 1, new[:count], new[count:], BOUND)

    # --- notes ----------------------------------------------------------------------------

    def _new_notes(self, start: int, stop: int) -> tuple[Slab, ...]:
        marked = (number for slab in self.slabs[start:stop] for number in slab.notes)
        return tuple(one for number in marked for one in self.notes.get(number, ()))

    def _note_ends(self, notes: Sequence[Slab]) -> tuple[int, ...]:
        for keep in (FREE, BOUND):
            ends = balanced(notes, 0, len(notes), self.grid.count, self.room, keep)
            if ends is not None:
                return ends
        return (len(notes),)

    def _notes_room(self, notes: Sequence[Slab]) -> float:
        """The height that notes take away from the text, with the rule above them."""
        if not notes:
            return 0.0
        return _height(notes, 0, self._note_ends(notes)) + over_notes(self.look)

    def _resumed(
        self, carried: tuple[Slab, ...], most: float
    ) -> tuple[tuple[Slab, ...], tuple[Slab, ...]]:
        """What is set of the notes that the page before left over, and what is left again."""
        count = max(self._fitting(carried, most), 1)
        return carried[:count], carried[count:]

    def _fitting(self, notes: Sequence[Slab], room: float) -> int:
        """How many of the slabs fit, in columns, below the rule above them."""
        at = 0
        for _ in range(self.grid.count):
            at = _column_end(notes, at, len(notes), room - over_notes(self.look), BOUND)
        return at

    def _with_split_note(
        self, start: int, top: int, first: tuple[Slab, ...], carried: tuple[Slab, ...], keep: int
    ) -> _End | None:
        """The page with one more slab, a long note of which goes on over the next page."""
        if carried or top >= len(self.slabs) or not self._new_notes(top, top + 1):
            return None
        if self.slabs[top].keep > keep or not self._body_fits(start, top + 1, self.room, keep):
            return None
        long = self.notes.get(self.slabs[top].notes[-1], ())
        whole = first + self._new_notes(start, top + 1)
        for rest in range(2, len(long) - 1):
            notes = whole[: len(whole) - rest]
            if may_split(long, rest) and self._body_fits(
                start, top + 1, self.room - self._notes_room(notes), keep
            ):
                return _End(top + 1, notes, whole[len(notes) :], keep)
        return None
