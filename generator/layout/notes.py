"""Each bracket → a note that shows its evidence."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import partial

from msgspec import Struct, field

from generator.briefs.brief import (
    Citation,
    CitationGroup,
    Claim,
    Range,
    RecordRef,
    SeedRef,
)
from generator.briefs.citations import canonical_citation
from generator.checks.evidence import cited_paragraphs, cited_sentences
from generator.checks.support import ranked, resting, said_in
from generator.document import Inline, Link, NoteEvidence, Text
from generator.document.walking import plain_text
from generator.language.lexicon import Lexicons
from generator.layout.cited import CitedSource, cited_sources
from generator.layout.excerpts import Printed, excerpt, printed, quoted_by_paragraph
from generator.layout.naming import SourceNaming, entry_anchor, source_naming
from generator.layout.patterned import PrintedValue
from generator.layout.references import note_anchor, places_named, source_anchor
from generator.layout.seed_places import SeedPlaces, from_to, paragraph_named
from generator.layout.source_words import RestingNote, in_its_language
from generator.layout.typography import (
    ENGLISH_MARKS,
    QuotationMarks,
    quotation_marks,
    typographic,
)
from generator.references.item import LibraryItem
from generator.seeds.records import Record
from generator.seeds.seed import Seed, SeedParagraph
from generator.templates.labels import Labels
from generator.templates.note_style import PatternUse, ReferenceStyle, shipped_note_style

_Saying = Callable[[], list[Inline]]
"""Says a citation when the note is written; what it rests on was kept before."""

_MOST_EXCERPTS = 4  # in one note, or each would be too short to say anything


class NoteWriter(Struct):
    """Writes the notes of one document in order, and keeps what they have shown.

    `resting` are the notes that rest on each sentence, by (seed, paragraph, sentence index),
    `cited_in` the notes that cite each paragraph, and `evidence` says what each note points at.
    What cannot be found is written as the author has it: only a draft gets as far with it.
    """

    seeds: Mapping[str, Seed]
    records: Mapping[str, Record]
    labels: Labels  # of the language that it writes in
    lexicons: Lexicons
    language: str  # that it writes in: of the brief, or of a part of it
    style: ReferenceStyle = field(default_factory=lambda: shipped_note_style("evidence"))
    items: Mapping[str, LibraryItem] = {}  # what files of reference managers say of records
    resting: dict[tuple[str, str, int], list[RestingNote]] = field(default_factory=dict)
    cited_in: dict[tuple[str, str], list[int]] = field(default_factory=dict)
    records_cited_in: dict[str, list[int]] = field(default_factory=dict)
    evidence: dict[int, list[Callable[[], NoteEvidence]]] = field(default_factory=dict)
    short_until: int = 0  # notes up to this number leave what they rest on to the annex
    lists_sources: bool = False  # the annex, so that short notes need not name them in full
    lists_records: bool = False  # the annex, so that no note names them in full
    lists_entries: bool = False  # the list of references
    marks: QuotationMarks = ENGLISH_MARKS
    entries: dict[str, int] = field(default_factory=dict)  # of the list, as they were first cited
    sources: Mapping[str, CitedSource] = {}
    _naming: SourceNaming | None = None
    _first: dict[str, int] = field(default_factory=dict)
    _printed: dict[tuple[str, int], list[Printed]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.marks = quotation_marks(self.labels)
        self.sources = cited_sources(self.seeds, self.records, self.items)

    @property
    def naming(self) -> SourceNaming:
        """How this document names its sources."""
        if self._naming is None:
            self._naming = source_naming(self.style, self.labels, self.sources)
        return self._naming

    def speak(self, labels: Labels) -> None:
        """Go on in the words of another language."""
        self.labels, self.language, self.marks = labels, labels.language, quotation_marks(labels)
        self._naming = None

    def author(self, group: CitationGroup) -> str:
        """Whom a sentence names when the source stands in it."""
        match group.citations[0].target:
            case RecordRef(name) if name in self.records:
                record = self.records[name]
                return record.author or record.publisher or record.title
            case SeedRef(key) if key in self.seeds:
                meta = self.seeds[key].meta
                return meta.author or meta.title
            case RecordRef(name) | SeedRef(name):
                return f"@{name}"

    def note(
        self, group: CitationGroup, claim: Claim | None, number: int
    ) -> Callable[[], tuple[Inline, ...]]:
        """Keep what note `number` rests on; returns what says it, closed if that is the style."""
        said = self._cited(group, claim, number)
        return lambda: self.naming.closed(self._joined(said))

    def citations(
        self, group: CitationGroup, claim: Claim | None, number: int
    ) -> tuple[Inline, ...]:
        """Each citation's pinpoint and the words it rests on, as note `number` says them."""
        return self._joined(self._cited(group, claim, number))

    def _cited(self, group: CitationGroup, claim: Claim | None, number: int) -> list[_Saying]:
        return [self._citation(citation, claim, number) for citation in group.citations]

    def _joined(self, said: Iterable[_Saying]) -> tuple[Inline, ...]:
        parts: list[Inline] = []
        for index, say in enumerate(said):
            if index:
                parts.append(Text(self.style.between))
            parts.extend(say())
        return tuple(parts)

    def _citation(self, citation: Citation, claim: Claim | None, number: int) -> _Saying:
        match citation.target:
            case RecordRef() as target:
                say = self._record(target, number)
            case SeedRef() as target:
                say = self._seed(target, claim, number)
        if not (citation.prefix or citation.suffix):
            return say
        return lambda: self._affixed(citation, say())

    def _affixed(self, citation: Citation, said: list[Inline]) -> list[Inline]:
        before, behind = (
            typographic(words, marks=self.marks) for words in (citation.prefix, citation.suffix)
        )
        prefix = [Text(before + " ")] if before else []
        suffix = [Text(", " + behind)] if behind else []
        return [*prefix, *said, *suffix]

    def _record(self, target: RecordRef, number: int) -> _Saying:
        name = target.id
        if name not in self.records:
            return lambda: [Text(canonical_citation(target))]
        kept = self.evidence.setdefault(number, [])
        kept.append(lambda: NoteEvidence(name, canonical_citation(target)))
        notes = self.records_cited_in.setdefault(name, [])
        if number not in notes:
            notes.append(number)
        name_it = self._naming_in(self.sources[name], number)
        return lambda: name_it(places_named(target.places, self.labels), {})

    def _seed(self, target: SeedRef, claim: Claim | None, number: int) -> _Saying:
        seed = self.seeds.get(target.key)
        paragraphs = list(cited_paragraphs(seed, target)) if seed else []
        if seed is None or not paragraphs:
            return lambda: [Text(canonical_citation(target))]
        for paragraph in paragraphs:
            notes = self.cited_in.setdefault((seed.key, paragraph.number), [])
            if number not in notes:
                notes.append(number)
        evidence = self._evidence(seed, target, claim)
        kept = partial(self._points_at, seed, target, paragraphs, evidence)
        self.evidence.setdefault(number, []).append(kept)
        is_printed = evidence and seed.meta.reproduce != "none"
        for held in evidence if is_printed else ():
            place = (seed.key, held.number, held.index)
            self.resting.setdefault(place, []).append(RestingNote(number, held.quoted))
        name_it = self._naming_in(self.sources[seed.key], number)
        if not is_printed or number <= self.short_until or not self.style.prints_excerpts:
            return lambda: name_it(self._pinpoint(seed, target), {})
        earlier = self._note_with(seed.key, evidence)
        if earlier:
            place_alone = partial(self._pinpoint, seed, target, with_sentences=False)
            return lambda: name_it(place_alone(), {"as_in": (self._as_in(earlier),)})
        self._printed.setdefault((seed.key, number), []).extend(evidence)
        excerpts = partial(self._excerpts, evidence, seed, with_numbers=len(paragraphs) > 1)
        return lambda: name_it(self._pinpoint(seed, target), {"excerpts": tuple(excerpts())})

    def _naming_in(
        self, source: CitedSource, number: int
    ) -> Callable[[PrintedValue, Mapping[str, PrintedValue]], list[Inline]]:
        """What names a source as the style has it in note `number`, of the place cited."""
        use, earlier = self._use(source, number), self._first.get(source.key, 0)
        entry = self.entries.setdefault(source.key, len(self.entries) + 1)
        if use in ("first", "later"):
            self._first.setdefault(source.key, number)

        def named(place: PrintedValue, beside: Mapping[str, PrintedValue]) -> list[Inline]:
            values: dict[str, PrintedValue] = {
                "place": place,
                "entry": (Link((Text(str(entry)),), f"#{entry_anchor(source.key)}"),),
            }
            if earlier:
                values["note"] = (Link((Text(str(earlier)),), f"#{note_anchor(earlier)}"),)
            if earlier and source.source == "record":
                values["as_in"] = (self._as_in(earlier),)
            return list(self.naming.said(source, use, values | dict(beside)))

        return named

    def _use(self, source: CitedSource, number: int) -> PatternUse:
        """Which pattern names a source in a note: by what was said before and what is listed."""
        is_record, style = source.source == "record", self.style
        if is_record and self.lists_records and style.pattern(source.kinds, "listed"):
            return "listed"
        is_short = number <= self.short_until and (is_record or self.lists_sources)
        if style.needs_list:
            is_short = not self.lists_entries
        if is_short and style.pattern(source.kinds, "short"):
            return "short"
        return "later" if source.key in self._first else "first"

    def _excerpts(
        self, evidence: tuple[Printed, ...], seed: Seed, *, with_numbers: bool
    ) -> Iterator[Inline]:
        """What is printed of each paragraph, with its number where the note cites several."""
        for count, (number, words) in enumerate(quoted_by_paragraph(evidence, self.marks)):
            yield Text(("; " if count else "") + self.marks.before)
            yield from in_its_language((Text(words),), seed.meta.language, self.language)
            place = f" ({paragraph_named(seed, self.labels, number)})" if with_numbers else ""
            yield Text(self.marks.after + place)

    def _note_with(self, key: str, evidence: tuple[Printed, ...]) -> int:
        """The first note that prints all of a source that another rests on; 0 for none."""
        for (other, number), held in self._printed.items():
            if other == key and all(any(one.has(each) for one in held) for each in evidence):
                return number
        return 0

    def _points_at(
        self,
        seed: Seed,
        target: SeedRef,
        paragraphs: list[SeedParagraph],
        evidence: tuple[Printed, ...],
    ) -> NoteEvidence:
        text = {paragraph.number: paragraph.text for paragraph in paragraphs}
        shown = evidence if seed.meta.reproduce != "none" else ()
        excerpts = tuple(excerpt(held, text[held.number]) for held in shown)
        numbers = tuple(paragraph.number for paragraph in paragraphs)
        return NoteEvidence(seed.key, canonical_citation(target), numbers, excerpts)

    def short(self, group: CitationGroup) -> str:
        """Whose words a citation of one source leads to, and where: "Ulislam, ¶3"."""
        citation = group.citations[0]
        match citation.target:
            case SeedRef() as target if target.key in self.seeds:
                seed = self.seeds[target.key]
                return f"{self.author(group)}, {plain_text(self._pinpoint(seed, target))}"
            case _:
                return self.author(group)

    def _as_in(self, number: int) -> Link:
        """A link to another note, whose number stands by itself: a writer may count it anew."""
        before, _, after = self.labels.word("as_in", note="\0").partition("\0")
        words = (Text(before), Text(str(number)), Text(after))
        return Link(tuple(one for one in words if one.value), f"#{note_anchor(number)}")

    def _pinpoint(
        self, seed: Seed, target: SeedRef, *, with_sentences: bool = True
    ) -> tuple[Inline, ...]:
        several = len(target.ranges) > 1

        def sentences(written: Range) -> str:
            if not written.sentences or not with_sentences:
                return ""
            named = self._sentences(written)
            return f" ({named})" if several else f", {named}"

        return tuple(self.places(seed).printed(target.ranges, sentences))

    def places(self, seed: Seed) -> SeedPlaces:
        return SeedPlaces(seed, self.labels, lambda number: f"#{source_anchor(seed.key, number)}")

    def _sentences(self, written: Range) -> str:
        spans = [from_to(str(part.first), str(part.last)) for part in written.sentences]
        if spans == [str(written.sentences[0].first)]:
            return self.labels.word("sentence", number=spans[0])
        return self.labels.word("sentences", numbers=self.labels.listed(spans))

    def _evidence(self, seed: Seed, target: SeedRef, claim: Claim | None) -> tuple[Printed, ...]:
        """The sentences that the claim rests on, as far as a note prints them."""
        stated = cited_sentences(seed, target, self.lexicons, self.language)
        said = said_in(claim, self.lexicons.of(self.language))
        found = resting(ranked(said, stated))[:_MOST_EXCERPTS]
        return printed(tuple(sorted(found, key=lambda each: each.stated.place)))
