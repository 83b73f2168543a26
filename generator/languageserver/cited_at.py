"""What is cited where the cursor stands."""

from __future__ import annotations

from msgspec import Struct

from generator.briefs.brief import Brief, Citation, CitationGroup, RecordRef, SeedRef
from generator.diagnostics import Position, Span
from generator.diagnostics.fixes import words_at


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
