"""No word of a claim stands where its source has the opposite: "rose" for "fell"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice

from generator.checks.clauses import CLAUSE_ENDS
from generator.checks.figures import Quantity, figures_in
from generator.checks.grounds import Ground, SourceSentence
from generator.checks.movements import (
    clause_around,
    moves,
    numbers_go_their_way,
    opposites_of,
    turning_words,
)
from generator.checks.ranks import numbers_keep_their_rank
from generator.checks.reckoning import figures_of, same_figure
from generator.checks.swapped import numbers_are_not_swapped
from generator.checks.tokens import Token, TokenText
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.recall.once import remembered

_ENOUGH = 0.3  # of a claim's meaning in a sentence, for the two to be about the same
_REACH = 3  # words to the nearest that says what rises, or what is larger
_DENYING = ("negators", "mild_negators", "negative")  # with these an opposite may say the same


def opposites_are_not_put(ground: Ground) -> Iterator[Diagnostic]:
    """A word beside one, or beside a number, that the source has beside its opposite.

    Or two numbers that have changed places, or one with another sign, movement or rank.
    """
    ways = (
        _beside_words,
        _beside_numbers,
        numbers_are_not_swapped,
        numbers_go_their_way,
        numbers_keep_their_rank,
    )
    yield from islice(chain.from_iterable(way(ground) for way in ways), 1)


def _beside_words(ground: Ground) -> Iterator[Diagnostic]:
    """A word beside one that the nearest sentence cited has beside its opposite.

    A clause that denies, or a claim that has both words, is left alone, and so is what is compared
    with "than": "a fell more than b" is "b fell less than a".
    """
    said, sentence = ground.said, next(iter(ground.sentences), None)
    if sentence is None or sentence.share < _ENOUGH:
        return
    theirs = _turning(sentence)
    for index, stem in _undenied(said):
        token = said.tokens[index]
        if stem in theirs or not ground.is_said(token.start, token.end):
            continue
        at = _opposed(index, stem, theirs, sentence, said)
        if at is not None:
            yield _opposite(ground, token, sentence.passage.tokens[at])
            return


def _opposite(ground: Ground, token: Token, other: Token) -> Diagnostic:
    message = f"“{token.text}” is the opposite of “{other.text}” in the source"
    span, hint = ground.claim.at(token.start, token.end), ground.to_read_again
    return diagnose(codes.OPPOSITE, message, span, hint=hint)


def _beside_numbers(ground: Ground) -> Iterator[Diagnostic]:
    """A word in the clause of a number for which the source has its opposite: "rose in 19"."""
    said = ground.said
    for figure in figures_in(said.text, said.lexicon).figures:
        mine = _turning_beside(said, figure)
        if mine is None or not ground.is_said(said.tokens[mine].start, said.tokens[mine].end):
            continue
        theirs = [
            (sentence.passage, _turning_beside(sentence.passage, other))
            for sentence in ground.sentences
            for other in figures_of(sentence)
            if same_figure(figure, other)
        ]
        turned = [passage.tokens[at] for passage, at in theirs if at is not None]
        stem = said.lexicon.stem
        opposed = opposites_of(said.lexicon).get(stem(said.lows[mine]), frozenset())
        if turned and len(turned) == len(theirs) and {stem(t.low) for t in turned} <= opposed:
            yield _opposite(ground, said.tokens[mine], turned[0])


def _turning_beside(passage: TokenText, figure: Quantity) -> int | None:
    """The word with an opposite in the clause of a number, if it is the only one, undenied.

    Where a word says that something rises or falls, other words are of what does so.
    """
    first, last = passage.tokens_between(figure.start, figure.end)
    clause = clause_around(passage, first, last)
    beside = [(index, stem) for index, stem in turning_words(passage) if index in clause]
    moving = [(index, stem) for index, stem in beside if moves(stem, passage.lexicon)]
    turning = [index for index, _ in moving or beside]
    is_plain = len(turning) == 1 and _denying_in(passage).isdisjoint(clause)
    return turning[0] if is_plain else None


def _opposed(
    index: int, stem: str, theirs: Mapping[str, int], sentence: SourceSentence, said: TokenText
) -> int | None:
    """The token of a sentence that is the opposite of a claim's, beside the same words."""
    mine = _neighbours(said, index, 0, len(said.tokens))
    for other in sorted(theirs.keys() & opposites_of(said.lexicon).get(stem, frozenset())):
        at = theirs[other]
        if _is_of_the_same(mine, _neighbours(sentence.passage, at, sentence.first, sentence.last)):
            return at
    return None


def _turning(sentence: SourceSentence) -> dict[str, int]:
    """The words of a sentence that have an opposite, by their stems, where no clause denies."""
    place = range(sentence.first, sentence.last)
    return {stem: index for index, stem in _undenied(sentence.passage) if index in place}


@remembered
def _undenied(passage: TokenText) -> tuple[tuple[int, str], ...]:
    denying = _denying_in(passage)
    return tuple(
        (index, stem)
        for index, stem in turning_words(passage)
        if not denying or denying.isdisjoint(clause_around(passage, index, index + 1))
    )


@remembered
def _denying_in(passage: TokenText) -> frozenset[int]:
    """The words of a text that deny, but for those that have an opposite, as "rejects"."""
    return passage.marked(*_DENYING) - {index for index, _ in turning_words(passage)}


def _neighbours(passage: TokenText, index: int, first: int, last: int) -> tuple[str, str]:
    """The stems of the nearest words of meaning before and behind, within the clause."""
    before = range(index - 1, max(first - 1, index - 1 - _REACH), -1)
    behind = range(index + 1, min(last, index + 1 + _REACH))
    return _first_of(passage, before), _first_of(passage, behind)


def _is_of_the_same(mine: tuple[str, str], theirs: tuple[str, str]) -> bool:
    """Whether two words have the same beside them; one who does two things does not count."""
    (before, behind), (other_before, other_behind) = mine, theirs
    if {(before, other_behind), (behind, other_before), (behind, other_behind)} & {
        (stem, stem) for stem in (*mine, *theirs) if stem
    }:
        return True
    has_other_object = all(stem and not stem[0].isdigit() for stem in (behind, other_behind))
    return bool(before) and before == other_before and not has_other_object


def _first_of(passage: TokenText, side: range) -> str:
    for index in side:
        low = passage.lows[index]
        if low in CLAUSE_ENDS or low in passage.lexicon.phrases("joins_clauses"):
            return ""
        if passage.stems[index]:
            return passage.stems[index]
    return ""
