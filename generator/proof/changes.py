"""Two runs of passages → the words that differ between them, each with its place."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.language.matching import StepMatcher, Steps, operations
from generator.manifest.passages import Passage

_CONTEXT = 6  # words shown on either side
_LONG = 5_000  # words, twice a brief
_NEAR = 2  # equal words between two changes that are shown as one


class Change(Struct, frozen=True):
    """Words that are only in one text, or are different in the other.

    `lead` and `rest` are the words around them in the first text, `…` if there are more of its
    passage. `passage` and `word` say where in it they stand, or would, counted from 0.
    """

    before: str
    after: str
    lead: str
    rest: str
    passage: int
    word: int


class MovedMark(Struct, frozen=True):
    """A note's mark that has moved, by the passages of the first text; None for nowhere.

    Where it stands as before, it reads another number.
    """

    note: int
    before: int | None
    after: int | None
    reads: int


class Compared(Struct, frozen=True):
    changes: tuple[Change, ...]
    marks: tuple[MovedMark, ...]

    def __bool__(self) -> bool:
        return bool(self.changes or self.marks)


class PairedMark(Struct, frozen=True):
    """A note's mark in either text: its passage and its number there; None if it is not."""

    first: tuple[int, int] | None
    second: tuple[int, int] | None


def compare_words(first: Sequence[Passage], second: Sequence[Passage]) -> Compared:
    """The changes that make the second text from the first.

    How the words are divided into passages makes no difference, their order does.
    """
    a, b = _Text.of(first), _Text.of(second)
    stretches = list(_equal_stretches(a, b))
    return Compared(tuple(_changes(a, b, stretches)), tuple(_moved(a, b, stretches)))


def pair_marks(first: Sequence[Passage], second: Sequence[Passage]) -> tuple[PairedMark, ...]:
    """The marks of two texts, those together that stand behind the same words."""
    a, b = _Text.of(first), _Text.of(second)
    return tuple(
        PairedMark(
            None if one is None else (a.passage_at(one[0] - 1), one[1]),
            None if other is None else (b.passage_at(other[0] - 1), other[1]),
        )
        for one, other in _paired(a, b, list(_equal_stretches(a, b)))
    )


def counterparts(first: Sequence[Passage], second: Sequence[Passage]) -> tuple[range, ...]:
    """For each passage of the first text, those of the second that its words may stand in."""
    a, b = _Text.of(first), _Text.of(second)
    stretches = list(_equal_stretches(a, b))
    found = []
    for begin, end in pairwise(a.starts):
        low = _place_of_word(begin, stretches, len(b.words))[0]
        low -= begin == end and low > 0  # a mark alone stands behind the words before it
        high = _place_of_word(max(begin, end - 1), stretches, len(b.words))[1]
        found.append(range(b.passage_at(low), b.passage_at(high) + 1))
    return tuple(found)


def dressed(found: Sequence[Passage], like: Sequence[Passage]) -> tuple[Passage, ...]:
    """Passages without roles, each as the one of a like text that it has the most words with."""
    a, b = _Text.of(found), _Text.of(like)
    shared: dict[int, dict[int, int]] = {}
    for x, y, size in _equal_stretches(a, b):
        for place in range(size):
            counts = shared.setdefault(a.passage_at(x + place), {})
            at = b.passage_at(y + place)
            counts[at] = counts.get(at, 0) + 1
    nearest = {index: like[max(counts, key=counts.__getitem__)] for index, counts in shared.items()}
    models = (nearest.get(index, Passage("body", ())) for index in range(len(found)))
    return tuple(
        replace(passage, role=model.role, point=model.point)
        for passage, model in zip(found, models, strict=True)
    )


class _Text(Struct, frozen=True):
    """All words of a text, and how many of them stand before each passage."""

    words: list[str]
    starts: list[int]
    passages: Sequence[Passage]

    @classmethod
    def of(cls, passages: Sequence[Passage]) -> _Text:
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


def _equal_stretches(a: _Text, b: _Text) -> Iterator[WordStretch]:
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


def _changes(a: _Text, b: _Text, stretches: Sequence[WordStretch]) -> Iterator[Change]:
    """What lies between the equal stretches; neighbours of one passage are shown as one."""
    waiting: tuple[int, int, int, int] | None = None
    i = j = 0
    for x, y, size in (*stretches, (len(a.words), len(b.words), 0)):
        if x > i or y > j:
            gap = waiting is not None and i - waiting[1] <= _NEAR
            if waiting and gap and a.passage_at(waiting[0]) == a.passage_at(i):
                waiting = (waiting[0], x, waiting[2], y)
            else:
                if waiting:
                    yield _change(a, b, *waiting)
                waiting = (i, x, j, y)
        i, j = x + size, y + size
    if waiting:
        yield _change(a, b, *waiting)


def _change(a: _Text, b: _Text, i: int, j: int, k: int, m: int) -> Change:
    at = a.passage_at(i)
    if i == j and i == a.starts[at] and i and k > b.starts[b.passage_at(k)]:
        at -= 1  # put in behind the last word of a passage, not before the first of the next
    start, end = a.starts[at], a.starts[a.passage_at(max(i, j - 1)) + 1]
    return Change(
        before=" ".join(a.words[i:j]),
        after=" ".join(b.words[k:m]),
        lead=" ".join(["…"] * (i - _CONTEXT > start) + a.words[max(start, i - _CONTEXT) : i]),
        rest=" ".join(a.words[j : min(end, j + _CONTEXT)] + ["…"] * (j + _CONTEXT < end)),
        passage=at,
        word=i - start,
    )


Mark = tuple[int, int]
"""How many words of the text begin before a note's mark, and its number."""


def _paired(
    a: _Text, b: _Text, stretches: Sequence[WordStretch]
) -> Iterator[tuple[Mark | None, Mark | None]]:
    """The marks that stand behind the same words in both texts, then all others by themselves."""
    there = list(b.marks())
    places = [place for place, _ in there]
    lost: list[Mark] = []
    new: list[Mark] = []
    following = 0  # both are in order: none before it can be that of a later mark
    for mark in a.marks():
        low, high = _places(mark[0], stretches, len(b.words))
        at = max(following, bisect_left(places, low))
        if at < len(there) and places[at] <= high:
            new += there[following:at]
            following = at + 1
            yield mark, there[at]
        else:
            lost.append(mark)
    yield from ((mark, None) for mark in lost)
    yield from ((None, mark) for mark in (*new, *there[following:]))


def _moved(a: _Text, b: _Text, stretches: Sequence[WordStretch]) -> Iterator[MovedMark]:
    """The marks that do not stand behind the same words in both texts.

    Only where all do can their numbers differ for themselves: who takes one out renumbers.
    """
    pairs = list(_paired(a, b, stretches))
    lost = [one for one, other in pairs if one and other is None]
    new = [other for one, other in pairs if other and one is None]
    waiting: dict[int, list[Mark]] = {}
    for mark in reversed(new):
        waiting.setdefault(mark[1], []).append(mark)
    back = [(y, x, size) for x, y, size in stretches]
    for one, other in pairs:
        if one and other and one[1] != other[1] and not (lost or new):
            at = a.passage_at(one[0] - 1)
            yield MovedMark(one[1], at, at, other[1])
    for place, number in lost:
        after = None
        if waiting.get(number):
            moved = waiting[number].pop()
            after = a.passage_at(_places(moved[0], back, len(a.words))[0] - 1)
        yield MovedMark(number, a.passage_at(place - 1), after, number)
    for place, number in sorted(mark for marks in waiting.values() for mark in marks):
        at = a.passage_at(_places(place, back, len(a.words))[0] - 1)
        yield MovedMark(number, None, at, number)


def _place_of_word(word: int, stretches: Sequence[WordStretch], end: int) -> tuple[int, int]:
    """Where a word of the one text stands in the other, or may have stood."""
    at = bisect_right(stretches, word, key=_beginning) - 1
    x, y, size = stretches[at] if at >= 0 else (0, 0, 0)
    if word < x + size:
        return y + word - x, y + word - x
    last = stretches[at + 1][1] if at + 1 < len(stretches) else end
    return y + size, max(y + size, last - 1)


def _places(place: int, stretches: Sequence[WordStretch], end: int) -> tuple[int, int]:
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
