"""Passages that stand elsewhere in another text, word for word."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from msgspec import Struct

from generator.language.matching import Steps, operations
from generator.manifest.passages import Passage

_FEWEST = 4  # words of a passage that is known again by itself


class MovedRun(Struct, frozen=True):
    """So many passages that follow each other in both texts, and where they begin in each."""

    first: int
    second: int
    count: int


def moved_passages(
    first: Sequence[Passage], second: Sequence[Passage], notes: tuple[int, int]
) -> dict[int, int]:
    """Where in the second text each passage stands that has moved, by its place in the first.

    `notes` are the places from which on a text has nothing but notes: a note moves with its mark,
    however short it is. So does a short passage with the one beside it, such as a heading.
    """
    keys = [tuple(passage.words) for passage in first]
    others = [tuple(passage.words) for passage in second]
    found = {
        **_out_of_order(keys[: notes[0]], others[: notes[1]], _FEWEST),
        **{
            place + notes[0]: there + notes[1]
            for place, there in _out_of_order(keys[notes[0] :], others[notes[1] :], 1).items()
        },
    }
    lost, new = _in_no_order(keys, others, found)
    _take_along(found, keys, others, lost, new)
    return found


def _out_of_order(
    keys: Sequence[tuple[str, ...]], others: Sequence[tuple[str, ...]], fewest: int
) -> dict[int, int]:
    """What stands once in either text, and does not follow what it followed.

    As few words as possible have moved.
    """
    once = _once(keys, fewest)
    there = _once(others, fewest)
    pairs = sorted((place, there[key]) for key, place in once.items() if key in there)
    stay = _longest_in_order([(goal, len(keys[place])) for place, goal in pairs])
    return {place: goal for index, (place, goal) in enumerate(pairs) if index not in stay}


def _once(keys: Sequence[tuple[str, ...]], fewest: int) -> dict[tuple[str, ...], int]:
    counted = Counter(keys)
    return {
        key: place for place, key in enumerate(keys) if counted[key] == 1 and len(key) >= fewest
    }


def _longest_in_order(goals: Sequence[tuple[int, int]]) -> set[int]:
    """The places of a rising run of goals with the greatest weight; each is a goal and a weight.

    By a tree of greatest sums (Fenwick), so that thousands take no longer than they must.
    """
    rank = {goal: index for index, goal in enumerate(sorted(goal for goal, _ in goals), 1)}
    best: list[tuple[int, int]] = [(0, -1)] * (len(rank) + 1)  # the weight, the place it ends on
    before = [-1] * len(goals)
    for place, (goal, weight) in enumerate(goals):
        index, sum_before = rank[goal] - 1, (0, -1)
        while index:
            sum_before = max(sum_before, best[index])
            index -= index & -index
        before[place] = sum_before[1]
        index, total = rank[goal], (sum_before[0] + weight, place)
        while index < len(best):
            best[index] = max(best[index], total)
            index += index & -index
    stay: set[int] = set()
    last = max(best)[1]
    while last >= 0:
        stay.add(last)
        last = before[last]
    return stay


def _in_no_order(
    keys: Sequence[tuple[str, ...]], others: Sequence[tuple[str, ...]], found: Mapping[int, int]
) -> tuple[set[int], set[int]]:
    """The passages that neither text has in its order, beside those that were found."""
    there = frozenset(found.values())
    rest = [place for place in range(len(keys)) if place not in found]
    goals = [place for place in range(len(others)) if place not in there]
    lost: set[int] = set()
    new: set[int] = set()
    steps = operations([keys[one] for one in rest], [others[one] for one in goals], Steps())
    for tag, i, j, k, m in steps:
        if tag != "equal":
            lost.update(rest[i:j])
            new.update(goals[k:m])
    return lost, new


def _take_along(
    found: dict[int, int],
    keys: Sequence[tuple[str, ...]],
    others: Sequence[tuple[str, ...]],
    lost: set[int],
    new: set[int],
) -> None:
    """Add the short passages beside those that have moved, such as a heading."""
    taken = set(found.values())
    waiting = list(found.items())
    while waiting:
        place, there = waiting.pop()
        for step in (-1, 1):
            near, beside = place + step, there + step
            free = near in lost and near not in found and beside in new and beside not in taken
            if free and keys[near] and keys[near] == others[beside]:
                found[near] = beside
                taken.add(beside)
                waiting.append((near, beside))


def runs_of(moved: Mapping[int, int]) -> Iterator[MovedRun]:
    """The passages that moved together, in the order of the first text."""
    ordered = sorted(moved.items())
    steps = [(place - index, there - index) for index, (place, there) in enumerate(ordered)]
    at = 0
    for _, group in groupby(steps):
        count = len(list(group))
        yield MovedRun(*ordered[at], count)
        at += count
