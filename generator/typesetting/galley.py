"""A galley: slabs in one endless column, from which the columns of pages are cut.

A column is filled from its top with whole slabs, and ends after a slab whose `keep` is at most the
one asked for. This is the only rule about where to divide: with `keep`, lines, rows, notes and
boxes say where a page may end.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, pairwise
from math import fsum

from msgspec import Struct
from msgspec.structs import replace

from generator.typesetting.slabs import BOUND, FREE, TOGETHER, Slab, closed, gap, height_above

_FIRST_STEP = 12.0  # points above the least that columns could be high
_EVEN = 0.5  # points by which balanced columns may miss the least height
_HAIR = 0.015  # points too many; heights come in hundredths, so that rounding decides nothing


class Stacked(Struct, frozen=True):
    """A slab and how far its top is below the top of the stack, in points."""

    slab: Slab
    down: float
    shift: float  # to the right, of its column


class Galley(Struct, frozen=True):
    """Slabs in reading order, with their tops and bottoms in points below the top of the first.

    A bottom is that of a column which ends there: with what the slab's frames take below it.
    A place in a galley is the index of the slab behind it.
    """

    slabs: tuple[Slab, ...]
    gaps: tuple[float, ...]  # above each of them
    tops: tuple[float, ...]
    bottoms: tuple[float, ...]
    ends: tuple[tuple[int, ...], ...]  # by `keep`, the last place up to each that a column may end

    def column_end(self, start: int, stop: int, height: float, keep: int) -> int:
        """Where a column of a height ends, as full as it can be; `start` where nothing fits."""
        low = self._above(start) + height + _HAIR
        end = bisect_right(self.bottoms, low, start, stop)
        return end if end == stop else self.last_end(start, end, keep)

    def last_end(self, start: int, stop: int, keep: int) -> int:
        """The last place up to `stop` where a column may end; `start` if there is none."""
        return max(self.ends[keep][stop], start)

    def column_ends(
        self, start: int, stop: int, count: int, height: float, keep: int
    ) -> tuple[int, ...]:
        """Where columns of a height end, each as full as possible; there may be more slabs."""
        ends: list[int] = []
        while start < stop and len(ends) < count:
            end = self.column_end(start, stop, height, keep)
            if end == start:
                break
            ends.append(end)
            start = end
        return tuple(ends)

    def all_in(
        self, start: int, stop: int, count: int, height: float, keep: int
    ) -> tuple[int, ...] | None:
        """Where columns of a height end that hold all the slabs; None if they do not."""
        ends = self.column_ends(start, stop, count, height, keep)
        return ends if (start, *ends)[-1] == stop else None

    def balanced(
        self, start: int, stop: int, count: int, most: float, keep: int
    ) -> tuple[int, ...] | None:
        """Where columns end that are as low as possible; None if `most` points are too few."""
        if count == 1:
            return self.all_in(start, stop, 1, most, keep)
        low = fsum(slab.height for slab in self.slabs[start:stop]) / count
        step = _FIRST_STEP
        high = min(low + step, most)
        while (best := self.all_in(start, stop, count, high, keep)) is None:
            if high == most:
                return None
            low, step = high, 2 * step
            high = min(low + step, most)
        while high - low > _EVEN:
            middle = (low + high) / 2
            if ends := self.all_in(start, stop, count, middle, keep):
                best, high = ends, middle
            else:
                low = middle
        return best

    def highest(self, start: int, ends: Sequence[int]) -> float:
        """The height of the highest of several columns, in points and to a hair."""
        columns = pairwise((start, *ends))
        return max([self.bottoms[end - 1] - self._above(one) for one, end in columns], default=0.0)

    def top(self, start: int, place: int) -> float:
        """How far the top of a slab is below the top of a column that begins with another one."""
        return self.tops[place] - self._above(start)

    def depth(self, start: int, stop: int) -> float:
        """How far the foot of its last slab is below the top of a column, in points."""
        return self.tops[stop - 1] + self.slabs[stop - 1].height - self._above(start)

    def placed(
        self, start: int, ends: Sequence[int], step: float, down: float
    ) -> tuple[list[Stacked], float]:
        """The slabs of columns, and the height of the highest.

        The columns stand `step` points apart, their tops `down` points deep.
        """
        placed: list[Stacked] = []
        highest = 0.0
        for number, (first, end) in enumerate(pairwise((start, *ends))):
            column, gaps = self._column(first, end)
            tops, shift = _tops(column, gaps), number * step
            pairs = zip(column, tops, strict=True)
            placed += [Stacked(slab, down + top, shift) for slab, top in pairs]
            highest = max(highest, _height(column, gaps))
        return placed, highest

    def _column(self, start: int, stop: int) -> tuple[list[Slab], list[float]]:
        """The slabs of a column, behind the heads of tables that go on, and the gaps above them."""
        heads = [*self._heads(start), self.slabs[start]]
        gaps = [*_gaps(heads), *self.gaps[start + 1 : stop]]
        return [*heads, *self.slabs[start + 1 : stop]], gaps

    def _above(self, start: int) -> float:
        """How deep in the galley the top of a column lies that begins with a slab."""
        if not self.slabs[start].frames:
            return self.tops[start]
        return self.tops[start] - _tops(*self._column(start, start + 1))[-1]

    def _heads(self, start: int) -> Iterator[Slab]:
        if start == 0:
            return
        frames = self.slabs[start].frames
        for depth, (one, other) in enumerate(
            zip(self.slabs[start - 1].frames, frames, strict=False), start=1
        ):
            if one is not other:
                return
            yield from (replace(head, frames=frames[:depth]) for head in one.head)


def galley(slabs: Iterable[Slab]) -> Galley:
    """The slabs one under the other."""
    slabs = tuple(slabs)
    gaps = _gaps(slabs)
    tops = _tops(slabs, gaps)
    keeps = [slab.keep for slab in slabs]
    lowest = [top + slab.height + closed(slab) for slab, top in zip(slabs, tops, strict=True)]
    ends = [_last_ends(keeps, keep) for keep in (FREE, TOGETHER, BOUND)]
    return Galley(slabs, tuple(gaps), tuple(tops), tuple(lowest), tuple(ends))


def _last_ends(keeps: Sequence[int], most: int) -> tuple[int, ...]:
    """For each place the last one up to it that no slab before keeps more than `most`."""
    places = [place if keep <= most else 0 for place, keep in enumerate(keeps, start=1)]
    return tuple(accumulate(places, max, initial=0))


def _gaps(column: Sequence[Slab]) -> list[float]:
    """The space above each slab of a column: what its frames take above the first."""
    if not column:
        return []
    first = height_above(column[0].frames)
    return [first, *[gap(one, other) for one, other in pairwise(column)]]


def _tops(column: Sequence[Slab], gaps: Sequence[float]) -> list[float]:
    """How far the top of each slab of a column is below that of the column."""
    tops: list[float] = []
    down = 0.0
    for slab, above in zip(column, gaps, strict=True):
        down += above
        tops.append(down)
        down += slab.height
    return tops


def _height(column: Sequence[Slab], gaps: Sequence[float]) -> float:
    """The height of a column to the last digit, since places on the page rest on it."""
    above, *between = gaps
    return above + fsum([slab.height for slab in column]) + fsum(between) + closed(column[-1])
