"""A curated summary: what it claims, and what each claim cites."""

from __future__ import annotations

import datetime
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

from generator.diagnostics import Position, Span
from generator.markdown.syntax import Node
from generator.scales import Confidence


@dataclass(frozen=True, slots=True)
class Range:
    """Paragraphs from `first` to `last` as the source numbers them; one paragraph is both."""

    first: str
    last: str


@dataclass(frozen=True, slots=True)
class SeedRef:
    """Paragraphs of a seed. `sentence` counts from 1 and is 0 where none is named."""

    key: str
    ranges: tuple[Range, ...]
    sentence: int = 0


@dataclass(frozen=True, slots=True)
class RecordRef:
    """An entry of the public record in `records.yaml`."""

    id: str


@dataclass(frozen=True, slots=True)
class Citation:
    """`written` are the words from `@` to the end of the locator, as the author has them."""

    target: SeedRef | RecordRef
    prefix: str
    suffix: str
    span: Span
    written: str = field(default="", compare=False)


@dataclass(frozen=True, slots=True)
class CitationGroup:
    """One bracket, and so one note. `in_text` where the source is named in the sentence."""

    citations: tuple[Citation, ...]
    span: Span
    in_text: bool = False


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words in quotation marks, without the marks."""

    text: str
    span: Span


Role = Literal["text", "summary", "reported", "judgement", "gaps", "recommendation", "caveat"]
"""The part of a brief that a claim stands in, which says who answers for it."""

Stretch = tuple[int, int]
"""Some words of a text: from the first character to just behind the last, counted from 0."""


@dataclass(frozen=True, slots=True)
class Claim:
    """The words that a bracket closes: its sentence, from the bracket before it on.

    A claim without a group is a sentence that quotes and cites nothing. `quoted` are the
    stretches of the text in quotation marks, `own` those that are the brief's by their class
    (`.to`, `.by`, `.origin`, `.confidence`), `origin` the words that say whose recommendation it
    is. `places` leads from the text back into the file.
    """

    text: str
    group: CitationGroup | None
    quotations: tuple[Quotation, ...]
    span: Span
    role: Role = "text"
    quoted: tuple[Stretch, ...] = ()
    own: tuple[Stretch, ...] = ()
    origin: str = ""
    places: tuple[tuple[int, Position], ...] = field(default=(), compare=False, repr=False)

    def at(self, start: int, end: int) -> Span:
        """The place in the file of a stretch of the text; the whole claim where it has none."""
        if not self.places or end > len(self.text):
            return self.span
        first, last = self._position(start), self._position(max(start, end - 1))
        return Span(self.span.file, first, Position(last.line, last.column + 1))

    def _position(self, offset: int) -> Position:
        begins, position = self.places[max(0, bisect_right(self.places, offset, key=_first) - 1)]
        return Position(position.line, position.column + offset - begins)


def _first(place: tuple[int, Position]) -> int:
    return place[0]


@dataclass(frozen=True, slots=True)
class Reported:
    """A key point that says what the source argues. It bears no likelihood."""

    blocks: tuple[Node, ...]
    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Judgement:
    """A key point that the author answers for; `blocks` leaves the confidence sentence out."""

    blocks: tuple[Node, ...]
    text: str
    likelihood: str | None
    confidence: Confidence | None
    basis: tuple[Node, ...]  # the confidence sentence as written
    basis_text: str  # what the confidence rests on
    basis_span: Span | None
    span: Span


KeyPoint = Reported | Judgement


@dataclass(frozen=True, slots=True)
class Body:
    """Markdown with its citations read: `groups` by the place of their bracket.

    `asides` are the quotations beside the running text: in titles, and in citations themselves.
    """

    blocks: tuple[Node, ...]
    footnotes: Mapping[str, Node]
    groups: Mapping[Span, CitationGroup]
    claims: tuple[Claim, ...]
    asides: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Caveat:
    """What must be known of a source before it is believed."""

    name: str
    unresolved: bool
    title: str
    blocks: tuple[Node, ...]
    span: Span


@dataclass(frozen=True, slots=True)
class Author:
    name: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What stands between the dashes at the head of a brief. Empty means: the workspace's own."""

    title: str
    date: datetime.date
    seeds: tuple[str, ...] = ()
    subtitle: str = ""
    number: str = ""
    series: str = ""
    version: str = "1.0"
    cutoff: datetime.date | None = None
    author: tuple[Author, ...] = ()
    publisher: str = ""
    lang: str = ""
    template: str = ""
    scale: str = ""
    marking: str = ""
    topics: tuple[str, ...] = ()
    abstract: str = ""


@dataclass(frozen=True, slots=True)
class Brief:
    """A curated summary as its author wrote it. `sections` is the body in the author's order."""

    slug: str
    file: str
    front: FrontMatter
    places: Mapping[str, Span]  # of each front-matter value
    body: Body
    summary: tuple[Node, ...] = ()
    key_points: tuple[KeyPoint, ...] = ()
    sections: tuple[Node, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    gaps: tuple[Node, ...] = ()
    recommendations: tuple[Node, ...] = ()
    source: str = field(default="", repr=False)

    @property
    def cited_seeds(self) -> tuple[str, ...]:
        """The keys of all seeds that the brief cites, in the order of their first citation."""
        targets = (c.target for g in self.body.groups.values() for c in g.citations)
        return tuple(dict.fromkeys(t.key for t in targets if isinstance(t, SeedRef)))
