"""What a run makes once of a thing that it meets again, as a theme, a document or a lexicon.

What is made of words and numbers, which are the same wherever they come from, is kept by an
`lru_cache`, and what a value says of itself by a `cached_property`. `once_each` is for values that
hold tables, and so are known by being themselves; `remembered` for questions to a thing, whose
answers go when it goes.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Any, Generic, Protocol, TypeVar, TypeVarTuple

V = TypeVar("V")
T = TypeVar("T")

THEMES = 8
"""How many themes are kept in mind: more than a run has at a time."""


def once_each(most: int) -> Callable[[Callable[[V], T]], Callable[[V], T]]:
    """For a function of one value alone: keep what it has made of the last few, at `most`.

    A value is known again by its identity, so that it may have tables in it, and stays alive as
    long as it is kept. What is made of it is shared, and nobody may change either.
    """

    def keeping(make: Callable[[V], T]) -> Callable[[V], T]:
        kept = lru_cache(maxsize=most)(lambda known: make(known.value))

        @wraps(make)
        def made(value: V) -> T:
            return kept(_Itself(value))

        return made

    return keeping


class _Itself(Generic[V]):
    """A value as a key that is equal to itself alone."""

    __slots__ = ("value",)

    def __init__(self, value: V) -> None:
        self.value = value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Itself) and other.value is self.value

    def __hash__(self) -> int:
        return id(self.value)


Found = TypeVar("Found")
Asked = TypeVarTuple("Asked")


class Remembering(Protocol):
    """What keeps the finds of its functions: for each function, what it found by what was asked."""

    @property
    def found(self) -> dict[Any, dict[Any, Any]]: ...


_NOTHING: Any = object()
Thing = TypeVar("Thing", bound=Remembering)


def remembered(find: Callable[[Thing, *Asked], Found]) -> Callable[[Thing, *Asked], Found]:
    """A function of a thing that works once for each, and whose finds go when that goes."""

    @wraps(find)
    def known(thing: Thing, /, *asked: *Asked) -> Found:
        finds = thing.found.get(find)
        if finds is None:
            finds = thing.found[find] = {}
        found: Found = finds.get(asked, _NOTHING)
        if found is _NOTHING:
            found = finds[asked] = find(thing, *asked)
        return found

    return known
