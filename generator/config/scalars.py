"""Single values as TOML, YAML and JSON have them → what the fields of structs want."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from pathlib import Path
from typing import Any

from msgspec import Struct


class Scalar(Struct, frozen=True):
    """How a kind of value is read, what it is called, and what to write in the place of another.

    `read` raises TypeError, ValueError or OverflowError for what is no such value.
    """

    read: Callable[[object], Any]
    wanted: str
    hint: str

    def meant(self, value: object) -> str:
        """What to write instead of a value that is none of this kind."""
        if isinstance(value, Mapping):
            return "write one value, and no table"
        if isinstance(value, list | tuple):
            return "write one value, without brackets around it"
        points = in_points(value) if self.wanted == "a number" and isinstance(value, str) else ""
        return f"lengths are points, without a unit: {points}" if points else self.hint


_POINTS = {"mm": 72 / 25.4, "cm": 72 / 2.54, "in": 72.0, "inch": 72.0, "pt": 1.0, "pc": 12.0}


def in_points(written: str) -> str:
    """A length with its unit as a number of points; empty if it is no such length."""
    found = re.fullmatch(r"(-?\d+(?:\.\d+)?)\s*([A-Za-z]+)", written)
    if found is None or found[2].lower() not in _POINTS:
        return ""
    return f"{round(float(found[1]) * _POINTS[found[2].lower()], 2):g}"


def _as_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    return value


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise TypeError
    return int(value)


def _as_number(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float | str):
        raise TypeError
    number = float(value)
    if not math.isfinite(number):
        raise ValueError
    return number


def _truth(value: object) -> bool:
    match value:
        case bool():
            return value
        case "true" | "false":
            return value == "true"
        case _:
            raise TypeError


def _day(value: object) -> date:
    match value:
        case date() if not isinstance(value, datetime):
            return value
        case str():
            day = date.fromisoformat(value)
            if day.isoformat() != value:  # ISO 8601 knows weeks, too
                raise ValueError
            return day
        case _:
            raise TypeError


def _path(value: object) -> Path:
    if not isinstance(value, str | Path):
        raise TypeError
    return Path(value)


SCALARS: Mapping[Any, Scalar] = {
    str: Scalar(_as_text, "text", "put it in quotation marks"),
    int: Scalar(_whole, "a whole number", "write it in digits"),
    float: Scalar(_as_number, "a number", "write it in digits, without a unit"),
    bool: Scalar(_truth, "true or false", "write one of the two, without quotation marks"),
    date: Scalar(_day, "a date", "write year, month and day: 2026-11-22"),
    Path: Scalar(_path, "a path", "put it in quotation marks"),
}
"""The kinds of single values, each with what it is called in messages."""


def shown_value(value: object) -> str:
    """The value in a few characters; only its kind if it has many parts."""
    match value:
        case Mapping():
            return "a table of keys"
        case list() | tuple():
            return "a list"
        case bool():
            return str(value).lower()
        case str() | int() | float():
            written = repr(value) if not _is_huge(value) else "a number of hundreds of digits"
            return written if len(written) <= _SHOWN else f"{written[:_SHOWN]}…"
        case _:
            return repr(value)


def spoken_list(words: Sequence[str], last: str = "and") -> str:
    """The words as people say them one after the other: "red, blue and green"."""
    *first, final = words
    return f"{', '.join(first)} {last} {final}" if first else final


_SHOWN = 80  # characters of a wrong value that a message repeats


def _is_huge(value: object) -> bool:
    """Whether a whole number is too long to be written out (Python refuses from 4300 digits)."""
    return isinstance(value, int) and value.bit_length() > 1000
