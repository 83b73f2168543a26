"""Where the words of a citation stand in the workspace."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from generator.briefs.brief import Brief, Citation, CitationGroup, Claim, RecordRef, SeedRef
from generator.checks.evidence import Evidence, Stated, cited_paragraphs, cited_sentences
from generator.checks.support import ranked, resting, said_in
from generator.config.conversion import KEY
from generator.config.yaml import read_yaml
from generator.diagnostics import BriefError, Position, Span, codes
from generator.diagnostics.fixes import words_at
from generator.languageserver.session import Session
from generator.pipeline.library import Library
from generator.seeds.places import about_seed, paragraph_place
from generator.seeds.records import Record
from generator.seeds.seed import Seed, SeedParagraph


class FoundPlace(Struct, frozen=True):
    """A stretch of a file; its span names the file as messages do."""

    path: Path
    span: Span


def cited_from(cited: CitedThing, library: Library, session: Session) -> tuple[FoundPlace, ...]:
    """Where the first of the words that are cited stand; of a record, its entry."""
    if isinstance(cited.target, RecordRef):
        return tuple(_record_places(cited.target.id, library, session))
    try:
        seed = library.seed(cited.target.key)
    except BriefError:
        return ()
    return tuple(_seed_places(seed, cited.target, library, session)) if seed else ()


def _seed_places(
    seed: Seed, target: SeedRef, library: Library, session: Session
) -> Iterator[FoundPlace]:
    folder = library.workspace.seeds / seed.key
    paragraph = next(iter(cited_paragraphs(seed, target)), None)
    if paragraph is None:
        yield FoundPlace(folder / "seed.toml", Span.at("seed.toml"))
        return
    original = folder / seed.edition.original
    line = paragraph.place.first_line
    lines = session.text(original).lines
    if _says(lines, line, paragraph):
        width = len(lines[line - 1])
        yield FoundPlace(original, Span.at(original.name, line, 1, width))
        return
    edition = folder / "editions" / f"{seed.edition.number}.json"
    line = _line_of_number(session.text(edition).text, paragraph.number)
    yield FoundPlace(edition, Span.at(edition.name, line))


def _says(lines: tuple[str, ...], line: int, paragraph: SeedParagraph) -> bool:
    """Whether a line of an original has the first words of a paragraph.

    Those of a web page or a Word file are no lines of a text.
    """
    first = paragraph.text.split()[:3]
    return line <= len(lines) and all(word in lines[line - 1] for word in first)


def _line_of_number(edition: str, number: str) -> int:
    """The line of a paragraph in the file of an edition."""
    wanted = re.compile(rf'^\s*"number": {re.escape(json.dumps(number, ensure_ascii=False))},')
    numbered = enumerate(edition.split("\n"), 1)
    return next((line for line, words in numbered if wanted.match(words)), 1)


def _record_places(name: str, library: Library, session: Session) -> Iterator[FoundPlace]:
    shelf = library.records()
    if name in shelf.entries:
        place = shelf.entries[name][0].entry.place()
        yield FoundPlace(library.workspace.records.with_name(place.file), place)
    elif span := record_key_span(name, library, session):
        yield FoundPlace(library.workspace.records, span)


def record_key_span(name: str, library: Library, session: Session) -> Span | None:
    """Where the id of a record stands in `records.yaml`; None if it does not."""
    records = library.workspace.records
    text = session.text(records).text
    try:
        data, locate = read_yaml(text, records.name, code=codes.BAD_RECORDS)
    except BriefError:
        return None
    known = isinstance(data, dict) and name in data
    return locate((name, KEY)) if known else None


# --- where the cursor stands ------------------------------------------------------------


class CitedThing(Struct, frozen=True):
    """A citation, or an entry of `seeds` in the front matter, whose target names no paragraphs.

    `key_span` is where its key stands, `group` the bracket of a citation.
    """

    target: SeedRef | RecordRef
    span: Span
    key_span: Span
    group: CitationGroup | None = None

    @property
    def key(self) -> str:
        return key_of(self.target)


def key_of(target: SeedRef | RecordRef) -> str:
    """The key of what a citation names."""
    return target.key if isinstance(target, SeedRef) else target.id


def cited_at(brief: Brief, at: Position) -> CitedThing | None:
    """What a brief cites at a position, up to the one just behind it; None if nothing."""
    for group in brief.body.groups.values():
        for citation in group.citations:
            if citation.span.start <= at <= citation.span.end:
                return CitedThing(citation.target, citation.span, _key_span(citation), group)
    for name, span in brief.places.items():
        if name.partition(".")[0] == "seeds" and span.start <= at <= span.end:
            written = words_at(brief.source, span)
            key = written.strip("\"'")
            if key in brief.front.seeds:
                place = _stretch_of(span, written.index(key), len(key))
                return CitedThing(SeedRef(key, ()), span, place)
    return None


def _key_span(citation: Citation) -> Span:
    key = key_of(citation.target)
    return _stretch_of(citation.span, citation.written.index(key), len(key))


def _stretch_of(span: Span, offset: int, width: int) -> Span:
    return Span.at(span.file, span.start.line, span.start.column + offset, width)


# --- the words, as an editor shows them -------------------------------------------------


_MOST = 40  # sentences: an editor shows no more at a time


def words_cited(cited: CitedThing, evidence: Evidence) -> str:
    """The source of a citation and the words that it cites, in Markdown; "" if it has none.

    The sentence that the claim rests on is strong.
    """
    if isinstance(cited.target, RecordRef):
        record = evidence.records.get(cited.target.id)
        return "\n\n".join(_record_words(record)) if record else ""
    seed = evidence.seeds.get(cited.target.key)
    return "\n\n".join(_seed_words(seed, cited, cited.target, evidence)) if seed else ""


def _seed_words(
    seed: Seed, cited: CitedThing, target: SeedRef, evidence: Evidence
) -> Iterator[str]:
    yield _titled(seed.meta.title, about_seed(seed))
    stated = tuple(cited_sentences(seed, target, evidence.lexicons, evidence.language))
    claim = next((each for each in evidence.claims if each.group is cited.group), None)
    best = _rested_on(claim, stated, evidence) if cited.group else frozenset()
    for number in dict.fromkeys(each.paragraph.number for each in stated[:_MOST]):
        own = [each for each in stated[:_MOST] if each.paragraph.number == number]
        yield f"{paragraph_place(own[0].paragraph)}\n\n> {' '.join(_sentences(own, best))}"
    if len(stated) > _MOST:
        yield "…"


def _rested_on(
    claim: Claim | None, stated: Iterable[Stated], evidence: Evidence
) -> frozenset[tuple[int, int]]:
    """The places of the sentences that a claim rests on; none that share no word with it."""
    said = said_in(claim, evidence.lexicons.of(evidence.language))
    ranks = tuple(each for each in ranked(said, stated) if each.shared or each.quoted)
    return frozenset(each.stated.place for each in resting(ranks)) if ranks else frozenset()


def _sentences(stated: Iterable[Stated], best: frozenset[tuple[int, int]]) -> Iterator[str]:
    for each in stated:
        words = _as_plain_markdown(each.sentence.text)
        yield f"**{words}**" if each.place in best else words


def _record_words(record: Record) -> Iterator[str]:
    about = " · ".join(filter(None, (record.author, record.publisher, record.date, record.note)))
    yield _titled(record.title, about)
    yield from (f"> {_as_plain_markdown(words.text)}" for words in record.quote)
    if record.url:
        yield f"<{record.url}>"


def _titled(title: str, about: str) -> str:
    return f"**{_as_plain_markdown(title)}**" + (
        f"  \n{_as_plain_markdown(about)}" if about else ""
    )


def _as_plain_markdown(words: str) -> str:
    """Words for Markdown, which are shown as they are."""
    return re.sub(r"([\\`*_{}\[\]<>#|~!&])", r"\\\1", " ".join(words.split()))
