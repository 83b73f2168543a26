"""Slabs → the contents of pages: what fits, with the notes that are marked there.

In a single pass. A slab takes the room of its own lines and of the notes marked in them; a page
ends at the last place that may end one; the last note of a page may go on over the next.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise
from math import fsum

from msgspec import Struct
from msgspec.structs import replace

from generator.theme.theme import NoteStyle
from generator.typesetting.slabs import FREE, TOGETHER, Slab, closed, gap, height_above

_ABOVE_NOTES = 12.0  # between the text and the rule above the notes
_LONG_NOTE = 6  # lines from which a note may go on over the next page
_MOSTLY_EMPTY = 0.5  # of what a page could hold: too empty to keep a box whole
_SLIVER = 2  # lines of a note that stand together at least


class Stacked(Struct, frozen=True):
    """A slab and how far its top is below the top of the stack, in points."""

    slab: Slab
    down: float
    shift: float = 0.0  # to the right, of its column


class Filled(Struct, frozen=True):
    """What stands on a page: text from the top, notes at the foot. `resumed` if these go on."""

    body: tuple[Stacked, ...]
    notes: tuple[Stacked, ...]
    notes_height: float
    resumed: bool


class _End(Struct, frozen=True):
    """A place where the page may end: before slab `stop`, with these notes on it."""

    stop: int
    notes: tuple[Slab, ...]
    carried: tuple[Slab, ...]
    keep: int = FREE
    depth: float = 0.0


def fill_pages(
    slabs: Sequence[Slab], notes: Mapping[int, tuple[Slab, ...]], room: float, look: NoteStyle
) -> Iterator[Filled]:
    """The pages that the slabs take, each `room` points high. At least one."""
    start = 0
    carried: tuple[Slab, ...] = ()
    while True:
        resumed = bool(carried)
        most = room * look.most if start < len(slabs) else room
        first, carried = _resumed(carried, most, look)
        end = _page_end(slabs, start, _End(start, first, carried), notes, room, look)
        if end.stop == start and end.carried:
            # No text can stand beside these notes: they may have the whole page.
            whole = _End(start, *_resumed(first + carried, room, look))
            end = _page_end(slabs, start, whole, notes, room, look)
        body = tuple(stacked(page_slabs(slabs, start, end.stop)))
        placed = tuple(stacked(end.notes))
        yield Filled(body, placed, stack_height(end.notes), resumed)
        start, carried = end.stop, end.carried
        if start >= len(slabs) and not carried:
            return


def stack_height(slabs: Sequence[Slab]) -> float:
    """The height in points of slabs set one under the other."""
    if not slabs:
        return 0.0
    gaps = fsum(gap(one, other) for one, other in pairwise(slabs))
    inner = fsum(slab.height for slab in slabs)
    return height_above(slabs[0].frames) + inner + gaps + closed(slabs[-1])


def stacked(slabs: Sequence[Slab]) -> Iterator[Stacked]:
    """The slabs one under the other."""
    down = 0.0
    above: Slab | None = None
    for slab in slabs:
        down += height_above(slab.frames) if above is None else gap(above, slab)
        yield Stacked(slab, down)
        down += slab.height
        above = slab


def page_slabs(slabs: Sequence[Slab], start: int, stop: int) -> list[Slab]:
    """The slabs of a page, behind the heads of the tables that go on there."""
    return [*_heads(slabs, start), *slabs[start:stop]]


def _heads(slabs: Sequence[Slab], start: int) -> list[Slab]:
    if not 0 < start < len(slabs):
        return []
    heads: list[Slab] = []
    for depth, (one, other) in enumerate(
        zip(slabs[start - 1].frames, slabs[start].frames, strict=False)
    ):
        if one is not other:
            break
        frames = slabs[start].frames[: depth + 1]
        heads += [replace(head, frames=frames) for head in one.head]
    return heads


# --- notes --------------------------------------------------------------------------------


def _notes_room(notes: Sequence[Slab], look: NoteStyle) -> float:
    """The height that notes take away from the text, with the rule above them."""
    if not notes:
        return 0.0
    return stack_height(notes) + over_notes(look)


def over_notes(look: NoteStyle) -> float:
    """The height in points of the rule above the notes, with the space around it."""
    return _ABOVE_NOTES + look.rule.weight + look.rule.gap


def _resumed(
    carried: tuple[Slab, ...], most: float, look: NoteStyle
) -> tuple[tuple[Slab, ...], tuple[Slab, ...]]:
    """What is set of the notes that the page before left over, and what is left again."""
    fitting = _fitting(carried, most, look)
    count = max(fitting, 1) if carried else 0
    rest = len(carried) - count
    if 0 < rest < _SLIVER and count > _SLIVER:
        count -= _SLIVER - rest
    return carried[:count], carried[count:]


def _fitting(notes: Sequence[Slab], room: float, look: NoteStyle) -> int:
    """How many of the slabs fit."""
    height = over_notes(look)
    for index, slab in enumerate(notes):
        height += gap(notes[index - 1], slab) if index else height_above(slab.frames)
        height += slab.height
        if height + closed(slab) > room + 0.01:
            return index
    return len(notes)


# --- the end of a page --------------------------------------------------------------------


def _page_end(
    slabs: Sequence[Slab],
    start: int,
    fixed: _End,
    notes: Mapping[int, tuple[Slab, ...]],
    room: float,
    look: NoteStyle,
) -> _End:
    """Where the page ends: where nothing is torn if possible, else where least is."""
    ends = list(_ends(slabs, start, fixed, notes, room, look))
    for keep, least in ((FREE, _MOSTLY_EMPTY), (TOGETHER, 0.0), (FREE, 0.0)):
        allowed = [end for end in ends if end.keep <= keep]
        if allowed and allowed[-1].depth >= least * ends[-1].depth:
            return allowed[-1]
    if fixed.notes or start >= len(slabs):
        return fixed
    return ends[-1] if ends else _at_least_one(slabs, start, notes, room, look)


def _ends(
    slabs: Sequence[Slab],
    start: int,
    fixed: _End,
    notes: Mapping[int, tuple[Slab, ...]],
    room: float,
    look: NoteStyle,
) -> Iterator[_End]:
    """The places where the page may end, top to bottom, as far as everything fits."""
    placed, taken = fixed.notes, _notes_room(fixed.notes, look)
    heads = _heads(slabs, start)
    depth, above = stack_height(heads), heads[-1] if heads else None
    for index in range(start, len(slabs)):
        slab = slabs[index]
        depth += slab.height + (gap(above, slab) if above else height_above(slab.frames))
        above = slab
        left = room - depth - closed(slab)
        new = [notes[number] for number in slab.notes if notes.get(number)]
        keep = FREE if index + 1 == len(slabs) else slab.keep
        if left < taken - 0.01 or (new and fixed.carried):
            return
        whole = placed + tuple(one for note in new for one in note)
        count = _fitting(whole, left, look) if new else len(whole)
        if count < len(whole):
            if may_split(new[-1], len(whole) - count):
                yield _End(index + 1, whole[:count], whole[count:], keep, depth)
            return
        if new:
            placed, taken = whole, _notes_room(whole, look)
        yield _End(index + 1, placed, fixed.carried, keep, depth)


def may_split(note: Sequence[Slab], rest: int) -> bool:
    """Whether a note may leave so many lines to the next page."""
    return len(note) >= _LONG_NOTE and _SLIVER <= rest <= len(note) - _SLIVER


def _at_least_one(
    slabs: Sequence[Slab],
    start: int,
    notes: Mapping[int, tuple[Slab, ...]],
    room: float,
    look: NoteStyle,
) -> _End:
    """One slab, and as much of its notes as there is room for; the rest goes on."""
    slab = slabs[start]
    heads = _heads(slabs, start)
    left = room - stack_height([*heads, slab])
    new = tuple(one for number in slab.notes for one in notes.get(number, ()))
    count = _fitting(new, left, look)
    return _End(start + 1, new[:count], new[count:], slab.keep, room)
