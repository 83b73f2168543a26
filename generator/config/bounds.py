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
    if bound.pattern is not None:
        fits = re.compile(bound.pattern).fullmatch
        wrong = f"is no {bound.title or 'such text'}"
        yield lambda value: bool(fits(value)), wrong, _example(bound)


def _example(bound: Meta) -> str | None:
    if not bound.examples:
        return None
    written = f"write it as {json.dumps(bound.examples[0])}"
    if bound.title and bound.title.startswith("name of a") and bound.extra:
        written += f", for [{bound.extra['refers']}.{bound.examples[0]}]"
    return written
