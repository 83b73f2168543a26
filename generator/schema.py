"""Reading a person's settings into frozen values, every fault at its own line.

TOML and YAML files are validated once, here, against the very dataclasses that the rooms use.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar, cast

from generator.conversion import Place, convert
from generator.diagnostics import BriefError, Diagnostic, Span

T = TypeVar("T")

Locate = Callable[[Place], Span]
"""From the path of a value ("page", "width") to its place in the file."""


def conform(kind: type[T], data: object, locate: Locate, *, code: str) -> T:
    """Return `data` as a `kind`. Raises BriefError with one finding a fault, under `code`."""
    value, faults = convert(kind, data)
    if faults:
        raise BriefError(Diagnostic(code, f.message, locate(f.place), hint=f.hint) for f in faults)
    return cast("T", value)


def read_text(path: Path, file: str, *, code: str) -> str:
    """The text of a UTF-8 file, its line ends made plain. Raises BriefError naming `file`."""
    try:
        data = path.read_bytes()
    except OSError as error:
        raise BriefError([unreadable(error, file, code=code)]) from None
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8 at byte {error.start}"
        hint = "save the file as UTF-8"
        raise BriefError([Diagnostic(code, message, Span.at(file, line), hint=hint)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def unreadable(error: OSError, file: str, *, code: str) -> Diagnostic:
    """The finding for a file that the system would not open."""
    match error:
        case FileNotFoundError():
            return Diagnostic(code, f"no file {file}", Span.at(file))
        case IsADirectoryError():
            return Diagnostic(code, f"{file} is a folder, not a file", Span.at(file))
        case _:
            return Diagnostic(code, f"cannot read {file}: {error.strerror}", Span.at(file))


def read_toml(path: Path, file: str, *, code: str) -> tuple[dict[str, Any], Locate]:
    """The tables of a TOML file and where each stands. Raises BriefError where it is not TOML."""
    text = read_text(path, file, code=code)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"line (\d+), column (\d+)", str(error))
        line, column = (int(place[1]), int(place[2])) if place else (text.count("\n") + 1, 1)
        message = re.sub(r" \(at .*\)$", "", str(error))
        found = Diagnostic(code, f"not TOML: {message.lower()}", Span.at(file, line, column))
        raise BriefError([found]) from None
    return data, lambda path: _toml_place(text, file, path)


_TABLE = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")


def _toml_place(text: str, file: str, path: Place) -> Span:
    """Where a key stands: tomllib keeps no places, so look for its table and then its name."""
    names = [str(part) for part in path if isinstance(part, str)]
    table: list[str] = []
    best = Span.at(file)
    for number, line in enumerate(text.split("\n"), 1):
        if header := _TABLE.match(line):
            table = [part.strip().strip("\"'") for part in header[1].split(".")]
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


def read_yaml(text: str, file: str, *, code: str) -> tuple[Any, Locate]:
    """The values of a YAML text, every scalar as written, and where each stands.

    Scalars stay words (`1.10` keeps its nought, `no` its Norwegian); the schema converts them.
    Raises BriefError where the text is not YAML, a key stands twice, or a comma made one.
    """
    import yaml

    loader = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
    try:
        root = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = getattr(error, "problem", None) or "unreadable"
        hint = "a value that holds a colon or a quotation mark belongs in quotes"
        found = Diagnostic(code, f"not YAML: {problem}", Span.at(file, line, column, 1), hint=hint)
        raise BriefError([found]) from None
    reader = _YamlReader(file, code)
    data = reader.value(root, ())
    if reader.found:
        raise BriefError(reader.found)
    return data, reader.locate


class _YamlReader:
    """Turns YAML's nodes into plain values and keeps the place of each."""

    def __init__(self, file: str, code: str) -> None:
        self.file, self.code = file, code
        self.places: dict[Place, Span] = {}
        self.found: list[Diagnostic] = []

    def locate(self, path: Place) -> Span:
        while path and path not in self.places:
            path = path[:-1]
        return self.places.get(path, Span.at(self.file))

    def value(self, node: Any, path: Place) -> Any:
        if node is None:
            return {}
        self.places[path] = self._span(node)
        match node.id:
            case "scalar":
                return node.value
            case "sequence":
                return [self.value(item, (*path, i)) for i, item in enumerate(node.value)]
            case _:
                return self._mapping(node, path)

    def _mapping(self, node: Any, path: Place) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for key, item in node.value:
            name, span = str(key.value), self._span(key)
            empty = item.id == "scalar" and item.value == "" and item.style is None
            if name in values:
                twice = Diagnostic(self.code, f"`{name}` stands here twice", span, hint="keep one")
                self.found.append(twice)
            elif node.flow_style and empty:
                message = f"`{name}` is read as a key of its own"
                hint = "a comma inside braces divides: put the value in quotes"
                self.found.append(Diagnostic(self.code, message, span, hint=hint))
            elif not empty:
                values[name] = self.value(item, (*path, name))
                continue
            self.places[(*path, name)] = span
        for key, _ in node.value:
            if (*path, str(key.value)) not in self.places:
                self.places[(*path, str(key.value))] = self._span(key)
        return values

    def _span(self, node: Any) -> Span:
        start, end = node.start_mark, node.end_mark
        width = end.column - start.column if end.line == start.line else 1
        return Span.at(self.file, start.line + 1, start.column + 1, max(1, width))
