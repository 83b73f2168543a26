"""For what cites nothing that is there: the places of the sources that may be meant, to paste."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from generator.checks.citing import CitablePlace, places_to_cite
from generator.diagnostics import Diagnostic, Severity, Span, codes
from generator.document import Remark
from generator.language.counting import counted
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

_LEADS_NOWHERE = frozenset((codes.CITATION_AS_WORDS, codes.UNKNOWN_SOURCE))
"""Findings on words that mean some source, and name none."""

_MOST_CANDIDATES = 3


def candidates(library: Library, reading: Reading) -> Iterator[Remark]:
    """For each sentence that lacks a citation, those that may be meant.

    If none is close, and the words look like a citation, the sources that there are.
    """
    for finding, near in proposals(library, reading):
        if near:
            yield _proposal(finding, near)
        elif finding.code in _LEADS_NOWHERE and (seeds := _seeds_of(library, reading)):
            yield _sources_there(finding, seeds)


def proposals(
    library: Library, reading: Reading
) -> Iterator[tuple[Diagnostic, list[CitablePlace]]]:
    """For each sentence that lacks a citation, the places close to it, at most three."""
    evidence, seeds = reading.evidence, _seeds_of(library, reading)
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


def _seeds_of(library: Library, reading: Reading) -> tuple[Seed, ...]:
    """The sources of the brief; all that there are, if it has none."""
    every = (library.seed(key) for key in library.seed_keys())
    return tuple(reading.evidence.seeds.values()) or tuple(filter(None, every))


def _proposal(finding: Diagnostic, found: list[CitablePlace]) -> Remark:
    places = " ".join(f"{place.citation} for “{shortened(place.text, 90)}”." for place in found)
    return Remark(f"To cite, paste one of these: {places}", Severity.NOTE, span=finding.span)


def _sources_there(finding: Diagnostic, seeds: Sequence[Seed]) -> Remark:
    """What can be cited at all: the sources, with what to write for the second paragraph of one."""
    named = [f"{_author_and_title(seed)}: [{seed.key} ¶2]" for seed in seeds[:_MOST_CANDIDATES]]
    more = len(seeds) - len(named)
    others = f"; and {counted(more, 'more source')}" if more else ""
    words = (
        f"No source says nearly this. To cite paragraph 2, say, of {'; of '.join(named)}{others}."
    )
    return Remark(words, Severity.NOTE, span=finding.span)


def _author_and_title(seed: Seed) -> str:
    """Who wrote a source, and its title."""
    return ", ".join(filter(None, (seed.meta.author, f"“{shortened(seed.meta.title, 60)}”")))


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
