"""Blocks set by themselves and measured, for a writer whose pages another program makes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.document import Block, Box, Document, Heading, Table
from generator.theme.regions import TableRoom, region_measure
from generator.theme.theme import Region, Theme
from generator.typesetting.areas import run_width
from generator.typesetting.blocks import BlockPlace, block_slabs
from generator.typesetting.galley import galley
from generator.typesetting.paragraphs import Area
from generator.typesetting.setting import Setting
from generator.typesetting.slabs import Slab, SlabLine, closed, height_above
from generator.typesetting.table_fit import room_of, table_fit
from generator.typesetting.widths import TableFit


class Stretch(Struct, frozen=True):
    """The top and the foot of a block, in points below the top of a stack."""

    top: float
    foot: float


class Measures:
    """The blocks and tables of a document as they are set, each measured once for all who ask.

    All methods raise OSError where a font file of the theme cannot be read.
    """

    def __init__(self, document: Document, theme: Theme) -> None:
        self._setting = Setting(document, theme)
        # With the blocks, so that the identity of each stays its own.
        self._made: dict[tuple[int, Region], tuple[Block, Sequence[Slab]]] = {}
        self._stacks: dict[tuple[Region, tuple[int, ...]], tuple[Stretch, ...]] = {}

    def stacked(self, blocks: Sequence[Block], region: Region) -> tuple[Stretch, ...]:
        """Where each of several blocks stands in a stack in a region, with ground and edges."""
        key = region, tuple(map(id, blocks))
        if key not in self._stacks:
            made = [self._slabs(block, region) for block in blocks]
            self._stacks[key] = tuple(_stretches_of(made))
        return self._stacks[key]

    def masthead(self, box: Box) -> tuple[float, float]:
        """The height of a masthead across the page, and how wide its title may be to break evenly.

        Both are in points.
        """
        (stretch,) = self.stacked((box,), "full")
        inner = self._area("full").framed(self._setting.theme.box(box.role))
        titles = [block for block in box.blocks if isinstance(block, Heading)][:1]
        slabs = [slab for title in titles for slab in self._set(title, inner)]
        return stretch.foot, _title_width(slabs, inner)

    def room(self, table: Table, width: float) -> TableRoom:
        """Whether a table has its room in a width of so many points."""
        return room_of(table, width, self._setting)

    def fit(self, table: Table, width: float) -> TableFit:
        """How a table is set in a width of so many points."""
        return table_fit(table, width, self._setting)

    def _slabs(self, block: Block, region: Region) -> Sequence[Slab]:
        key = id(block), region
        if key not in self._made:
            self._made[key] = block, self._set(block, self._area(region))
        return self._made[key][1]

    def _set(self, block: Block, area: Area) -> Sequence[Slab]:
        setting = self._setting
        return block_slabs(block, BlockPlace(area), setting, setting.structure)

    def _area(self, region: Region) -> Area:
        theme = self._setting.theme
        return Area(*region_measure(region, theme), theme.page.text_height)


def _stretches_of(made: Sequence[Sequence[Slab]]) -> Iterator[Stretch]:
    column = galley(slab for slabs in made for slab in slabs)
    first, foot = 0, 0.0
    for slabs in made:
        if not slabs:
            yield Stretch(foot, foot)
            continue
        last = first + len(slabs) - 1
        top = column.tops[first] - height_above(slabs[0].frames)
        foot = column.tops[last] + slabs[-1].height + closed(slabs[-1])
        yield Stretch(top, foot)
        first = last + 1


def _title_width(slabs: Sequence[Slab], area: Area) -> float:
    """How wide an area may be for lines to end where these do, in points.

    Halfway between what the longest line needs and what a line would need for one more word:
    another program sets the same words a little wider or narrower. All of the area's width where
    there is one line.
    """
    lines = [one for slab in slabs for one in slab.lines if one.line.runs]
    ends = [
        one.x - area.x + one.line.runs[-1].x + run_width(one.line.runs[-1]) for one in lines
    ]  # with the space behind the last word
    if len(ends) < 2:
        return area.width
    least = min(max(ends), area.width)
    more = (end + _first_word(one) for end, one in zip(ends, lines[1:], strict=False))
    return least + max(0.0, min(*more, area.width) - least) / 2


def _first_word(placed: SlabLine) -> float:
    run = placed.line.runs[0]
    return run.words[0].width * run.size
