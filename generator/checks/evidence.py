"""What the checks compare: the brief and everything that it may cite, to single sentences."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain
from typing import Any

from msgspec import Struct, field

from generator.briefs.brief import Body, Brief, Claim, RecordRef, SeedRef
from generator.briefs.structure import language_of_part
from generator.checks.tokens import TokenText, of_source
from generator.diagnostics import Span
from generator.language.lexicon import Lexicons, lexicons
from generator.language.scales import SCALES, Scale, scale_of
from generator.language.sentences import Sentence
from generator.markdown.syntax import walk
from generator.recall.once import remembered
from generator.seeds.records import Record
from generator.seeds.seed import Seed, SeedParagraph
from generator.templates.rules import Rules
from generator.workspace.settings import Settings


class Evidence(Struct, frozen=True):
    """A brief, the seeds and records within reach, and the bodies of the caveats it carries.

    `keys` names every seed of the workspace and `record_ids` every record, also those that could
    not be read, or that nothing cites; None where their file is not read. `beside` is what the desk
    says in other files and the brief prints: notes of records, descriptions of sources.
    `declarer` finds a template of the workspace that declares a block, by the block's name.
    `caveat_texts` are the texts of the caveats by the names of their files.
    """

    brief: Brief
    seeds: Mapping[str, Seed]
    records: Mapping[str, Record]
    keys: tuple[str, ...] = ()
    record_ids: frozenset[str] | None = frozenset()
    caveats: tuple[Body, ...] = ()
    settings: Settings = field(default_factory=Settings)
    rules: Rules = field(default_factory=Rules)
    beside: tuple[Claim, ...] = ()
    declarer: Callable[[str], str | None] = lambda _: None
    caveat_texts: Mapping[str, str] = field(default_factory=dict)
    found: dict[Any, dict[Any, Any]] = field(default_factory=dict)  # see `remembered`

    @property
    def language(self) -> str:
        """The language of the brief, as a tag."""
        return self.brief.front.lang or self.settings.language

    def language_at(self, span: Span) -> str:
        """The language at a place: that of the part `::: {lang=fr}` it is in, else the brief's."""
        parts = _parts_in_languages(self)
        if span.file not in parts:
            return self.language
        line = span.start.line
        inside = [one for first, last, one in parts[span.file] if first <= line <= last]
        return inside[-1] if inside else self.language

    @property
    def lexicons(self) -> Lexicons:
        """The lexicons of the house."""
        return _lexicons_of_house(self)

    @property
    def scale(self) -> Scale:
        name = self.brief.front.scale or self.settings.scale
        return scale_of(name if name in SCALES else "icd203", self.language)

    @property
    def bodies(self) -> tuple[Body, ...]:
        """Every body whose words the brief prints."""
        return (self.brief.body, *self.caveats)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of the bodies, those of each beside its running text behind the others."""
        return tuple(claim for body in self.bodies for claim in (*body.claims, *body.asides))

    def claims_at(self, span: Span) -> list[Claim]:
        """The claims that share a character with a place, in their order."""
        said_on, near = _claims_by_line(self), dict[int, Claim]()
        for line in range(span.start.line, span.end.line + 1):
            near |= said_on.get((span.file, line), {})
        return [claim for _, claim in sorted(near.items()) if claim.span.meets(span)]

    @property
    def texts(self) -> Mapping[str, str]:
        """The text of the brief and of each caveat it carries, by the names of their files."""
        return {self.brief.file: self.brief.source, **self.caveat_texts}

    @property
    def cited_seeds(self) -> Mapping[str, Seed]:
        """The seeds that the brief or a caveat it carries cites, those of the brief first."""
        return _cited_seeds(self)

    @property
    def sources(self) -> tuple[str, ...]:
        """The keys of all sources of the brief, seeds listed or cited, then records cited."""
        return _sources(self)

    @property
    def cited_records(self) -> dict[str, Record]:
        """The records that the brief or a caveat it carries cites, of those that there are."""
        return {name: self.records[name] for name in self.sources if name in self.records}

    def paragraphs_of(self, target: SeedRef | RecordRef) -> Iterator[SeedParagraph]:
        """The paragraphs that a citation names; none of a record, whose words are not kept."""
        if isinstance(target, SeedRef):
            yield from self.paragraphs(target)

    def seeds_cited(self, claim: Claim) -> tuple[tuple[Seed, SeedRef], ...]:
        """Each seed that a claim cites, and where; none if it cites anything else beside them."""
        citations = claim.group.citations if claim.group and claim.text else ()
        cited: list[tuple[Seed, SeedRef]] = []
        for target in (citation.target for citation in citations):
            seed = self.seeds.get(target.key) if isinstance(target, SeedRef) else None
            if seed is None or not isinstance(target, SeedRef):
                return ()
            cited.append((seed, target))
        return tuple(cited)

    @remembered
    def paragraphs(self, target: SeedRef) -> tuple[SeedParagraph, ...]:
        """The existing paragraphs that a citation names, in the seed's order."""
        seed = self.seeds.get(target.key)
        return tuple(cited_paragraphs(seed, target)) if seed else ()


@remembered
def _lexicons_of_house(evidence: Evidence) -> Lexicons:
    return lexicons(evidence.settings.names)


@remembered
def _cited_seeds(evidence: Evidence) -> Mapping[str, Seed]:
    keys = dict.fromkeys(ref.key for ref in _cited_targets(evidence) if isinstance(ref, SeedRef))
    return {key: evidence.seeds[key] for key in keys if key in evidence.seeds}


@remembered
def _sources(evidence: Evidence) -> tuple[str, ...]:
    records = (ref.id for ref in _cited_targets(evidence) if isinstance(ref, RecordRef))
    return tuple(dict.fromkeys((*evidence.brief.front.seeds, *evidence.cited_seeds, *records)))


def _cited_targets(evidence: Evidence) -> Iterator[SeedRef | RecordRef]:
    return chain.from_iterable(body.targets for body in evidence.bodies)


@remembered
def _claims_by_line(evidence: Evidence) -> Mapping[tuple[str, int], Mapping[int, Claim]]:
    """By file and line the claims there, each by its number; a table has as many as findings."""
    found: dict[tuple[str, int], dict[int, Claim]] = {}
    for number, claim in enumerate(evidence.claims):
        for line in range(claim.span.start.line, claim.span.end.line + 1):
            found.setdefault((claim.span.file, line), {})[number] = claim
    return found


@remembered
def _parts_in_languages(evidence: Evidence) -> Mapping[str, Sequence[tuple[int, int, str]]]:
    """By file its parts in a language of their own: the first line, the last, the language."""
    found: dict[str, list[tuple[int, int, str]]] = {}
    for body in evidence.bodies:
        for node in filter(language_of_part, body.markdown.of_kind.get("div", ())):
            last = max((one.span.end.line for one in walk(node.children)), default=0)
            part = (node.span.start.line, last, language_of_part(node))
            found.setdefault(node.span.file, []).append(part)
    return found


def cited_paragraphs(seed: Seed, target: SeedRef) -> Iterator[SeedParagraph]:
    """The paragraphs of a seed that a citation names, in the seed's order."""
    if len(target.ranges) == 1 and target.ranges[0].first == target.ranges[0].last:
        paragraph = seed.paragraph(target.ranges[0].first)
        if paragraph is not None:
            yield paragraph
        return
    numbers = seed.numbers
    wanted: set[str] = set()
    for written in target.ranges:
        if written.first in numbers and written.last in numbers:
            first, last = numbers.index(written.first), numbers.index(written.last)
            wanted.update(numbers[first : last + 1])
    yield from (paragraph for paragraph in seed.paragraphs if paragraph.number in wanted)


class Stated(Struct, frozen=True):
    """A sentence of a source: `number` counts it in its paragraph, from 1.

    `passage` is the paragraph taken apart, of which it is the tokens from `first` to `last`.
    """

    seed: Seed
    paragraph: SeedParagraph
    number: int
    sentence: Sentence
    passage: TokenText
    first: int
    last: int

    @property
    def place(self) -> tuple[int, int]:
        """Where it stands in its source, in reading order."""
        return self.seed.numbers.index(self.paragraph.number), self.number


def cited_sentences(
    seed: Seed, target: SeedRef, lexicons: Lexicons, language: str
) -> Iterator[Stated]:
    """The sentences that a citation names, in order: the one that it pins down, or all.

    `language` is the brief's, where the seed does not say its own.
    """
    for each in stated_in(seed, cited_paragraphs(seed, target), lexicons, language):
        if target.takes(each.paragraph.number, each.number):
            yield each


def stated_in(
    seed: Seed, paragraphs: Iterable[SeedParagraph], lexicons: Lexicons, language: str
) -> Iterator[Stated]:
    """The sentences of paragraphs of a seed, in order."""
    lexicon = lexicons.of(seed.meta.language or language)
    for paragraph in paragraphs:
        passage = of_source(paragraph.text, paragraph.sentences, lexicon)
        each = zip(paragraph.sentences, passage.sentences, strict=True)
        for number, (sentence, tokens) in enumerate(each, 1):
            yield Stated(seed, paragraph, number, sentence, passage, *tokens)
