"""A theme value by value: what holds, and the place that says it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct

from generator.config.kinds import fields_of
from generator.diagnostics import Span
from generator.theme.toml import Tables, ThemeFile, line_of_descent, value_at

TokenPath = tuple[str, ...]
"""The keys that lead to a value of theme.toml: ("styles", "body", "size")."""


class ResolvedToken(Struct, frozen=True):
    """A value of a theme, and where it comes from.

    `written` is what the file says: the name of a colour where `value` is the colour, or the name
    of a file where it is its path. `place` is None if no file says it: then it is the default of
    the program. `style` names the style that it is inherited from.
    """

    path: TokenPath
    value: Any
    written: Any
    place: Span | None
    style: str = ""


def resolved_tokens(file: ThemeFile) -> Iterator[ResolvedToken]:
    """Every value of a theme, in the order of its tables."""
    for path, value in _values_below(file.theme, ()):
        yield _resolved(file, path, value)


def resolved_token(file: ThemeFile, path: TokenPath) -> ResolvedToken | None:
    """One value of a theme; None if the theme has no such value, or a table stands there."""
    value: Any = file.theme
    for part in path:
        value = value.get(part) if isinstance(value, Mapping) else getattr(value, part, None)
    if value is None or isinstance(value, Mapping | Struct):
        return None
    return _resolved(file, path, value)


def _values_below(value: Any, path: TokenPath) -> Iterator[tuple[TokenPath, Any]]:
    match value:
        case Struct():
            parts = [(own.name, getattr(value, own.name)) for own in fields_of(type(value))]
        case Mapping():
            parts = list(value.items())
        case _:
            yield path, value
            return
    for name, part in parts:
        yield from _values_below(part, (*path, name))


def _resolved(file: ThemeFile, path: TokenPath, value: Any) -> ResolvedToken:
    said = _said_at(file.data, path)
    written = value_at(file.data, said)
    if written is None:
        return ResolvedToken(path, value, value, None)
    style = said[1] if said != path else ""
    return ResolvedToken(path, value, written, file.locate(said), style)


def _said_at(data: Tables, path: TokenPath) -> TokenPath:
    """The path of what may say a value: its own, or one of the style that it is inherited from."""
    if path[0] != "styles" or path[2] == "inherit":
        return path
    styles: Tables = data["styles"]
    line = line_of_descent(path[1], styles)
    saying = next((one for one in line if path[2] in styles[one]), line[-1])
    return ("styles", saying, *path[2:])
