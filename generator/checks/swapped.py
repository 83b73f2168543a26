"""No two numbers of a claim have changed places: "3 to 12" for "12 to 3", 5 of one for 7."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise

from msgspec import Struct

from generator.checks.clauses import CLAUSE_ENDS
from generator.checks.figures import Quantity, figures_in
from generator.checks.grounds import Ground
from generator.checks.reckoning import same_figure
from generator.checks.tokens import TokenText
from generator.diagnostics import Diagnostic, codes, diagnose

_BETWEEN = 3  # tokens between two numbers that face each other: "12 votes to 3"
_MOST = 30  # numbers of a source that are compared with each other

_Pair = tuple[Quantity, Quantity]


class PlacedNumber(Struct, frozen=True):
    """A number, and the stems of its clause up to the numbers before and behind it."""

    figure: Quantity
    beside: frozenset[str]


def numbers_are_not_swapped(ground: Ground) -> Iterator[Diagnostic]:
    """Two numbers that face each other turned round, or that stand beside each other's words."""
    said = ground.said
    every = figures_in(said.text, said.lexicon).figures
    mine = [figure for figure in every if ground.is_said(figure.start, figure.end)]
    if len(mine) < 2:
        return
    passages = tuple(dict.fromkeys(ground.passages))
    theirs = [(p, figures_in(p.text, p.lexicon).figures[:_MOST]) for p in passages]
    pair = _turned_about(said, mine, theirs) or _exchanged(said, mine, theirs)
    if pair is not None:
        one, other = sorted(pair, key=lambda figure: figure.start)
        first, second = (said.text[f.start : f.end] for f in (one, other))
        message = f"“{first}” and “{second}” have changed places"
        if one.start == other.start:
            message = f"“{first}” turns two numbers round"
        span, hint = ground.claim.at(one.start, other.end), ground.to_read_again
        yield diagnose(codes.OPPOSITE, message, span, hint=hint)


_Found = Sequence[tuple[TokenText, Sequence[Quantity]]]


def _turned_about(said: TokenText, mine: Sequence[Quantity], theirs: _Found) -> _Pair | None:
    """Two numbers of a claim that face each other as they do nowhere in its source, but turned."""
    for one, other in _facing(said, mine):
        pairs = [pair for passage, found in theirs for pair in _facing(passage, found)]
        if _stand_so(pairs, other, one) and not _stand_so(pairs, one, other):
            return one, other
    return None


def _facing(passage: TokenText, figures: Sequence[Quantity]) -> Iterator[_Pair]:
    """Numbers of a kind with a "to" or "against" between them, in their order."""
    facing = passage.lexicon.phrases("facing")
    for one, other in pairwise(figures):
        if one.kind != other.kind or one.values[0] == other.values[0]:
            continue
        start, end = (one.start, one.end) if one.start == other.start else (one.end, other.start)
        first, last = passage.tokens_between(start, end)
        between = passage.lows[first:last]
        is_range = len(between) == 1 and "-" in between[0]  # "12-3"
        is_near = one.start == other.start or len(between) <= _BETWEEN
        if is_range or (is_near and any(low in facing for low in between)):
            yield one, other


def _stand_so(pairs: Sequence[_Pair], one: Quantity, other: Quantity) -> bool:
    return any(same_figure(one, a) and same_figure(other, b) for a, b in pairs)


def _exchanged(said: TokenText, mine: Sequence[Quantity], theirs: _Found) -> _Pair | None:
    """Two numbers of a claim, each with the words beside it that its source has beside the other.

    So it is only where all words that tell the two apart say so, on both sides.
    """
    source = [placed for passage, found in theirs for placed in _with_their_words(passage, found)]
    for one, other in combinations(_with_their_words(said, mine), 2):
        if one.figure.kind != other.figure.kind or one.figure.start == other.figure.start:
            continue
        ones = [placed for placed in source if same_figure(one.figure, placed.figure)]
        others = [placed for placed in source if same_figure(other.figure, placed.figure)]
        if len(ones) != 1 or len(others) != 1 or ones == others:
            continue
        (its,), (the_others,) = ones, others
        own, cross = its.beside - the_others.beside, the_others.beside - its.beside
        if (
            one.beside & cross
            and other.beside & own
            and not one.beside & own
            and not other.beside & cross
        ):
            return one.figure, other.figure
    return None


def _with_their_words(passage: TokenText, figures: Sequence[Quantity]) -> Iterator[PlacedNumber]:
    ends = CLAUSE_ENDS | passage.lexicon.phrases("joins_clauses").words
    numbers = {
        index
        for figure in figures
        for index in range(*passage.tokens_between(figure.start, figure.end))
    }
    for figure in figures:
        first, last = passage.tokens_between(figure.start, figure.end)
        beside = set[str]()
        for side in (range(first - 1, -1, -1), range(last, len(passage.lows))):
            for index in side:
                if passage.lows[index] in ends or index in numbers:
                    break
                beside.add(passage.stems[index])
        yield PlacedNumber(figure, frozenset(beside) - {""})
