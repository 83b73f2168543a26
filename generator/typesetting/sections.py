"""A document's blocks → its slabs: sections, what stands at the side, where pages begin."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property, partial

from msgspec import Struct
from msgspec.structs import replace

from generator.document import ENDNOTES, Block, BulletList, Heading, NumberedList, Paragraph, Table
from generator.document.sections import heading_numbers
from generator.theme.regions import Stand, arrangements
from generator.typesetting.asides import Waiting, hung_beside
from generator.typesetting.blocks import BlockPlace, block_slabs
from generator.typesetting.paragraphs import Area
from generator.typesetting.placed import StructureElement
from generator.typesetting.setting import Setting
from generator.typesetting.slabs import Columns, Slab, unbroken
from generator.typesetting.table_fit import room_of


class Across(Struct, frozen=True):
    """A block that goes across the page: the how many-th it is, and where it stands."""

    number: int
    block: Block
    stand: Stand


class Sectioned(Struct, frozen=True):
    """The slabs of a document, and by the place of its first slab what goes across.

    Endnotes stand behind the slab before the place `notes`.
    """

    slabs: list[Slab]
    across: Mapping[int, Across]
    notes: int


def sectioned(blocks: tuple[Block, ...], setting: Setting, moved: Mapping[int, Stand]) -> Sectioned:
    """The blocks of the whole document; each heading below the title opens a section.

    `moved` are the blocks that stand elsewhere than their style wants it, by their numbers.
    """
    if setting.theme.number_headings:
        setting.numbers = heading_numbers(blocks)
    sections = _Sections(setting)
    rows = arrangements(blocks, setting.theme, partial(room_of, setting=setting))
    across: dict[int, Across] = {}
    notes = None
    for number, (block, usual) in enumerate(rows):
        stand = moved.get(number, usual)
        place = sections.take(block, stand)
        if stand.region == "full":
            across[place] = Across(number, block, stand)
        if isinstance(block, Heading) and block.anchor == ENDNOTES:
            notes = len(sections.slabs)
    slabs = sections.slabs_of_all()
    return Sectioned(slabs, across, len(slabs) if notes is None else notes)


class _Sections(Struct, eq=False, dict=True):
    """The slabs of a document in the making, and the section that is open."""

    setting: Setting
    slabs: list[Slab] = []
    waiting: Waiting = Waiting()
    stand: Stand | None = None  # of the last block
    previous: Block | None = None
    fresh: bool = False  # the next slab begins a page

    @cached_property
    def open_sections(self) -> list[tuple[int, StructureElement]]:
        return [(1, self.setting.structure)]

    def take(self, block: Block, stand: Stand) -> int:
        """The next block, where it stands; the place of its first slab."""
        self._open_section(block)
        leads_in = isinstance(self.previous, Paragraph) and not stand.new_page
        if leads_in and isinstance(block, Table | BulletList | NumberedList):
            self.slabs = _led_in(self.slabs)
        height = self.setting.theme.sheet(landscape=stand.landscape).text_height
        place = BlockPlace(Area(stand.left, stand.width, height))
        made = block_slabs(block, place, self.setting, self.open_sections[-1][1])
        self.previous = block
        if stand.region == "side":
            slabs = (*self.waiting.slabs, *made)
            self.waiting = replace(self.waiting, slabs=slabs)
            return len(self.slabs)
        columns = Columns(stand.count, stand.step, stand.width)
        made = [replace(slab, columns=columns, can_give=stand.can_give) for slab in made]
        self._hang(made, stand)
        return len(self.slabs) - len(made)

    def slabs_of_all(self) -> list[Slab]:
        """The slabs of all blocks, with what still waits below the last of them."""
        if self.waiting.slabs:
            last = self.stand or Stand("full", 0.0, 0.0)
            self._hang([], replace(last, region="full", new_page=False))
        return self.slabs

    def _open_section(self, block: Block) -> None:
        if isinstance(block, Heading) and block.level > 1:
            while self.open_sections[-1][0] >= block.level:
                self.open_sections.pop()
            self.open_sections.append((block.level, self.open_sections[-1][1].add("Sect")))

    def _hang(self, made: list[Slab], stand: Stand) -> None:
        """Add slabs, with what waits beside them."""
        turns = bool(self.slabs) and self.slabs[-1].landscape != stand.landscape
        self.fresh = self.fresh or stand.new_page or turns
        self.stand = stand
        above = [] if self.fresh else self.slabs
        height = self.setting.theme.sheet(landscape=stand.landscape).text_height
        wide = stand.region == "full"
        hung, self.waiting = hung_beside(made, self.waiting, above, height, wide=wide)
        if not hung:
            return
        if stand.landscape:
            hung = [replace(slab, landscape=True) for slab in hung]
        if self.fresh and self.slabs:
            hung[0] = replace(hung[0], new_page=True)
        self.slabs += hung
        self.fresh = False


def _led_in(slabs: list[Slab]) -> list[Slab]:
    """The slabs with the words that lead in a table or list kept with it, if a line or two."""
    short = len(slabs) < 3 or slabs[-2].after or slabs[-3].after
    return [*slabs[:-1], *unbroken(slabs[-1:])] if short else slabs
