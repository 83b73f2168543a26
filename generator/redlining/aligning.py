"""Two sequences of blocks, items or rows → which of one is which of the other, in order.

Equal ones are found first. Of what lies between, those are paired that have the most words in
common. What is in the other sequence elsewhere has moved and is not paired.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Iterator, Sequence

from msgspec import Struct

from generator.language.matching import Steps, operations

_NEAR = 0.4  # of the words of both, in common, from which one is a changed version of the other
LEAST_MOVED = 4
"""Words that one must have to have moved: shorter ones may be equal by chance."""
_MOST_PAIRS = 40_000  # compared between two equal ones; beyond that, none is paired

Pair = tuple[int | None, int | None]


class Gist(Struct, frozen=True):
    """What one is told by. `seen` is all that a reader sees of it, `words` are those in it.

    Two of equal shape are versions of one if they have enough words in common.
    """

    shape: Hashable
    seen: tuple[Hashable, ...]
    words: tuple[Hashable, ...]


def aligned(first: Sequence[Gist], second: Sequence[Gist]) -> Iterator[Pair]:
    """The places of pairs in reading order; None where one stands in one sequence alone."""
    gaps = list(operations(first, second, Steps()))
    moved = _moved_gists(first, second, gaps)
    for tag, i, j, k, m in gaps:
        if tag == "equal":
            yield from zip(range(i, j), range(k, m), strict=True)
        else:
            yield from _pairs_of_gap(_Gap(first, second, range(i, j), range(k, m), moved))


def _moved_gists(
    first: Sequence[Gist], second: Sequence[Gist], gaps: Sequence[tuple[str, int, int, int, int]]
) -> frozenset[Gist]:
    """Those that are left once in both sequences, and so stand elsewhere."""
    changed = [gap for gap in gaps if gap[0] != "equal"]
    gone = Counter(first[at] for _, i, j, _, _ in changed for at in range(i, j))
    new = Counter(second[at] for _, _, _, k, m in changed for at in range(k, m))
    once = {one for one in gone if gone[one] == new[one] == 1}
    return frozenset(one for one in once if len(one.words) >= LEAST_MOVED)


class _Gap(Struct, frozen=True):
    """What stands in either sequence between two equal ones."""

    first: Sequence[Gist]
    second: Sequence[Gist]
    gone: range
    new: range
    moved: frozenset[Gist]

    def may_pair(self, one: int, other: int) -> bool:
        """Whether two can be versions of one."""
        first, second = self.first[one], self.second[other]
        alike = first.shape == second.shape and bool(first.seen) == bool(second.seen)
        return alike and first not in self.moved and second not in self.moved


def _pairs_of_gap(gap: _Gap) -> Iterator[Pair]:
    """The pairs of a gap; where one is left on either side between two, they are a pair, too."""
    i, k = gap.gone.start, gap.new.start
    for one, other in [*_nearest_pairs(gap), (gap.gone.stop, gap.new.stop)]:
        if (one - i, other - k) == (1, 1) and gap.may_pair(i, k):
            yield i, k
        else:
            yield from ((at, None) for at in range(i, one))
            yield from ((None, at) for at in range(k, other))
        if one < gap.gone.stop:
            yield one, other
        i, k = one + 1, other + 1


def _nearest_pairs(gap: _Gap) -> Sequence[tuple[int, int]]:
    """The pairs in order whose likeness is the greatest in all."""
    gone, new = gap.gone, gap.new
    if not gone or not new or len(gone) * len(new) > _MOST_PAIRS:
        return []
    likeness = _words_in_common(gap)
    best = [[0.0] * (len(new) + 1) for _ in range(len(gone) + 1)]
    for i in reversed(range(len(gone))):
        for k in reversed(range(len(new))):
            paired = likeness.get((i, k), 0.0)
            paired += best[i + 1][k + 1] if paired else 0.0
            best[i][k] = max(best[i + 1][k], best[i][k + 1], paired)
    return list(_best_pairs(gap, best))


def _best_pairs(gap: _Gap, best: Sequence[Sequence[float]]) -> Iterator[tuple[int, int]]:
    i = k = 0
    while i < len(gap.gone) and k < len(gap.new):
        if best[i][k] == best[i + 1][k]:
            i += 1
        elif best[i][k] == best[i][k + 1]:
            k += 1
        else:
            yield gap.gone[i], gap.new[k]
            i, k = i + 1, k + 1


def _words_in_common(gap: _Gap) -> dict[tuple[int, int], float]:
    """How like each two are that may be paired, by their places in the gap."""
    words = [frozenset(gap.second[at].words) for at in gap.new]
    found = {}
    for i, one in enumerate(gap.gone):
        own = frozenset(gap.first[one].words)
        for k, other in enumerate(gap.new):
            common = 2 * len(own & words[k]) / (len(own) + len(words[k]) or 1)
            if common >= _NEAR and gap.may_pair(one, other):
                found[i, k] = common
    return found


def alike(first: Sequence[Hashable], second: Sequence[Hashable]) -> bool:
    """Whether one run of words is a changed version of the other."""
    one, other = Counter(first), Counter(second)
    return 2 * (one & other).total() >= _NEAR * (len(first) + len(second))
