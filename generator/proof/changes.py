"""Two runs of passages → the words that differ between them, each with its place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct, field
from msgspec.structs import replace

from generator.manifest.passages import Passage
from generator.proof.marks import MovedMark, PairedMark, marks_elsewhere, pairs_of_marks
from generator.proof.moves import MovedRun, runs_of
from generator.proof.stretches import (
    Aligned,
    PassageText,
    WordStretch,
    aligned_passages,
    equal_stretches,
)

_CONTEXT = 6  # words shown on either side
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


class Compared(Struct, frozen=True):
    """All that makes the second text from the first.

    `numbers` has the number that each note of the first text has in the second.
    """

    changes: tuple[Change, ...]
    marks: tuple[MovedMark, ...]
    moves: tuple[MovedRun, ...] = ()
    numbers: Mapping[int, int] = field(default_factory=dict)

    def __bool__(self) -> bool:
        return bool(self.changes or self.marks or self.moves)


def compare_words(first: Sequence[Passage], second: Sequence[Passage]) -> Compared:
    """The changes that make the second text from the first.

    How the words are divided into passages makes no difference, their order does: a passage that
    stands elsewhere word for word has moved.
    """
    return compare_aligned(aligned_passages(first, second))


def compare_aligned(both: Aligned) -> Compared:
    """The changes that make the second of two texts from the first."""
    changes = _changes(both.a, both.b, both.stretches)
    return Compared(
        tuple(replace(change, passage=both.kept[change.passage]) for change in changes),
        tuple(marks_elsewhere(both)),
        tuple(runs_of(both.moved)),
        {
            pair.first[1]: pair.second[1]
            for pair in pairs_of_marks(both)
            if pair.first and pair.second
        },
    )


def pair_marks(first: Sequence[Passage], second: Sequence[Passage]) -> tuple[PairedMark, ...]:
    """The marks of two texts, those together that stand behind the same words."""
    return tuple(pairs_of_marks(aligned_passages(first, second)))


def dressed(found: Sequence[Passage], like: Sequence[Passage]) -> tuple[Passage, ...]:
    """Passages without roles, each as the one of a like text that it has the most words with."""
    a, b = PassageText.of(found), PassageText.of(like)
    shared: dict[int, dict[int, int]] = {}
    for x, y, size in equal_stretches(a, b):
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


def _changes(a: PassageText, b: PassageText, stretches: Sequence[WordStretch]) -> Iterator[Change]:
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


def _change(a: PassageText, b: PassageText, i: int, j: int, k: int, m: int) -> Change:
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
