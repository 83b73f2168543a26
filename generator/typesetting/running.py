"""Headers and footers: patterns filled with the brief's fields, in three places of a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.document import Text
from generator.document.markings import Marking, MarkingLook
from generator.theme.theme import RunningHead, Style
from generator.typesetting.inlines import units_of
from generator.typesetting.lines import lines_of
from generator.typesetting.placed import Fill, RunningLine
from generator.typesetting.setting import Setting
from generator.typesetting.units import Unit, natural_width

_SEPARATOR = " · "
_BETWEEN = 12.0  # points between two places at least
_PADDING = 3.0  # points around a marking on its ground


class _Free(Struct, frozen=True):
    """Where words may stand; `half` is what a marking in the middle leaves on its left."""

    left: float
    width: float
    half: float | None = None


def running_lines(
    number: int, total: int, setting: Setting
) -> tuple[tuple[RunningLine, ...], tuple[Fill, ...]]:
    """The header and footer of a page, with the rules beside them."""
    theme, sheet = setting.theme, setting.theme.page
    header, footer = theme.header, theme.footer
    if number == 1:
        header, footer = theme.first_header, theme.first_footer
    top, bottom = sheet.height - sheet.header, sheet.footer
    lines: list[RunningLine] = []
    fills: list[Fill] = []
    for head, style, y in (
        (header, theme.style("header"), top),
        (footer, theme.style("footer"), bottom),
    ):
        label = _label(style, y, setting)
        free = _beside(label[1] if label else None, setting)
        found = list(_lines(head, style, y, free, (number, total), setting))
        lines += found
        fills += _rules(style, y, setting) if found else ()
        if label:
            lines.append(label[0])
            fills.append(label[1])
    return tuple(lines), tuple(fills)


def _label(style: Style, y: float, setting: Setting) -> tuple[RunningLine, Fill] | None:
    """A marking that has a look of its own, where its scheme wants it, and its ground."""
    marking, sheet = setting.document.meta.marking, setting.theme.page
    if marking is None:
        return None
    own = marking.look
    look = replace(style, size=own.size, color=own.color, bold=True, align="left", caps="none")
    units = _units(marking.words, look, setting)
    [line] = lines_of(units, look, sheet.text_width)
    width = natural_width(units) + 2 * _PADDING
    left = sheet.left + _ALONG[own.position] * (sheet.text_width - width)
    low, high = y - _PADDING, y + own.size * 0.72 + _PADDING
    ground = Fill(left, low, width, high - low, own.ground)
    return RunningLine(left + _PADDING, y, line, foot=y < sheet.height / 2), ground


_ALONG = {"left": 0.0, "center": 0.5, "right": 1.0}


def _beside(label: Fill | None, setting: Setting) -> _Free:
    """Where the words of a running head may stand beside a marking."""
    sheet = setting.theme.page
    end = sheet.left + sheet.text_width
    if label is None:
        return _Free(sheet.left, sheet.text_width)
    before, behind = label.x - _BETWEEN, label.x + label.width + _BETWEEN
    match setting.document.meta.marking:
        case Marking(look=MarkingLook(position="left")):
            return _Free(behind, end - behind)
        case Marking(look=MarkingLook(position="center")):
            return _Free(sheet.left, sheet.text_width, before - sheet.left)
        case _:
            return _Free(sheet.left, before - sheet.left)


def _lines(
    head: RunningHead,
    style: Style,
    y: float,
    free: _Free,
    page: tuple[int, int],
    setting: Setting,
) -> Iterator[RunningLine]:
    sheet = setting.theme.page
    meta = setting.document.meta
    number, total = page
    label = meta.page_label.replace("{page}", str(number)).replace("{pages}", str(total))
    fields = {**meta.fields, "page": label}
    if meta.marking:
        fields["marking"] = ""  # it stands apart
    if free.half is not None:
        head = replace(head, left=_joined(head.left, head.center), center="")
    right = _units(filled(head.right, fields), style, setting)
    center = _units(filled(head.center, fields), style, setting)
    taken = natural_width(right) + natural_width(center)
    room = free.half or free.width - taken - _BETWEEN * (bool(right) + bool(center))
    left = _shortened(filled(head.left, fields), room, style, setting)
    for units, align in ((left, "left"), (center, "center"), (right, "right")):
        plain = replace(style, align=align, hyphenate=False)
        for line in lines_of(units, plain, free.width)[:1]:
            yield RunningLine(free.left, y, line, foot=y < sheet.height / 2)


def _joined(*patterns: str) -> str:
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


def _rules(style: Style, y: float, setting: Setting) -> Iterator[Fill]:
    sheet = setting.theme.page
    face = setting.chain(style, bold=style.bold, italic=style.italic).first
    if style.above.weight:
        above = y + face.cap_height * style.size + style.above.gap
        yield Fill(sheet.left, above, sheet.text_width, style.above.weight, style.above.color)
    if style.below.weight:
        below = y - style.below.gap - style.below.weight
        yield Fill(sheet.left, below, sheet.text_width, style.below.weight, style.below.color)
