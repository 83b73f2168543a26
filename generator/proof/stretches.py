"""Two runs of passages → the stretches of words that both have, in order."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct

from generator.language.matching import StepMatcher, Steps, operations
from generator.manifest.passages import Passage
from generator.proof.moves import moved_passages

_LONG = 5_000  # words, twice a brief


class PassageText(Struct, frozen=True):
    """All words of a text, and how many of them stand before each passage."""

    words: list[str]
    starts: list[int]
    passages: Sequence[Passage]

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> PassageText:
        each = [passage.words for passage in passages]
        starts = list(accumulate(map(len, each), initial=0))
        return cls([word for words in each for word in words], starts, passages)

    def passage_at(self, word: int) -> int:
        """The passage that a word stands in; the last one behind the end."""
        last = len(self.passages) - 1
        return max(0, min(bisect_right(self.starts, word) - 1, last))

    def marks(self) -> Iterator[tuple[int, int]]:
        """Each note's mark in order: how many words of the text begin before it, its number."""
        for start, passage in zip(self.starts, self.passages, strict=False):
            yield from ((start + before, number) for before, number in passage.marks)


WordStretch = tuple[int, int, int]
"""Equal words: where they begin in either text, and how many they are."""


def equal_stretches(a: PassageText, b: PassageText) -> Iterator[WordStretch]:
    """The words that both texts have, in order; whole passages are matched before words."""
    keys = [tuple(passage.words) for passage in a.passages]
    others = [tuple(passage.words) for passage in b.passages]
    steps = Steps()
    for tag, i, j, k, m in operations(keys, others, steps):
        start, end, first, last = a.starts[i], a.starts[j], b.starts[k], b.starts[m]
        if tag == "equal":
            yield start, first, end - start
            continue
        # Words in their thousands are told apart by the rarer ones, or it would take minutes.
        long = last - first > _LONG
        fine = StepMatcher(steps, a.words[start:end], b.words[first:last], autojunk=long)
        for x, y, size in fine.get_matching_blocks():
            if size:
                yield start + x, first + y, size


class Aligned(Struct, frozen=True):
    """Two texts side by side, without the passages that have moved.

    `moved` says where each of those stands in the second text, `kept` and `others` which passages
    of either are left, and `a` and `b` are these.
    """

    first: Sequence[Passage]
    second: Sequence[Passage]
    moved: Mapping[int, int]
    kept: Sequence[int]
    others: Sequence[int]
    a: PassageText
    b: PassageText
    stretches: Sequence[WordStretch]


def aligned_passages(
    first: Sequence[Passage],
    second: Sequence[Passage],
    notes: tuple[int, int] | None = None,
) -> Aligned:
    """Two texts side by side; `notes` are the places from which on either has notes alone."""
    moved = moved_passages(first, second, notes or (len(first), len(second)))
    if len(moved) in {len(first), len(second)}:
        moved = {}
    there = frozenset(moved.values())
    kept = [place for place in range(len(first)) if place not in moved]
    others = [place for place in range(len(second)) if place not in there]
    a = PassageText.of([first[place] for place in kept])
    b = PassageText.of([second[place] for place in others])
    return Aligned(first, second, moved, kept, others, a, b, tuple(equal_stretches(a, b)))


def aligned_parts(both: Aligned) -> Iterator[Aligned]:
    """What stands in both texts in the same order, and then each passage that has moved."""
    yield both
    for place, there in sorted(both.moved.items()):
        a, b = PassageText.of([both.first[place]]), PassageText.of([both.second[there]])
        stretches = tuple(equal_stretches(a, b))
        yield Aligned(both.first, both.second, {}, (place,), (there,), a, b, stretches)


def counterparts(both: Aligned) -> tuple[range, ...]:
    """For each passage of the first text, those of the second that its words may stand in."""
    found = {place: range(there, there + 1) for place, there in both.moved.items()}
    a, b = both.a, both.b
    for place, (begin, end) in zip(both.kept, pairwise(a.starts), strict=True):
        low = _place_of_word(begin, both.stretches, len(b.words))[0]
        low -= begin == end and low > 0  # a mark alone stands behind the words before it
        high = _place_of_word(max(begin, end - 1), both.stretches, len(b.words))[1]
        if both.others:
            span = both.others[b.passage_at(low)], both.others[b.passage_at(high)]
            found[place] = range(span[0], span[1] + 1)
    return tuple(found.get(place, range(0)) for place in range(len(both.first)))


def _place_of_word(word: int, stretches: Sequence[WordStretch], end: int) -> tuple[int, int]:
    """Where a word of the one text stands in the other, or may have stood."""
    at = bisect_right(stretches, word, key=_beginning) - 1
    x, y, size = stretches[at] if at >= 0 else (0, 0, 0)
    if word < x + size:
        return y + word - x, y + word - x
    last = stretches[at + 1][1] if at + 1 < len(stretches) else end
    return y + size, max(y + size, last - 1)


def places_between(place: int, stretches: Sequence[WordStretch], end: int) -> tuple[int, int]:
    """Where a mark behind so many words of the one text may stand in the other."""
    at = bisect_left(stretches, place, key=_beginning)
    low = 0
    if at:
        x, y, size = stretches[at - 1]
        if place <= x + size:
            return y + place - x, y + place - x
        low = y + size
    return low, stretches[at][1] if at < len(stretches) else end


def _beginning(stretch: WordStretch) -> int:
    return stretch[0]
