"""A curated summary: what it claims, and what each claim cites."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct

from generator.briefs.front import FrontMatter
from generator.diagnostics import Position, Span
from generator.language.scales import Confidence
from generator.markdown.syntax import Markdown, Node


class Sentences(Struct, frozen=True):
    """Sentences of a paragraph from `first` to `last`, counted from 1; one sentence is both."""

    first: int
    last: int


class Pinpoint(Struct, frozen=True):
    """A place in a source from `first` to `last` as it is printed there; one place is both.

    `kind` is the name of a row of `locators.KINDS`: page, chapter, section …
    """

    kind: str
    first: str
    last: str


class Range(Struct, frozen=True):
    """Paragraphs from `first` to `last` as the seed numbers them; one paragraph is both.

    `sentences` are the sentences that are cited; empty if the whole paragraph is. `named` is how
    the author names the place, if not by ¶: Art. 5, p. 7; of a page, `nth` counts the paragraphs
    that begin there. Both ends are empty till the seed has told what stands there.
    """

    first: str
    last: str
    sentences: tuple[Sentences, ...] = ()
    named: Pinpoint | None = None
    nth: int = 0

    @property
    def is_wide(self) -> bool:
        """Whether it is more than one paragraph."""
        return self.first != self.last


class SeedRef(Struct, frozen=True):
    """Paragraphs of a seed, and sentences of them."""

    key: str
    ranges: tuple[Range, ...]

    def pins(self, paragraph: str) -> tuple[Sentences, ...]:
        """The sentences that are cited of a paragraph; empty if the whole paragraph is."""
        named = [r.sentences for r in self.ranges if r.first == r.last == paragraph]
        return tuple(part for parts in named for part in parts) if all(named) else ()

    def takes(self, paragraph: str, sentence: int) -> bool:
        """Whether a sentence of a cited paragraph, counted from 1, is among those cited."""
        pins = self.pins(paragraph)
        return not pins or any(part.first <= sentence <= part.last for part in pins)


class RecordRef(Struct, frozen=True):
    """An entry of the public record in `records.yaml`, and places in it; none if all of it."""

    id: str
    places: tuple[Pinpoint, ...] = ()


class Citation(Struct, frozen=True):
    """`written` are the words from `@` to the end of the locator, as the author wrote them."""

    target: SeedRef | RecordRef
    prefix: str
    suffix: str
    span: Span
    written: str = ""


class CitationGroup(Struct, frozen=True):
    """One bracket, and so one note. `in_text`: the sentence itself names the source."""

    citations: tuple[Citation, ...]
    span: Span
    in_text: bool = False


class QuotedWords(Struct, frozen=True):
    """Words in quotation marks, without the marks."""

    text: str
    span: Span


MarkedKind = Literal["term", "translated", "emphasis"]


class MarkedWords(Struct, frozen=True):
    """Words that the author marks, not as quoted: `.term`, `.translated`, or italics and bold.

    `before` are the words before them in their sentence, `behind` the words after them.
    """

    kind: MarkedKind
    text: str
    span: Span
    before: str = ""
    behind: str = ""


Role = Literal[
    "text", "title", "summary", "reported", "judgement", "gaps", "recommendation", "caveat"
]
"""The part of a brief that a claim stands in, which says who answers for it."""

Stretch = tuple[int, int]
"""A part of a text: the offset of its first character, and the offset behind its last, from 0."""


class Claim(Struct, frozen=True):
    """The words that a bracket supports: its sentence, from the bracket before it on.

    `group` is the bracket. A claim without one is a sentence that quotes or marks words but cites
    nothing; `following` is then the next bracket of its paragraph.

    `quoted` are the stretches of the text in quotation marks. `own` are the stretches that are the
    brief's own by their class (`.to`, `.by`, `.origin`, `.confidence`, `.term`). `origin` are the
    words that say whose recommendation it is. `marked` are the words that the author marks as not
    quoted. `is_block` says that the claim is part of a block quotation, `led_by` are the words
    before it there, and `credited` is its last line, which says whose words they are. In a row of a
    table `beside` are the cells beside that of the bracket, and `table` are all words of the table.
    `places` gives the place in the file for offsets of the text.
    """

    text: str
    group: CitationGroup | None
    quotations: tuple[QuotedWords, ...]
    span: Span
    role: Role = "text"
    quoted: tuple[Stretch, ...] = ()
    own: tuple[Stretch, ...] = ()
    origin: str = ""
    places: tuple[tuple[int, Position], ...] = ()
    marked: tuple[MarkedWords, ...] = ()
    following: CitationGroup | None = None
    is_block: bool = False
    led_by: str = ""
    credited: str = ""
    beside: tuple[Stretch, ...] = ()
    table: str = ""

    def at(self, start: int, end: int) -> Span:
        """The place in the file of a stretch of the text; if unknown, that of the whole claim."""
        if not self.places or end > len(self.text):
            return self.span
        first, last = self._position(start), self._position(max(start, end - 1))
        return Span(self.span.file, first, Position(last.line, last.column + 1))

    def words_before(self, quotation: QuotedWords) -> str:
        """The author's own words in the claim before one of its quotations."""
        return self._beside(quotation)[0]

    def words_behind(self, quotation: QuotedWords) -> str:
        """The author's own words in the claim after one of its quotations."""
        return self._beside(quotation)[1]

    def _beside(self, quotation: QuotedWords) -> tuple[str, str]:
        number = self.quotations.index(quotation) if quotation in self.quotations else -1
        if not 0 <= number < len(self.quoted):
            return "", ""
        start, end = self.quoted[number]
        first = max((b for a, b in self.quoted if b <= start), default=0)
        last = min((a for a, b in self.quoted if a >= end), default=len(self.text))
        return self.text[first:start] or self.led_by, self.text[end:last]

    def _position(self, offset: int) -> Position:
        begins, position = self.places[max(0, bisect_right(self.places, offset, key=_first) - 1)]
        return Position(position.line, position.column + offset - begins)


def _first(place: tuple[int, Position]) -> int:
    return place[0]


class Reported(Struct, frozen=True):
    """A key point that says what the source argues. It has no likelihood."""

    blocks: tuple[Node, ...]
    text: str
    span: Span


class Judgement(Struct, frozen=True):
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


class Body(Struct, frozen=True):
    """Markdown with its citations read: `groups` by the place of their bracket.

    `asides` are the quotations beside the running text: in titles, and in citations themselves.
    """

    markdown: Markdown
    groups: Mapping[Span, CitationGroup]
    claims: tuple[Claim, ...]
    asides: tuple[Claim, ...] = ()

    @property
    def targets(self) -> Iterator[SeedRef | RecordRef]:
        """What is cited, in the order of their places in `groups`."""
        return (one.target for group in self.groups.values() for one in group.citations)

    @property
    def cited_seeds(self) -> tuple[str, ...]:
        """The keys of all seeds that are cited, in the order of their first citation."""
        return tuple(dict.fromkeys(t.key for t in self.targets if isinstance(t, SeedRef)))

    @property
    def cited_records(self) -> tuple[str, ...]:
        """The ids of all records that are cited, in the order of their first citation."""
        return tuple(dict.fromkeys(t.id for t in self.targets if isinstance(t, RecordRef)))


class Caveat(Struct, frozen=True):
    """What a reader must know about a source before believing it."""

    name: str
    unresolved: bool
    title: str
    blocks: tuple[Node, ...]
    in_brief: tuple[Node, ...]  # for page 1, in two lines
    span: Span


class Brief(Struct, frozen=True):
    """A curated summary as its author wrote it. `sections` is the body in the author's order."""

    slug: str
    file: str
    front: FrontMatter
    places: Mapping[str, Span]  # of each front-matter value
    body: Body
    summary: tuple[Node, ...] = ()
    glance: tuple[Node, ...] = ()  # figures of the matter, an item each
    decision: tuple[Node, ...] = ()  # what is sought of whom, and by when
    key_points: tuple[KeyPoint, ...] = ()
    more_points: int = 0  # that were left out of it for a mail
    sections: tuple[Node, ...] = ()
    caveats: tuple[Caveat, ...] = ()
    gaps: tuple[Node, ...] = ()
    recommendations: tuple[Node, ...] = ()
    source: str = ""
