"""Whether the measures of a theme, taken together, leave room for words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from generator.config.conversion import KeyPath
from generator.config.toml import nearest_place
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.theme.sheet import Sheet
from generator.theme.theme import Style, Theme
from generator.theme.toml import ThemeFile, line_of_descent

_COLUMN = 96.0  # points: the narrowest column, about four words
_TEXT = 144.0  # points: the lowest text
_LINE = 48.0  # points: the shortest line that a style leaves
_CAPITALS = 0.66  # of its size: how high capitals are in most fonts
_CLOSEST = 0.8  # of its size, from line to line: below that lines run into each other


def faults_of_measures(file: ThemeFile) -> Iterator[Diagnostic]:
    """Where words would have no room, each once, at what is said nearest to the child."""
    theme, data, layers, locate = file.theme, file.data, file.layers, file.locate
    page = theme.page
    faults = tuple(_faults_of_page(page))
    for message, names in faults:
        said = _said_measure(("page",), names, data)
        place = nearest_place(said, layers, locate) if said else ("page",)
        hint = f"see {', '.join(names)} of [page]"
        yield diagnose(codes.BAD_THEME, message, locate(place), hint=hint)
    for message, name in _faults_of_rows(theme):
        edge = "header" if name.endswith("header") else "footer"
        own = _said_measure((name,), ("left", "center", "right"), data)
        nearest = nearest_place([*own, *_said_measure(("page",), (edge,), data)], layers, locate)
        hint = f"see [{name}], and {edge} of [page]"
        yield diagnose(codes.BAD_THEME, message, locate(nearest), hint=hint)
    if faults:
        return  # what styles and the logo leave only follows from it
    for message, names in dict.fromkeys(_faults_of_logo(theme)):
        own = _said_measure(("logo",), ("height", "file"), data)
        nearest = nearest_place([*own, *_said_measure(("page",), names, data)], layers, locate)
        hint = f"see height of [logo], and {', '.join(names)} of [page]"
        yield diagnose(codes.BAD_THEME, message, locate(nearest), hint=hint)
    yield from _faults_of_styles(file)


def _faults_of_styles(file: ThemeFile) -> Iterator[Diagnostic]:
    """Each style that leaves no room, unless that only follows from one that it inherits."""
    theme, data, layers, locate = file.theme, file.data, file.layers, file.locate
    lines = {name: line_of_descent(name, data["styles"]) for name in theme.styles}
    told: set[tuple[KeyPath, tuple[str, ...]]] = set()
    for name in sorted(lines, key=lambda one: len(lines[one])):
        for message, names in _faults_of_style(theme.styles[name], theme.page):
            said = [*_said_along(lines[name], names, data), *_said_measure(("page",), names, data)]
            place = nearest_place(said, layers, locate) if said else ("styles", name)
            if (place, names) not in told:
                told.add((place, names))
                hint = f"see {', '.join(names)} of [styles.{name}]"
                text = f"style `{name}`: {message}"
                yield diagnose(codes.BAD_THEME, text, locate(place), hint=hint)


def _said_along(
    line: Iterable[str], names: Iterable[str], data: Mapping[str, Any]
) -> Iterator[KeyPath]:
    """Where each of some keys is said of a style: by itself, or by the nearest that it inherits."""
    for name in names:
        yield from [("styles", one, name) for one in line if name in data["styles"][one]][:1]


def _said_measure(
    table: tuple[str, ...], names: Iterable[str], data: Mapping[str, Any]
) -> list[KeyPath]:
    """The places of those of some keys that a table has."""
    found: Any = data
    for part in table:
        found = found.get(part, {})
    return [(*table, name) for name in names if name in found]


def _faults_of_page(page: Sheet) -> Iterator[tuple[str, tuple[str, ...]]]:
    width, height = page.column_width, page.height - page.top - page.bottom
    if width < _COLUMN:
        what = "columns" if page.columns > 1 else "lines"
        message = f"the margins leave {what} of {width:.0f} points, which is too little"
        more = ("columns", "gutter") if page.columns > 1 else ()
        yield message, ("left", "right", "width", *more)
    if height < _TEXT:
        message = f"the margins leave {height:.0f} points for the text, which is too little"
        yield message, ("top", "bottom", "height")
    if page.columns > 1 and page.side.width:
        yield "a side column stands beside one column alone", ("columns", "side")
    if page.header > page.top:
        yield "the header stands inside the text", ("header", "top")
    if page.footer > page.bottom:
        yield "the footer stands inside the text", ("footer", "bottom")


def _faults_of_rows(theme: Theme) -> Iterator[tuple[str, str]]:
    """The headers and footers with more lines than there is room for, to the edge of the sheet."""
    for name, head in theme.heads.items():
        kind = "header" if name.endswith("header") else "footer"
        further = max(place.pattern.count("\n") for place in head.places)
        styles = [theme.style(place.style or kind) for place in head.places if place.pattern]
        if further and styles:
            reach = _CAPITALS if kind == "header" else 1 - _CAPITALS
            size, step = (max(getattr(one, of) for one in styles) for of in ("size", "leading"))
            if theme.logo and any("{logo}" in place.pattern for place in head.places):
                step = max(step, theme.logo.height)
            missing = further * step + reach * size - getattr(theme.page, kind)
            if missing > 0:
                message = f"the {kind} has {further + 1} lines, and room is missing for them"
                yield f"{message}: {missing:.0f} points", name


def _faults_of_logo(theme: Theme) -> Iterator[tuple[str, tuple[str, ...]]]:
    """A logo that is wider than the text, or higher than the margin that it stands in."""
    page, logo = theme.page, theme.logo
    if logo is None:
        return
    if logo.width > page.text_width:
        yield f"the logo is {logo.width:.0f} points wide, wider than the text", ("left", "right")
    for name, head in theme.heads.items():
        kind, edge = ("header", "top") if name.endswith("header") else ("footer", "bottom")
        line, margin = getattr(page, kind), getattr(page, edge)
        for place in head.places:
            if "{logo}" in place.pattern:
                rise = _CAPITALS * theme.style(place.style or kind).size / 2
                middle = line - rise if kind == "header" else line + rise  # from the sheet's edge
                if not logo.height / 2 <= middle <= margin - logo.height / 2:
                    message = f"the logo, {logo.height:g} points high, leaves its margin"
                    yield f"{message} at the {edge}", (kind, edge)


def _faults_of_style(style: Style, page: Sheet) -> Iterator[tuple[str, tuple[str, ...]]]:
    if style.leading < _CLOSEST * style.size:
        message = f"lines of {style.size:g} points, {style.leading:g} apart, run into each other"
        yield message, ("leading", "size")
    room = page.column_width - style.left - style.right - max(style.first, 0.0)
    if room < min(_LINE, page.column_width):
        yield f"it leaves lines of {room:.0f} points", ("left", "right", "first")
    if style.left + style.first < -page.left:
        yield "its first line begins beyond the edge of the sheet", ("first", "left")
