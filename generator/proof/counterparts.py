"""The passages that a manifest expects beside those that a file has, and which stand for which."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TypeVar

from msgspec import Struct

from generator.language.matching import Steps, operations
from generator.language.visible import words_of
from generator.manifest.passages import Passage
from generator.proof.found import StoryPlace
from generator.proof.places import Expected
from generator.proof.recounted import Recount


class Counterparts(Struct, frozen=True):
    """What a manifest expects beside what is found: passages, and which stand for which.

    `at` has the place in `found` of each passage of the file, `of` for each expected passage the
    places in `found` that its words may stand in. `recount` are the numbers that were counted anew.
    """

    should: Expected
    found: Sequence[Passage]
    at: Mapping[StoryPlace, int]
    of: Sequence[range]
    recount: Recount

    def named(self, place: int) -> str:
        """The place in a person's words of the passage that stands here in `found`."""
        named = (
            self.should.places[index].named
            for index, places in enumerate(self.of)
            if place in places
        )
        return next(named, "words that were not here")

    def still_says(self, index: int, words: str) -> bool:
        """Whether words of an expected passage still stand where it is."""
        wanted = f" {' '.join(words_of(words))} "
        said = (f" {' '.join(self.found[place].words)} " for place in self.of[index])
        return any(wanted in each for each in said)


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
