"""The figures and years of a claim where its language or its source's has no known numbers.

Digits are read in every language, in each way that they may be meant: "1.234" has a thousand or a
decimal, and a word for thousands or millions may follow. Numbers up to twelve are written out in
many languages, and so are left to the reader.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from generator.briefs.brief import Claim
from generator.checks.days import Day
from generator.checks.evidence import Evidence
from generator.checks.figures import LARGEST_OWN_COUNT, Quantity, figures_in
from generator.checks.grounds import as_cited
from generator.checks.numbers import LOOKS_AHEAD
from generator.diagnostics import Code, Diagnostic, Severity, codes, diagnose
from generator.seeds.seed import Seed, SeedParagraph

Cited = tuple[Seed, SeedParagraph]


def digits_stand_in_the_source(evidence: Evidence) -> Iterator[Diagnostic]:
    """The numbers of claims whose words for numbers cannot be compared."""
    for body in evidence.bodies:
        for claim in body.claims:
            if cited := _cited_unread(claim, evidence):
                yield from _digits_of(claim, cited, evidence)


def _cited_unread(claim: Claim, evidence: Evidence) -> list[Cited]:
    """The paragraphs that a claim rests on, if its numbers or those of one are not known."""
    cited = [(seed, evidence.paragraphs(target)) for seed, target in evidence.seeds_cited(claim)]
    tags = {seed.meta.language or evidence.language for seed, named in cited if named}
    tags.add(evidence.language_at(claim.span))
    if all(map(evidence.lexicons.counting, tags)):
        return []
    return [(seed, paragraph) for seed, named in cited for paragraph in named]


def _digits_of(claim: Claim, cited: list[Cited], evidence: Evidence) -> Iterator[Diagnostic]:
    lexicon = evidence.lexicons.of(evidence.language_at(claim.span))
    texts = [text for seed, paragraph in cited for text in (paragraph.text, seed.meta.title)]
    texts += [str(seed.meta.published) for seed, _ in cited if seed.meta.published]
    known = frozenset[float]().union(*map(_numbers_written, texts))
    said = figures_in(claim.text, lexicon)
    figures = (one for one in said.figures if not _has_figure(one, claim, known))
    days = (one for one in said.days if not _has_day(one, claim, known, evidence))
    wrong: list[tuple[Code, Quantity | Day]] = [
        *((codes.NUMBER_NOT_IN_SOURCE, figure) for figure in figures),
        *((codes.DAY_NOT_IN_SOURCE, day) for day in days),
    ]
    cites = as_cited(paragraph for _, paragraph in cited)
    severity = Severity.NOTE if lexicon.knows == "digits" else None  # it may be a sum in its words
    for code, found in wrong:
        if not any(a < found.end and found.start < b for a, b in (*claim.quoted, *claim.own)):
            message = f"“{claim.text[found.start : found.end]}” is not in {cites} in digits"
            place = claim.at(found.start, found.end)
            yield diagnose(code, message, place, hint=_HINT, severity=severity)


_HINT = "no numbers in words are known of this language, only digits: compare it yourself"
# Compiled for the first text in a language whose numbers in words are not known.
_NUMBER = r"\d{1,3}(?:[.,'’\u00a0\u202f ]\d{3})+(?:[.,]\d+)?(?!\d)|\d+(?:[.,]\d+)?"
_DATE = r"(\d{1,4})([./-])(\d{1,2})\2(\d{1,4})"
_MANY = (1, 1_000, 1_000_000, 1_000_000_000)  # what a word behind a number may mean


@lru_cache(maxsize=1024)
def _numbers_written(text: str) -> frozenset[float]:
    """What the digits of a text may mean: numbers with thousands or decimals, parts of dates."""
    found = {float(part) for date in re.finditer(_DATE, text) for part in date.group(1, 3, 4)}
    for match in re.finditer(_NUMBER, text):
        first, *others = re.split(r"\D", match[0])
        if all(len(part) == _THOUSAND for part in others):
            found.add(float("".join([first, *others])))
        if others:
            found.add(float(f"{''.join([first, *others[:-1]])}.{others[-1]}"))
    return frozenset(found)


_THOUSAND = 3  # digits


def _has_figure(figure: Quantity, claim: Claim, known: frozenset[float]) -> bool:
    """Whether a number stands in the source, or is none that must stand there in digits."""
    written = re.compile(_NUMBER).search(claim.text, figure.start, figure.end)
    if written is None or figure.is_points or figure.kind == "share":
        return True
    if written[0].isdigit() and int(written[0]) <= LARGEST_OWN_COUNT:
        return True
    if claim.role == "judgement" and figure.kind == "percent":
        return True  # how likely it is, and so the brief's own
    return any(
        abs(value - number * many) <= figure.slack + abs(value) * 1e-9
        or abs(value * many - number) <= abs(number) * 1e-9
        for value in figure.values
        for number in known
        for many in _MANY
    )


def _has_day(day: Day, claim: Claim, known: frozenset[float], evidence: Evidence) -> bool:
    if claim.role in LOOKS_AHEAD and day.year >= evidence.brief.front.date.year:
        return True
    is_read = day.day > LARGEST_OWN_COUNT and not day.is_open
    return (not day.year or day.year in known) and (not is_read or day.day in known)
