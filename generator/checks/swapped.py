"""No two numbers of a claim have changed places: "3 to 12" for "12 to 3", 5 of one for 7."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice, takewhile

from msgspec import Struct

from generator.checks.clauses import CLAUSE_ENDS
from generator.checks.figures import Quantity, figures_in
from generator.checks.grounds import Ground
from generator.checks.reckoning import same_figure
from generator.checks.tokens import TokenText
from generator.diagnostics import Diagnostic, codes, diagnose

_BETWEEN = 3  # tokens between two numbers that face each other: "12 votes to 3"
_MOST = 30  # numbers of a source that are compared with each other


class Placed(Struct, frozen=True):
    """A number with the stems of its clause that stand nearer to it than to another number."""

    figure: Quantity
    beside: frozenset[str]


def numbers_are_not_swapped(ground: Ground) -> Iterator[Diagnostic]:
    """One finding for two numbers that face each other, or belong to two things, turned round."""
    said = ground.said
    mine = [
        f for f in figures_in(said.text, said.lexicon).figures if ground.is_said(f.start, f.end)
    ]
    if len(mine) < 2:
        return
    theirs = [
        (passage, figures_in(passage.text, passage.lexicon).figures[:_MOST])
        for passage in dict.fromkeys(ground.passages)
    ]
    for one, other in _facing(said, mine):
        pairs = [pair for passage, found in theirs for pair in _facing(passage, found)]
        if _has(pairs, other, one) and not _has(pairs, one, other):
            yield _finding(one, other, ground)
            return
    placed = [place for passage, found in theirs for place in _placed(passage, found)]
    for first, second in combinations(_placed(said, mine), 2):
        if _is_swapped(first, second, placed):
            yield _finding(first.figure, second.figure, ground)
            return


def _finding(one: Quantity, other: Quantity, ground: Ground) -> Diagnostic:
    texts = [ground.said.text[figure.start : figure.end] for figure in (one, other)]
    ...


# --- that face each other ---------------------------------------------------------------


def _facing(passage: TokenText, figures: list[Quantity]) -> Iterator[tuple[Quantity, Quantity]]:
    """Numbers of a kind with a "to" or "against" between them, in their order."""
    facing = passage.lexicon.phrases("facing")
    for one, other in zip(figures, figures[1:], strict=False):
        if one.kind != other.kind or one.values[0] == other.values[0]:
            continue
        first, _ = passage.tokens_between(one.start, one.end)
