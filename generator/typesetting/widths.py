"""How the columns of a table share its width: one rule for every format."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil, floor, fsum

from msgspec import Struct
from msgspec.structs import replace

from generator.theme.theme import Style

Widths = Sequence[float]

_RESERVES = (0.33, 0.22, 0.11)  # of the longest word; DejaVu Sans takes a third more
_RAGGED = 1.08  # of the width of words, what they take in lines that are not all full

SMALLEST = 7.0  # points: smaller type in a table cannot be read with ease


MOST_OF_ROW = 0.8
"""The share of a page that a row may take before it is divided between its lines."""

MOST_OF_HEAD = 0.3
"""The share of a page that a header may take to be repeated on each."""

SHORT_TABLE = 0.3
"""The share of a page up to which a table is not divided."""


class TableStage(Struct, frozen=True):
    """What a table may do to find room: type and padding of a share of theirs, divided words.

    The type is of a section's own `scale` before.
    """

    share: float = 1.0
    padding: float = 1.0
    divided: bool = False
    scale: float = 1.0


STAGES = (
    TableStage(),
    TableStage(0.92),
    TableStage(0.92, divided=True),
    TableStage(0.0, padding=0.5, divided=True),
)
"""What a table tries, the first stage first; in the last one its type is as small as may be."""


def stages(scale: float) -> tuple[TableStage, ...]:
    """What a table tries whose type is of a scale."""
    return STAGES if scale == 1 else tuple([replace(one, scale=scale) for one in STAGES])


class ColumnNeeds(Struct, frozen=True):
    """What a column asks for, in points: for each cell on one line, and at least.

    `reach` is the width of its figures up to where their decimals begin.
    """

    cells: tuple[float, ...]
    least: float
    reach: float


class TableFit(Struct, frozen=True):
    """How a table is set: its columns and the padding beside each in points, its type by stage.

    `reaches` are the widths of the figures of each column up to where their decimals begin; 0 where
    a column is not aligned by them. `lacking` points are those that the columns are too wide by.
    `lines` are how many each row takes, about, the header first.
    """

    widths: tuple[float, ...]
    reaches: tuple[float, ...]
    padding: float
    stage: TableStage
    lacking: float = 0.0
    lines: tuple[int, ...] = ()


def staged(style: Style, stage: TableStage) -> Style:
    """The style at a stage: in half points, as Word has them, and no smaller than tables may be."""
    if stage == STAGES[0]:
        return style
    own = round(style.size * stage.scale * stage.share * 2, 6)
    size = max(floor(own) / 2, min(SMALLEST, style.size))
    leading = style.leading * size / style.size
    return replace(style, size=size, leading=leading, hyphenate=style.hyphenate or stage.divided)


def widest_columns(fit: TableFit) -> list[int]:
    """The three columns that take the most room, by their numbers from 0, the widest one first."""
    return sorted(range(len(fit.widths)), key=lambda index: -fit.widths[index])[:3]


def with_reserve(cells: Sequence[Widths], least: Widths, room: float) -> list[float]:
    """The width of each column as `shared_out` has it, with the most reserve that costs no line.

    A reader without the fonts sees the words in a wider typeface. All columns may have the same
    share more than their longest word, as far as there is room.
    """
    plain, needed = shared_out(cells, least, room), fsum(least)
    lines = _lines_in(cells, plain)
    for reserve in _RESERVES if needed else ():
        share = 1 + min(reserve, room / needed - 1)
        spared = shared_out(cells, [width * share for width in least], room)
        if _lines_in(cells, spared) <= lines:
            return spared
    return plain


def shared_out(cells: Sequence[Widths], least: Widths, room: float) -> list[float]:
    """The width of each column, in points like `room`, which must have room for `least`.

    `cells` is, row by row, what the words of each cell take in one line, `least` what the longest
    word of each column does. Where there is not room for all, the columns either share it by what
    they ask, as in tables of automatic layout in CSS 2.2, 17.5.2.2, or those that ask for little
    have it before the others share the rest: whichever makes the lower table.
    """
    most = [max(low, *column) for low, column in zip(least, zip(*cells, strict=True), strict=True)]
    if fsum(most) <= room:
        extra = (room - fsum(most)) / max(len(most), 1)
        return [width + extra for width in most]
    shared = _interpolated(least, most, room)
    modest = _modest_first(least, most, room)
    return modest if _lines_in(cells, modest) < _lines_in(cells, shared) else shared


def _lines_in(cells: Sequence[Widths], widths: Widths) -> int:
    return sum(row_lines(row, widths) for row in cells)


def row_lines(row: Widths, widths: Widths) -> int:
    """How many lines a row takes, about, whose cells ask for so much in columns of `widths`."""
    lines = (_cell_lines(cell, width) for cell, width in zip(row, widths, strict=True))
    return max(lines, default=1)


def _cell_lines(words: float, width: float) -> int:
    return 1 if words <= width else max(2, ceil(words * _RAGGED / max(width, 1.0)))


def _interpolated(least: Widths, most: Widths, room: float) -> list[float]:
    wishes = fsum(most) - fsum(least)
    share = (room - fsum(least)) / wishes if wishes else 0.0
    return [low + (high - low) * share for low, high in zip(least, most, strict=True)]


def _modest_first(least: Widths, most: Widths, room: float) -> list[float]:
    """Columns that ask for no more than a fair share have it; the others share what is left."""
    widths = list(most)
    greedy = sorted(range(len(most)), key=most.__getitem__)
    left = room
    # Of equal columns each may have its fair share although all together ask for more than there
    # is: by what is lost in rounding. Then none is left.
    while greedy and most[greedy[0]] <= left / len(greedy):
        left -= most[greedy.pop(0)]
    lows, highs = [least[index] for index in greedy], [most[index] for index in greedy]
    if fsum(lows) > left:
        return _interpolated(least, most, room)
    for index, width in zip(greedy, _interpolated(lows, highs, left), strict=True):
        widths[index] = width
    return widths
