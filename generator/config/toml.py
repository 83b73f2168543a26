"""TOML files → their tables, and where each value stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.config.conversion import KeyPath, Locate
from generator.config.files import SETTINGS
from generator.config.text import read_text
from generator.diagnostics import Code, Span, refusal


def read_toml(path: Path, file: str, *, code: Code) -> tuple[dict[str, Any], Locate]:
    """The tables of a TOML file and where each stands. Raises BriefError where it is not TOML."""
    text = read_text(path, file, SETTINGS, code=code)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
        message = re.sub(r" \(at .*\)$", "", str(error))
        raise refusal(code, f"not TOML: {message.lower()}", Span.at(file, line, column)) from None
    return data, lambda path: _toml_place(text, file, path)


def read_layered_toml(
    files: Sequence[tuple[Path, str]], *, code: Code, whole: str = ""
) -> tuple[dict[str, Any], Locate]:
    """The tables of several TOML files, each with the name it is shown by, laid over each other.

    The first file comes first, key by key; only what lies in the table `whole` is taken from one
    file or the other. Raises BriefError where a file is not TOML.
    """
    layers = [read_toml(path, file, code=code) for path, file in files]
    data: dict[str, Any] = {}
    for below, _ in reversed(layers):
        data = _laid_over(below, data, whole)

    def locate(place: KeyPath) -> Span:
        own = (find for table, find in layers if _holds_key(table, place))
        return next(own, layers[0][1])(place)

    return data, locate


def _laid_over(above: Mapping[str, Any], below: Mapping[str, Any], whole: str) -> dict[str, Any]:
    both = dict(below)
    for name, value in above.items():
        if name == whole and isinstance(value, dict) and isinstance(below.get(name), dict):
            both[name] = below[name] | value
        elif isinstance(value, dict) and isinstance(below.get(name), dict):
            both[name] = _laid_over(value, below[name], "")
        else:
            both[name] = value
    return both


def _holds_key(table: Any, place: KeyPath) -> bool:
    for part in place:
        if not isinstance(part, str):
            break
        if not isinstance(table, dict) or part not in table:
            return False
        table = table[part]
    return True


_PART = re.compile(r"\"[^\"]*\"|'[^']*'|[^\s.\"']+")  # of a dotted key
_TABLE = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")


def _toml_place(text: str, file: str, path: KeyPath) -> Span:
    """Where a key stands: tomllib keeps no places, so look for its table and then its name."""
    names = [str(part) for part in path if isinstance(part, str)]
    table: list[str] = []
    best = Span.at(file)
    for number, line in enumerate(text.split("\n"), 1):
        if header := _TABLE.match(line):
            table = [part.strip("\"'") for part in _PART.findall(header[1])]
            if table == names[: len(table)]:
                best = Span.at(file, number, 1, len(line.rstrip()))
            continue
        rest = names[len(table) :]
        if not rest or table != names[: len(table)]:
            continue
        key = re.match(rf"(\s*)([\"']?{re.escape(rest[0])}[\"']?)\s*[=.]", line)
        if key:
            return Span.at(file, number, len(key[1]) + 1, len(key[2]))
    return best
