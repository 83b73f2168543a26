"""The version numbers of briefs: "1.0", "1.10", "2.0.1"."""

from __future__ import annotations

import re

_NUMBER = r"(?:0|[1-9][0-9]{0,8})"
PATTERN = rf"{_NUMBER}(?:\.{_NUMBER}){{0,3}}"
_VERSION = re.compile(PATTERN)
_LEADING = r"(?s)\D*?(?P<numbers>[0-9]+(?:\.[0-9]+)*)(?P<rest>.*)"

Rank = tuple[tuple[int, ...], bool]
"""The numbers of a version, and whether it is final, not one such as "1.1-rc2" before it."""


def is_version(written: str) -> bool:
    """Whether it is a version: one to four numbers with dots between."""
    return _VERSION.fullmatch(written) is not None


def rank(written: str) -> Rank:
    """The sort key of a version: "1.10" comes after "1.9", and "1" equals "1.0".

    Archives also hold older versions, from before this rule: "1.1-rc2" comes before "1.1", and a
    version without a number comes first.
    """
    found = re.fullmatch(_LEADING, written)
    if found is None:
        return (), False
    numbers = [int(number) for number in found["numbers"].split(".")]
    while numbers[-1:] == [0]:
        del numbers[-1]
    return tuple(numbers), not found["rest"]


def is_same_version(one: str, other: str) -> bool:
    """Whether two names mean one version: equal names, or correct ones with equal numbers."""
    return one == other or (is_version(one) and is_version(other) and rank(one) == rank(other))
