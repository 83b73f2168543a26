"""Which findings are answered, and which answers no longer hold."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct
from msgspec.structs import replace

from generator.answers.binding import digests_in, may_be_answered, question_of
from generator.answers.file import NO_ANSWERS, KeptAnswer, PlacedAnswers
from generator.checks.evidence import Evidence
from generator.diagnostics import Diagnostic, GivenAnswer, Severity, Span, codes, diagnose


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
            if again is not None or (answer.claim, answer.sources) not in there:
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
