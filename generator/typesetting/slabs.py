"""Slabs: indivisible pieces that are stacked on a page from top to bottom."""

from __future__ import annotations

from collections.abc import Sequence
from math import fsum

from msgspec import Struct
from msgspec.structs import replace

from generator.typesetting.placed import Content, Line, StructureElement, Tags

# Whether a page may end behind a slab: yes; only where a whole box does not fit on a page; only
# where nothing else is left, because words would be torn from their heading or their paragraph.
FREE, TOGETHER, BOUND = 0, 1, 2


class Columns(Struct, frozen=True):
    """So many columns of a width, each one's start so many points behind that of the one before.

    Slabs in other columns than those before them begin below all that stands in those.
    """

    count: int = 1
    step: float = 0.0
    width: float = 0.0


ONE_COLUMN = Columns()


class Ink(Struct, frozen=True):
    """A rule or ground inside a slab; `down` runs from the slab's top to the ink's."""

    x: float
    down: float
    width: float
    height: float
    color: str


class SlabLine(Struct, frozen=True):
    """A line in a slab; `down` runs from the slab's top to the baseline."""

    x: float
    down: float
    line: Line
    tags: Tags | None = None


class SlabImage(Struct, frozen=True):
    width: float
    height: float
    data: bytes
    media_type: str
    element: StructureElement  # of the figure
    content: Content | None  # None for an ornament


class SlabFrame(Struct, frozen=True, eq=False):
    """The surroundings of slabs: the ground and edges of a box, the repeated head of a table.

    It goes on over a page break: ground and side rule are drawn again, `head` is set again.
    """

    x: float
    width: float
    before: float = 0.0
    after: float = 0.0
    padding_top: float = 0.0
    padding_bottom: float = 0.0
    fill: str | None = None
    above: tuple[float, str] = (0.0, "")  # weight and colour
    below: tuple[float, str] = (0.0, "")
    side: tuple[float, str] = (0.0, "")
    bleed: bool = False  # to the sides of the sheet, and to its top where it begins a page
    head: tuple[Slab, ...] = ()


class Slab(Struct, frozen=True, eq=False):
    """A line of a paragraph, a table row or an image, with the space around it.

    Of two neighbouring spaces the larger one counts. At the top of a page there is no space.
    """

    height: float
    lines: tuple[SlabLine, ...] = ()
    inks: tuple[Ink, ...] = ()
    image: tuple[float, SlabImage] | None = None  # its x
    before: float = 0.0
    after: float = 0.0
    keep: int = FREE
    frames: tuple[SlabFrame, ...] = ()
    columns: Columns = ONE_COLUMN  # those that it may stand in
    new_page: bool = False  # it begins a page
    landscape: bool = False  # that page, and all slabs of it
    can_give: float = 0.0  # the share of its height that it can give up
    beside: tuple[Slab, ...] = ()  # what stands in the side column, no higher than this one,
    resumes: bool = False  # unless it goes on from what stands there on the same page

    @property
    def notes(self) -> tuple[int, ...]:
        """The notes whose marks stand here, in reading order: what is beside is read before."""
        marked = [number for one in self.beside for number in one.notes]
        for one in self.lines:
            marked += one.line.notes
        return tuple(marked)


def kept_together(slabs: Sequence[Slab], keep: int = TOGETHER) -> list[Slab]:
    """The same slabs with no page break between them, as long as a page can hold them."""
    return [replace(slab, keep=max(keep, slab.keep)) for slab in slabs[:-1]] + list(slabs[-1:])


def unbroken(slabs: Sequence[Slab]) -> list[Slab]:
    """The same slabs with no page break between them nor behind them."""
    return [replace(slab, keep=BOUND) for slab in slabs]


def without_slivers(slabs: Sequence[Slab], keep: int) -> list[Slab]:
    """The same slabs, of which no page break leaves the first or the last one alone."""
    kept = list(slabs)
    for index in {0, len(kept) - 2} if len(kept) > 1 else ():
        kept[index] = replace(kept[index], keep=max(keep, kept[index].keep))
    return kept


def with_space(slabs: Sequence[Slab], *, after: float) -> list[Slab]:
    """The same slabs with at least so much space below them."""
    return [*slabs[:-1], *(replace(last, after=max(after, last.after)) for last in slabs[-1:])]


def as_artifact(slab: Slab) -> Slab:
    """The slab as a repetition: seen again, but not read again, linked or counted again."""
    lines = [SlabLine(one.x, one.down, Line(one.line.runs)) for one in slab.lines]
    return replace(slab, lines=tuple(lines))


def gap(above: Slab, below: Slab) -> float:
    """The distance in points between two slabs that stand on the same page."""
    after, before = above.after, below.before
    if above.frames == below.frames:
        return max(after, before)
    common = 0
    for one, other in zip(above.frames, below.frames, strict=False):
        if one is not other:
            break
        common += 1
    closing, opening = above.frames[common:], below.frames[common:]
    inner = fsum([frame.padding_bottom for frame in closing]) + height_above(opening)
    if closing:
        inner += after
    over = closing[0].after if closing else after
    under = opening[0].before if opening else before
    return inner + max(over, under)


def space_between(above: Slab, below: Slab) -> float:
    """The distance in points between two stacks, from the foot of one to the head of the other."""
    return gap(above, below) - closed(above) - height_above(below.frames)


def height_above(frames: Sequence[SlabFrame]) -> float:
    """The height that frames take above their first slab on a page."""
    return fsum([frame.padding_top for frame in frames])


def closed(slab: Slab) -> float:
    """The height that the frames of a slab take below it where the page ends."""
    if not slab.frames:
        return 0.0
    return slab.after + fsum([frame.padding_bottom for frame in slab.frames])
