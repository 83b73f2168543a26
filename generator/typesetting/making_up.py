"""A document made up into pages, again and again until nothing waits that need not.

What goes across the page begins below what stands in the side column. Where it would leave a hole
above it, and has room in the main column, it stands there.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import chain

from msgspec import Struct
from msgspec.structs import replace

from generator.document import Document
from generator.theme.regions import Stand, beside_side, note_columns
from generator.theme.theme import Theme
from generator.typesetting.asides import hung_in_pieces, hung_lower
from generator.typesetting.drawing_in import drawn_in
from generator.typesetting.filling import Filled, Filler, PageEnd, filler_of
from generator.typesetting.notes import NoteSlabs, set_notes
from generator.typesetting.paragraphs import Area
from generator.typesetting.sections import Across, Sectioned, sectioned
from generator.typesetting.setting import Setting
from generator.typesetting.slabs import FREE, Columns, Slab
from generator.typesetting.table_fit import room_of


class MadeUp(Struct, frozen=True):
    """The pages of a document, the slabs of its text and of its notes, and how they were set."""

    setting: Setting
    slabs: Sequence[Slab]
    notes: Sequence[Slab]
    pages: Sequence[Filled]


def made_up(document: Document, theme: Theme) -> MadeUp:
    """The document on pages. Raises OSError if a font file of the theme cannot be read."""
    moved: dict[int, Stand] = {}
    while True:
        setting = Setting(document, theme)
        text = sectioned(document.blocks, setting, moved)
        slabs, across, notes = _noted(text, setting)
        made = list(_fill_pages(slabs, notes, theme))
        places = chain.from_iterable(waiting for _, waiting in made)
        beside = _first_beside((across[place] for place in places if place in across), setting)
        if beside:
            moved |= beside
            continue

        def fill(stack: Sequence[Slab], notes: NoteSlabs = notes) -> list[Filled]:
            return [page for page, _ in _fill_pages(stack, notes, theme)]

        drawn, pages = drawn_in(slabs, [page for page, _ in made], fill)
        return MadeUp(setting, drawn, tuple(chain.from_iterable(notes.values())), pages)


def _fill_pages(
    slabs: Sequence[Slab], notes: NoteSlabs, theme: Theme
) -> Iterator[tuple[Filled, tuple[int, ...]]]:
    """The pages that slabs take with the notes marked in them, at least one; what waits on each.

    Text that has room does not wait for what has none beside it: that goes to the next page.
    """
    filler = filler_of(slabs, notes, theme)
    at = PageEnd(0, 0)
    while True:
        end = filler.page_end(at)
        late = without_room(filler, at, end)
        moved = late and _moved(filler, *late)
        if moved:
            filler = filler_of(moved, notes, theme)
            continue
        page = filler.filled(at, end)
        yield page, tuple(waiting_across(filler, at, end, page))
        if end.text == len(slabs) and not filler.owed(end):
            return
        at = end


def _moved(filler: Filler, places: Sequence[int], below: int) -> list[Slab] | None:
    """The slabs, with what has no room beside some of them in pieces, or else on the next page."""
    slabs, first = filler.text.slabs, places[0]
    in_pieces = hung_in_pieces(slabs, first, filler.rooms[first])
    return in_pieces or hung_lower(slabs, places, below)


def _noted(
    text: Sectioned, setting: Setting
) -> tuple[Sequence[Slab], Mapping[int, Across], NoteSlabs]:
    """The slabs of the text, what goes across, and the notes at the foot of pages.

    Endnotes are among the slabs.
    """
    columns, document = note_columns(setting.theme), setting.document
    area = Area(columns.left, columns.width, setting.theme.page.text_height)
    notes = set_notes(area, setting)
    if not document.endnotes:
        return text.slabs, text.across, notes
    arranged = Columns(columns.count, columns.step, columns.width)
    slabs = chain.from_iterable(notes[number] for number in sorted(notes))
    own = [replace(slab, columns=arranged) for slab in slabs]
    across = {
        place + (len(own) if place >= text.notes else 0): one for place, one in text.across.items()
    }
    return [*text.slabs[: text.notes], *own, *text.slabs[text.notes :]], across, {}


def _first_beside(waiting: Iterable[Across], setting: Setting) -> dict[int, Stand]:
    """Where the first block is to stand that waits and may stand in the main column, by number."""
    room = partial(room_of, setting=setting)
    for one in waiting:
        stand = beside_side(one.block, one.stand, setting.theme, room)
        if stand is not None:
            return {one.number: stand}
    return {}


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
