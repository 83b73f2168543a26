"""The marks of notes in two texts: which of them are the same one, and which have moved."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.proof.stretches import (
    Aligned,
    PassageText,
    WordStretch,
    aligned_parts,
    places_between,
)


class MovedMark(Struct, frozen=True):
    """A note's mark that has moved, by the passages of the first text; None for nowhere.

    Where it stands as before, it reads another number.
    """

    note: int
    before: int | None
    after: int | None
    reads: int


class PairedMark(Struct, frozen=True):
    """A note's mark in either text: its passage and its number there; None if it is not."""

    first: tuple[int, int] | None
    second: tuple[int, int] | None


def pairs_of_marks(both: Aligned) -> Iterator[PairedMark]:
    """The marks of two texts, those together that stand behind the same words."""
    for part in aligned_parts(both):
        for one, other in _marks_together(part.a, part.b, part.stretches):
            yield PairedMark(
                None if one is None else (part.kept[part.a.passage_at(one[0] - 1)], one[1]),
                None if other is None else (part.others[part.b.passage_at(other[0] - 1)], other[1]),
            )


def marks_elsewhere(both: Aligned) -> Iterator[MovedMark]:
    """The marks that do not stand behind the same words in both texts.

    Only where all do can their numbers differ for themselves: who takes one out, or moves one,
    has the others numbered anew.
    """
    recounted = any(any(both.first[place].marks) for place in both.moved)
    for part in aligned_parts(both):
        for mark in _moved_marks(part.a, part.b, part.stretches, recounted=recounted):
            yield replace(
                mark,
                before=None if mark.before is None else part.kept[mark.before],
                after=None if mark.after is None else part.kept[mark.after],
            )


Mark = tuple[int, int]
"""How many words of the text begin before a note's mark, and its number."""


def _marks_together(
    a: PassageText, b: PassageText, stretches: Sequence[WordStretch]
) -> Iterator[tuple[Mark | None, Mark | None]]:
    """The marks that stand behind the same words in both texts, then all others by themselves."""
    there = list(b.marks())
    places = [place for place, _ in there]
    lost: list[Mark] = []
    new: list[Mark] = []
    following = 0  # both are in order: none before it can be that of a later mark
    for mark in a.marks():
        low, high = places_between(mark[0], stretches, len(b.words))
        at = max(following, bisect_left(places, low))
        if at < len(there) and places[at] <= high:
            new += there[following:at]
            following = at + 1
            yield mark, there[at]
        else:
            lost.append(mark)
    yield from ((mark, None) for mark in lost)
    yield from ((None, mark) for mark in (*new, *there[following:]))


def _moved_marks(
    a: PassageText, b: PassageText, stretches: Sequence[WordStretch], *, recounted: bool
) -> Iterator[MovedMark]:
    """The marks of one part that have moved in it; or read another number, if none was counted."""
    pairs = list(_marks_together(a, b, stretches))
    lost = [one for one, other in pairs if one and other is None]
    new = [other for one, other in pairs if other and one is None]
    waiting: dict[int, list[Mark]] = {}
    for mark in reversed(new):
        waiting.setdefault(mark[1], []).append(mark)
    back = [(y, x, size) for x, y, size in stretches]
    for one, other in pairs:
        if one and other and one[1] != other[1] and not (lost or new or recounted):
            at = a.passage_at(one[0] - 1)
            yield MovedMark(one[1], at, at, other[1])
    for place, number in lost:
        after = None
        if waiting.get(number):
            moved = waiting[number].pop()
            after = a.passage_at(places_between(moved[0], back, len(a.words))[0] - 1)
        yield MovedMark(number, a.passage_at(place - 1), after, number)
    for place, number in sorted(mark for marks in waiting.values() for mark in marks):
        at = a.passage_at(places_between(place, back, len(a.words))[0] - 1)
        yield MovedMark(number, None, at, number)
