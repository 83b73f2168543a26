"""No number of a claim is that of another in a row: "the first plan had 5" for "the second had"."""

from __future__ import annotations

from collections.abc import Iterator

from generator.checks.days import Day
from generator.checks.figures import Quantities, Quantity, figures_in
from generator.checks.grounds import Ground
from generator.checks.reckoning import same_figure
from generator.checks.tokens import TokenText
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.recall.once import remembered

_APART = ("time_bounds", "without_the_day", "than", "differences")  # "the second since 2021"


def numbers_keep_their_rank(ground: Ground) -> Iterator[Diagnostic]:
    """The only ordinal of a claim, with a number that its source has beside others alone."""
    said = ground.said
    found = figures_in(said.text, said.lexicon)
    ranks = [figure for figure in found.figures if figure.kind == "ordinal"]
    if len(ranks) != 1 or not ground.is_said(ranks[0].start, ranks[0].end):
        return
    if any(low in said.lexicon.phrases(name) for name in _APART for low in said.lows):
        return
    rank, passages = ranks[0], dict.fromkeys(ground.passages)
    each = [sentence for passage in passages for sentence in _by_sentence(passage)]
    if not any(_states(sentence, rank) for sentence in each):
        return
    numbers: tuple[Quantity | Day, ...] = (*found.figures, *found.days)
    for other in numbers:
        beside = [one for one in each if other is not rank and _states(one, other)]
        if beside and all(_is_of_another(sentence, rank) for sentence in beside):
            written, first = (said.text[it.start : it.end] for it in (other, rank))
            message = f"“{written}” is not of the “{first}” in the source"
            span, hint = ground.claim.at(rank.start, rank.end), ground.to_read_again
            yield diagnose(codes.OPPOSITE, message, span, hint=hint)
            return


def _states(sentence: Quantities, said: Quantity | Day) -> bool:
    if isinstance(said, Day):
        days = ((day.year, day.month, day.day) for day in sentence.days)
        return (said.year, said.month, said.day) in days
    return any(one.kind == said.kind and same_figure(said, one) for one in sentence.figures)


def _is_of_another(sentence: Quantities, rank: Quantity) -> bool:
    """Whether a sentence counts the same in a row, and has another place of it alone."""
    ranks = [figure for figure in sentence.figures if figure.kind == "ordinal"]
    is_same = any(figure.values == rank.values for figure in ranks)
    return not is_same and any(figure.noun in ("", rank.noun) for figure in ranks)


@remembered
def _by_sentence(passage: TokenText) -> tuple[Quantities, ...]:
    """The numbers and days of each sentence of a text."""
    found, tokens = figures_in(passage.text, passage.lexicon), passage.tokens
    places = [
        range(tokens[first].start, tokens[last - 1].end)
        for first, last in passage.sentences
        if first < last
    ]
    return tuple(
        Quantities(
            tuple(day for day in found.days if day.start in place),
            tuple(figure for figure in found.figures if figure.start in place),
        )
        for place in places
    )
