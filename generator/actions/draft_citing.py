"""Beside what a draft cites in words: the places of the workspace's sources that may be meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from generator.actions.candidates import proposals
from generator.checks.citing import CitablePlace, places_to_cite
from generator.checks.evidence import Evidence
from generator.diagnostics import Fix, Position, Span, codes
from generator.diagnostics.fixes import mended
from generator.drafting.pieces import comment_markdown
from generator.language.sentences import sentences
from generator.language.words import shortened
from generator.pipeline.library import Library
from generator.pipeline.reading import read
from generator.seeds.seed import Seed

_LIKE_CITATIONS = frozenset({codes.CITATION_AS_WORDS, codes.BARE_PLACE})
_MOST_PLACES = 3
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
            told = [place for place in near if place.near][:_MOST_PLACES]
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
