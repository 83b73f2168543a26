"""The versions of a brief as its front matter names them: "1.0", "1.10", "2.0.1"."""

from __future__ import annotations

import re

_NUMBER = r"(?:0|[1-9][0-9]{0,8})"
PATTERN = rf"{_NUMBER}(?:\.{_NUMBER}){{0,3}}"
_VERSION = re.compile(PATTERN)
_LEADING = re.compile(r"\D*?(?P<numbers>[0-9]+(?:\.[0-9]+)*)(?P<rest>.*)", re.DOTALL)

Rank = tuple[tuple[int, ...], bool]
"""The numbers of a version, and whether it is the version itself, not one that leads up to it."""


def is_version(written: str) -> bool:
    """Whether it is a version: one to four numbers, divided by stops."""
    return _VERSION.fullmatch(written) is not None


def rank(written: str) -> Rank:
    """What versions are compared by: "1.10" comes after "1.9", and "1" is "1.0".

    Archives hold versions from before there were rules for them: "1.1-rc2" comes before "1.1",
    and what has no number comes first of all.
    """
    found = _LEADING.fullmatch(written)
    if found is None:
        return (), False
    numbers = [int(number) for number in found["numbers"].split(".")]
    while numbers[-1:] == [0]:
        del numbers[-1]
    return tuple(numbers), not found["rest"]


def is_same_version(one: str, other: str) -> bool:
    """Whether two name one version: letter by letter, or, of versions by the rules, by number."""
    return one == other or (is_version(one) and is_version(other) and rank(one) == rank(other))
