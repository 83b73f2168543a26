"""For what cites nothing that is there: the places of the sources that may be meant, to paste."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from generator.checks.citing import CitablePlace, places_to_cite
from generator.checks.evidence import Evidence
from generator.diagnostics import Diagnostic, Fix, Position, Severity, Span, codes
from generator.diagnostics.fixes import mended
from generator.document import Remark
from generator.drafting.pieces import comment_markdown
from generator.language.counting import counted
from generator.language.sentences import sentences
from generator.language.words import shortened
from generator.pipeline.library import Library
from generator.pipeline.reading import Reading, read
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


# --- in a draft, beside what cites in words ---------------------------------------------


_LIKE_CITATIONS = frozenset({codes.CITATION_AS_WORDS, codes.BARE_PLACE})
_ADDRESS = re.compile(r"https?://[^\s<>()\[\]\"“”]+[^\s<>()\[\]\"“”.,;:!?]")
_CITED = re.compile(r"\[[^\]]*@|<!-- TODO cite")


def with_candidates(library: Library, path: Path, text: str, first: int) -> str:
    """A draft with a comment behind each sentence that cites in words; `first` is its first line.

    So do words that look like a citation, the name of somebody who wrote a source, and the address
    of one. The comment has what to paste: at most three places, the closest first.
    """
    reading = read(library, path, draft=True, text=text)
    file = reading.evidence.brief.file
    notes = [
        Fix(_place_behind(finding.span, text), _to_cite(near))
        for finding, near in proposals(library, reading)
        if finding.span.file == file and finding.span.start.line >= first
        if near or finding.code in _LIKE_CITATIONS
    ]
    text = mended(text, notes)
    return mended(text, _of_names(library, reading.evidence, text, first))


def _place_behind(span: Span, text: str) -> Span:
    """The place behind a finding, and behind the brackets that close there."""
    line = text.split("\n")[span.end.line - 1]
    closing = re.compile(r"[)\]]*").match(line, span.end.column - 1)
    width = len(closing[0]) if closing else 0
    end = Position(span.end.line, span.end.column + width)
    return Span(span.file, end, end)


def _to_cite(near: Iterable[CitablePlace]) -> str:
    places = " · ".join(f"{one.citation} “{shortened(one.text, 90)}”" for one in near)
    return comment_markdown(f"TODO cite: {places or 'no source here says it'}")


# --- names and addresses --------------------------------------------------------------------


def _of_names(library: Library, evidence: Evidence, text: str, first: int) -> Iterator[Fix]:
    """A comment behind each sentence that names an author or an address of a source, and no more.

    Sentences that cite, and those that have a comment already, need none.
    """
    seeds = [seed for key in library.seed_keys() if (seed := library.seed(key))]
    records = {
        _as_compared(held.record.url): name
        for name in library.records().own
        if (held := library.records().take(name)) and held.record and held.record.url
    }
    for number, line in enumerate(text.split("\n"), 1):
        for sentence in sentences(line) if number >= first else ():
            if _CITED.search(sentence.text):
                continue
            named = [seed for seed in seeds if _is_named(seed, sentence.text)]
            near = places_to_cite(sentence.text, named, evidence.lexicons, evidence.language)
            told = [place for place in near if place.near][:_MOST_CANDIDATES]
            known = [records[it] for it in _addresses_in_words(sentence.text) if it in records]
            if told or known:
                end = len(sentence.text.rstrip(".!? ")) + sentence.start + 1
                place = Position(number, end)
                comment = _to_cite(told) if told else comment_markdown(_records_to_cite(known))
                yield Fix(Span(evidence.brief.file, place, place), comment)


def _records_to_cite(names: Iterable[str]) -> str:
    return f"TODO cite: {' · '.join(f'[@{name}]' for name in names)}"


def _is_named(seed: Seed, words: str) -> bool:
    """Whether words name who wrote a source, or its address."""
    names = re.split(r",\s*|;\s*|\s+(?:and|et|&)\s+", seed.meta.author)
    surnames = [name.split(" ")[-1] for name in names]
    written = [name for name in surnames if len(name) >= _SHORTEST_NAME]
    if any(re.search(rf"\b{re.escape(name)}\b", words) for name in written):
        return True
    return bool(seed.meta.url) and _as_compared(seed.meta.url) in _addresses_in_words(words)


_SHORTEST_NAME = 4


def _addresses_in_words(words: str) -> list[str]:
    return [_as_compared(found[0]) for found in _ADDRESS.finditer(words)]


def _as_compared(address: str) -> str:
    """An address without what may differ where it leads to the same page."""
    return re.sub(r"\Ahttps?://(?:www\.)?|/\Z", "", address.casefold())
