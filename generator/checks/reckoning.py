"""When two numbers are the same, and what a claim may reckon from those of its source."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.figures import Figure, Figures, figures_in
from generator.checks.grounds import Ground, Sentence

_MOST = 50  # numbers of a source, each taken with each


def same_figure(said: Figure, other: Figure) -> bool:
    if said.kind == "money" and other.kind == "money" and said.currency != other.currency:
        return False
    if "ordinal" in (said.kind, other.kind) and said.kind != other.kind:
        # "Four years in a row" for "the fourth year".
        is_same_row = said.small and said.noun and said.noun == other.noun
        return bool(is_same_row) and said.values[0] in other.values
    shares = ("percent", "share")
    if (said.kind in shares) != (other.kind in shares):
        # In a table the unit stands in the head of the column.
        bare = other if said.kind in shares else said
        if bare.noun or bare.kind != "count":
            return False
    slack = said.slack
    if "share" in (said.kind, other.kind):
        # A third may be said of 35 per cent, and 33 per cent of a third.
        slack = max(2 * slack, 2.0) if said.kind == "share" else max(slack, 0.7)
    if said.kind == "share" and said.bound:
        slack = 0.3 * said.values[0]  # "less than a third" may be said of a quarter
    slack += abs(said.values[0]) * 1e-9
    return any(
        abs(a - b) <= slack and (other.bound or _is_on_its_side(said, b - a))
        for a in said.values
        for b in other.values
    )


def _is_on_its_side(said: Figure, beyond: float) -> bool:
    """Whether what a claim calls "more than" a number is not less, and the other way round."""
    give = 2.0 if said.kind == "share" else abs(said.values[0]) * 1e-9
    return beyond * said.bound >= -give


def reckoned(figure: Figure, source: Figures, ground: Ground) -> set[float]:
    """What a claim may reckon from its source: a difference or sum, where it says so.

    Of per cent also what is left of the whole.
    """
    said, lexicon = _words_beside(figure, ground), ground.said.lexicon
    adds = any(low in lexicon.phrases("sums") for low in said)
    beside = (*said, *_words_behind_alike(figure, ground))
    differs = any(low in lexicon.phrases("differences") for low in beside)
    alike = [f for f in source.figures if f.kind == figure.kind][:_MOST]
    values = [(f.noun, v) for f in alike for v in f.values[:1]]
    found = {
        round(result, 9)
        for i, (noun, a) in enumerate(values if adds or differs else ())
        for other, b in values[:i]
        for result in (abs(a - b), *((a + b,) if adds else ()))
        if not noun or not other or noun == other
    }
    denies = ground.said.marked("negators", "negative", "restricting")
    if figure.kind in ("percent", "share") and (denies or differs):
        found |= {100 - value for _, value in values}
    return found


def _words_beside(figure: Figure, ground: Ground) -> list[str]:
    """The claim's words before and behind a number, a few each."""
    places = range(figure.start - 24, figure.end + 25)
    return [token.low for token in ground.said.tokens if token.start in places]


def _words_behind_alike(figure: Figure, ground: Ground) -> Iterator[str]:
    """The word behind each number of the source that is of the same kind: "200 more"."""
    for passage in ground.passages:
        for other in figures_in(passage.text, passage.lexicon).figures:
            if other.kind == figure.kind:
                behind = range(other.end, other.end + 7)
                yield from (token.low for token in passage.tokens if token.start in behind)


def is_ratio(figure: Figure, source: Figures, ground: Ground) -> bool:
    """Whether a claim says as a share what a sentence of its source says as two numbers.

    "Half as much" of any source; per cent only of one that has none of its own.
    """
    if figure.kind not in ("percent", "share"):
        return False
    has_own = any(other.kind in ("percent", "share") for other in source.figures)
    if has_own and figure.kind == "percent":
        return False
    slack = figure.slack + (0.5 if figure.kind == "percent" else 2.0)
    return any(
        abs(100 * part.values[0] / whole.values[0] - figure.values[0]) <= slack
        for sentence in ground.sentences
        for whole in figures_of(sentence)
        for part in figures_of(sentence)
        if part.kind == whole.kind != "ordinal" and 0 < part.values[0] < whole.values[0]
    )


def in_another_unit(figure: Figure, source: Figures, ground: Ground) -> bool:
    """Whether a claim says in weeks what its source says in days, or in tenths what in shares."""
    units, value = ground.said.lexicon.units(), figure.values[0]
    for other in source.figures:
        theirs = other.values[0]
        if {figure.kind, other.kind} == {"count", "share"} and value in (
            theirs / 100,
            theirs * 100,
        ):
            return True
        for noun, number, part, whole in (
            (figure.noun, value, other.noun, theirs),
            (other.noun, theirs, figure.noun, value),
        ):
            times, smaller = units.get(noun, (0.0, ""))
            if times and smaller == part and abs(number * times - whole) < 1e-6:
                return True
    # "twelve months" for "a year"
    whole_units = {unit for unit, (n, part) in units.items() if (n, part) == (value, figure.noun)}
    return any(not whole_units.isdisjoint(passage.stems) for passage in ground.passages)


def figures_of(sentence: Sentence) -> Iterator[Figure]:
    tokens = sentence.passage.tokens
    start, end = tokens[sentence.first].start, tokens[sentence.last - 1].end
    for figure in figures_in(sentence.passage.text, sentence.passage.lexicon).figures:
        if start <= figure.start < end:
            yield figure
