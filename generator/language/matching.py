"""Two sequences → what is equal in both, found in a limited number of steps.

Words that repeat can keep `difflib` busy for hours: its worst case is cubic. What it does not come
to in the steps that it has counts as changed, so that a difference is told too large, never missed.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterator, Sequence
from difflib import Match, SequenceMatcher
from typing import TypeVar

from msgspec import Struct

_MOST_STEPS = 80_000_000  # 302 pages took eight millions where each second word is another


class Steps(Struct):
    """How many more places may be looked at in one comparison."""

    left: int = _MOST_STEPS


_T = TypeVar("_T")


class StepMatcher(SequenceMatcher[_T]):
    """The matcher of `difflib`, with so many steps left."""

    b2j: dict[_T, list[int]]  # where each element of the second stands, as `difflib` documents it

    def __init__(self, steps: Steps, a: Sequence[_T], b: Sequence[_T], *, autojunk: bool) -> None:
        self._steps = steps
        self._first = a
        super().__init__(None, a, b, autojunk=autojunk)

    def find_longest_match(
        self, alo: int = 0, ahi: int | None = None, blo: int = 0, bhi: int | None = None
    ) -> Match:
        """The longest match of a stretch; an empty one when no step is left."""
        there = (self.b2j.get(one, ()) for one in self._first[alo:ahi])
        self._steps.left -= sum(1 + len(places) for places in there)
        if self._steps.left < 0:
            return Match(alo, blo, 0)
        return super().find_longest_match(alo, ahi, blo, bhi)


Operation = tuple[str, int, int, int, int]
"""What makes the second sequence from the first, as `difflib` has it (`get_opcodes`)."""


def operations(
    first: Sequence[Hashable], second: Sequence[Hashable], steps: Steps
) -> Iterator[Operation]:
    """What makes the second sequence from the first. What both begin or end with takes no step."""
    head = _alike(first, second)
    tail = _alike(first[head:][::-1], second[head:][::-1])
    end, last = len(first) - tail, len(second) - tail
    if head:
        yield "equal", 0, head, 0, head
    between = StepMatcher(steps, first[head:end], second[head:last], autojunk=False)
    for tag, i, j, k, m in between.get_opcodes():
        yield tag, head + i, head + j, head + k, head + m
    if tail:
        yield "equal", end, len(first), last, len(second)


def _alike(first: Sequence[object], second: Sequence[object]) -> int:
    """How many of either are equal from the beginning on."""
    pairs = enumerate(zip(first, second, strict=False))
    shorter = min(len(first), len(second))
    return next((at for at, (one, other) in pairs if one != other), shorter)
