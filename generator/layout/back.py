"""The back of a brief: its sources as cited, how reliable they are, how to cite the brief."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from string import ascii_letters

from msgspec import Struct
from msgspec.structs import replace

from generator.briefs.brief import Brief, Judgement
from generator.document import Block, Inline, Link, Paragraph, Strong, Table, Text
from generator.language.folding import digest
from generator.language.scales import Band, Scale
from generator.layout.notes import NoteWriter
from generator.layout.references import (
    mark_anchor,
    printed_address,
    record_anchor,
    seed_reference,
    source_anchor,
)
from generator.layout.seed_places import paragraph_runs, paragraphs_named
from generator.layout.source_words import (
    excerpted_words,
    in_its_language,
    source_words,
    texts_joined,
)
from generator.layout.typography import stopped, typographic
from generator.layout.values import SaidOfBrief
from generator.seeds.seed import Seed, SeedMeta, SeedParagraph
from generator.templates.labels import Labels


def how_far_printed(meta: SeedMeta, labels: Labels) -> str:
    """How much of a source the annex prints, and what is said of its licence, if that is why."""
    if meta.reproduce == "excerpt" and meta.licence.strip():
        return labels.word("annex_licensed", licence=meta.licence.strip().rstrip("."))
    return labels.word(f"annex_{meta.reproduce}")


def _run_digest(run: Sequence[SeedParagraph]) -> str:
    """The digest of a paragraph; that of several is made of theirs, each on a line of its own."""
    each = [paragraph.digest for paragraph in run]
    return each[0] if len(each) == 1 else digest("\n".join(each))


class BackMatter(Struct, frozen=True):
    """Writes from the notes of a document, so only once they are numbered."""

    brief: Brief
    seeds: Mapping[str, Seed]
    labels: Labels
    writer: NoteWriter
    house_language: str = ""  # in which the house describes its sources

    def paragraphs(self, seed: Seed) -> Iterator[Block]:
        """Each paragraph of a source, numbered as cited, and the notes that cite it.

        Those that are neither cited nor printed are one line for all that follow one another: a
        long report would else fill pages with them.
        """
        for run in paragraph_runs(seed, lambda one: self._is_passed_over(seed, one)):
            first, last = run[0].number, run[-1].number
            place = paragraphs_named(seed, self.writer.labels, first, last)
            label = Strong((Text(place.replace(" ", "\u00a0")),))  # the text hangs on the space
            said = (label, Text(" "), *self._text(seed, run))
            yield Paragraph(said, "source", source_anchor(seed.key, first))
            yield Paragraph(self._cited_in(seed, run[0]), "source-cited")

    def _is_passed_over(self, seed: Seed, paragraph: SeedParagraph) -> bool:
        is_cited = (seed.key, paragraph.number) in self.writer.cited_in
        return seed.meta.reproduce != "full" and not is_cited

    def _text(self, seed: Seed, run: Sequence[SeedParagraph]) -> Iterator[Inline]:
        """As much of a paragraph as may be printed, with the notes that rest on its sentences."""
        paragraph = run[0]
        resting = [
            (sentence, self.writer.resting.get((seed.key, paragraph.number, index), ()))
            for index, sentence in enumerate(paragraph.sentences)
        ]
        if seed.meta.reproduce == "full":
            yield from self._of_source(seed, source_words(paragraph.text, resting))
        elif seed.meta.reproduce == "none" or not any(notes for _, notes in resting):
            word = self.labels.word("not_reproduced", digest=_run_digest(run)[:16] + "…")
            yield Text(word)
        else:
            yield from self._of_source(seed, excerpted_words(resting))

    def _of_source(self, seed: Seed, words: Iterable[Inline]) -> tuple[Inline, ...]:
        return in_its_language(words, seed.meta.language, self.writer.language)

    def _cited_in(self, seed: Seed, paragraph: SeedParagraph) -> tuple[Inline, ...]:
        notes = self.writer.cited_in.get((seed.key, paragraph.number), [])
        return self._links_to(notes) if notes else (Text(self.labels.word("not_cited")),)

    def _links_to(self, notes: list[int]) -> tuple[Inline, ...]:
        form = self.labels.word("cited_once" if len(notes) == 1 else "cited_often", notes="\0")
        before, _, after = form.partition("\0")
        parts: list[Inline] = [Text(f"{self.labels.word('cited_in')} {before}")]
        for index, number in enumerate(notes):
            if index:
                last = index == len(notes) - 1
                parts.append(Text(f" {self.labels.joining(str(number))} " if last else ", "))
            parts.append(Link((Text(str(number)),), f"#{mark_anchor(number)}"))
        return (*parts, Text(after + "."))

    def records_cited(self) -> Iterator[Block]:
        """The records by their numbers, which the notes name: R2, R10, R10a."""
        cited = self.writer.records_cited_in
        names = sorted(cited, key=lambda one: (len(one.rstrip(ascii_letters)), one))
        said = {name: self.writer.sources[name] for name in names}
        days = {source.accessed for source in said.values()}
        if len(said) > 1 and len(days) == 1 and (day := days.pop()):
            # One day for all of them is said once, above them.
            word = self.labels.word("accessed", date=self.labels.day(day))
            yield Paragraph((Text(stopped(word[:1].upper() + word[1:])),), "lead-in")
            said = {name: replace(source, accessed=None) for name, source in said.items()}
        for name, source in said.items():
            reference = self.writer.naming.listed(source)
            entry = (Strong((Text(name),)), Text(" "), *reference)
            yield Paragraph(entry, "source", record_anchor(name))
            yield Paragraph(self._links_to(cited[name]), "source-cited")

    def statement(self) -> Iterator[Block]:
        """What the brief rests on, and how reliable that is (ICD 206, D.6)."""
        marks = self.writer.marks
        yield Paragraph((Text(self._how_many()),), "lead-in")
        for seed in self.seeds.values():
            meta = seed.meta
            grade = self.labels.word(
                "reliability",
                grade=meta.reliability,
                meaning=self.labels.word(f"reliability_{meta.reliability}"),
            )
            dated = "" if meta.published else self.labels.word("undated_source")
            count = len(seed.paragraphs)
            edition = self.labels.word("edition", edition=seed.edition.number, count=count)
            said = (
                *self._of_house(meta.description),
                *self._sentences(dated, grade),
                *self._of_house(meta.reliability_reason),
                *self._sentences(edition),
            )
            named = typographic(seed_reference(seed, self.labels), marks=marks)
            reference = Strong((Text(named),))
            address = printed_address(meta.url)
            yield Paragraph((*texts_joined((reference, *address, Text("."), *said)),), "small")

    def _how_many(self) -> str:
        count = len(self.seeds)
        if not count:
            word = "only_records" if self.writer.records_cited_in else "no_source"
            return self.labels.word(word)
        return self.labels.word("one_source" if count == 1 else "many_sources", count=count)

    def _sentences(self, *sentences: str) -> tuple[Inline, ...]:
        """Each sentence with the blank before it."""
        typed = (stopped(one.strip()) for one in sentences if one)
        return tuple(Text(" " + typographic(one, marks=self.writer.marks)) for one in typed)

    def _of_house(self, words: str) -> tuple[Inline, ...]:
        return in_its_language(self._sentences(words), self.house_language, self.writer.language)

    def scale(self, scale: Scale) -> Iterator[Block]:
        lead = self.labels.word("scale_lead", scale=scale.name)
        yield Paragraph((Text(lead),), "lead-in")
        rows = tuple(self._band(band) for band in scale.bands)
        header = tuple((Text(self.labels.word(name)),) for name in ("scale_term", "scale_range"))
        yield Table(header, rows, ("left", "right"))

    def _band(self, band: Band) -> tuple[tuple[Inline, ...], tuple[Inline, ...]]:
        """A row of the scale: bold are the terms that this brief uses, and what they stand for."""
        points = self.brief.key_points
        used = {point.likelihood for point in points if isinstance(point, Judgement)}
        terms: list[Inline] = []
        for word in band.words:
            terms += [Text(", ")] if terms else []
            terms.append(Strong((Text(word),)) if word in used else Text(word))
        probability = Text(self.labels.word("percent", number=band.range))
        return tuple(terms), (Strong((probability,)) if used & {*band.words} else probability,)

    def cite(self, values: Mapping[str, SaidOfBrief]) -> Iterator[Block]:
        """How to cite the brief; by its DOI too, if it has one."""
        front, publisher = self.brief.front, values["publisher"].words
        authors = ", ".join(author.name for author in front.author)
        version = self.labels.word("cited_version", version=front.version)
        marks = self.writer.marks
        title = marks.around(typographic(front.title, marks=marks))
        parts = [authors or publisher, title, front.number, version]
        if authors and authors != publisher:
            parts.append(publisher)
        parts.append(self.labels.day(front.date))
        said: list[Inline] = [Text(", ".join(part for part in parts if part))]
        if address := values["doi"].address:
            said += (Text(", "), Link((Text(address),), address))
        yield Paragraph((*said, Text(".")), "small")
