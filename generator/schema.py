"""Reading a person's settings into frozen values, every fault at its own line.

Files are validated once, here, against the very structs that the rooms use.
"""

from __future__ import annotations

import codecs
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
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
        raise BriefError(
            Diagnostic(code, f.message, locate(f.about or f.place), hint=f.hint) for f in faults
        )
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
        raise BriefError([_undecoded(data, error.start, file, code)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _undecoded(data: bytes, offset: int, file: str, code: str) -> Diagnostic:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        hint = "save the file as UTF-8"
        return Diagnostic(code, "this file is in UTF-16", Span.at(file), hint=hint)
    before = data[:offset].decode("utf-8-sig", errors="replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    western = bytes([data[offset]]).decode("cp1252", errors="replace")
    hint = f"save the file as UTF-8; in older Windows files this byte is “{western}”"
    span = Span.at(file, line, column, 1)
    return Diagnostic(code, f"not UTF-8 at byte {offset}", span, hint=hint)


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


def read_layered_toml(
    files: Sequence[tuple[Path, str]], *, code: str, whole: str = ""
) -> tuple[dict[str, Any], Locate]:
    """The tables of several TOML files, each with the name it is shown by, laid over each other.

    The first file comes first, key by key; only what lies in the table `whole` is taken from one
    file or the other. Raises BriefError where a file is not TOML.
    """
    layers = [read_toml(path, file, code=code) for path, file in files]
    data: dict[str, Any] = {}
    for below, _ in reversed(layers):
        data = _laid_over(below, data, whole)

    def locate(place: Place) -> Span:
        own = (find for table, find in layers if _holds(table, place))
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


def _holds(table: Any, place: Place) -> bool:
    for part in place:
        if not isinstance(part, str):
            break
        if not isinstance(table, dict) or part not in table:
            return False
        table = table[part]
    return True


_PART = re.compile(r"\"[^\"]*\"|'[^']*'|[^\s.\"']+")  # of a dotted key
_TABLE = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")


def _toml_place(text: str, file: str, path: Place) -> Span:
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
