"""When two numbers are the same, and what a claim may calculate from those of its source."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, islice

from msgspec.structs import replace

from generator.checks.counted import may_be_same_unit, times_noun
from generator.checks.days import Day
from generator.checks.figures import Quantities, Quantity, figures_in
from generator.checks.grounds import Ground, SourceSentence

_EXACT = 1e-3
_BESIDE = 8  # words beside a number in per cent, one of which says that something changed
_BOUND = 3  # words of a "no more than" before a number
_SHORT_OF = 0.3  # how far what is "less than" or "more than" a share may lie from it
_SHARES = ("percent", "share")
_MOST = 50  # numbers of a source, each taken with each


def same_figure(said: Quantity, other: Quantity) -> bool:
    """Whether a number may stand for one of a source: exactly, or as roughly as it is said."""
    if said.kind == "money" and other.kind == "money" and said.currency != other.currency:
        return False
    if not may_be_same_unit(said.unit, other.unit) or _is_other_share(said, other):
        return False
    if _is_every(said, other) or _is_every(other, said):
        return True
    if "ordinal" in (said.kind, other.kind) and said.kind != other.kind:
        # "Four years in a row" for "the fourth year".
        is_same_row = said.small and said.noun and said.noun == other.noun
        return bool(is_same_row) and said.values[0] in other.values
    if (said.kind in _SHARES) != (other.kind in _SHARES):
        # In a table the unit stands in the head of the column.
        bare = other if said.kind in _SHARES else said
        if bare.noun or bare.kind != "count":
            return False
    slack = said.slack
    if "share" in (said.kind, other.kind):
        # A third may stand for 35 per cent, and 33 per cent of a third.
        slack = max(2 * slack, 2.0) if said.kind == "share" else max(slack, 0.7)
    if said.kind == "share" and said.bound:
        slack = 0.3 * said.values[0]  # "less than a third" may stand for a quarter
    slack += abs(said.values[0]) * 1e-9
    return any(
        abs(a - b) <= slack and (other.bound * said.bound < 0 or _is_on_its_side(said, b - a))
        for a in said.values
        for b in other.values
    )


def _is_every(share: Quantity, ordinal: Quantity) -> bool:
    """Whether a share is that of "every tenth": one in ten, or 10 per cent."""
    is_pair = share.kind in _SHARES and ordinal.kind == "ordinal"
    every = ordinal.values[0]
    return is_pair and every > 1 and abs(100 / every - share.values[0]) < _EXACT


def _is_other_share(said: Quantity, other: Quantity) -> bool:
    """Whether one of two numbers is per cent, and the other percentage points."""
    return said.kind == other.kind == "percent" and said.is_points != other.is_points


def _is_on_its_side(said: Quantity, beyond: float) -> bool:
    """Whether what a claim calls "more than" a number is not less, and the other way round."""
    give = 2.0 if said.kind == "share" else abs(said.values[0]) * 1e-9
    return beyond * said.bound >= -give


def is_reckoned(figure: Quantity, source: Quantities, ground: Ground) -> bool:
    """Whether a claim may have calculated a number from its source: a difference, sum or rest.

    Points are a difference as such; else the claim says so, or the two numbers are of one thing
    in one sentence. Of per cent it may be what is left of the whole.
    """
    said, lexicon = _words_beside(figure, ground), ground.said.lexicon
    adds = any(low in lexicon.phrases("sums") for low in said)
    beside = (*said, *_words_behind_alike(figure, ground))
    differs = figure.is_points or any(low in lexicon.phrases("differences") for low in beside)
    remains = any(low in lexicon.phrases("remainders") for low in beside)
    denies = ground.said.marked("negators", "negative", "restricting")
    telling = [f for f in source.figures if f.values[0] > figure.slack]  # less changes nothing
    alike = [f for f in telling if _is_alike(figure, f)][:_MOST]
    *_, own = _reckoned_from(figure, ground)
    named = [replace(other, noun="") for other in own if other.kind == figure.kind]
    pairs = (alike, named) if adds or differs else ()
    found = {value for figures in pairs for value in _combined(figures, adds=adds)}
    for sentence in ground.sentences:
        own = [f for f in figures_of(sentence) if f.kind == figure.kind and f.noun]
        found |= set(
            _combined([f for f in own if f.noun == figure.noun][:_MOST], adds=figure.small)
        )
    found |= set(_reckoned_in_table(figure, ground))
    if figure.kind in _SHARES and (denies or remains):
        found |= {100 - other.values[0] for other in source.figures if other.kind in _SHARES}
    found |= set(_months_apart(figure, ground))
    slack = figure.slack + abs(figure.values[0]) * 1e-9
    return any(abs(value - figure.values[0]) <= slack for value in found)


def _months_apart(figure: Quantity, ground: Ground) -> Iterator[float]:
    """How many months lie between two that a sentence names, with and without the last of them."""
    if figure.noun != "month":
        return
    for sentence in ground.sentences:
        days = [day for day in days_of(sentence) if day.month]
        for one, other in combinations(days, 2):
            if bool(one.year) == bool(other.year):
                apart = abs(12 * (one.year - other.year) + one.month - other.month)
                yield from (apart, apart + 1, apart - bool(one.day and other.day))


def _reckoned_in_table(figure: Quantity, ground: Ground) -> Iterator[float]:
    """The differences and sums of the numbers of a row with those that stand in its table."""
    lexicon = ground.said.lexicon
    own = {f.values[0] for f in figures_in(ground.said.text, lexicon).figures if f != figure}
    alike = (f for f in figures_in(ground.claim.table, lexicon).figures if _is_alike(figure, f))
    for other in islice(alike, _MOST):
        for value in own:
            yield from (abs(value - other.values[0]), value + other.values[0])


def _is_alike(figure: Quantity, other: Quantity) -> bool:
    """Whether two numbers are of a kind; points and money may be reckoned from one without it."""
    is_bare = figure.is_points and other.kind == "count" and not other.noun
    return figure.kind == other.kind or is_bare or {figure.kind, other.kind} == {"money", "count"}


def _combined(figures: list[Quantity], *, adds: bool) -> Iterator[float]:
    """The differences of each two numbers that may count the same, and their sums."""
    for one, other in combinations(figures, 2):
        if not one.noun or not other.noun or one.noun == other.noun:
            yield abs(one.values[0] - other.values[0])
            if adds:
                yield one.values[0] + other.values[0]


def _words_beside(figure: Quantity, ground: Ground) -> list[str]:
    """The claim's words before and behind a number, a few each, but not its own "more than"."""
    said = ground.said
    first, _ = said.tokens_between(figure.start, figure.end)
    phrases = [said.lexicon.phrases(name) for name in ("above", "below")]
    bounds = (
        i
        for i in range(max(0, first - _BOUND), first)
        for p in phrases
        if p.at(said.lows, i) == first - i
    )
    own = range(next(bounds, first), first)
    places = range(figure.start - 24, figure.end + 25)
    return [t.low for index, t in enumerate(said.tokens) if t.start in places and index not in own]


def _words_behind_alike(figure: Quantity, ground: Ground) -> Iterator[str]:
    """The word behind each number of the source that is of the same kind: "200 more"."""
    for passage in ground.passages:
        for other in figures_in(passage.text, passage.lexicon).figures:
            if other.kind == figure.kind:
                behind = range(other.end, other.end + 7)
                yield from (token.low for token in passage.tokens if token.start in behind)


def _reckoned_from(figure: Quantity, ground: Ground) -> Iterator[list[Quantity]]:
    """Numbers from which a claim may have calculated one: a sentence's, and its own others.

    Those are looked for in the source by themselves.
    """
    yield from (list(islice(figures_of(sentence), _MOST)) for sentence in ground.sentences)
    own = figures_in(ground.said.text, ground.said.lexicon).figures
    yield [other for other in own[:_MOST] if other.start != figure.start]


def is_ratio(figure: Quantity, source: Quantities, ground: Ground) -> bool:
    """Whether a claim says as a share what a sentence of its source says as two numbers.

    "Half as much" of any source; per cent only of one that has none of its own.
    """
    if figure.kind not in _SHARES:
        return False
    has_own = any(other.kind in _SHARES for other in source.figures)
    if has_own and figure.kind == "percent":
        return False
    slack = figure.slack + (0.5 if figure.kind == "percent" else 2.0)
    return any(
        _is_share(figure, 100 * part.values[0] / whole.values[0], slack)
        for figures in _reckoned_from(figure, ground)
        for whole in figures
        for part in figures
        if _may_be_part(part, whole) and 0 < part.values[0] < whole.values[0]
    )


def is_multiple(figure: Quantity, ground: Ground) -> bool:
    """Whether a claim says how many times one number of its source is another of the same kind."""
    often = times_noun(ground.said.lexicon)
    if figure.noun != often:
        return False
    counted = (f for s in ground.sentences for f in figures_of(s) if f.noun != often)
    times, figures = figure.values[0], list(islice(counted, _MOST))
    slack = times * (_ROUGHLY if figure.slack else _ROUGHLY / 2)
    return any(
        _may_be_part(one, other)
        and other.values[0]
        and abs(one.values[0] / other.values[0] - times) <= slack
        for one in figures
        for other in figures
        if one is not other
    )


_ROUGHLY = 0.1  # how far "almost three times" may lie from it, and "three times" by half


def is_change(figure: Quantity, ground: Ground) -> bool:
    """Whether a claim says in per cent how far one number of a sentence lies from another.

    Or as a share, if it says that there is a difference: "fell by a quarter".
    """
    said = ground.said
    first, last = said.tokens_between(figure.start, figure.end)
    near = range(first - _BESIDE, last + _BESIDE)
    if figure.kind not in _SHARES or said.marked("changes").isdisjoint(near):
        return False
    if figure.kind == "share":
        differs = said.lexicon.phrases("differences")
        if not any(low in differs for low in said.lows[max(0, first - _BOUND) : first]):
            return False
    slack = figure.slack + (0.5 if figure.kind == "percent" else 2.0)
    return any(
        _is_share(figure, change, slack) and (change - figure.values[0]) * figure.bound >= 0
        for figures in _reckoned_from(figure, ground)
        for change in _changes(figures)
    )


def _changes(figures: list[Quantity]) -> Iterator[float]:
    """How far each number lies from each other that may count the same, in per cent of it."""
    for one in figures:
        for other in figures:
            nouns = {one.noun, other.noun} - {"", "year"}  # "702 a year before" are no years
            is_same_thing = len(nouns) < 2
            if one.kind == other.kind in ("count", "money") and is_same_thing and other.values[0]:
                yield 100 * abs(one.values[0] - other.values[0]) / other.values[0]


def _may_be_part(part: Quantity, whole: Quantity) -> bool:
    """Whether two numbers may count the same; with money, often only one of them says it."""
    return part.kind == whole.kind != "ordinal" or {part.kind, whole.kind} == {"money", "count"}


def _is_share(figure: Quantity, share: float, slack: float) -> bool:
    beyond = (share - figure.values[0]) * figure.bound
    return abs(share - figure.values[0]) <= slack or 0 < beyond <= _SHORT_OF * figure.values[0]


def figures_of(sentence: SourceSentence) -> Iterator[Quantity]:
    start, end = _stretch(sentence)
    for figure in figures_in(sentence.passage.text, sentence.passage.lexicon).figures:
        if start <= figure.start < end:
            yield figure


def days_of(sentence: SourceSentence) -> Iterator[Day]:
    start, end = _stretch(sentence)
    for day in figures_in(sentence.passage.text, sentence.passage.lexicon).days:
        if start <= day.start < end:
            yield day


def _stretch(sentence: SourceSentence) -> tuple[int, int]:
    tokens = sentence.passage.tokens
    return tokens[sentence.first].start, tokens[sentence.last - 1].end
