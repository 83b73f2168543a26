"""Two runs of things that may have been altered → which of them are the same one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TypeVar

from generator.language.matching import Steps, operations

_A = TypeVar("_A")
_B = TypeVar("_B")


def pairs_by_key(
    first: Sequence[_A],
    second: Sequence[_B],
    key: Callable[[_A], tuple[str, ...]],
    other: Callable[[_B], tuple[str, ...]],
) -> Iterator[tuple[_A | None, _B | None]]:
    """Those of two runs together that have the same key, in order; then those between them.

    What has no counterpart between its neighbours is looked for anywhere, as something that has
    moved; the rest stands by itself.
    """
    keys, others = list(map(key, first)), list(map(other, second))
    lost: list[int] = []
    new: list[int] = []
    for tag, i, j, k, m in operations(keys, others, Steps()):
        both = min(j - i, m - k)
        if tag == "equal" or both == j - i == m - k:
            yield from zip(first[i:j], second[k:m], strict=True)
            continue
        lost += range(i, j)
        new += range(k, m)
    yield from _moved_pairs(first, second, keys, others, lost, new)


def _moved_pairs(
    first: Sequence[_A],
    second: Sequence[_B],
    keys: Sequence[tuple[str, ...]],
    others: Sequence[tuple[str, ...]],
    lost: list[int],
    new: list[int],
) -> Iterator[tuple[_A | None, _B | None]]:
    waiting: dict[tuple[str, ...], list[int]] = {}
    for place in reversed(new):
        waiting.setdefault(others[place], []).append(place)
    for place in lost:
        same = waiting.get(keys[place])
        yield first[place], second[same.pop()] if same else None
    left = sorted(place for places in waiting.values() for place in places)
    yield from ((None, second[place]) for place in left)
