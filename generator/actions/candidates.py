"""For what cites nothing that is there: the places of the sources that may be meant, to paste."""

from __future__ import annotations

import re
from collections.abc import Iterator

from generator.checks.citing import CitablePlace, places_to_cite
from generator.diagnostics import Diagnostic, Severity, Span, codes
from generator.document import Remark
from generator.language.sentences import sentences
from generator.language.words import shortened
from generator.pipeline.library import Library
from generator.pipeline.reading import Reading
from generator.seeds.seed import Seed

_SEEKING = frozenset(
    (
        codes.CITATION_AS_WORDS,
        codes.BARE_PLACE,
        codes.UNKNOWN_SOURCE,
        codes.MISSING_PARAGRAPH,
        codes.UNREADABLE_CITATION,
        codes.UNCITED_POINT,
    )
)
"""Findings that end when the right place is cited."""

_MOST_CANDIDATES = 3


def candidates(library: Library, reading: Reading) -> Iterator[Remark]:
    """For each sentence that lacks a citation, those that may be meant; none if none is close."""
    for finding, near in proposals(library, reading):
        if near:
            yield _proposal(finding, near)


def proposals(
    library: Library, reading: Reading
) -> Iterator[tuple[Diagnostic, list[CitablePlace]]]:
    """For each sentence that lacks a citation, the places close to it, at most three."""
    evidence = reading.evidence
    seeds = tuple(evidence.seeds.values()) or tuple(_every_seed(library))
    seeking = [each for each in reading.found if each.code in _SEEKING and not each.answer]
    told: set[str] = set()
    for finding in sorted(seeking, key=lambda each: each.fix is None):
        words = _sentence_at(evidence.brief.source, finding.span)
        if words in told:
            continue
        told.add(words)
        if finding.fix:
            continue
        found = places_to_cite(words, seeds, evidence.lexicons, evidence.language)
        yield finding, [place for place in found if place.near][:_MOST_CANDIDATES]


def _every_seed(library: Library) -> Iterator[Seed]:
    for key in library.seed_keys():
        if seed := library.seed(key):
            yield seed


def _proposal(finding: Diagnostic, found: list[CitablePlace]) -> Remark:
    places = " ".join(f"{place.citation} for “{shortened(place.text, 90)}”." for place in found)
    return Remark(f"To cite, paste one of these: {places}", Severity.NOTE, span=finding.span)


# --- the sentence that a finding is about ------------------------------------------------

_MARKUP = re.compile(r"\[@[^\]]*\]|\{[^}]*\}|^\s*(?:[-*+]|\d+[.)])\s|[\[\]*_`\\]", re.MULTILINE)


def _sentence_at(source: str, span: Span) -> str:
    """The sentence of the Markdown that a place is in, without markup and citations."""
    lines = source.split("\n")
    first = last = span.start.line - 1
    while first and lines[first - 1].strip():
        first -= 1
    while last + 1 < len(lines) and lines[last + 1].strip():
        last += 1
    at = sum(len(line) + 1 for line in lines[first : span.start.line - 1]) + span.start.column - 1
    paragraph = "\n".join(lines[first : last + 1])
    found = [each for each in sentences(paragraph) if each.start <= at] or sentences(paragraph)
    said = found[-1].text if found else ""
    return " ".join(_MARKUP.sub(" ", said).split())
