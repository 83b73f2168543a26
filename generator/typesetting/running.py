"""Headers and footers: the words of a brief, the logo, the rules beside them, its marking.

A marking that has a look of its own stands on its ground in each of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import Diagnostic
from generator.document import Text
from generator.document.markings import Marking, MarkingLook
from generator.theme.running_heads import RunningHead, joined_patterns
from generator.theme.sheet import Sheet
from generator.theme.theme import Style
from generator.typesetting.findings import high_marking
from generator.typesetting.head_places import (
    BETWEEN,
    DEPTH,
    HEIGHT,
    FilledHead,
    HeadRoom,
    filled_head,
    place_width,
    placed_head,
    row_baselines,
)
from generator.typesetting.inlines import artifact_of
from generator.typesetting.lines import lines_of
from generator.typesetting.placed import Fill, Line, RunningLine, RunningPicture
from generator.typesetting.setting import Setting
from generator.typesetting.words import natural_width

_PADDING = 3.0  # points around a marking on its ground
_CLEAR_OF_TEXT = 6.0  # points between words by themselves and the text
_LEADING = 1.2  # of a marking's size, from line to line


class MarkingLabel(Struct, frozen=True):
    """A marking on its ground, and where it leaves room for words.

    `missing` is the height in points that the sheet's margin lacks for it.
    """

    lines: tuple[RunningLine, ...]
    ground: Fill
    room: HeadRoom
    missing: float = 0.0


def marking_label(head: FilledHead, line: HeadRoom, setting: Setting) -> MarkingLabel | None:
    """A marking that has a look of its own, where its scheme wants it, and its ground.

    Where it leaves too little room beside it, the words of the head stand between it and the text.
    """
    marking = setting.document.meta.marking
    if marking is None:
        return None
    own = marking.look
    width, set_lines = _set(marking, head.style, line.width - 2 * _PADDING, setting)
    if not set_lines:
        return None
    left = line.left + _ALONG[own.position] * (line.width - width - 2 * _PADDING)
    beside = _beside(left, width + 2 * _PADDING, line, own)
    rows = (head, *head.further)
    is_alone = len(set_lines) > 1 or not all(_fits(row, beside, setting) for row in rows)
    block = _block(head if is_alone else None, len(set_lines), own.size, line)
    placed = tuple(
        RunningLine(left + _PADDING, at, one, foot=line.is_foot)
        for at, one in zip(block.baselines, set_lines, strict=True)
    )
    low, high = block.baselines[-1] - _PADDING, block.baselines[0] + own.size * 0.72 + _PADDING
    ground = Fill(left, low, width + 2 * _PADDING, high - low, own.ground)
    room = replace(line, y=block.words) if is_alone else beside
    return MarkingLabel(placed, ground, room, block.missing)


def _set(
    marking: Marking, style: Style, measure: float, setting: Setting
) -> tuple[float, tuple[Line, ...]]:
    """The lines of a marking's words, and the width that they take."""
    own = marking.look
    look = replace(style, size=own.size, color=own.color, bold=True, caps="none", hyphenate=False)
    words = artifact_of((Text(marking.words),), look, setting)
    natural = natural_width(words.units)
    if natural <= measure:
        return natural, lines_of(words, look, natural, align="left")
    return measure, lines_of(words, look, measure, align=own.position)


_ALONG = {"left": 0.0, "center": 0.5, "right": 1.0}


class _Block(Struct, frozen=True):
    """The baselines of a marking, from above, and that of the words by themselves."""

    baselines: tuple[float, ...]
    words: float
    missing: float


def _block(head: FilledHead | None, count: int, size: float, line: HeadRoom) -> _Block:
    """Where the lines of a marking stand: from a line towards the text, then away from it.

    The words of `head` stand on a line of their own between the marking and the text.
    """
    sheet, y, foot = line.sheet, line.y, line.is_foot
    leading = size * _LEADING
    rise = (count - 1) * leading
    first = y + rise if foot else y
    high, low = first + size * 0.72 + _PADDING, first - rise - _PADDING
    own, edge, clear = y, high if foot else low, 0.0
    if head and head.places:
        above, below = _head_extent(head)
        own = high + _PADDING + below if foot else low - _PADDING - above
        edge, clear = own + above if foot else own - below, _CLEAR_OF_TEXT
    shift, missing = 0.0, 0.0
    if count > 1 or head:
        over = edge - sheet.bottom if foot else sheet.height - sheet.top - edge
        wanted, free = max(0.0, over + clear), max(0.0, low if foot else sheet.height - high)
        shift, missing = min(wanted, free) * (-1 if foot else 1), max(0.0, over - free)
    baselines = tuple(first - index * leading + shift for index in range(count))
    return _Block(baselines, own + shift, missing)


def _head_extent(head: FilledHead) -> tuple[float, float]:
    """How far the words and logos of all its lines reach above and below the baseline of a head."""
    up = head.step if head.name == "header" else -head.step
    reaches = [
        (max(size * HEIGHT, row.above) + up * number, max(size * DEPTH, row.below) - up * number)
        for number, row in enumerate((head, *head.further))
        for size in [max(place.style.size for place in row.places)]
    ]
    above, below = zip(*reaches, strict=True)
    return max(above), max(below)


def _beside(x: float, width: float, line: HeadRoom, look: MarkingLook) -> HeadRoom:
    """Where the words of a running head may stand beside a marking."""
    before, behind = x - BETWEEN, x + width + BETWEEN
    match look.position:
        case "left":
            return replace(line, left=behind, width=line.left + line.width - behind)
        case "center":
            return replace(line, half=before - line.left)
        case "right":
            return replace(line, width=before - line.left)


def _fits(head: FilledHead, room: HeadRoom, setting: Setting) -> bool:
    """Whether there is room beside a marking: only words at the left may be shortened for it.

    With a logo among them they say whose brief it is, and stand whole.
    """
    widths = dict.fromkeys(("left", "center", "right"), 0.0)
    for place in head.places:
        if place.align != "left" or place.has_logo:
            widths[place.align] = place_width(place, setting)
    left, center, right = widths.values()
    if room.half is not None:
        return max(left, right) <= room.half
    apart = BETWEEN if (left or center) and right else 0.0
    if center:
        return center + 2 * (max(left, right) + apart) <= room.width
    return left + apart + right <= room.width


_CLEAR = 1.5  # points between a rule and the ground of a marking


class RunningHeads(Struct, frozen=True):
    """The header and footer of a page."""

    lines: tuple[RunningLine, ...]
    logos: tuple[RunningPicture, ...]
    fills: tuple[Fill, ...]


def heads_of_page(page: tuple[int, int], sheet: Sheet, setting: Setting) -> RunningHeads:
    """The header and footer of a page, with the rules beside them and the marking.

    `page` is its number and how many there are.
    """
    placed: list[RunningLine | RunningPicture] = []
    fills: list[Fill] = []
    for head, line in _filled_heads(page, sheet, setting):
        label = marking_label(head, line, setting)
        room = label.room if label else line
        placed += placed_head(head, room, setting)
        if head.ruled:
            fills += _rule_fills(head, room, label.ground if label else None, setting)
        if label:
            placed += label.lines
            fills.append(label.ground)
    lines = tuple(one for one in placed if isinstance(one, RunningLine))
    logos = tuple(one for one in placed if isinstance(one, RunningPicture))
    return RunningHeads(lines, logos, tuple(fills))


def marking_found(setting: Setting) -> Iterator[Diagnostic]:
    """That the marking does not fit above or below the text, at its place in the author's file."""
    marking = setting.document.meta.marking
    if marking is None or marking.span is None:
        return
    for number in (1, 2):
        for head, line in _filled_heads((number, number), setting.theme.page, setting):
            label = marking_label(head, line, setting)
            if label and label.missing:
                yield high_marking(head.name, len(label.lines), marking.span)
                return


def _filled_heads(
    page: tuple[int, int], sheet: Sheet, setting: Setting
) -> Iterator[tuple[FilledHead, HeadRoom]]:
    """The header and footer of a page, and the line that each stands on."""
    theme, (number, _) = setting.theme, page
    header, footer = theme.header, theme.footer
    if number == 1:
        header, footer = theme.first_header, theme.first_footer
    for head, name, y in (
        (header, "header", sheet.height - sheet.header),
        (footer, "footer", sheet.footer),
    ):
        arranged = _beside_marking(head, setting.document.meta.marking)
        line = HeadRoom(sheet, y, sheet.left, sheet.text_width)
        yield filled_head(arranged, name, page, setting), line


def _beside_marking(head: RunningHead, marking: Marking | None) -> RunningHead:
    """A head whose words make way for a marking in the middle."""
    match marking:
        case Marking(look=MarkingLook(position="center")):
            return replace(head, left=joined_patterns(head.left, head.center), center="")
        case _:
            return head


def _rule_fills(
    head: FilledHead, room: HeadRoom, ground: Fill | None, setting: Setting
) -> Iterable[Fill]:
    """The rules of a head, clear of its letters and of the ground that a marking stands on."""
    sheet, style = room.sheet, head.style
    top, low = row_baselines(head, room)
    face = setting.chain(style, bold=style.bold, italic=style.italic).first
    if style.above.weight:
        above = top + max(face.cap_height * style.size, head.above) + style.above.gap
        above = max(above, ground.y + ground.height + _CLEAR) if ground else above
        yield Fill(sheet.left, above, sheet.text_width, style.above.weight, style.above.color)
    if style.below.weight:
        depth = max(head.below + style.below.gap, DEPTH * style.size)
        below = low - depth - style.below.weight
        below = min(below, ground.y - _CLEAR - style.below.weight) if ground else below
        yield Fill(sheet.left, below, sheet.text_width, style.below.weight, style.below.color)
