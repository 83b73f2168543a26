"""Numbers of things, as messages print them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence


def counted(number: int, noun: str) -> str:
    """A number with its noun, which is given in the singular: "1 page", "1,200 entries"."""
    return f"{number:,} {noun if number == 1 else _plural(noun)}"


def numbered(noun: str, numbers: Iterable[int]) -> str:
    """Things by their numbers: "note 7", "notes 1, 4"."""
    each = tuple(map(str, numbers))
    return f"{noun if len(each) == 1 else _plural(noun)} {', '.join(each)}"


def first_of(things: Sequence[str], most: int) -> str:
    """At most so many things in a row, and how many more there are: "a, b and 3 more"."""
    return ", ".join(things[:most]) + and_more(len(things), most)


def and_more(count: int, most: int) -> str:
    """What stands behind so many things, of which at most so many are named."""
    return f" and {count - most} more" if count > most else ""


def _plural(noun: str) -> str:
    """The plural of a regular English noun, the last word of a phrase."""
    if re.search(r"[^aeiou]y$", noun):
        return f"{noun[:-1]}ies"
    return f"{noun}es" if noun.endswith(("s", "x", "z", "ch", "sh")) else f"{noun}s"
