"""Which words of a run each of its notes bears on, so that a reader can be shown them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from msgspec import Struct

from generator.document import CrossReference, Inline, NoteMark, Text
from generator.document.walking import every_inline


class ClaimedWords(Struct, frozen=True):
    """Words of a run, from `start` to `end` in the letters of its leaves, and their notes."""

    start: int
    end: int
    notes: tuple[int, ...]


def claimed_words(run: tuple[Inline, ...], claims: Mapping[int, str]) -> tuple[ClaimedWords, ...]:
    """The stretches of a run that notes bear on, in order; each letter is in one at most.

    `claims` has the words of each note's claim. A claim that does not stand in the run, as the
    rest of a table's row, is all that stands between its mark and the mark before it.
    """
    words, marks = "", []
    for leaf in _run_leaves(run):
        if isinstance(leaf, NoteMark):
            marks.append((leaf.number, len(words)))
        else:
            words += leaf
    if not marks:
        return ()
    found = list(_claimed_stretches(words, marks, claims))
    edges = sorted({edge for first, last, _ in found for edge in (first, last)})
    cut = []
    for start, end in pairwise(edges):
        notes = tuple(note for first, last, note in found if first <= start and end <= last)
        if notes:
            cut.append(ClaimedWords(start, end, notes))
    return tuple(cut)


def _run_leaves(run: tuple[Inline, ...]) -> Iterator[str | NoteMark]:
    for inline in every_inline(run):
        match inline:
            case NoteMark():
                yield inline
            case Text(value) | CrossReference(value):
                yield value
            case _:
                continue


def _claimed_stretches(
    words: str, marks: list[tuple[int, int]], claims: Mapping[int, str]
) -> Iterator[tuple[int, int, int]]:
    letters = [place for place, letter in enumerate(words) if letter.isalnum()]
    folded = _folded(words)
    behind = before = 0
    for number, place in marks:
        if place > before:
            behind, before = before, place
        said = _folded(claims.get(number, ""))
        at = folded.rfind(said) if said else -1
        if at < 0 or letters[at] >= place:
            yield behind, place, number
        else:
            yield letters[at], max(place, letters[at + len(said) - 1] + 1), number


def _folded(words: str) -> str:
    """The letters and digits alone: typography changes what stands between them.

    A letter stays one letter, so that places in the words can be found again.
    """
    letters = "".join(filter(str.isalnum, words))
    low = letters.lower()
    return low if len(low) == len(letters) else "".join(one.lower()[:1] for one in letters)
