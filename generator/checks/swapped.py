"""No two numbers of a claim have changed places: "3 to 12" for "12 to 3", 5 of one for 7."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations, pairwise, takewhile

from generator.checks.clauses import CLAUSE_ENDS
from generator.checks.figures import Quantity, figures_in
from generator.checks.grounds import Ground
from generator.checks.reckoning import same_figure
from generator.checks.tokens import TokenText
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.recall.once import remembered

_BETWEEN = 3  # tokens between two numbers that face each other: "12 votes to 3"
_MOST = 30  # numbers of a source that are compared with each other

_Pair = tuple[Quantity, Quantity]
_Placed = tuple[TokenText, _Pair]


def numbers_are_not_swapped(ground: Ground) -> Iterator[Diagnostic]:
    """Two numbers that face each other turned round, or that stand beside each other's words."""
    said = ground.said
    every = figures_in(said.text, said.lexicon).figures
    if len(every) < 2:
        return
    mine = [figure for figure in every if ground.is_said(figure.start, figure.end)]
    passages = tuple(dict.fromkeys(ground.passages))
    pair = _turned_about(said, mine, passages) or _exchanged(said, mine, passages)
    if pair is not None:
        one, other = sorted(pair, key=lambda figure: figure.start)
        first, second = (said.text[f.start : f.end] for f in (one, other))
        message = f"“{first}” and “{second}” have changed places"
        if one.start == other.start:
            message = f"“{first}” turns two numbers round"
        span, hint = ground.claim.at(one.start, other.end), ground.to_read_again
        yield diagnose(codes.OPPOSITE, message, span, hint=hint)


def _turned_about(
    said: TokenText, mine: Sequence[Quantity], passages: Sequence[TokenText]
) -> _Pair | None:
    """Two numbers of a claim that face each other as they do nowhere in its source, but turned."""
    for one, other in _facing(said, mine):
        placed = [(p, pair) for p in passages for pair in _facing(p, _numbers_of(p))]
        turned = [it for it in placed if _stand_so(it, other, one)]
        as_said = any(_stand_so(it, one, other) for it in placed)
        if turned and not as_said and _is_led_alike(said, one, turned):
            return one, other
    return None


def _is_led_alike(said: TokenText, one: Quantity, turned: Sequence[_Placed]) -> bool:
    """Whether the word before two numbers is the source's: "lost by 3 to 12" is not "beaten"."""
    first, _ = said.tokens_between(one.start, one.end)
    before = range(first - 1, -1, -1)
    clause = takewhile(lambda index: said.lows[index] not in CLAUSE_ENDS, before)
    led = next((said.stems[index] for index in clause if said.stems[index]), "")
    return not led or any(
        led in passage.content_of(begins, ends)
        for passage, (figure, _) in turned
        for begins, ends in passage.sentences
        if passage.tokens[begins].start <= figure.start < passage.tokens[ends - 1].end
    )


def _numbers_of(passage: TokenText) -> Sequence[Quantity]:
    return figures_in(passage.text, passage.lexicon).figures[:_MOST]


def _facing(passage: TokenText, figures: Sequence[Quantity]) -> Iterator[_Pair]:
    """Numbers of a kind with a "to" or "against" between them, in their order."""
    facing = passage.lexicon.phrases("facing")
    for one, other in pairwise(figures):
        if one.kind != other.kind or one.values[0] == other.values[0]:
            continue
        start, end = (one.start, one.end) if one.start == other.start else (one.end, other.start)
        first, last = passage.tokens_between(start, end)
        between = passage.lows[first : last - bool(other.sign)]  # a minus faces nothing
        is_range = len(between) == 1 and "-" in between[0]  # "12-3"
        is_near = one.start == other.start or len(between) <= _BETWEEN
        if is_range or (is_near and any(low in facing for low in between)):
            yield one, other


def _stand_so(placed: _Placed, one: Quantity, other: Quantity) -> bool:
    return same_figure(one, placed[1][0]) and same_figure(other, placed[1][1])


def _exchanged(
    said: TokenText, mine: Sequence[Quantity], passages: Sequence[TokenText]
) -> _Pair | None:
    """Two numbers of a claim, each with the words beside it that its source has beside the other.

    So it is only where all words that tell the two apart say so, on both sides.
    """
    source = [(passage, figure) for passage in passages for figure in _numbers_of(passage)]
    known = []
    for figure in mine:
        same = [
            (passage, other)
            for passage, other in source
            if other.kind == figure.kind and same_figure(figure, other)
        ]
        known += [(figure, *same[0])] if len(same) == 1 else []  # of several it may be any
    for (one, passage, its), (other, beside, the_others) in combinations(known, 2):
        if one.kind != other.kind or one.start == other.start or its is the_others:
            continue
        first, second = _stems_beside(passage, its), _stems_beside(beside, the_others)
        of_first, of_second = first - second, second - first
        ones, others = _stems_beside(said, one), _stems_beside(said, other)
        is_crossed = ones & of_second and others & of_first
        if is_crossed and not ones & of_first and not others & of_second:
            return one, other
    return None


@remembered
def _stems_beside(passage: TokenText, figure: Quantity) -> frozenset[str]:
    """The stems of a number's clause up to the numbers before and behind it."""
    ends = CLAUSE_ENDS | passage.lexicon.phrases("joins_clauses").words
    numbers = {place for f in _numbers_of(passage) for place in (f.start, f.end)}
    first, last = passage.tokens_between(figure.start, figure.end)
    beside = set[str]()
    for side in (range(first - 1, -1, -1), range(last, len(passage.lows))):
        for index in side:
            token = passage.tokens[index]
            if token.low in ends or token.start in numbers or token.end in numbers:
                break
            beside.add(passage.stems[index])
    return frozenset(beside - {""})
