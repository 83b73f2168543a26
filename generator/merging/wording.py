"""Comparing words: what of one text became what of another, word by word."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher

from msgspec import Struct

from generator.merging.letters import REFERENCE, said

_TOKENS = re.compile(r"[^\W_]+(?:[’'\-\u2011][^\W_]+)*|\s+|.", re.DOTALL)
_SAME = str.maketrans("‘’“”\u2011\u00a0", "''\"\"- ")
"""Signs that programs put for one another: they are no change of the words."""

TYPED_CITATION = r"\[[^\[\]]*[@¶][^\[\]]*\]"
"""A citation as somebody types it among words."""

MayMatch = Callable[[int, int], bool]
"""Whether the text at a place may be that at a place among others."""


class Hunk(Struct, frozen=True):
    """Letters of one text, from `start` to `end`, and those of another that stand for them."""

    start: int
    end: int
    new_start: int
    new_end: int
    is_equal: bool


def _same_tokens(text: str) -> list[str]:
    """Words, blanks and signs, one after the other, as they are compared."""
    return _TOKENS.findall(same_signed(text))


def compared(old: str, new: str) -> Iterator[Hunk]:
    """The two texts stretch by stretch, equal or not."""
    if old == new:
        yield Hunk(0, len(old), 0, len(new), is_equal=True)
        return
    before, after = _same_tokens(old), _same_tokens(new)
    old_edges, new_edges = _token_edges(before), _token_edges(after)
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for tag, i, j, k, m in matcher.get_opcodes():
        yield Hunk(old_edges[i], old_edges[j], new_edges[k], new_edges[m], tag == "equal")


def same_signed(text: str) -> str:
    """A text with one sign for those that programs put for one another, letter by letter."""
    return text.translate(_SAME)


def same_words(old: str, new: str) -> bool:
    """Whether two texts say the same, whatever signs programs put for one another."""
    return old == new or same_signed(old) == same_signed(new)


def likeness(first: str, second: str) -> float:
    """How much two texts have in common, from 0 to 1."""
    matcher = SequenceMatcher(None, _same_tokens(first), _same_tokens(second), autojunk=False)
    if matcher.real_quick_ratio() < _FAR or matcher.quick_ratio() < _FAR:
        return 0.0
    return matcher.ratio()


_FAR = 0.3


def equal_in_order(old: Sequence[str], new: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Pairs of places of equal texts, in the order of both."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for block in matcher.get_matching_blocks():
        for step in range(block.size):
            yield block.a + step, block.b + step


def matched(
    old: Sequence[str], new: Sequence[str], least: float, fits: MayMatch = lambda _, __: True
) -> dict[int, int]:
    """The place of each text among others: equal in order, then most alike of what is left."""
    pairs = dict(equal_in_order(old, new))
    taken = set(pairs.values())
    waiting = [place for place in range(len(old)) if place not in pairs]
    left = [place for place in range(len(new)) if place not in taken]
    found = most_alike(
        [old[place] for place in waiting],
        [new[place] for place in left],
        least,
        lambda one, other: fits(waiting[one], left[other]),
    )
    return pairs | {waiting[one]: left[other] for one, other in found}


def most_alike(
    old: Sequence[str],
    new: Sequence[str],
    least: float,
    fits: MayMatch = lambda _, __: True,
) -> Iterator[tuple[int, int]]:
    """Pairs of places of texts that are alike, the most alike first; each place once.

    Texts that are too many to be compared are not.
    """
    if len(old) * len(new) > _MOST_COMPARED:
        return
    rated = sorted(
        (
            (-rate, abs(i - j), i, j)
            for i, text in enumerate(old)
            for j, other in enumerate(new)
            if fits(i, j) and (rate := 1.0 if text == other else likeness(text, other)) > least
        )
    )
    left, right = set(range(len(old))), set(range(len(new)))
    for _, _, i, j in rated:
        if i in left and j in right:
            left.discard(i)
            right.discard(j)
            yield i, j


_MOST_COMPARED = 20_000


def share(text: str, whole: str) -> float:
    """How much of a text stands in another, from 0 to 1."""
    kept = sum(hunk.end - hunk.start for hunk in compared(text, whole) if hunk.is_equal)
    return kept / len(text) if text else 0.0


def _token_edges(words: Sequence[str]) -> list[int]:
    edges = [0]
    for word in words:
        edges.append(edges[-1] + len(word))
    return edges


def kept_in_order(places: Sequence[int]) -> set[int]:
    """The most of some numbers that stand in rising order (a longest increasing subsequence)."""
    best: list[int] = []  # the last of the run of each length
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(best, place)
        before[place] = best[at - 1] if at else None
        best[at : at + 1] = [place]
    kept: set[int] = set()
    last = best[-1] if best else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def told_differences(was: str, text: str) -> Iterator[str]:
    """What a text has otherwise than another, each said of it in words."""
    for hunk in compared(was, text):
        if hunk.is_equal:
            continue
        around = words_before(was, hunk.start)
        behind = f" behind “{around}”" if around else ""
        yield _difference(was[hunk.start : hunk.end], text[hunk.new_start : hunk.new_end]) + behind


def _difference(was: str, text: str) -> str:
    old, new = said(was), said(text)
    if old and new:
        return f"has “{new}” for “{old}”"
    if old or new:
        return f"has no “{old}”" if old else f"has “{new}”"
    if ("\n" in was) != ("\n" in text):
        return "has one paragraph of two" if "\n" in was else "begins a new paragraph"
    if (REFERENCE in was) != (REFERENCE in text):
        return "has no cross-reference" if REFERENCE in was else "has a cross-reference"
    return "has the mark of a note elsewhere"


def words_before(text: str, end: int) -> str:
    """The last words of a line up to a place in it."""
    line = text[:end].rpartition("\n")[2]
    cut = line[-_AROUND:]
    return said(cut if cut == line else cut.partition(" ")[2] or cut)


_AROUND = 40  # characters


def real_changes(was: str, words: str) -> Iterator[Hunk]:
    """Where two texts differ but in numbers of notes, which are counted anew."""
    for hunk in compared(was, words):
        old, new = was[hunk.start : hunk.end], words[hunk.new_start : hunk.new_end]
        if not hunk.is_equal and not (new == REFERENCE and (old == new or old.isdigit())):
            yield hunk


def first_change(was: str, words: str) -> str:
    """The first difference of two texts, said in words."""
    for hunk in real_changes(was, words):
        old, new = said(was[hunk.start : hunk.end]), said(words[hunk.new_start : hunk.new_end])
        if old and new:
            return f"“{old}” became “{new}”"
        if old or new:
            return f"“{old}” was deleted" if old else f"“{new}” was put in"
    return "words changed"
