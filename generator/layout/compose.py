"""Brief + seeds + template → Document."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import lru_cache

from msgspec import Struct
from msgspec.structs import replace

from generator.briefs.structure import faults_of_pages
from generator.diagnostics import BriefError, Diagnostic
from generator.document import (
    ENDNOTES,
    Block,
    CitedParagraph,
    Contents,
    Document,
    Heading,
    Source,
    Text,
)
from generator.document.walking import note_marks
from generator.language.lexicon import lexicons
from generator.language.scales import scale_of
from generator.layout.arranged import Arranged, arranged
from generator.layout.back import BackMatter
from generator.layout.bibliography import BIBLIOGRAPHY, bibliography, faults_of_list
from generator.layout.convert import Converter
from generator.layout.empty_headings import headings_of_nothing
from generator.layout.evidence_map import evidence_map
from generator.layout.fences import faults_of_declared
from generator.layout.first_page import FirstPage
from generator.layout.images import faults_of_layout_images
from generator.layout.layout_words import LayoutWords
from generator.layout.linking import bad_addresses
from generator.layout.material import Material
from generator.layout.notes import NoteWriter
from generator.layout.numbering import Numbers, notes_set_apart, number_layout
from generator.layout.omissions import caveats_not_in_brief, parts_left_out
from generator.layout.skeleton import in_template, render_skeleton
from generator.layout.tokens import Slot, Tokens
from generator.layout.values import SaidOfBrief, meta_of, values_of
from generator.markdown.parse import parse
from generator.markdown.syntax import Markdown, Node, walk
from generator.seeds.seed import Seed
from generator.templates.labels import Labels, Wording
from generator.templates.template import Template
from generator.workspace.settings import Settings


def compose_document(
    material: Material,
    template: Template,
    wording: Wording,
    settings: Settings,
    *,
    draft: bool = False,
) -> tuple[Arranged, tuple[Diagnostic, ...]]:
    """The document that a template makes from a brief, and the findings.

    A draft can be made of any brief: what cannot be resolved is printed as its author wrote it.
    Raises BriefError if the template has a fault, or lacks words in a language of the brief.
    """
    return _composition(material, template, wording, settings, draft=draft).arranged()


def found_in_layout(
    material: Material,
    template: Template,
    wording: Wording,
    settings: Settings,
    found: Collection[Diagnostic],
) -> tuple[Diagnostic, ...]:
    """The findings about a document; those in the filled layout at the lines of the layouts."""
    if all(finding.span.file != template.filled for finding in found):
        return tuple(found)  # most have none there, and a layout takes long to fill
    return _composition(material, template, wording, settings, draft=True).in_layout(found)


def _composition(
    material: Material, template: Template, wording: Wording, settings: Settings, *, draft: bool
) -> _Composition:
    language = material.brief.front.lang or settings.language
    if template.length == "short":
        from generator.layout.shortening import short_brief

        material = replace(material, brief=short_brief(material.brief))
    labels, house = wording(language), lexicons(settings.names)
    values = values_of(material.brief, settings, labels)
    seeds, records, style = material.seeds, material.records, material.style
    writer = NoteWriter(seeds, records, labels, house, language, style, material.items)
    back = BackMatter(material.brief, seeds, labels, writer, settings.language)
    tokens = Tokens(template.filled)
    return _Composition(
        material, template, settings, wording, language, draft, labels, tokens, values, back
    )


class _Composition(Struct, frozen=True):
    material: Material
    template: Template
    settings: Settings
    wording: Wording
    language: str
    draft: bool
    labels: Labels
    tokens: Tokens
    values: Mapping[str, SaidOfBrief]
    back: BackMatter

    def _converter(self) -> Converter:
        # It is not kept here: it knows this composition, and a circle would have to be found.
        return Converter(
            self.tokens,
            self.material.bodies,
            self.back.writer,
            self.back.writer.language,
            self.material.assets,
            self.template.folders,
            self._fill,
            self.template.rules.blocks,
            self.wording,
        )

    def _words(self) -> LayoutWords:
        fields = self.settings.fields
        return LayoutWords(
            self.material, self.template, self.labels, self.tokens, self.values, fields
        )

    def skeleton(self) -> tuple[Node, ...]:
        """The filled layout, its slots still closed."""
        words = self._words()
        declared = tuple(faults_of_declared(self.template, self.labels, words.slots()))
        try:
            filled = render_skeleton(self.template, words.context())
        except BriefError as error:
            raise BriefError((*declared, *error.diagnostics)) from None
        parsed = _parsed_layout(filled, self.tokens.file)
        self._refuse((*declared, *parsed.diagnostics))
        return parsed.blocks

    def arranged(self) -> tuple[Arranged, tuple[Diagnostic, ...]]:
        """The document, and what is found in it. Raises BriefError for errors, if no draft."""
        skeleton, converter = self.skeleton(), self._converter()
        groups = converter.inlines.groups
        numbers = number_layout(skeleton, groups, self.tokens, self.wording, self.language)
        self._shorten_notes(numbers)
        notes = converter.notes(numbers)
        blocks = tuple(converter.blocks(skeleton, "body"))
        found = tuple(self._faults(skeleton, blocks, numbers))
        if self.draft:  # a part may have words that it has no place for, and these a note
            marked = {mark.number for mark in note_marks(blocks)}
            notes = tuple(note for count, note in enumerate(notes, 1) if count in marked)
        else:
            self._refuse(found)
        found = (*found, *caveats_not_in_brief(self.tokens, self.material.every_caveat))
        title = self.material.brief.front.title or self.material.brief.slug
        sources = tuple(self._cited(seed) for seed in self.material.seeds.values())
        has_endnotes = self.template.has_endnotes and bool(notes)
        if has_endnotes and "notes" not in numbers.slots:
            blocks += (*self._notes_heading(numbers),)
        draft = self.labels.word("draft") if self.draft else ""
        meta = meta_of(self.material, self.values, self.labels, draft=draft)
        document = Document(title, self.language, meta, blocks, (), sources, has_endnotes)
        spoken = (self.language, *numbers.languages.values())
        stops = {one: self.wording(one).plain("marks_behind") for one in spoken}
        return arranged(document, notes, stops), found

    def _faults(
        self, skeleton: tuple[Node, ...], blocks: tuple[Block, ...], numbers: Numbers
    ) -> Iterator[Diagnostic]:
        """What is wrong with a filled layout and the blocks that it became."""
        yield from numbers.found
        left_out = list(parts_left_out(self.tokens, self.template, self.values))
        if BIBLIOGRAPHY not in numbers.slots:
            left_out += faults_of_list(self.template, self.material.style)
        yield from left_out
        yield from bad_addresses(skeleton)
        yield from notes_set_apart(skeleton, self.tokens)
        yield from faults_of_layout_images(skeleton)
        yield from faults_of_pages(skeleton, walk(skeleton))
        if not left_out:  # else a heading may wait for what is left out
            yield from headings_of_nothing(blocks, self.tokens.file)
        if self.template.length == "short":
            from generator.layout.shortening import faults_of_summary

            yield from faults_of_summary(self.material.brief)

    def _shorten_notes(self, numbers: Numbers) -> None:
        """Leave out of notes what the annex prints: that of this file, or of the whole brief."""
        writer, template = self.back.writer, self.template
        is_extract = template.short_notes and template.length != "full"
        writer.lists_sources = numbers.slots.issuperset(f"paragraphs:{k}" for k in writer.seeds)
        writer.lists_records = is_extract or "records" in numbers.slots
        writer.lists_entries = BIBLIOGRAPHY in numbers.slots
        if is_extract or (template.short_notes and writer.lists_sources):
            writer.short_until = numbers.above_sections

    def _cited(self, seed: Seed) -> Source:
        cited = (p for p in seed.paragraphs if (seed.key, p.number) in self.back.writer.cited_in)
        return Source(
            key=seed.key,
            title=seed.meta.title,
            edition=seed.edition.number,
            original_digest=seed.edition.original_digest,
            paragraphs=tuple(CitedParagraph(p.number, p.digest) for p in cited),
        )

    def _refuse(self, found: Collection[Diagnostic]) -> None:
        """Raise what there is of errors, those in the filled layout at the line of the file."""
        if any(finding.is_error for finding in found):
            raise BriefError(self.in_layout(found))

    def in_layout(self, found: Collection[Diagnostic]) -> tuple[Diagnostic, ...]:
        """The findings, those in the filled layout at the line of the file."""
        return in_template(self.template, self._words().context(), found, self.tokens.file)

    # --- filling slots ------------------------------------------------------------------

    def _fill(self, converter: Converter, slot: Slot) -> Iterator[Block] | None:
        """What a slot holds, where that is not simply the author's blocks in order."""
        name, _, key = slot.name.partition(":")
        fill = self._fillers(converter).get(name)
        return fill(key) if fill else None

    def _fillers(self, converter: Converter) -> Mapping[str, Callable[[str], Iterator[Block]]]:
        """By the name of a slot what fills it; the key is that of a source, where it has one."""
        brief, back, numbers = self.material.brief, self.back, converter.inlines.numbers
        scale = scale_of(brief.front.scale or self.settings.scale, self.language)
        has_more = self.template.length == "full"
        page = FirstPage(
            brief,
            self.material.every_caveat,
            self.labels,
            converter,
            self.settings.language,
            has_more=has_more,
        )
        return {
            "key_points": lambda _: page.key_points(),
            "caveats": lambda _: page.caveats_in_full(),
            "caveats_in_brief": lambda _: page.caveats_in_brief(),
            "glance": lambda _: page.figures(),
            "paragraphs": lambda key: back.paragraphs(self.material.printed(key)),
            "evidence": lambda key: evidence_map(
                back.writer, self.material.seeds[key], brief.key_points, numbers
            ),
            "records": lambda _: back.records_cited(),
            BIBLIOGRAPHY: lambda _: bibliography(back.writer),
            "statement": lambda _: back.statement(),
            "scale": lambda _: back.scale(scale),
            "contents": lambda _: self._contents(),
            "more_points": lambda _: page.more_points(),
            "notes": lambda _: self._notes_heading(numbers),
            "cite": lambda _: back.cite(self.values),
        }

    def _notes_heading(self, numbers: Numbers) -> Iterator[Block]:
        """The heading that the notes stand below, where they do not at the foot of pages."""
        if numbers.marks:
            words = (Text(self.labels.word("map_notes")),)
            yield Heading(2, words, ENDNOTES, numbered=False)

    def _contents(self) -> Iterator[Block]:
        yield Contents(self.labels.word("contents"), self.template.contents)


@lru_cache(maxsize=16)  # briefs with the same parts and fields fill a layout alike, but for words
def _parsed_layout(rendered: str, file: str) -> Markdown:
    return parse(rendered, file)
