"""The bounds of a value → its rules, with the names of JSON Schema (draft 2020-12)."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from typing import Any

from msgspec import Meta

Keeping = tuple[Callable[[Any], bool], str, str | None]
"""One rule: whether a value keeps it; if not, what is wrong and what to write instead."""


def rules_of(bound: Meta) -> Iterator[Keeping]:
    """Each rule of a bound. A pattern must match the whole value."""
    least, most = bound.ge, bound.le
    shortest, longest = bound.min_length, bound.max_length
    unit = " points" if bound.extra and bound.extra.get("unit") == "points" else ""
    if least is not None:
        yield lambda value: value >= least, "is too small", f"write at least {least:g}{unit}"
    if most is not None:
        yield lambda value: value <= most, "is too large", f"write at most {most:g}{unit}"
    if shortest is not None:
        yield lambda value: len(value) >= shortest, "is too short", f"at least {shortest}"
    if longest is not None:
        yield lambda value: len(value) <= longest, "is too long", f"at most {longest}"
    wrong = f"is no {bound.title or 'such text'}"
    if bound.pattern is not None:
        fits = re.compile(bound.pattern).fullmatch
        yield lambda value: bool(fits(value)), wrong, _example(bound)
    if (more := _also_printed(bound)) is not None:
        yield lambda value: _is_printed(value, more), wrong, _example(bound)


# Control characters, those for private use, and what is no character. They are compared here:
# to compile a class with thousands of characters, `re` takes them one by one.
_UNPRINTED = (
    ("\u0000", "\u001f"),
    ("\u007f", "\u009f"),
    ("\ue000", "\uf8ff"),
    ("\ufff0", "\uffff"),
)


def _also_printed(bound: Meta) -> str | None:
    """What a text that is printed may have beside; None if it may be any text."""
    return bound.extra.get("printed") if bound.extra else None


def _is_printed(words: str, also: str) -> bool:
    if words.isascii() and words.isprintable():
        return True
    return all(it in also or not any(a <= it <= b for a, b in _UNPRINTED) for it in words)


def pattern_of(bound: Meta) -> str | None:
    """The pattern that a text must match as a whole, as JSON Schema has it."""
    also = _also_printed(bound)
    if also is None:
        return bound.pattern
    listed = "".join(rf"\u{ord(a):04x}-\u{ord(b):04x}" for a, b in _UNPRINTED)
    more = also.encode("unicode_escape").decode()
    return f"^(?:[^{listed}]|{more})*$" if more else f"^[^{listed}]*$"


def _example(bound: Meta) -> str | None:
    if not bound.examples:
        return None
    written = f"write it as {json.dumps(bound.examples[0])}"
    if bound.title and bound.title.startswith("name of a") and bound.extra:
        written += f", for [{bound.extra['refers']}.{bound.examples[0]}]"
    return written
