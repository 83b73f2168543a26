"""What waits on a page for the side column, or has no room in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.typesetting.filling import Filled, Filler, PageEnd
from generator.typesetting.slabs import FREE

_LITTLE = 0.1  # of a page: so much of it may stay empty, that something stands beside its text
_FAR = 36.0  # points, some lines: no space between two blocks is so large


def without_room(filler: Filler, at: PageEnd, end: PageEnd) -> tuple[Sequence[int], int] | None:
    """The places of what has no room at the side and ends a page early, and where it could end.

    None if the text has all the room that there is, or lacks hardly any.
    """
    if bisect_left(filler.beside, end.text) == len(filler.beside):
        return None
    far = _unaccompanied(filler).page_end(at)
    stop = filler.next_turn(end.text)
    if far.text > stop:
        far = PageEnd(stop, far.notes - filler.marked_between(stop, far.text), far.keep)
    lost = filler.area(at, far) - filler.area(at, end)
    if far.text <= end.text or lost < _LITTLE * filler.rooms[at.text]:
        return None
    first, cut = (bisect_left(filler.beside, place) for place in (at.text, far.text))
    last = cut
    while cut > first and not replace(filler, beside=filler.beside[:cut]).fits(at, far):
        cut -= 1
    return (filler.beside[cut:last], far.text) if cut < last else None


def waiting_across(filler: Filler, at: PageEnd, end: PageEnd, page: Filled) -> Iterator[int]:
    """The places of what goes across and only for the side column begins far below the text.

    Or on the next page.
    """
    foot = 0.0
    for one in page.body:
        if page.aside and one.down - foot > _FAR:
            yield filler.text.slabs.index(one.slab, at.text)
        foot = max(foot, one.down + one.slab.height)
    deep = max((one.down + one.slab.height for one in page.aside), default=0.0)
    if deep - foot > _FAR:
        yield from _on_next_page(filler, at, end)


def _on_next_page(filler: Filler, at: PageEnd, end: PageEnd) -> Iterator[int]:
    """The place of what goes across, if it would stand on the page but for the side column."""
    slabs, stop = filler.text.slabs, filler.last_stop(at)
    place = filler.next_turn(end.text - 1)
    while place < stop and not slabs[place].height:
        place += 1
    if place >= stop or any(slab.keep == FREE for slab in slabs[end.text : place]):
        return
    notes = end.notes + filler.marked_between(end.text, place + 1)
    if _unaccompanied(filler).fits(at, PageEnd(place + 1, notes)):
        yield place


def _unaccompanied(filler: Filler) -> Filler:
    """The same text with nothing beside it."""
    return replace(filler, asides={}, beside=())
