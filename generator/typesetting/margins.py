"""What a draft adds to its pages: a word across each of them, remarks in the margin."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from math import fsum

from msgspec import Struct
from msgspec.structs import replace

from generator.document import Strong, Text
from generator.theme.sheet import Sheet
from generator.theme.theme import Style
from generator.typesetting.drafts import draft_style, remark_color
from generator.typesetting.inlines import artifact_of
from generator.typesetting.lines import lines_of
from generator.typesetting.placed import (
    Fill,
    Line,
    MarginNote,
    NumberedRemark,
    PlacedLine,
    StructureElement,
    Watermark,
)
from generator.typesetting.setting import Setting
from generator.typesetting.words import natural_width

_SHARE = 1.0  # of the text's width that the word across the page takes, before it is turned
_ANGLE = 45.0
_TRIAL = 100.0  # a size to measure that word at
_MOST_LINES = 12  # of a remark; all of its words are in the annotation
_MOST_WORDS = 60
_INSET = 9.0  # points between remarks and text, and between remarks and the sheet's edge
_ASCENT = 0.76  # of the leading, from the top of a line to its baseline
_BAR = 3.0  # points that the bar beside a remark takes
_BETWEEN = 5.0  # points between two remarks


def watermark(sheet: Sheet, setting: Setting) -> Watermark | None:
    """The word of a draft, from lower left to upper right about the middle of the text."""
    words, theme = setting.document.meta.draft.strip().upper(), setting.theme
    style = draft_style(theme.draft.watermark, theme, size=_TRIAL)
    natural = natural_width(artifact_of((Text(words),), style, setting).units) if words else 0.0
    if not natural:
        return None
    width = theme.page.text_width * _SHARE
    style = replace(style, size=_TRIAL * width / natural, hyphenate=False)
    [line, *_] = lines_of(artifact_of((Text(words),), style, setting), style, 2 * width)
    cap_height = setting.chain(style, bold=True, italic=False).first.cap_height * style.size
    turn = math.radians(_ANGLE)
    along, across = width / 2, cap_height / 2
    middle = sheet.bottom + sheet.text_height / 2
    x = sheet.left + sheet.text_width / 2 - along * math.cos(turn) + across * math.sin(turn)
    y = middle - along * math.sin(turn) - across * math.cos(turn)
    return Watermark(x, y, _ANGLE, line)


# --- remarks ------------------------------------------------------------------------------


class _Shown(Struct, frozen=True):
    """A remark as the margin shows it: its lines, and where its upper edge should be."""

    numbered: NumberedRemark
    element: StructureElement
    style: Style
    lines: tuple[Line, ...]
    wanted: float

    @property
    def height(self) -> float:
        return len(self.lines) * self.style.leading


def margin_notes(
    lines: Iterable[PlacedLine], sheet: Sheet, setting: Setting
) -> tuple[list[PlacedLine], list[MarginNote]]:
    """The remarks of a page, each beside its line, or as near to it as there is room.

    Where a page has more of them than it can hold, each is shortened.
    """
    marked = [
        (one.y, remark, one.tags.remarks[remark.place])
        for one in lines
        if one.tags
        for remark in one.line.remarks
    ]
    if not marked:
        return [], []
    marked.sort(key=lambda item: (-item[0], item[1].number))
    high, low = sheet.height - _INSET, _INSET
    most = int(((high - low) / len(marked) - _BETWEEN) / draft_style("", setting.theme).leading)
    most = max(1, min(_MOST_LINES, most))
    shown = [_shown_remark(*one, most, setting) for one in marked]
    placed: list[PlacedLine] = []
    notes: list[MarginNote] = []
    x, width = sheet.width - sheet.right + _INSET, max(sheet.right - 2 * _INSET, _BAR)
    for one, top in zip(shown, _tops(shown, high, low), strict=True):
        words = f"{one.numbered.number}. {one.numbered.remark.in_full}"
        place = (x, top - one.height, width, one.height)
        notes.append(MarginNote(*place, one.style.color, words, one.element))
        for index, line in enumerate(one.lines):
            y = top - (index + _ASCENT) * one.style.leading
            placed.append(PlacedLine(x + _BAR, y, line))
    return placed, notes


def grounds_of_remarks(remarks: Iterable[MarginNote], fills: Iterable[Fill]) -> Iterator[Fill]:
    """White below the remarks that stand on a band, where nobody could read their colours."""
    below = tuple(fills)
    for one in remarks:
        right, top = one.x + one.width, one.y + one.height
        if any(
            it.x < right and one.x < it.x + it.width and it.y < top and one.y < it.y + it.height
            for it in below
        ):
            yield Fill(one.x, one.y, one.width, one.height, "#ffffff")


def _tops(shown: Sequence[_Shown], high: float, low: float) -> Iterator[float]:
    """Upper edges that leave no two remarks over each other, between two heights of the sheet."""
    rest = fsum(one.height + _BETWEEN for one in shown) - _BETWEEN
    for one in shown:
        # As high as wanted, below the one before, and high enough for those behind.
        top = max(min(one.wanted, high), low + rest)
        top = min(top, high)
        yield top
        high = top - one.height - _BETWEEN
        rest -= one.height + _BETWEEN


def _shown_remark(
    y: float, numbered: NumberedRemark, element: StructureElement, most: int, setting: Setting
) -> _Shown:
    """The remark in as many lines as there is room for, its end cut off behind a word."""
    theme = setting.theme
    style = replace(draft_style(remark_color(numbered.remark, theme), theme), bold=False)
    width = max(theme.sheet().right - 2 * _INSET - _BAR, style.size)

    def lines_with(count: int) -> tuple[Line, ...]:
        end = "…" if count < len(words) else ""
        inlines = (Strong((Text(str(numbered.number)),)), Text(" " + " ".join(words[:count]) + end))
        return lines_of(artifact_of(inlines, style, setting), style, width)

    words = numbered.remark.in_full.split()
    fitting = min(len(words), _MOST_WORDS)
    if len(lines_with(fitting)) > most:
        counts = range(fitting)
        fitting = max(bisect_right(counts, most, key=lambda count: len(lines_with(count))) - 1, 0)
    lines = lines_with(fitting)[:most]
    return _Shown(numbered, element, style, lines, y + style.leading * _ASCENT)
