"""What stands in the side column: hung on the slabs of the text that it stands beside."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from generator.typesetting.galley import galley
from generator.typesetting.slabs import BOUND, FREE, ONE_COLUMN, Slab

_SHORT = 0.5  # of a page: an aside up to this height is not divided
_PIECE = 0.1  # of a page: the most of a longer one that hangs on one slab


class Waiting(Struct, frozen=True):
    """What is to stand in the side column, and has no slab of the text to stand beside yet.

    Where a part of it stands already, `reach` is how far that reaches below the text, in points.
    """

    slabs: tuple[Slab, ...] = ()
    reach: float | None = None


def hung_beside(
    slabs: list[Slab], waiting: Waiting, above: Sequence[Slab], room: float, *, wide: bool
) -> tuple[list[Slab], Waiting]:
    """The slabs with what waits beside them, and what of that still waits.

    An aside is hung as a whole on the first slab. One that would leave the page before nearly empty
    hangs in pieces, each on the slab that stands where the piece before it ends, so that the text
    goes on beside them; `above` is what stands before these on a page of `room` points. Nothing
    stands beside what goes across the page: there empty lines carry it.
    """
    if not waiting.slabs or not (wide or slabs):
        return slabs, waiting
    resumes = waiting.reach is not None
    is_whole = not resumes and _fits_whole(waiting.slabs, above, room)
    pieces = [waiting.slabs] if is_whole else list(_pieces(waiting.slabs, room))
    if not wide:
        return _spread(slabs, pieces, waiting.reach)
    columns = above[-1].columns if resumes and above else ONE_COLUMN
    carriers = [Slab(0.0, columns=columns, beside=one, resumes=resumes) for one in pieces]
    carriers[-1] = replace(carriers[-1], keep=BOUND if slabs else FREE)
    return [*carriers, *slabs], Waiting()


def _spread(
    slabs: Sequence[Slab], pieces: list[tuple[Slab, ...]], reached: float | None
) -> tuple[list[Slab], Waiting]:
    """The slabs with pieces of an aside beside them, one below the other, and the pieces left."""
    column, hung = galley(slabs), list(slabs)
    tops = [column.top(0, place) for place in range(len(slabs))]
    foot, reach, resumes = _depth(slabs), reached or 0.0, reached is not None
    while pieces and reach < foot:
        piece, place = pieces.pop(0), max(0, bisect_left(tops, reach) - 1)
        slab = hung[place]
        resumes = slab.resumes if slab.beside else resumes
        hung[place] = replace(slab, beside=(*slab.beside, *piece), resumes=resumes)
        reach, resumes = max(reach, tops[place]) + _depth(piece), True
    rest = tuple(chain.from_iterable(pieces))
    return hung, Waiting(rest, max(0.0, reach - foot)) if rest else Waiting()


def hung_in_pieces(slabs: Sequence[Slab], place: int, room: float) -> list[Slab] | None:
    """The slabs, with what stands whole beside one of them in pieces beside it and those below.

    What has none of the same stretch to stand beside, before the next that has something beside
    it, hangs on the last of them. None if it hangs so already. `room` is the height of a page in
    points.
    """
    pieces, columns = list(_pieces(slabs[place].beside, room)), slabs[place].columns
    behind = range(place + 1, len(slabs))
    end = next((n for n in behind if slabs[n].beside or slabs[n].columns != columns), len(slabs))
    stretch = [replace(slabs[place], beside=(), resumes=False), *slabs[place + 1 : end]]
    hung, waiting = _spread(stretch, pieces, None)
    if waiting.slabs:
        last = hung[-1]
        hung[-1] = replace(last, beside=(*last.beside, *waiting.slabs))
    if len(hung[0].beside) == len(slabs[place].beside):
        return None
    return [*slabs[:place], *hung, *slabs[end:]]


def hung_lower(slabs: Sequence[Slab], places: Sequence[int], below: int) -> list[Slab] | None:
    """The slabs, with what stands beside some of them beside others, from the one `below` on.

    What stands there already goes down before it, so that all is read in its order. None if there
    are not enough slabs that something may stand beside.
    """
    found = list(slabs)
    waiting = [(found[place].beside, found[place].resumes) for place in places]
    for place in places:
        found[place] = replace(found[place], beside=(), resumes=False)
    for place in range(below, len(found)):
        if not waiting:
            break
        slab = found[place]
        if slab.beside or slab.columns == slabs[places[0]].columns:
            later = [(slab.beside, slab.resumes)] if slab.beside else []
            (first, resumes), *waiting = [*waiting, *later]
            found[place] = replace(slab, beside=first, resumes=resumes)
    return None if waiting else found


def _fits_whole(aside: Sequence[Slab], above: Sequence[Slab], room: float) -> bool:
    """Whether an aside is short, or fits on the first page, below what stands there."""
    height = _depth(aside)
    return height <= room * _SHORT or _depth(above) + height <= room


def _depth(slabs: Sequence[Slab]) -> float:
    """How high slabs are in one column, in points."""
    return galley(slabs).depth(0, len(slabs)) if slabs else 0.0


def _pieces(aside: Sequence[Slab], room: float) -> Iterator[tuple[Slab, ...]]:
    """An aside in pieces that end where it may be divided; one that may nowhere is torn."""
    column, start, count = galley(aside), 0, len(aside)
    while start < count:
        end = column.column_end(start, count, room * _PIECE, FREE)
        if end == start:
            free = (place for place in range(start + 1, count + 1) if aside[place - 1].keep == FREE)
            end = next(free, count)
        if column.depth(start, end) > room * _SHORT:
            end = max(column.column_end(start, count, room * _PIECE, BOUND), start + 1)
        yield tuple(aside[start:end])
        start = end
