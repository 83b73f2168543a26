"""Headers and footers: patterns filled with the brief's fields, in three places of a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from math import fsum

from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import Diagnostic
from generator.document import Text
from generator.document.markings import Marking, MarkingLook
from generator.theme.theme import RunningHead, Style
from generator.typesetting.findings import high_marking
from generator.typesetting.inlines import units_of
from generator.typesetting.lines import lines_of
from generator.typesetting.placed import Fill, RunningLine
from generator.typesetting.setting import Setting
from generator.typesetting.units import Unit, natural_width

_SEPARATOR = " · "
_BETWEEN = 12.0  # points between two places at least
_PADDING = 3.0  # points around a marking on its ground
_LEADING = 1.2  # of a marking's size, from line to line
_HEIGHT, _DEPTH = 0.9, 0.25  # of the size of words, above and below their baseline


class _Words(Struct, frozen=True):
    """The words of a running head in its three places, filled, and how they look."""

    left: str
    center: str
    right: str
    style: Style

    @property
    def are_there(self) -> bool:
        return bool(self.left or self.center or self.right)


class _Free(Struct, frozen=True):
    """Where words may stand: on the line at `y`, from `left` on.

    `half` is what a marking in the middle leaves on its left.
    """

    y: float
    left: float
    width: float
    half: float | None = None


class _Label(Struct, frozen=True):
    """A marking on its ground, and where it leaves room for words.

    `missing` is the height in points that the sheet's margin lacks for it.
    """

    lines: tuple[RunningLine, ...]
    ground: Fill
    free: _Free
    missing: float = 0.0


def running_lines(
    number: int, total: int, setting: Setting
) -> tuple[tuple[RunningLine, ...], tuple[Fill, ...]]:
    """The header and footer of a page, with the rules beside them."""
    lines: list[RunningLine] = []
    fills: list[Fill] = []
    for head, name in _heads(number, setting):
        words, y = _running_words(head, name, (number, total), setting), _baseline(name, setting)
        label = _marking_label(words, y, setting)
        free = label.free if label else _Free(y, *_measure(setting))
        found = list(_running_lines_of(words, free, setting))
        lines += found
        fills += _rule_fills(words.style, free.y, setting) if found else ()
        if label:
            lines += label.lines
            fills.append(label.ground)
    return tuple(lines), tuple(fills)


def marking_found(setting: Setting) -> Iterator[Diagnostic]:
    """That the marking does not fit above or below the text, at its place in the author's file."""
    marking = setting.document.meta.marking
    if marking is None or marking.span is None:
        return
    for number in (1, 2):
        for head, name in _heads(number, setting):
            words = _running_words(head, name, (number, number), setting)
            label = _marking_label(words, _baseline(name, setting), setting)
            if label and label.missing:
                yield high_marking(name, len(label.lines), marking.span)
                return


def _heads(number: int, setting: Setting) -> Iterator[tuple[RunningHead, str]]:
    theme = setting.theme
    yield (theme.first_header if number == 1 else theme.header), "header"
    yield (theme.first_footer if number == 1 else theme.footer), "footer"


def _baseline(name: str, setting: Setting) -> float:
    sheet = setting.theme.page
    return sheet.height - sheet.header if name == "header" else sheet.footer


def _measure(setting: Setting) -> tuple[float, float]:
    sheet = setting.theme.page
    return sheet.left, sheet.text_width


def _running_words(head: RunningHead, name: str, page: tuple[int, int], setting: Setting) -> _Words:
    meta = setting.document.meta
    number, total = page
    label = meta.page_label.replace("{page}", str(number)).replace("{pages}", str(total))
    fields = {**meta.fields, "page": label}
    if meta.marking:
        fields["marking"] = ""  # it stands apart
        if meta.marking.look.position == "center":
            head = replace(head, left=_joined_names(head.left, head.center), center="")
    left, center, right = (filled(each, fields) for each in (head.left, head.center, head.right))
    return _Words(left, center, right, setting.theme.style(name))


# --- a marking ----------------------------------------------------------------------------


def _marking_label(words: _Words, y: float, setting: Setting) -> _Label | None:
    """A marking that has a look of its own, where its scheme wants it, and its ground.

    Where it leaves too little room beside it, the words stand between it and the text.
    """
    marking, (start, measure) = setting.document.meta.marking, _measure(setting)
    if marking is None:
        return None
    own = marking.look
    look = replace(words.style, size=own.size, color=own.color, bold=True, caps="none")
    look = replace(look, align=own.position, hyphenate=False)
    units = _units(marking.words, look, setting)
    width = min(natural_width(units), measure - 2 * _PADDING)
    is_one = width == natural_width(units)
    set_lines = lines_of(units, look, width, align="left" if is_one else None)
    left = start + _ALONG[own.position] * (measure - width - 2 * _PADDING)
    free = _beside(left, width + 2 * _PADDING, y, setting)
    is_alone = len(set_lines) > 1 or _least(words, setting) > (free.half or free.width)
    block = _block(words if is_alone else None, len(set_lines), own.size, y, setting)
    placed = tuple(
        RunningLine(left + _PADDING, at, line, foot=_is_foot(y, setting))
        for at, line in zip(block.baselines, set_lines, strict=True)
    )
    low, high = block.baselines[-1] - _PADDING, block.baselines[0] + own.size * 0.72 + _PADDING
    ground = Fill(left, low, width + 2 * _PADDING, high - low, own.ground)
    return _Label(
        placed, ground, _Free(block.words, start, measure) if is_alone else free, block.missing
    )


_ALONG = {"left": 0.0, "center": 0.5, "right": 1.0}


def _is_foot(y: float, setting: Setting) -> bool:
    return y < setting.theme.page.height / 2


class _Block(Struct, frozen=True):
    """The baselines of a marking, from above, and that of the words by themselves."""

    baselines: tuple[float, ...]
    words: float
    missing: float


def _block(words: _Words | None, count: int, size: float, y: float, setting: Setting) -> _Block:
    """Where the lines of a marking stand: from `y` towards the text, then away from it.

    `words` are those that stand on a line of their own between the marking and the text.
    """
    sheet, is_foot = setting.theme.page, _is_foot(y, setting)
    leading = size * _LEADING
    rise = (count - 1) * leading
    first = y + rise if is_foot else y
    high, low = first + size * 0.72 + _PADDING, first - rise - _PADDING
    own, edge = y, high if is_foot else low
    if words and words.are_there:
        line = words.style.size
        own = high + _PADDING + line * _DEPTH if is_foot else low - _PADDING - line * _HEIGHT
        edge = own + line * _HEIGHT if is_foot else own - line * _DEPTH
    shift, missing = 0.0, 0.0
    if count > 1 or words:
        over = edge - sheet.bottom if is_foot else sheet.height - sheet.top - edge
        wanted, free = max(0.0, over), max(0.0, low if is_foot else sheet.height - high)
        shift, missing = min(wanted, free) * (-1 if is_foot else 1), max(0.0, wanted - free)
    baselines = tuple(first - index * leading + shift for index in range(count))
    return _Block(baselines, own + shift, missing)


def _beside(x: float, width: float, y: float, setting: Setting) -> _Free:
    """Where the words of a running head may stand beside a marking."""
    start, measure = _measure(setting)
    end = start + measure
    before, behind = x - _BETWEEN, x + width + _BETWEEN
    match setting.document.meta.marking:
        case Marking(look=MarkingLook(position="left")):
            return _Free(y, behind, end - behind)
        case Marking(look=MarkingLook(position="center")):
            return _Free(y, start, measure, before - start)
        case _:
            return _Free(y, start, before - start)


def _least(words: _Words, setting: Setting) -> float:
    """The room that words take which are never shortened."""
    return fsum(
        natural_width(_units(each, words.style, setting)) for each in (words.center, words.right)
    )


# --- words --------------------------------------------------------------------------------


def _running_lines_of(words: _Words, free: _Free, setting: Setting) -> Iterator[RunningLine]:
    style = words.style
    right, center = _units(words.right, style, setting), _units(words.center, style, setting)
    taken = natural_width(right) + natural_width(center)
    room = free.half or free.width - taken - _BETWEEN * (bool(right) + bool(center))
    left = _shortened(words.left, room, style, setting)
    for units, align in ((left, "left"), (center, "center"), (right, "right")):
        plain = replace(style, align=align, hyphenate=False)
        for line in lines_of(units, plain, free.width)[:1]:
            yield RunningLine(free.left, free.y, line, foot=_is_foot(free.y, setting))


def _joined_names(*patterns: str) -> str:
    return _SEPARATOR.join(filter(None, patterns))


def filled(pattern: str, fields: Mapping[str, str]) -> str:
    """The pattern with its fields; a part between dots whose fields are all empty is left out."""
    parts = []
    for part in pattern.split(_SEPARATOR):
        words = part
        for name, value in fields.items():
            words = words.replace(f"{{{name}}}", value)
        if words.strip():
            parts.append(words)
    return _SEPARATOR.join(parts)


def _units(words: str, style: Style, setting: Setting) -> list[Unit]:
    return units_of((Text(words),), style, setting, None) if words else []


def _shortened(words: str, room: float, style: Style, setting: Setting) -> list[Unit]:
    """The words, cut behind one of them where they take more room than there is."""
    units = _units(words, style, setting)
    while words and natural_width(units) > room:
        words = words.rstrip("…").rpartition(" ")[0].rstrip(" ,;:·–—")
        words = f"{words}…" if words else ""
        units = _units(words, style, setting)
    return units


def _rule_fills(style: Style, y: float, setting: Setting) -> Iterator[Fill]:
    sheet = setting.theme.page
    face = setting.chain(style, bold=style.bold, italic=style.italic).first
    if style.above.weight:
        above = y + face.cap_height * style.size + style.above.gap
        yield Fill(sheet.left, above, sheet.text_width, style.above.weight, style.above.color)
    if style.below.weight:
        below = y - style.below.gap - style.below.weight
        yield Fill(sheet.left, below, sheet.text_width, style.below.weight, style.below.color)
