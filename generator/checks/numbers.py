"""The numbers and dates of a claim must be in what it cites."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain

from generator.briefs.brief import Role
from generator.checks.counted import times_noun
from generator.checks.day_limits import is_same_limit, limit_at
from generator.checks.days import Day, readings
from generator.checks.denials import in_clause
from generator.checks.evidence import Evidence
from generator.checks.figures import Quantities, Quantity, figures_in
from generator.checks.grounds import Ground, SourceSentence
from generator.checks.other_units import in_another_unit, in_scales_of_claim
from generator.checks.reckoning import (
    figures_of,
    is_change,
    is_multiple,
    is_ratio,
    is_reckoned,
    same_figure,
)
from generator.checks.tokens import TokenText, take_apart
from generator.diagnostics import Diagnostic, Severity, codes, diagnose
from generator.language.lexicon import Lexicon
from generator.language.marks import MARKS
from generator.seeds.places import paragraph_place
from generator.seeds.seed import Seed

# What these say about the time to come is the brief's own: a horizon, a date to be done by. What
# comes "on 31 December" by a judgement is no horizon: the source says so, or does not.
LOOKS_AHEAD: tuple[Role, ...] = ("judgement", "recommendation")


def numbers_stand_in_the_source(ground: Ground, evidence: Evidence) -> Iterator[Diagnostic]:
    said = figures_in(ground.said.text, ground.said.lexicon)
    if not said.days and not said.figures:
        return
    source = _of_the_source(ground, evidence)
    for figure in _grouped(said.figures):
        if ground.is_said(figure[0].start, figure[0].end) and not _is_part(ground, figure[0]):
            yield from _number_finding(figure, source, ground)
    for day in dict.fromkeys(said.days):
        if ground.is_said(day.start, day.end):
            yield from _day(day, source, ground, evidence)


def _of_the_source(ground: Ground, evidence: Evidence) -> Quantities:
    """The numbers of all paragraphs cited and of their labels, and the days of publication."""
    cited = list(zip(ground.seeds, ground.passages, strict=True))
    each = [_figures_of(seed, p.text, p.lexicon, evidence) for seed, p in cited]
    each += [_figures_of(seed, seed.meta.title, p.lexicon, evidence) for seed, p in cited]
    of_labels = zip(ground.seeds, ground.paragraphs, ground.passages, strict=True)
    each += [_figures_of(s, one.label, p.lexicon, evidence) for s, one, p in of_labels if one.label]
    published = tuple(
        Day(s.meta.published.year, s.meta.published.month, s.meta.published.day, 0, 0)
        for s in ground.seeds
        if s.meta.published
    )
    days = tuple(chain.from_iterable(f.days for f in each)) + published
    return Quantities(days, tuple(chain.from_iterable(f.figures for f in each)))


def _figures_of(seed: Seed, text: str, lexicon: Lexicon, evidence: Evidence) -> Quantities:
    """The numbers of a text of a source, each of its days in every way that it can be read."""
    found, language = figures_in(text, lexicon), seed.meta.language or evidence.language
    days = [reading for day in found.days for reading in readings(day, lexicon, language)]
    return Quantities((*days, *_years_beside(text, days, lexicon)), found.figures)


def _years_beside(text: str, days: list[Day], lexicon: Lexicon) -> Iterator[Day]:
    """The years that a text names by their distance: "in 2022, less than a year before"."""
    passage = take_apart(text, lexicon)
    for name, distance in (("year_before", -1), ("year_after", 1)):
        if passage.marked(name):
            yield from (Day(d.year + distance, 0, 0, 0, 0) for d in days if d.year)


def _grouped(figures: tuple[Quantity, ...]) -> Iterator[tuple[Quantity, ...]]:
    """The ends of one range together."""
    ranges: dict[tuple[int, int], list[Quantity]] = {}
    for figure in figures:
        ranges.setdefault((figure.start, figure.end), []).append(figure)
    yield from map(tuple, ranges.values())


def _is_part(ground: Ground, figure: Quantity) -> bool:
    """Whether a number names a part of the brief itself: "Table 2"."""
    tokens = ground.said.tokens
    before = next((t.low for t in reversed(tokens) if t.end <= figure.start), "")
    is_own = before in ground.said.lexicon.phrases("own_parts")
    return is_own and not any(before in passage.lows for passage in ground.passages)


# --- numbers ----------------------------------------------------------------------------


def _number_finding(
    ends: tuple[Quantity, ...], source: Quantities, ground: Ground
) -> Iterator[Diagnostic]:
    wrong = [f for f in ends if not _has_figure(f, source, ground)]
    if len(ends) == 1:  # nobody calculates with the ends of a range
        wrong = [f for f in wrong if not is_reckoned(f, source, ground)]
    if not wrong:
        return
    figure = wrong[0]
    if ground.claim.role == "judgement" and figure.kind in ("percent", "share"):
        return  # how likely it is, and so the brief's own
    if _is_of_its_words(figure, ground) or (figure.small and not _contradicts(figure, ground)):
        return
    written = ground.said.text[figure.start : max(figure.end, figure.unit_end)]
    message = f"“{written}” is not in {ground.cited}"
    hint = _found_instead(figure, source, ground) or _elsewhere(figure, ground)
    span = ground.claim.at(figure.start, figure.end)
    severity = Severity.NOTE if _is_measured(figure, ground) else None
    yield diagnose(codes.NUMBER_NOT_IN_SOURCE, message, span, hint=hint, severity=severity)


def _is_measured(figure: Quantity, ground: Ground) -> bool:
    """Whether a number is of feet, inches, degrees or minutes, which describe and seldom argue."""
    behind = ground.said.text[figure.end : figure.end + 1]
    return behind == "°" or behind in MARKS


def _is_of_its_words(figure: Quantity, ground: Ground) -> bool:
    """Whether a number in a cell beside the bracket's counts the words of the source itself."""
    said = ground.said
    written = said.text[figure.start : figure.end]
    if any(map(str.isdigit, written)) or not ground.is_beside(
        ground.claim.at(figure.start, figure.end)
    ):
        return False
    first, last = said.tokens_between(figure.start, figure.end)
    before = in_clause(said, range(first - 1, -1, -1))
    behind = in_clause(said, range(last, len(said.lows)))
    return not said.marked("text_parts").isdisjoint((*before, *behind))


def _has_figure(figure: Quantity, source: Quantities, ground: Ground) -> bool:
    scaled = tuple(in_scales_of_claim(figure, ground))
    alike = source.figures
    if figure.noun == times_noun(ground.said.lexicon):  # "three years" is not how often
        alike = tuple(other for other in alike if not other.unit)
        if any(other.kind == "ordinal" and figure.values == other.values for other in alike):
            return True  # "a third time"
    if any(same_figure(one, other) for one in scaled for other in alike):
        return True
    if figure.values[0] == 0 and any(passage.marked("negators") for passage in ground.passages):
        return True  # "by 12 votes to 0" for "and none against"
    dated = {n for d in source.days for n in ((d.year,) if figure.small else (d.year, d.day))}
    if dated.intersection(figure.values):
        # "The 30th" may be of 30 September; 30 kilos or 30 ships are not.
        return figure.kind == "ordinal" or (figure.kind == "count" and not figure.noun)
    ways = (in_another_unit, is_ratio)
    if is_change(figure, ground) or is_multiple(figure, ground):
        return True
    if any(way(figure, source, ground) for way in ways):
        return True
    counted = [passage.lexicon.numbers("counted") for passage in ground.passages]
    return figure.kind == "count" and any(
        words[low] in figure.values
        for passage, words in zip(ground.passages, counted, strict=True)
        for low in words.keys() & set(passage.lows)
    )


def _contradicts(figure: Quantity, ground: Ground) -> bool:
    """Whether a small number in words is another one than the source's, and no own count.

    So it is where the source counts the same thing, or has a number like it in the nearest
    sentence that the claim does not have.
    """
    if figure.noun and any(
        other.noun == figure.noun
        for sentence in ground.sentences
        for other in _alike(figure, sentence)
    ):
        return True
    said = figures_in(ground.said.text, ground.said.lexicon).figures
    return not _is_twice(figure, ground.said) and any(
        not any(same_figure(mine, other) for mine in said)
        for sentence in ground.sentences[:1]
        for other in _alike(figure, sentence)
        if (other.noun or not figure.noun) and not _is_twice(other, sentence.passage)
    )


def _is_twice(figure: Quantity, passage: TokenText) -> bool:
    """Whether a number says how often in one word: it is compared with the like alone."""
    return passage.text[figure.start : figure.end].lower() in passage.lexicon.table("how_often")


def _alike(figure: Quantity, sentence: SourceSentence) -> Iterator[Quantity]:
    """The small numbers of a sentence of a source that are of the same kind."""
    for other in figures_of(sentence):
        if other.kind == figure.kind and other.values[0] <= _SMALL:
            yield other


_SMALL = 20


def _found_instead(figure: Quantity, source: Quantities, ground: Ground) -> str | None:
    """The number of the source that counts the same thing, or the only one of its kind."""
    alike = [f for f in source.figures if f.kind == figure.kind]
    same = [f for f in alike if f.noun and f.noun == figure.noun]
    chosen = same[0] if same else alike[0] if len(alike) == 1 else None
    if chosen is None or not (chosen.noun or chosen.kind != "count"):
        return None
    for paragraph, passage in zip(ground.paragraphs, ground.passages, strict=True):
        if chosen in figures_in(passage.text, passage.lexicon).figures:
            tokens = [t for t in passage.tokens if t.end > chosen.start][:6]
            words = passage.text[chosen.start : tokens[-1].end]
            return f"{paragraph_place(paragraph)} has “{words}”"
    return None


def _elsewhere(figure: Quantity, ground: Ground) -> str:
    for seed in dict.fromkeys(s.key for s in ground.seeds):
        own = next(s for s in ground.seeds if s.key == seed)
        for paragraph in own.paragraphs:
            found = figures_in(paragraph.text, ground.passages[0].lexicon).figures
            if not figure.small and any(_is_of_the_same(figure, other) for other in found):
                return f"it stands in {paragraph_place(paragraph)}: cite that, too"
    return ground.to_read_again


def _is_of_the_same(figure: Quantity, other: Quantity) -> bool:
    """Whether two numbers are the same and of the same thing: 200 ships are not 200 kilometres."""
    is_bare = figure.kind != "count" and not (figure.noun and other.noun)
    is_thing = is_bare or (figure.noun == other.noun != "")
    return figure.kind == other.kind and is_thing and same_figure(figure, other)


# --- days -------------------------------------------------------------------------------


def _day(day: Day, source: Quantities, ground: Ground, evidence: Evidence) -> Iterator[Diagnostic]:
    lexicon = ground.said.lexicon
    possible = readings(day, lexicon, evidence.language)
    if any(has_day(reading, source) for reading in possible):
        return
    if any(_has_limit(reading, ground) for reading in possible):
        return
    day = possible[0]
    issued = evidence.brief.front.date
    is_on_a_day = ground.claim.role == "judgement" and day.day and not limit_at(ground.said, day)
    if ground.claim.role in LOOKS_AHEAD and day.year >= issued.year and not is_on_a_day:
        return
    written = ground.said.text[day.start : day.end]
    message = f"the date “{written}” is not in {ground.cited}"
    near = [d for d in source.days if d.end and _shared_count(d, day)]
    hint = ground.to_read_again
    for other in near[:1]:
        for seed, paragraph, passage in zip(
            ground.seeds, ground.paragraphs, ground.passages, strict=True
        ):
            if other in _figures_of(seed, passage.text, passage.lexicon, evidence).days:
                theirs = passage.text[other.start : other.end]
                hint = f"{paragraph_place(paragraph)} has “{theirs}”"
    span = ground.claim.at(day.start, day.end)
    yield diagnose(codes.DAY_NOT_IN_SOURCE, message, span, hint=hint)


def _has_limit(day: Day, ground: Ground) -> bool:
    """Whether the source has the limit of a claim under another name: "by 31 March"."""
    limit = limit_at(ground.said, day)
    return limit is not None and any(
        (theirs := limit_at(passage, other)) is not None and is_same_limit(limit, theirs)
        for passage in ground.passages
        for other in figures_in(passage.text, passage.lexicon).days
    )


def _shared_count(one: Day, other: Day) -> int:
    pairs = ((one.year, other.year), (one.month, other.month), (one.day, other.day))
    return sum(a == b and a > 0 for a, b in pairs)


def has_day(day: Day, source: Quantities) -> bool:
    """Whether a day of the source is the same; a year that it leaves out may stand elsewhere."""
    years = {d.year for d in source.days}
    years |= {int(v) for f in source.figures for v in f.values if v.is_integer()}
    if day.year and not day.month:
        spans = [f for f in source.figures if f.kind == "count" and f.noun == "year"]
        apart = {y + sign * f.values[0] for y in years for f in spans for sign in (1, -1)}
        return day.year in years or day.year in apart
    ordinals = {v for f in source.figures if f.kind == "ordinal" for v in f.values}  # "the 20th"
    return any(
        other.month == day.month
        and (not day.day or other.day == day.day or (not other.day and day.day in ordinals))
        and (not day.year or day.year == other.year or (not other.year and day.year in years))
        and (day.year or other.end)  # a source's own date serves only with its year
        for other in source.days
    )
