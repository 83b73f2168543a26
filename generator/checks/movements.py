"""Words that have an opposite, and numbers that go another way: "up from 9 to 5", 7 for -7."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import product, takewhile

from generator.checks.counted import may_be_same_unit
from generator.checks.denials import in_clause
from generator.checks.figures import Quantity, figures_in
from generator.checks.grounds import Ground
from generator.checks.reckoning import same_figure
from generator.checks.tokens import TokenText
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.language.lexicon import Lexicon, entries
from generator.recall.once import remembered

_REACH = 3  # words up to a "than", or from a "from" to its number

_Ends = tuple[Quantity, Quantity]  # what a number moves from, and what to


def numbers_go_their_way(ground: Ground) -> Iterator[Diagnostic]:
    """A number that has lost or won a minus, or moves against the word that says how."""
    said, lexicon = ground.said, ground.said.lexicon
    for figure in figures_in(said.text, lexicon).figures:
        if ground.is_said(figure.start, figure.end) and _has_other_sign(figure, ground):
            written = said.text[figure.start : figure.end]
            has = "is below nought" if figure.sign >= 0 else "is not below nought"
            yield _number_turned(
                f"“{written}” {has} in the source", figure.start, figure.end, ground
            )
    for index, stem in turning_words(said):
        token = said.tokens[index]
        is_said = moves(stem, lexicon) and ground.is_said(token.start, token.end)
        ends = _moving(said, index) if is_said else None
        if ends and _is_turned(stem, ends, lexicon) and not _is_of_the_source(stem, ends, ground):
            one, other = (said.text[figure.start : figure.end] for figure in ends)
            message = f"“{token.text}” is the opposite of how “{other}” lies to “{one}”"
            yield _number_turned(message, token.start, token.end, ground)


def _number_turned(message: str, start: int, end: int, ground: Ground) -> Diagnostic:
    span, hint = ground.claim.at(start, end), ground.to_read_again
    return diagnose(codes.OPPOSITE, message, span, hint=hint)


# --- signs ------------------------------------------------------------------------------


def _has_other_sign(figure: Quantity, ground: Ground) -> bool:
    """Whether a number is below nought wherever the source has it, or nowhere, and here not so.

    A word may stand for the minus, in any clause of the same sentences: "a deficit of 5".
    """
    placed = [
        (passage, other)
        for passage in ground.passages
        for other in figures_in(passage.text, passage.lexicon).figures
        if same_figure(figure, other)
    ]
    signs = {other.sign for _, other in placed}
    if figure.sign >= 0:
        is_plain = figure.sign > 0 or not ground.said.marked("below_nought")
        return signs == {-1} and is_plain
    return bool(signs) and not any(
        other.sign < 0 or (not other.sign and _is_said_below(passage, other))
        for passage, other in placed
    )


def _is_said_below(passage: TokenText, figure: Quantity) -> bool:
    """Whether a word of a number's sentence says that it is below nought."""
    return any(
        passage.tokens[first].start <= figure.start < passage.tokens[last - 1].end
        and not passage.marked("below_nought").isdisjoint(range(first, last))
        for first, last in passage.sentences
    )


# --- movements --------------------------------------------------------------------------


def _moving(passage: TokenText, index: int) -> _Ends | None:
    """What a number moves from and to beside a word such as "rose" or "up"; None if not both."""
    lows, lexicon = passage.lows, passage.lexicon
    clause = clause_around(passage, index, index + 1)
    if any(at in clause and moves(other, lexicon) for at, other in turning_words(passage)):
        return None
    figures = figures_in(passage.text, lexicon).figures
    beside = [f for f in figures if passage.tokens_between(f.start, f.end)[0] in clause]
    start = next((f for f in beside if _is_behind(passage, f, "moves_from", clause)), None)
    end = next((f for f in beside if _is_behind(passage, f, "moves_to", clause)), None)
    if start and not end and lows[index] in lexicon.phrases("before_amounts"):
        before = [f for f in figures if f.end <= passage.tokens[index].start]
        end = before[-1] if before else None
    return (start, end) if start and end else None


def _is_behind(passage: TokenText, figure: Quantity, name: str, clause: frozenset[int]) -> bool:
    """Whether a word of a list stands before a number, or before a word such as "about"."""
    first, _ = passage.tokens_between(figure.start, figure.end)
    words = passage.lexicon.phrases(name)
    nearer = passage.lexicon.phrases("approximate")
    for at in range(first - 1, first - 1 - _REACH, -1):
        if at not in clause:
            return False
        if passage.lows[at] in words:
            return True
        if not any(nearer.at(passage.lows, i) for i in (at, at - 1)):
            return False
    return False


def _is_turned(stem: str, ends: _Ends, lexicon: Lexicon) -> bool:
    """Whether a number falls by a word that says "rises", however its two ends can be read."""
    start, end = ends
    is_of_one = start.kind == end.kind != "ordinal" and start.currency == end.currency
    nouns = {start.noun, end.noun} - {""}
    units = may_be_same_unit(start.unit, end.unit) and bool(start.unit) == bool(end.unit)
    rises = stem in _sides(lexicon)[0]
    if not is_of_one or not units or (start.unit and len(nouns) > 1):
        return False
    if start.sign < 0 or end.sign < 0:
        return False
    ways = [b - a for a in start.values for b in end.values]
    return all(way < 0 if rises else way > 0 for way in ways)


def _is_of_the_source(stem: str, ends: _Ends, ground: Ground) -> bool:
    """Whether the source itself says so of the same two numbers."""
    for passage in ground.passages:
        for index, other in turning_words(passage):
            theirs = _moving(passage, index) if other == stem else None
            if theirs and all(map(same_figure, ends, theirs)):
                return True
    return False


# --- words ------------------------------------------------------------------------------


def clause_around(passage: TokenText, first: int, last: int) -> frozenset[int]:
    """The tokens of a clause but for those from `first` to `last`, within it."""
    joins = passage.lexicon.phrases("joins_clauses")
    sides = (range(first - 1, -1, -1), range(last, len(passage.lows)))
    return frozenset(
        index
        for side in sides
        for index in takewhile(lambda at: passage.lows[at] not in joins, in_clause(passage, side))
    )


@remembered
def turning_words(passage: TokenText) -> tuple[tuple[int, str], ...]:
    """The words that have an opposite, with their stems.

    None that compares two things with "than"; "up" and "down" before an amount alone.
    """
    known, than = opposites_of(passage.lexicon), passage.lexicon.phrases("than").words
    particles = passage.lexicon.phrases("before_amounts").words
    stems = enumerate(map(passage.lexicon.stem, passage.lows))
    return tuple(
        (index, stem)
        for index, stem in stems
        if stem in known
        and than.isdisjoint(passage.lows[index + 1 : index + 1 + _REACH])
        and (passage.lows[index] not in particles or _is_before_amount(passage, index + 1))
    )


def _is_before_amount(passage: TokenText, index: int) -> bool:
    """Whether an amount follows that moves: "up 5 per cent", "up by 5", "up from 9", not "up 5"."""
    low, lexicon = passage.lows[index] if index < len(passage.lows) else "", passage.lexicon
    if any(low in lexicon.phrases(name) for name in ("moves_by", "moves_from")):
        return True
    places = range(index, index + _REACH)
    return any(
        figure.kind in ("percent", "money", "share")
        and passage.tokens_between(figure.start, figure.end)[0] in places
        for figure in figures_in(passage.text, lexicon).figures
    )


@remembered
def opposites_of(lexicon: Lexicon) -> Mapping[str, frozenset[str]]:
    """From the stem of a word to those of its opposites."""
    found: dict[str, frozenset[str]] = {}
    rising, falling, unmoved = _sides(lexicon)
    pairs = [
        (lexicon.stem(a), lexicon.stem(b))
        for a, b in map(str.split, entries(lexicon.lists["opposites"]))
    ]
    moved = [*product(rising, falling), *product(unmoved, (*rising, *falling))]
    for one, other in (*pairs, *moved):
        found[one] = found.get(one, frozenset()) | {other}
        found[other] = found.get(other, frozenset()) | {one}
    return found


def moves(stem: str, lexicon: Lexicon) -> bool:
    """Whether a word says that something rises or falls."""
    return any(stem in side for side in _sides(lexicon)[:2])


@remembered
def _sides(lexicon: Lexicon) -> tuple[tuple[str, ...], ...]:
    """The stems of the words that say what rises, what falls, and what does not move."""
    names = ("rising", "falling", "unmoved")
    return tuple(tuple(map(lexicon.stem, entries(lexicon.lists[name]))) for name in names)
