"""Slabs → the contents of pages: what fits, with the notes that are marked there.

A page is a grid of columns. An element across all of them divides the page into stretches of
columns, and is itself a stretch of one column. A page of one column is one such stretch. Each
stretch is balanced, before an element across the page and at the end of a page.

What stands in the side column is stacked beside its slab, or below what is still beside it. Notes
below the main column alone leave it its full height. What stands across begins below both. Text
that has room does not wait for what has none beside it: that stands beside text of the next page.

Notes stand at the foot of the page, below every column, and in columns themselves: a line of note
type across the whole page would hold twice the characters that are read with ease, and most notes
fill less than half of it. A note begins on the page of its mark; the last one of a page may go on
over the next. Only notes of one line that a page can hardly hold together begin behind others.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise
from math import fsum

from msgspec import Struct

from generator.theme.regions import note_columns
from generator.theme.theme import Theme
from generator.typesetting.galley import Galley, Stacked, galley
from generator.typesetting.notes import NotesAtFoot, divisible_slabs, notes_below_text
from generator.typesetting.slabs import BOUND, FREE, TOGETHER, Columns, Slab, space_between

_MOSTLY_EMPTY = 0.5  # of what a page could hold: too empty to keep a box whole


class Filled(Struct, frozen=True):
    """What stands on a page: text from the top, notes at the foot. `resumed` if these go on.

    `aside` is what stands in the side column. A `landscape` page has its long side at the head;
    `room` is the height that any page has for text and notes, in points. With `full` nothing more
    may stand on it, because the text ends, or another page begins.
    """

    body: tuple[Stacked, ...]
    aside: tuple[Stacked, ...]
    notes: tuple[Stacked, ...]
    notes_height: float
    resumed: bool
    landscape: bool
    room: float
    full: bool


class PageEnd(Struct, frozen=True):
    """The end of a page: places in the galleys of text and notes, and how bad the break is."""

    text: int
    notes: int
    keep: int = FREE


class Filler(Struct, frozen=True):
    """Text and notes, and the room that they have on each page, in points."""

    text: Galley
    notes: NotesAtFoot
    marked: tuple[int, ...]  # before each place of the text, how many slabs of notes are marked
    divisible: tuple[int, ...]  # for each slab, how many at the end of its notes may go on
    turns: tuple[int, ...]  # the places of the text between stretches
    spaces: Mapping[int, float]  # there, in points
    openings: tuple[int, ...]  # the places of the text that begin a page
    asides: Mapping[int, Galley]  # what stands beside a slab of the text, by its place
    beside: tuple[int, ...]  # those places in order
    rooms: tuple[float, ...]  # the height of a page that begins at each place of the text
    most_resumed: float  # of the height of a page, what notes may take that the one before left

    def owed(self, end: PageEnd) -> int:
        """How many slabs of notes a page leaves to the next one."""
        return self.marked[end.text] - end.notes

    def marked_between(self, start: int, stop: int) -> int:
        """How many slabs of notes are marked between two places of the text."""
        return self.marked[stop] - self.marked[start]

    def next_turn(self, place: int) -> int:
        """Where the stretch ends that a place of the text is in."""
        turn = bisect_right(self.turns, place)
        return self.turns[turn] if turn < len(self.turns) else len(self.text.slabs)

    def filled(self, at: PageEnd, end: PageEnd) -> Filled:
        """The page with everything in its place."""
        notes, height = self.notes.placed(at.notes, end.notes, self._room(at))
        body: list[Stacked] = []
        aside: list[Stacked] = []
        down, room = 0.0, self._text_room(at, end)
        for start, stop in self._stretches(at, end):
            down += self._margin(at, start)
            count = self._count(start)
            ends = self.text.balanced(start, stop, count, room - down, end.keep) or (stop,)
            stacked, deep = self.text.placed(start, ends, self._columns(start).step, down)
            beside, low = self._beside(start, stop, down)
            body += stacked
            aside += beside
            down = max(down + deep, low)
        resumed = self.owed(at) > 0
        turned, room = self._is_landscape(at), self._room(at)
        full = end.text == self.last_stop(at)
        return Filled(tuple(body), tuple(aside), tuple(notes), height, resumed, turned, room, full)

    def _beside(self, start: int, stop: int, down: float) -> tuple[list[Stacked], float]:
        """What stands beside a stretch whose top is `down` points deep, and how deep that ends."""
        stacked: list[Stacked] = []
        low = down
        first, last = bisect_left(self.beside, start), bisect_left(self.beside, stop)
        for place in self.beside[first:last]:
            one = self.asides[place]
            if stacked:
                low += space_between(stacked[-1].slab, one.slabs[0])
            resumes = self.text.slabs[place].resumes
            top = low if resumes else max(low, down + self.text.top(start, place))
            placed, height = one.placed(0, (len(one.slabs),), 0.0, top)
            stacked += placed
            low = top + height
        return stacked, low

    # --- the end of a page ----------------------------------------------------------------

    def page_end(self, at: PageEnd) -> PageEnd:
        """Where the page ends that begins where another one ended."""
        if at.text < len(self.text.slabs):
            end = self._end(at, self._resumed(at, self._room(at) * self.most_resumed))
            if end.text > at.text or not self.owed(end):
                return end
        # No text can stand beside these notes: they may have the whole page.
        return self._end(at, self._resumed(at, self._room(at)))

    def _end(self, at: PageEnd, noted: int) -> PageEnd:
        """The best end of the page: where no block is divided if possible, or else where least is.

        Notes that go on from the page before have their place on it, up to `noted`.
        """
        alone = noted > at.notes  # a page of such notes alone rather than torn words beside them
        owed = self.marked[at.text]
        # Below notes that still go on no other notes can begin.
        stop = self.last_stop(at)
        last = min(bisect_right(self.marked, owed) - 1, stop) if noted < owed else stop
        most = self._furthest(at, noted, BOUND, last)
        enough = _MOSTLY_EMPTY * self.area(at, self._with_split_note(at, most) or most)
        for keep in (FREE, TOGETHER) if alone else (FREE, TOGETHER, BOUND):
            top = self._furthest(at, noted, keep, most.text)
            end = self._with_split_note(at, top) or self._untorn(at, top)
            if end.text == stop:
                return end
            if end.text > at.text and (keep > FREE or self.area(at, end) >= enough):
                return end
        return PageEnd(at.text, noted) if alone else self._at_least_one(at)

    def last_stop(self, at: PageEnd) -> int:
        """The place that no page goes beyond: the end, or what begins a page of its own."""
        place = bisect_right(self.openings, at.text)
        return self.openings[place] if place < len(self.openings) else len(self.text.slabs)

    def _furthest(self, at: PageEnd, noted: int, keep: int, last: int) -> PageEnd:
        """The last slab that can stand on the page, whatever is torn where the page ends."""

        def end(stop: int) -> PageEnd:
            return PageEnd(stop, noted + self.marked[stop] - self.marked[at.text], keep)

        if self.fits(at, end(last)):
            return end(last)
        stops = range(at.text + 1, last)
        fitting = bisect_left(stops, True, key=lambda stop: not self.fits(at, end(stop)))
        return end(at.text + fitting)

    def _untorn(self, at: PageEnd, top: PageEnd) -> PageEnd:
        """The last place up to the furthest one where the page may end."""
        if top.text == self.last_stop(at):
            return top
        stop = self.text.last_end(at.text, top.text, top.keep)
        return PageEnd(stop, top.notes - self.marked[top.text] + self.marked[stop], top.keep)

    def _with_split_note(self, at: PageEnd, top: PageEnd) -> PageEnd | None:
        """The page with one more slab, of whose notes the last one goes on over the next page."""
        if self.owed(top) or top.text == self.last_stop(at):
            return None
        if self.text.slabs[top.text].keep > top.keep:
            return None
        stop = self.marked[top.text + 1]
        ends = [
            PageEnd(top.text + 1, place, top.keep)
            for place in range(stop - self.divisible[top.text] + 1, stop)
            if self.notes.galley.slabs[place - 1].keep == FREE
        ]
        fitting = bisect_left(ends, True, key=lambda end: not self.fits(at, end))
        return ends[fitting - 1] if fitting else None

    def _at_least_one(self, at: PageEnd) -> PageEnd:
        """One slab, and as much of its notes as there is room for; the rest goes on."""
        stop = at.text + 1
        room = self._room(at) - self.text.highest(at.text, (stop,))
        return PageEnd(stop, self.notes.fitting(at.notes, self.marked[stop], room), BOUND)

    def _is_landscape(self, at: PageEnd) -> bool:
        """Whether the page is that begins at a place; one of notes alone is as the first page."""
        return at.text < len(self.text.slabs) and self.text.slabs[at.text].landscape

    def _room(self, at: PageEnd) -> float:
        return self.rooms[at.text]

    # --- what fits ------------------------------------------------------------------------

    def fits(self, at: PageEnd, end: PageEnd) -> bool:
        """Whether a page holds what stands between two places, with its notes."""
        down, room = 0.0, self._text_room(at, end)
        lowest = self._room(at) if self.notes.columns.beside else room
        for start, stop in self._stretches(at, end):
            down += self._margin(at, start)
            # What ends a page need not be balanced to fit.
            columns = self.text.all_in if stop == end.text else self.text.balanced
            ends = columns(start, stop, self._count(start), room - down, end.keep)
            if ends is None:
                return False
            _, low = self._beside(start, stop, down)
            if low > lowest:
                return False
            down = max(down + self.text.highest(start, ends), low)
        return True

    def area(self, at: PageEnd, end: PageEnd) -> float:
        """The height of the text in points if all of it stood in one column."""
        return fsum(
            self.text.depth(start, stop) / self._count(start)
            for start, stop in self._stretches(at, end)
        )

    def _stretches(self, at: PageEnd, end: PageEnd) -> Iterator[tuple[int, int]]:
        inner = self.turns[bisect_right(self.turns, at.text) : bisect_left(self.turns, end.text)]
        return pairwise((at.text, *inner, end.text) if at.text < end.text else ())

    def _count(self, place: int) -> int:
        """How many columns the stretch of a slab has."""
        return self._columns(place).count

    def _columns(self, place: int) -> Columns:
        return self.text.slabs[place].columns

    def _margin(self, at: PageEnd, place: int) -> float:
        """The space between a stretch and the one above it on the page."""
        return 0.0 if place == at.text else self.spaces[place]

    # --- notes ----------------------------------------------------------------------------

    def _text_room(self, at: PageEnd, end: PageEnd) -> float:
        """The height that the notes of a page leave to its text."""
        return self.notes.room_above(at.notes, end.notes, self._room(at))

    def _resumed(self, at: PageEnd, most: float) -> int:
        """How far the notes that the page before left over get in a height; one slab at least."""
        stop = self.marked[at.text]
        return max(self.notes.fitting(at.notes, stop, most), min(at.notes + 1, stop))


def filler_of(
    slabs: Sequence[Slab],
    notes: Mapping[int, tuple[Slab, ...]],
    theme: Theme,
) -> Filler:
    """What fills pages with the slabs of a text, and with those of each of its notes, by number."""
    columns = note_columns(theme)
    upright, turned = (theme.sheet(landscape=wide).text_height for wide in (False, True))
    rooms = [turned if slab.landscape else upright for slab in slabs]
    numbers = [[number for number in slab.notes if number in notes] for slab in slabs]
    marked = [[notes[number] for number in each if notes[number]] for each in numbers]
    pairs = enumerate(pairwise(slabs), start=1)
    turns = tuple([place for place, (one, other) in pairs if one.columns != other.columns])
    asides = {place: galley(slab.beside) for place, slab in enumerate(slabs) if slab.beside}
    return Filler(
        text=galley(slabs),
        notes=notes_below_text(
            ((number, one) for each in numbers for number in each for one in notes[number]),
            theme,
        ),
        marked=tuple(accumulate((sum(map(len, each)) for each in marked), initial=0)),
        divisible=tuple(
            divisible_slabs(each, room * columns.count / 2) if each else 0
            for each, room in zip(marked, rooms, strict=True)
        ),
        turns=turns,
        spaces={place: space_between(slabs[place - 1], slabs[place]) for place in turns},
        openings=tuple(place for place, slab in enumerate(slabs) if slab.new_page),
        asides=asides,
        beside=tuple(asides),
        rooms=(*rooms, upright),
        most_resumed=theme.notes.most,
    )
