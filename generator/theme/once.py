"""What is made of a theme once, for all documents that have its look."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import TypeVar

from generator.theme.theme import Theme

T = TypeVar("T")

_THEMES = 8  # more than a run has at a time


def once_a_theme(make: Callable[[Theme], T]) -> Callable[[Theme], T]:
    """A function of nothing but a theme, which keeps what it has made of the last few.

    What it makes is shared, and nobody may change it.
    """
    kept = lru_cache(maxsize=_THEMES)(lambda known: make(known.theme))

    @wraps(make)
    def made(theme: Theme) -> T:
        return kept(_Itself(theme))

    return made


class _Itself:
    """A theme as a key. Its tables have no hash: it is equal to itself alone, and is kept."""

    __slots__ = ("theme",)

    def __init__(self, theme: Theme) -> None:
        self.theme = theme

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.theme is self.theme

    def __hash__(self) -> int:
        return id(self.theme)
