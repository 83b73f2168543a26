"""Which findings are answered, and which answers no longer hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator.answers.file import NO_ANSWERS, KeptAnswer, PlacedAnswers
from generator.briefs.brief import Claim, RecordRef, SeedRef
from generator.checks.evidence import Evidence
from generator.diagnostics import Diagnostic, GivenAnswer, Severity, Span, codes, diagnose
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

    That is each claim; of the brief also each key point and each value of the front matter. What is
    cited has no digest ("") while a citation leads nowhere: the words are wrong, or a source is.
    """
    brief = evidence.brief
    spans = [claim.span for claim in evidence.claims]
    spans += [point.span for point in brief.key_points]
    for span in (*spans, *brief.places.values()):
        if span.file == file:
            _, claim, sources = _rests_on(span, evidence)
            yield claim, "" if _leads_nowhere(span, evidence) else sources


def _leads_nowhere(span: Span, evidence: Evidence) -> bool:
    groups = (claim.group for claim in evidence.claims_at(span) if claim.group)
    targets = (citation.target for group in groups for citation in group.citations)
    return any(isinstance(it, SeedRef) and not evidence.paragraphs(it) for it in targets)


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


class LapsedAnswer(Struct, frozen=True):
    """An answer that no longer holds, why, and the finding of today that asks the same again."""

    answer: KeptAnswer
    place: Span  # in the file of answers
    again: Diagnostic | None
    why: str

    @property
    def finding(self) -> Diagnostic:
        """The finding about it: at the finding that asks again, or else at its own place."""
        answer, again = self.answer, self.again
        mend = "read it again, then correct it or answer again" if again else "remove the answer"
        hint = f"it said “{answer.reason}” ({answer.by}); {mend}"
        message = f"the answer to {answer.code} has lapsed: {self.why}"
        place = again.span if again else self.place
        return diagnose(codes.LAPSED_ANSWER, message, place, hint=hint)


class Answers(Struct, frozen=True):
    """What has been said to the findings about a brief, by the file in which each stands."""

    kept: Mapping[str, PlacedAnswers]
    evidence: Evidence

    def in_file(self, file: str) -> PlacedAnswers:
        return self.kept.get(file, NO_ANSWERS)

    def settled(self, finding: Diagnostic) -> Diagnostic:
        """A finding with the answer that was given to it, as a note; any other as it is."""
        kept = self.in_file(finding.span.file)
        if not kept or not may_be_answered(finding, self.evidence):
            return finding
        question = question_of(finding, self.evidence)
        found = next((each for each in kept if each.question == question), None)
        if found is None:
            return finding
        answer = GivenAnswer(found.reason, found.by)
        return replace(finding, severity=Severity.NOTE, answer=answer)

    def lapsed(self, found: Iterable[Diagnostic]) -> Iterator[LapsedAnswer]:
        """Each answer whose claim or sources have changed since, among the findings of today."""
        every = tuple(found)
        for file, kept in self.kept.items():
            own = [finding for finding in every if finding.span.file == file]
            yield from self._lapsed_in(file, kept, own)

    def _lapsed_in(
        self, file: str, kept: PlacedAnswers, found: Iterable[Diagnostic]
    ) -> Iterator[LapsedAnswer]:
        asked = [finding for finding in found if may_be_answered(finding, self.evidence)]
        now = {question_of(finding, self.evidence): finding for finding in asked}
        rest = {answer: span for answer, span in kept.items() if answer.question not in now}
        there = frozenset(digests_in(file, self.evidence)) if rest else frozenset()
        unanswered = {question: each for question, each in now.items() if each.answer is None}
        for answer, span in rest.items():
            again = _asked_again(answer, unanswered)
            same = {(answer.claim, answer.sources), (answer.claim, "")}
            if again is not None or same.isdisjoint(there):
                yield LapsedAnswer(answer, span, again, _what_changed(answer, there))


def _asked_again(
    answer: KeptAnswer, asked: Mapping[tuple[str, ...], Diagnostic]
) -> Diagnostic | None:
    """The finding of today that an answer was given to before something changed."""
    code, finding, words, claim, sources = answer.question
    alike = [(question, each) for question, each in asked.items() if question[0] == code]
    for index, part in ((3, claim), (1, finding), (2, words), (4, sources)):
        for question, each in alike:
            if question[index] == part:
                return each
    return None


def _what_changed(answer: KeptAnswer, there: frozenset[tuple[str, str]]) -> str:
    if (answer.claim, answer.sources) in there:
        return "the finding there is another one now"
    if any(claim == answer.claim for claim, _ in there):
        return "what the claim cites has changed"
    return "the words of the claim have changed"
