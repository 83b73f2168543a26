"""Where a word of a sentence holds: how far "not" and "could" reach."""

from __future__ import annotations

from msgspec import Struct

from generator.checks.tokens import TokenText
from generator.recall.once import remembered

REACH = 4  # words of meaning that a "not" or a "could" can govern
_WIDEST = 14  # words of any kind
CLAUSE_ENDS = frozenset(",;:.!?()[]–—|")


class Marker(Struct, frozen=True):
    """A word or phrase that bears on others: the tokens from `first` to `last` bear on `scope`."""

    first: int
    last: int
    words: str
    scope: tuple[int, ...]  # tokens, those of grammar left out


@remembered
def markers(passage: TokenText, name: str) -> tuple[Marker, ...]:
    """The places in a text of the words of a list, and what they bear on.

    These are the words after it or, if it closes its clause ("a strike is possible"), before it.
    """
    phrases, found, free = passage.lexicon.phrases(name), [], 0
    for index in sorted(passage.marked(name)):
        if index >= free:
            free = index + phrases.at(passage.lows, index)
            scope = ahead(passage, free) or _behind(passage, index)
            if scope and index in {first for first, _ in passage.sentences}:
                # "According to the memo, the board knew": it bears on what follows, too.
                scope += ahead(passage, _behind_comma(passage, free))
            found.append(Marker(index, free, passage.words(index, free), scope))
    return tuple(found)


def _behind_comma(passage: TokenText, start: int) -> int:
    """The token behind the comma that ends a clause, or the end where another sign does."""
    signs = (at for at in range(start, len(passage.lows)) if passage.lows[at] in CLAUSE_ENDS)
    end = next(signs, len(passage.lows))
    return end + 1 if passage.lows[end : end + 1] == (",",) else len(passage.lows)


def ahead(passage: TokenText, start: int) -> tuple[int, ...]:
    """The tokens of meaning that follow in the same clause."""
    found: list[int] = []
    for index in range(start, min(len(passage.lows), start + _WIDEST)):
        if passage.lows[index] in CLAUSE_ENDS or len(found) == REACH:
            break
        if passage.stems[index]:
            found.append(index)
    return tuple(found)


def _behind(passage: TokenText, start: int) -> tuple[int, ...]:
    found: list[int] = []
    for index in range(start - 1, max(0, start - _WIDEST) - 1, -1):
        if passage.lows[index] in CLAUSE_ENDS or len(found) == REACH:
            break
        if passage.stems[index]:
            found.append(index)
    return tuple(found)


def is_a_thing(passage: TokenText, hedge: Marker) -> bool:
    """Whether a word is a noun that nothing hangs on: "the plan is old", not "the plan to sell"."""
    before = passage.lows[hedge.first - 1] if hedge.first else ""
    behind = passage.lows[hedge.last] if hedge.last < len(passage.lows) else ""
    nouns, goes_on = (passage.lexicon.phrases(n) for n in ("before_nouns", "behind_plans"))
    is_one = hedge.first in passage.marked("meant") and hedge.last == hedge.first + 1
    return is_one and before in nouns and behind not in goes_on
