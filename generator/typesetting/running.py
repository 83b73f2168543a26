"""Headers and footers: patterns filled with the brief's fields, in three places of a line."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec.structs import replace

from generator.document import Text
from generator.theme.marking import marking_of
from generator.theme.theme import RunningHead, Style
from generator.typesetting.inlines import units_of
from generator.typesetting.lines import lines_of
from generator.typesetting.placed import Fill, RunningLine
from generator.typesetting.setting import Setting
from generator.typesetting.units import Unit, natural_width

_SEPARATOR = " · "
_BETWEEN = 12.0  # points between two places at least
_PADDING = 3.0  # points around a marking on its ground


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
        width = label[1].x - _BETWEEN - sheet.left if label else sheet.text_width
        found = list(_lines(head, style, y, width, (number, total), setting))
        lines += found
        fills += _rules(style, y, setting) if found else ()
        if label:
            lines.append(label[0])
            fills.append(label[1])
    return tuple(lines), tuple(fills)


def _label(style: Style, y: float, setting: Setting) -> tuple[RunningLine, Fill] | None:
    """A marking whose scheme decides how it looks, at the right, and its ground."""
    marking = marking_of(setting.document.meta.marking)
    if marking is None:
        return None
    look = replace(
        style, size=marking.size, color=marking.color, bold=True, align="left", caps="none"
    )
    units = _units(marking.words, look, setting)
    [line] = lines_of(units, look, setting.theme.page.text_width)
    width = natural_width(units) + 2 * _PADDING
    left = setting.theme.page.left + setting.theme.page.text_width - width
    low, high = y - _PADDING, y + marking.size * 0.72 + _PADDING
    foot = y < setting.theme.page.height / 2
    ground = Fill(left, low, width, high - low, marking.ground)
    return RunningLine(left + _PADDING, y, line, foot), ground


def _lines(
    head: RunningHead,
    style: Style,
    y: float,
    width: float,
    page: tuple[int, int],
    setting: Setting,
) -> Iterator[RunningLine]:
    sheet = setting.theme.page
    meta = setting.document.meta
    number, total = page
    label = meta.page_label.replace("{page}", str(number)).replace("{pages}", str(total))
    fields = {**meta.fields, "page": label}
    if marking_of(meta.marking):
        fields["marking"] = ""  # it stands apart
    foot = y < sheet.height / 2
    right = _units(filled(head.right, fields), style, setting)
    center = _units(filled(head.center, fields), style, setting)
    taken = natural_width(right) + natural_width(center)
    room = width - taken - _BETWEEN * (bool(right) + bool(center))
    left = _shortened(filled(head.left, fields), room, style, setting)
    for units, align in ((left, "left"), (center, "center"), (right, "right")):
        plain = replace(style, align=align, hyphenate=False)
        for line in lines_of(units, plain, width)[:1]:
            yield RunningLine(sheet.left, y, line, foot)


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
