"""What stands at the side of a page in Word: in frames, one below the other, and beside what."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import accumulate, groupby

from msgspec import Struct
from msgspec.structs import replace

from generator.document import Block
from generator.document.walking import every_run, plain_text
from generator.theme.regions import Stand, beside_side, region_measure
from generator.theme.theme import Theme
from generator.writers.docx.flow import Frame
from generator.writers.docx.measures import WordMeasures


def side_frames(
    rows: Sequence[tuple[Block, Stand]], measures: WordMeasures, theme: Theme
) -> tuple[list[Frame | None], list[float]]:
    """The frame of each block that stands at the side, one below the other where several meet.

    They meet, too, where what stands between them is less high than the first. And for each block
    the space in points that is to be above it, so that what goes across begins below the frames.
    Raises OSError where a font file of the theme cannot be read.
    """
    frames: list[Frame | None] = []
    spaces = [0.0] * len(rows)
    column = _SideColumn((), (), measures)
    for region, row in groupby(rows, lambda pair: pair[1].region):
        group = tuple(row)
        if region != "side":
            if region == "full" and not group[0][1].new_page:
                spaces[len(frames)] = column.overhang()
            frames += [None] * len(group)
            column = column.past(group)
            continue
        end = len(frames) + len(group)
        behind = next(iter(rows[end : end + 1]), None)
        parts = behind is None or behind[1].region == "full"
        x, width = region_measure("side", theme)
        tops, column = column.taking([block for block, _ in group], behind)
        frames += [Frame(x, width, top, parts) for top in tops]
    return frames, spaces


def beside_frames(
    rows: Iterable[tuple[Block, Stand]], measures: WordMeasures, theme: Theme
) -> Iterator[tuple[Block, Stand]]:
    """Each block with where it stands: some in the main column, because of the frames before them.

    What goes across, if it would begin far below the text and has all of its room there, as in the
    PDF; and what is to stand at the side below others, if it would reach past the foot of the page.
    Raises OSError where a font file of the theme cannot be read.
    """
    column = _SideColumn((), (), measures)
    waiting: list[tuple[Block, Stand]] = []  # what stands at the side of what is behind it
    for block, usual in rows:
        if usual.region == "side":
            waiting.append((block, usual))
            continue
        beside = [one for one, _ in waiting]
        stand = usual
        if usual.region == "full" and column.hinders(beside, usual):
            stand = beside_side(block, usual, theme, measures.room) or usual
        if beside and column.lacks_room(beside, (block, stand), theme):
            left, width = region_measure("main", theme)
            inside = [replace(own, region="main", left=left, width=width) for _, own in waiting]
            waiting = list(zip(beside, inside, strict=True))
            column = column.past(waiting)
        elif beside:
            _, column = column.taking(beside, (block, stand))
        elif stand.new_page:
            column = _SideColumn((), (), measures)
        column = column.past([(block, stand)])
        yield from (*waiting, (block, stand))
        waiting = []
    yield from waiting


class _SideColumn(Struct, frozen=True):
    """Blocks at the side, one below the other, and what has been set beside them so far.

    They begin `top` points below the head of the page, and what is behind all `down`, as far as
    that can be known.
    """

    hung: tuple[Block, ...]
    beside: tuple[Block, ...]
    measures: WordMeasures
    top: float | None = None
    down: float | None = 0.0

    def past(self, group: Sequence[tuple[Block, Stand]]) -> _SideColumn:
        """The column behind blocks of the text; nothing reaches past a new page, or across one."""
        stands = [stand for _, stand in group]
        over = any(one.region == "full" or one.count > 1 for one in stands)
        blocks = [block for block, _ in group]
        if over or any(one.new_page for one in stands[1:]):
            known = self.down is not None and stands[0].region == "full" and not self.hung
            down = (self.down or 0.0) + self.measures.height(blocks, "full") if known else None
            return replace(self, hung=(), beside=(), down=down)
        return replace(self, beside=(*self.beside, *blocks), down=None)

    def taking(
        self, blocks: Sequence[Block], behind: tuple[Block, Stand] | None
    ) -> tuple[list[float], _SideColumn]:
        """How far below `behind` each of more blocks stands in points, and the column with them."""
        if behind and not behind[1].new_page and self._is_near():
            tops = self.measures.tops((*self.hung, *blocks), "side")
            line = self.measures.tops((*self.beside, behind[0]), "main")[-1]
            down = [top - line for top in tops[len(self.hung) :]]
            if down[0] > 0:
                return down, replace(self, hung=(*self.hung, *blocks))
        own = self.measures.tops(blocks, "side")
        top = 0.0 if behind and behind[1].new_page else self.down
        return own, replace(self, hung=tuple(blocks), beside=(), top=top)

    def lacks_room(
        self, blocks: Sequence[Block], behind: tuple[Block, Stand], theme: Theme
    ) -> bool:
        """Whether more blocks go below those at the side, and reach past the foot of the page."""
        if self.top is None or not self.hung:
            return False
        down, column = self.taking(blocks, behind)
        if column.hung[: len(self.hung)] != self.hung:
            return False
        reach = self.top + self.measures.height(column.hung, "side")
        return down[0] > 0 and reach > theme.page.text_height

    def overhang(self) -> float:
        """How far the blocks at the side reach below what stands beside them, in points."""
        if not self.beside or not self._is_near():
            return 0.0  # where nothing stands beside them, Word lets nothing do so
        reach = self.measures.height(self.hung, "side")
        return max(0.0, reach - self.measures.height(self.beside, "main"))

    def hinders(self, blocks: Sequence[Block], behind: Stand) -> bool:
        """Whether what goes across has to wait far below the text for the side column to end.

        `blocks` stand at its side, too.
        """
        if blocks:
            return self.measures.height(blocks, "side") > _FAR
        return not behind.new_page and self.overhang() > _FAR

    def _is_near(self) -> bool:
        """Whether so little stands beside the blocks that these may reach past it."""
        if not self.hung:
            return False
        most = _FEW + _DENSER * sum(_lengths(self.hung))
        return all(count < most for count in accumulate(_lengths(self.beside)))


def _lengths(blocks: Sequence[Block]) -> Iterator[int]:
    """How many letters each run of words has."""
    return (len(plain_text(run)) for run in every_run(blocks))


# As many letters as these stand in the text beside a block of the side column at most, about.
_FEW, _DENSER = 600, 3
_FAR = 36.0  # points, some lines: no space between two blocks is so large
