"""What an answer rests on: a finding, the words of its claim, and the sentences these cite."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import msgspec

from generator.answers.file import KeptAnswer
from generator.briefs.brief import Claim, RecordRef, SeedRef
from generator.checks.evidence import Evidence
from generator.diagnostics import Diagnostic, GivenAnswer, Span
from generator.diagnostics.codes import SETTABLE
from generator.diagnostics.fixes import words_at
from generator.language.folding import digest

_LONGEST = 80  # characters of the words that a finding marks: enough to know them by


def may_be_answered(finding: Diagnostic, evidence: Evidence) -> bool:
    """Whether a person's word can settle it: wording or tradecraft, and no error.

    It stands in the brief, or in the caveats on one of its sources.
    """
    is_rule = finding.code in SETTABLE and not finding.is_error
    return is_rule and finding.span.file in evidence.texts


def kept_answer(finding: Diagnostic, evidence: Evidence, said: GivenAnswer) -> KeptAnswer:
    """An answer to a finding, bound to everything that it rests on."""
    words, claim, sources = _rests_on(finding.span, evidence)
    return KeptAnswer(
        code=finding.code,
        finding=" ".join(finding.message.split()),
        words=words,
        reason=said.reason,
        by=said.by,
        claim=claim,
        sources=sources,
    )


def question_of(finding: Diagnostic, evidence: Evidence) -> tuple[str, ...]:
    """What an answer to a finding would rest on, in the form in which answers are kept."""
    return kept_answer(finding, evidence, GivenAnswer("", "")).question


def digests_in(file: str, evidence: Evidence) -> Iterator[tuple[str, str]]:
    """The digests of what is said in a file now, and of what it cites.

    That is each claim; of the brief also each key point and each value of the front matter.
    """
    brief = evidence.brief
    spans = [claim.span for claim in evidence.claims]
    spans += [point.span for point in brief.key_points]
    for span in (*spans, *brief.places.values()):
        if span.file == file:
            _, claim, sources = _rests_on(span, evidence)
            yield claim, sources


def _rests_on(span: Span, evidence: Evidence) -> tuple[str, str, str]:
    """The words at a place, and the digests of the claims there and of the sentences they cite.

    Where there is no claim, as in the front matter, the words at the place stand for one.
    """
    words = " ".join(words_at(evidence.texts[span.file], span).split())
    claims = evidence.claims_at(span)
    said = " ".join(claim.text for claim in claims) or words
    return words[:_LONGEST], digest(said), digest("\n".join(_cited_words(claims, evidence)))


def _cited_words(claims: Iterable[Claim], evidence: Evidence) -> Iterator[str]:
    for claim in claims:
        for citation in claim.group.citations if claim.group else ():
            yield from _sentences_cited(citation.target, evidence)


def _sentences_cited(target: SeedRef | RecordRef, evidence: Evidence) -> Iterator[str]:
    """The words that a citation names; for a record, whose words are not kept, its entry."""
    if isinstance(target, RecordRef):
        record = evidence.records.get(target.id)
        yield msgspec.json.encode(record).decode()
        return
    for paragraph in evidence.paragraphs(target):
        if not target.pins(paragraph.number):
            yield paragraph.text
            continue
        for number, sentence in enumerate(paragraph.sentences, 1):
            if target.takes(paragraph.number, number):
                yield sentence.text
