"""`<name>.answers.yaml` beside a brief, or beside caveats: answers, as people and we read them."""

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

from msgspec import Struct
from msgspec.structs import asdict

from generator.config.conversion import Locate, conform
from generator.config.files import ANSWERS, stands
from generator.config.text import read_text
from generator.config.yaml import read_yaml
from generator.diagnostics import Diagnostic, Span, codes, diagnose, refuse
from generator.diagnostics.codes import PROMISE, SETTABLE


class KeptAnswer(Struct, frozen=True):
    """An answer to a finding. It holds as long as the finding, the claim and its sources do."""

    code: str  # Of a rule of families C or T: C014.
    finding: str  # What was found.
    words: str  # Where: the words that the finding marks.
    reason: str  # Why it may stand.
    by: str  # Who says so.
    claim: str  # SHA-256, hexadecimal, of the words of the claim.
    sources: str  # SHA-256, hexadecimal, of the sentences that it cites.

    @property
    def question(self) -> tuple[str, ...]:
        """What the answer rests on. A finding that differs in any part is not answered."""
        return (self.code, self.finding, self.words, self.claim, self.sources)


PlacedAnswers = Mapping[KeptAnswer, Span]
"""Answers, each with its place in the file."""

NO_ANSWERS: PlacedAnswers = {}


def answers_beside(path: Path) -> Path:
    """Where the answers to the findings in a brief, or in caveats, are kept."""
    return path.with_suffix(".answers.yaml")


def read_answers(path: Path, file: str) -> PlacedAnswers:
    """The answers in a file; none if there is no file. Raises BriefError with every fault."""
    if not stands(path):
        return NO_ANSWERS
    code = codes.BAD_ANSWERS
    data, locate = read_yaml(read_text(path, file, ANSWERS, code=code), file, code=code)
    kept = conform(tuple[KeptAnswer, ...], data or [], locate, code=code)
    refuse(_faults(kept, locate))
    return {answer: locate((index,)) for index, answer in enumerate(kept)}


_DIGEST = re.compile(r"[0-9a-f]{64}")


def _faults(kept: tuple[KeptAnswer, ...], locate: Locate) -> Iterator[Diagnostic]:
    """The faults of an answer, each at its own line."""
    seen: set[tuple[str, ...]] = set()
    for index, answer in enumerate(kept):
        for name, message, hint in _unsound(answer):
            yield diagnose(codes.BAD_ANSWERS, message, locate((index, name)), hint=hint)
        if answer.question in seen:
            message, hint = "this finding is answered twice", "keep one of the answers"
            yield diagnose(codes.BAD_ANSWERS, message, locate((index, "code")), hint=hint)
        seen.add(answer.question)


def _unsound(answer: KeptAnswer) -> Iterator[tuple[str, str, str]]:
    """The wrong key, why it is wrong, and what to do."""
    if answer.code in PROMISE:
        hint = "remove the answer and correct the citation"
        yield "code", f"{answer.code} is a citation error: it cannot be answered", hint
    elif answer.code not in SETTABLE:
        yield (
            "code",
            f"`{answer.code}` cannot be answered",
            "see `brief docs codes`, families C and T",
        )
    if not answer.reason.strip():
        yield "reason", "this answer gives no reason", "say why the text is right as it stands"
    if not answer.by.strip():
        yield "by", "this answer does not say who gave it", "write by: and a name"
    for name in ("claim", "sources"):
        if not _DIGEST.fullmatch(getattr(answer, name)):
            hint = "nobody writes digests by hand: remove the answer, and use `brief answer`"
            yield name, f"`{name}` is no digest", hint


_HEAD = (
    "# Answers to what `brief check` asks about {name}.\n"
    "# `brief answer` writes them. Take one out, and the question is put again.\n"
)


def written_answers(answers: Iterable[KeptAnswer], name: str) -> str:
    """The text of a file of answers to the findings in the file `name`, in a set order."""
    entries = [_entry(answer) for answer in sorted(answers, key=lambda each: each.question)]
    return "\n".join([_HEAD.format(name=name), *entries])


def _entry(answer: KeptAnswer) -> str:
    # Words as JSON writes them are YAML in double quotation marks (YAML 1.2, 1.3).
    said = asdict(answer).items()
    lines = (f"{key}: {json.dumps(value, ensure_ascii=False)}" for key, value in said)
    return "- " + "\n  ".join(lines) + "\n"
