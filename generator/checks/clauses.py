"""Where a word of a sentence holds: how far "not" and "could" reach."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.checks.lexicon import Phrases
from generator.checks.tokens import Passage

REACH = 4  # words of meaning that a "not" or a "could" is taken to govern
_WIDEST = 14  # words of any kind
CLAUSE_ENDS = frozenset(",;:.!?()[]–—")


@dataclass(frozen=True, slots=True)
class Marker:
    """A word or phrase that bears on others: the tokens from `first` to `last` bear on `scope`."""

    first: int
    last: int
    words: str
    scope: tuple[int, ...]  # tokens, those of grammar left out


def markers(passage: Passage, phrases: Phrases, first: int, last: int) -> Iterator[Marker]:
    """The places of a list's words in a stretch of tokens, and what they bear on.

    What follows, or where a word closes its clause ("a strike is possible"), what stands before.
    """
    index = first
    while index < last:
        length = phrases.at(passage.lows, index)
        if length and index + length <= last:
            end = index + length
            scope = ahead(passage, end, last) or _behind(passage, index, first)
            yield Marker(index, end, passage.words(index, end), scope)
            index += length
        else:
            index += 1


def ahead(passage: Passage, start: int, last: int) -> tuple[int, ...]:
    """The tokens of meaning that follow in the same clause."""
    found: list[int] = []
    for index in range(start, min(last, start + _WIDEST)):
        if passage.lows[index] in CLAUSE_ENDS or len(found) == REACH:
            break
        if passage.stems[index]:
            found.append(index)
    return tuple(found)


def _behind(passage: Passage, start: int, first: int) -> tuple[int, ...]:
    found: list[int] = []
    for index in range(start - 1, max(first, start - _WIDEST) - 1, -1):
        if passage.lows[index] in CLAUSE_ENDS or len(found) == REACH:
            break
        if passage.stems[index]:
            found.append(index)
    return tuple(found)
