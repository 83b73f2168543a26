"""From a note back to the sentences of the sources that it cites."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet

from msgspec import Struct

from generator.briefs.brief import Citation, Claim, RecordRef, SeedRef, Stretch
from generator.briefs.citations import canonical_citation
from generator.briefs.claims import claims_closed
from generator.checks.evidence import Evidence, cited_sentences
from generator.checks.support import said_in, supports
from generator.diagnostics import Diagnostic, Span
from generator.seeds.places import cited_as
from generator.seeds.records import Record

Rests = AbstractSet[tuple[str, str, int]]
"""The sentences that a note shows: seed, paragraph, and where in it they begin."""


class CitedSentence(Struct, frozen=True):
    """A sentence of a cited paragraph. `marks` is what it has in common with the claim.

    `place` names the paragraph as the source counts: ¶3, Art. 5(2). `shown` says that the note
    prints it as what the claim rests on.
    """

    paragraph: str
    place: str
    number: int  # of the sentence in its paragraph, from 1
    text: str
    marks: tuple[Stretch, ...]
    shown: bool


class TracedCitation(Struct, frozen=True):
    """A citation and what it points at: sentences of a seed, or a record, which has none."""

    citation: Citation
    sentences: tuple[CitedSentence, ...]
    record: Record | None = None

    @property
    def written(self) -> str:
        """The citation in its canonical spelling, as the author pinned it down."""
        return canonical_citation(self.citation.target)

    @property
    def key(self) -> str:
        """The seed's key, or the record's id."""
        match self.citation.target:
            case SeedRef(key) | RecordRef(key):
                return key


class Trace(Struct, frozen=True):
    """A note: its claim, what it cites, and what the checks say about both."""

    note: int
    place: Span
    point: int  # the key point that it stands in, from 1; 0 for none
    claim: str
    spans: tuple[Span, ...]  # of the claim and of its bracket
    citations: tuple[TracedCitation, ...]
    findings: tuple[Diagnostic, ...]


class Answer(Struct, frozen=True):
    """What a place of the brief rests on, and what the checks found there.

    `words` are those of the place, if it is more than one note.
    """

    title: str
    words: str
    traces: tuple[Trace, ...]
    findings: tuple[Diagnostic, ...]


def trace_notes(
    evidence: Evidence,
    notes: Mapping[Span, int],
    points: Mapping[Span, int],
    shown: Mapping[int, Rests],
    found: tuple[Diagnostic, ...],
) -> Iterator[Trace]:
    """Every note that cites, in order.

    `notes` leads from the place of a bracket to its note, `points` to its key point; `shown` are
    the sentences that each note prints.
    """
    claims = claims_closed(evidence.bodies)
    groups = {span: group for body in evidence.bodies for span, group in body.groups.items()}
    for span in sorted(notes, key=lambda span: (notes[span], span)):
        if span not in groups:
            continue
        claim = claims.get(span) or Claim("", groups[span], (), span)
        number = notes[span]
        yield Trace(
            note=number,
            place=span,
            point=points.get(span, 0),
            claim=claim.text,
            spans=(claim.span, span),
            citations=tuple(
                _traced(citation, claim, evidence, shown.get(number, frozenset()))
                for citation in groups[span].citations
            ),
            findings=tuple(f for f in found if f.span.meets(span) or f.span.meets(claim.span)),
        )


def _traced(citation: Citation, claim: Claim, evidence: Evidence, shown: Rests) -> TracedCitation:
    match citation.target:
        case RecordRef(name):
            return TracedCitation(citation, (), evidence.records.get(name))
        case SeedRef() as target:
            return TracedCitation(citation, tuple(_cited_sentences(target, claim, evidence, shown)))


def _cited_sentences(
    target: SeedRef, claim: Claim, evidence: Evidence, shown: Rests
) -> Iterator[CitedSentence]:
    seed = evidence.seeds.get(target.key)
    if seed is None:
        return
    language = evidence.language_at(claim.span)
    stated = cited_sentences(seed, target, evidence.lexicons, language)
    said = said_in(claim, evidence.lexicons.of(language))
    for each in supports(said, stated):
        at = each.stated
        yield CitedSentence(
            paragraph=at.paragraph.number,
            place=cited_as(at.paragraph.number, seed),
            number=at.number,
            text=each.text,
            marks=each.marks,
            shown=(target.key, at.paragraph.number, at.sentence.start) in shown,
        )
