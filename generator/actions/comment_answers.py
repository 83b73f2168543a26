"""Answers to findings that people give in Word: a reply to the comment of a check, "ok: reason"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from generator.actions.answer import AskedPlace, answer
from generator.diagnostics import BriefError, Diagnostic, GivenAnswer
from generator.document import CHECKS, OUR_OWN, Remark
from generator.incoming.file import IncomingComment
from generator.workspace.workspace import Workspace


class CommentAnswer(Struct, frozen=True):
    """What somebody has answered to a finding: the finding's words, as its comment has them.

    `comment` is the answer, where it is a comment of its own.
    """

    finding: str
    said: GivenAnswer
    comment: IncomingComment | None = None


_OF_A_CHECK = re.compile(r"(?P<kind>error|warning|note) (?P<finding>[A-Z]\d{3}: .+)", re.DOTALL)
_ANSWER = re.compile(
    r"\s*ok(?:ay)?(?:\s+(?P<code>[A-Z]\d{3}))?\s*[:;,.–—-]+\s*(?P<reason>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_NOBODY = "a reader"


def answers_said(comments: Iterable[IncomingComment]) -> Iterator[CommentAnswer]:
    """The answers in the comments of a file, those that have a thread first.

    An answer is a reply to a check's comment, the last line of that comment, or a comment of its
    own in the same paragraph, for programs that lose threads: if one warning is there, or if it
    names the code, "ok C014: reason".
    """
    every = tuple(comments)
    for comment in every:
        if finding := _finding_of(comment):
            words, *lines = finding.split("\n")
            for by, text in reversed([*((_NOBODY, line) for line in lines), *comment.replies]):
                if found := _ANSWER.fullmatch(text):
                    yield CommentAnswer(words, _given(by, found))
                    break
    for comment in every:
        found = _ANSWER.fullmatch(comment.text) if comment.author not in OUR_OWN else None
        if found and (words := _meant_there(comment, found["code"], every)):
            yield CommentAnswer(words, _given(comment.author, found), comment)


def _given(by: str, answer: re.Match[str]) -> GivenAnswer:
    return GivenAnswer(" ".join(answer["reason"].split()), by or _NOBODY)


def _meant_there(
    answer: IncomingComment, code: str | None, comments: tuple[IncomingComment, ...]
) -> str:
    """The finding that a comment by itself answers; "" if none or several may be meant."""
    there = [
        one for one in comments if (one.paragraph, one.note) == (answer.paragraph, answer.note)
    ]
    found = [(one.text.split(" ")[0], (_finding_of(one) or "").split("\n")[0]) for one in there]
    for kind in ("warning", "note", "error"):
        meant = dict.fromkeys(
            words
            for said, words in found
            if said == kind and words and (not code or words.startswith(code.upper()))
        )
        if meant:
            return next(iter(meant)) if len(meant) == 1 else ""
    return ""


def _finding_of(comment: IncomingComment) -> str | None:
    """The words of the finding that a comment is about; None if it is a person's."""
    found = _OF_A_CHECK.fullmatch(comment.text) if comment.author == CHECKS else None
    return found["finding"] if found else None


def keep_answers(
    workspace: Workspace,
    path: Path,
    found: Iterable[Diagnostic],
    given: Iterable[CommentAnswer],
) -> tuple[tuple[Diagnostic, ...], tuple[Remark, ...]]:
    """Keep the answers to what is found in a brief; return what is answered, and why others not.

    Of equal findings each answer takes the next. An answer to a finding that is gone is of no use,
    and is left out.
    """
    open_ones = [each for each in found if each.answer is None]
    settled: list[Diagnostic] = []
    refused: list[Remark] = []
    for one in given:
        finding = next((each for each in open_ones if _is_about(one, each)), None)
        if finding is None:
            continue
        open_ones.remove(finding)
        start = finding.span.start
        place = AskedPlace(_named_in(workspace, path, finding), start.line, start.column)
        try:
            settled += answer(workspace, place, finding.code, one.said)
        except BriefError as error:
            refused += (_why_refused(finding, one, each) for each in error.diagnostics)
    return tuple(settled), tuple(refused)


def _is_about(one: CommentAnswer, finding: Diagnostic) -> bool:
    """Whether an answer is to a finding, whatever its hint has come to be."""
    words = " ".join(f"{finding.code}: {finding.message}".split())
    return " ".join(one.finding.split()).startswith(words)


def _named_in(workspace: Workspace, path: Path, finding: Diagnostic) -> str:
    own = finding.span.file == workspace.shown(path)
    return str(path) if own else str(workspace.root / finding.span.file)


def _why_refused(finding: Diagnostic, one: CommentAnswer, why: Diagnostic) -> Remark:
    text = f"{one.said.by} has answered “{one.said.reason}”, but {why.message}"
    return Remark(text, finding.severity, span=finding.span)
