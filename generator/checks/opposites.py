"""No word of a claim stands where its source has the opposite: "rose" for "fell"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import chain, islice, takewhile

from generator.checks.clauses import CLAUSE_ENDS
from generator.checks.denials import in_clause
from generator.checks.figures import Quantity, figures_in
from generator.checks.grounds import Ground, SourceSentence
from generator.checks.reckoning import figures_of, same_figure
from generator.checks.swapped import numbers_are_not_swapped
from generator.checks.tokens import Token, TokenText
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.language.lexicon import Lexicon, entries
from generator.recall.once import remembered

_ENOUGH = 0.3  # of a claim's meaning in a sentence, for the two to be about the same
_REACH = 3  # words to the nearest that says what rises, or what is larger
_DENYING = ("negators", "mild_negators", "negative")  # with these an opposite may say the same


def opposites_are_not_put(ground: Ground) -> Iterator[Diagnostic]:
    """A word beside one, or beside a number, that the source has beside its opposite.

    Or two numbers that have changed places.
    """
    ways = (_beside_words, _beside_numbers, numbers_are_not_swapped)
    yield from islice(chain.from_iterable(way(ground) for way in ways), 1)


def _beside_words(ground: Ground) -> Iterator[Diagnostic]:
    """A word beside one that the nearest sentence cited has beside its opposite.

    A claim or sentence that denies, or has both words, is left alone, and so is what is compared
    with "than": "a fell more than b" is "b fell less than a".
    """
    said, sentence = ground.said, next(iter(ground.sentences), None)
    if sentence is None or sentence.share < _ENOUGH or _denying_in(said):
        return
    theirs = _turning(sentence)
    for index, stem in _with_stems(said):
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
        opposed = _opposites(said.lexicon).get(stem(said.lows[mine]), frozenset())
        if turned and len(turned) == len(theirs) and {stem(t.low) for t in turned} <= opposed:
            yield _opposite(ground, said.tokens[mine], turned[0])


def _turning_beside(passage: TokenText, figure: Quantity) -> int | None:
    """The word with an opposite in the clause of a number, if it is the only one, undenied."""
    first, last = passage.tokens_between(figure.start, figure.end)
    joins = passage.lexicon.phrases("joins_clauses")
    sides = (range(first - 1, -1, -1), range(last, len(passage.lows)))
    clause = {
        index
        for side in sides
        for index in takewhile(lambda at: passage.lows[at] not in joins, in_clause(passage, side))
    }
    turning = [index for index, _ in _with_stems(passage) if index in clause]
    is_plain = len(turning) == 1 and _denying_in(passage).isdisjoint(clause)
    return turning[0] if is_plain else None


def _opposed(
    index: int, stem: str, theirs: Mapping[str, int], sentence: SourceSentence, said: TokenText
) -> int | None:
    """The token of a sentence that is the opposite of a claim's, beside the same words."""
    mine = _neighbours(said, index, 0, len(said.tokens))
    for other in sorted(theirs.keys() & _opposites(said.lexicon).get(stem, frozenset())):
        at = theirs[other]
        if _is_of_the_same(mine, _neighbours(sentence.passage, at, sentence.first, sentence.last)):
            return at
    return None


def _turning(sentence: SourceSentence) -> dict[str, int]:
    """The words of a sentence that have an opposite, by their stems; none where it denies."""
    passage, place = sentence.passage, range(sentence.first, sentence.last)
    if not _denying_in(passage).isdisjoint(place):
        return {}
    return {stem: index for index, stem in _with_stems(passage) if index in place}


@remembered
def _denying_in(passage: TokenText) -> frozenset[int]:
    """The words of a text that deny, but for those that have an opposite, as "rejects"."""
    return passage.marked(*_DENYING) - {index for index, _ in _with_stems(passage)}


@remembered
def _with_stems(passage: TokenText) -> tuple[tuple[int, str], ...]:
    """The words that have an opposite; none that compares two things with "than"."""
    known, than = _opposites(passage.lexicon), passage.lexicon.phrases("than").words
    stems = enumerate(map(passage.lexicon.stem, passage.lows))
    return tuple(
        (index, stem)
        for index, stem in stems
        if stem in known and than.isdisjoint(passage.lows[index + 1 : index + 1 + _REACH])
    )


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
        if passage.lows[index] in CLAUSE_ENDS:
            return ""
        if passage.stems[index]:
            return passage.stems[index]
    return ""


@remembered
def _opposites(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """From the stem of a word to those of its opposites."""
    found: dict[str, frozenset[str]] = {}
    for entry in entries(lexicon.lists["opposites"]):
        one, other = (lexicon.stem(word) for word in entry.split())
        found[one] = found.get(one, frozenset()) | {other}
        found[other] = found.get(other, frozenset()) | {one}
    return found
