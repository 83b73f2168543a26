"""TOML files → their tables, and where each value stands."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from generator.config.conversion import KeyPath, Locate
from generator.config.files import SETTINGS
from generator.config.text import read_text
from generator.diagnostics import BriefError, Code, Span, refusal
from generator.recall.results import recalled

if TYPE_CHECKING:
    from generator.config.text import TextFault

_DEEPEST = 20  # tables and lists inside one another; no file of ours has more than four
_LONG_KEY = 1_000  # letters of a dotted key: its tables are made before anybody can count them


def read_toml(path: Path, file: str, *, code: Code) -> tuple[Mapping[str, Any], Locate]:
    """The tables of a TOML file and where each stands. Raises BriefError if it is not TOML.

    The tables are for reading alone: whoever reads the same text again has the same ones.
    """
    text = read_text(path, file, SETTINGS, code=code)
    return _tables_in(text, file, code), _Places(text, file).of


@lru_cache(maxsize=64)  # templates that build on one another read the files of the same parent
def _tables_in(text: str, file: str, code: Code) -> dict[str, Any]:
    def read() -> dict[str, Any]:
        return _read_tables(text, file, code)

    return recalled(dict[str, Any], text, read, by="tomllib", room=__package__)


def _read_tables(text: str, file: str, code: Code) -> dict[str, Any]:
    import tomllib

    from generator.config.toml_faults import fault_of_toml, key_below_a_comment

    if fault := key_below_a_comment(text):
        raise _not_toml(fault, file, code)
    if any(_is_of_parts(line) for line in text.split("\n") if len(line) > _LONG_KEY):
        raise _too_deep(text, file, code)
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise _not_toml(fault_of_toml(text, error), file, code) from None
    except RecursionError:
        raise _too_deep(text, file, code) from None
    except ValueError:  # Python reads no number of more than 4300 digits
        hint = "write a number of a few digits"
        span = _longest_line(text, file)
        raise refusal(code, "this number has thousands of digits", span, hint=hint) from None
    if _is_deeper(data, _DEEPEST):
        raise _too_deep(text, file, code)
    return data


def _not_toml(fault: TextFault, file: str, code: Code) -> BriefError:
    span = Span.at(file, fault.line, fault.column, fault.width)
    return refusal(code, fault.message, span, hint=fault.hint)


def _is_of_parts(line: str) -> bool:
    """Whether a line begins with a key of more parts than any file has tables."""
    key = line.partition("=")[0]
    return len(key) > _LONG_KEY and key.count(".") > _DEEPEST and not key.count(". ")


def _too_deep(text: str, file: str, code: Code) -> BriefError:
    message = f"tables or lists stand inside one another, more than {_DEEPEST} deep"
    return refusal(code, message, _longest_line(text, file), hint="write one key a line")


def _longest_line(text: str, file: str) -> Span:
    lines = text.split("\n")
    longest = max(range(len(lines)), key=lambda number: len(lines[number]))
    return Span.at(file, longest + 1, 1, min(len(lines[longest]), 80))


def _is_deeper(value: object, most: int) -> bool:
    """Whether tables and lists go deeper than `most` levels, found without recursion."""
    level: list[object] = [value]
    for _ in range(most):
        inner = (
            (one.values() if isinstance(one, dict) else one)
            for one in level
            if isinstance(one, dict | list)
        )
        level = [item for items in inner for item in items]
        if not level:
            return False
    return any(isinstance(one, dict | list) for one in level)


def read_layered_toml(
    files: Sequence[tuple[Path, str]], *, code: Code, whole: str = ""
) -> tuple[Mapping[str, Any], Locate]:
    """The tables of several TOML files, each with its name for messages, laid over each other.

    The first file comes first, key by key; only what lies in the table `whole` is taken from one
    file or the other. Raises BriefError if a file is not TOML.
    """
    layers = [read_toml(path, file, code=code) for path, file in files]
    data: Mapping[str, Any] = {}
    for below, _ in reversed(layers):
        data = _laid_over(below, data, whole)

    def locate(place: KeyPath) -> Span:
        held = place[:2] if place[:1] == (whole,) else place  # the rest is of the file that has it
        own = (find for table, find in layers if _holds_key(table, held))
        return next(own, layers[0][1])(place)

    return data, locate


Layers = tuple[str, ...]
"""The names of files that are laid over each other, nearest first."""


def nearest_place(places: Sequence[KeyPath], layers: Layers, locate: Locate) -> KeyPath:
    """Of several places of one fault, the one in the file nearest to the child."""
    return min(places, key=lambda place: layers.index(locate(place).file))


def _laid_over(above: Mapping[str, Any], below: Mapping[str, Any], whole: str) -> dict[str, Any]:
    both = dict(below)
    for name, value in above.items():
        under = below.get(name)
        if isinstance(value, dict) and isinstance(under, dict):
            both[name] = under | value if name == whole else _laid_over(value, under, "")
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


_PART = r"\"[^\"]*\"|'[^']*'|[^\s.\"']+"  # of a dotted key; compiled where a table has a head
_TABLE = re.compile(r"\s*\[\[?\s*([^\]]+?)\s*\]\]?\s*(?:#.*)?$")
_KEY = re.compile(r"(\s*)(\"[^\"]*\"|'[^']*'|[\w-]+)\s*[=.]")


class _Places:
    """Where the tables and keys of a TOML text stand: tomllib keeps no places."""

    def __init__(self, text: str, file: str) -> None:
        self._text, self._file = text, file
        self._found: dict[tuple[str, ...], Span] | None = None

    def of(self, path: KeyPath) -> Span:
        """The place of a key, else of the table it would stand in, else of the whole file."""
        if self._found is None:  # most files have no fault
            named = dict(self._read())
            # A table without a line of its own is where the first table in it begins.
            above = ((path[:end], named[path]) for path in named for end in range(1, len(path)))
            self._found = dict(above) | named
        names = tuple(part for part in path if isinstance(part, str))
        while names and names not in self._found:
            names = names[:-1]
        return self._found.get(names, Span.at(self._file))

    def _read(self) -> Iterator[tuple[tuple[str, ...], Span]]:
        """Each key with its place. The first place of a repeated key comes last, and is kept."""
        table: tuple[str, ...] = ()
        found = []
        for number, line in enumerate(self._text.split("\n"), 1):
            if header := _TABLE.match(line):
                table = tuple(part.strip("\"'") for part in re.findall(_PART, header[1]))
                found.append((table, Span.at(self._file, number, 1, len(line.rstrip()))))
            elif key := _KEY.match(line):
                name = (*table, key[2].strip("\"'"))
                span = Span.at(self._file, number, len(key[1]) + 1, len(key[2]))
                found.append((name, span))
        return reversed(found)


# --- values as TOML writes them -----------------------------------------------------------

_BARE = re.compile(r"[A-Za-z0-9_-]+")  # TOML 1.0, Keys


def toml_key(path: Sequence[str]) -> str:
    """A path of keys as one dotted key."""
    return ".".join(name if _BARE.fullmatch(name) else _quoted(name) for name in path)


def toml_value(value: Any) -> str | None:
    """A value on one line; None for what TOML has no word for. Whole numbers have no point."""
    match value:
        case None:
            return None
        case bool():
            return str(value).lower()
        case float() if value.is_integer():
            return str(int(value))
        case str() | Path():
            return _quoted(str(value))
        case list() | tuple():
            return f"[{', '.join(filter(None, map(toml_value, value)))}]"
        case Mapping():
            pairs = (f"{toml_key((key,))} = {toml_value(item)}" for key, item in value.items())
            return f"{{ {', '.join(pairs)} }}"
        case _:
            return str(value)


def _quoted(words: str) -> str:
    return json.dumps(words, ensure_ascii=False).replace("\x7f", "\\u007f")
