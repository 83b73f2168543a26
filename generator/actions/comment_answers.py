"""Answers to findings that people give in Word: a reply to the comment of a check, "ok: reason"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from generator.actions.answer import AskedPlace, answer
from generator.diagnostics import BriefError, Diagnostic, GivenAnswer
from generator.document import CHECKS, Remark
from generator.incoming.file import IncomingComment
from generator.workspace.workspace import Workspace


class CommentAnswer(Struct, frozen=True):
    """What somebody has answered to a finding: the finding's words, as its comment has them."""

    finding: str
    said: GivenAnswer


_OF_A_CHECK = re.compile(r"(?:error|warning|note) (?P<finding>[A-Z]\d{3}: .+)", re.DOTALL)
_ANSWER = re.compile(r"\s*ok(?:ay)?\s*[:;,.–—-]+\s*(?P<reason>\S.*)", re.IGNORECASE | re.DOTALL)
_NOBODY = "a reader"


def answers_said(comments: Iterable[IncomingComment]) -> Iterator[CommentAnswer]:
    """The answers in the comments of a file, in order.

    An answer is a reply to a check's comment, the last line of that comment, or a comment of its
    own on the same words. The last one counts.
    """
    every = tuple(comments)
    for comment in every:
        words = finding_of(comment)
        if words is None:
            continue
        beside = [(one.author, one.text) for one in every if _is_on_the_same(one, comment)]
        _, *lines = words.split("\n")
        own = [(_NOBODY, line) for line in lines]
        given = [(by, _ANSWER.fullmatch(text)) for by, text in (*own, *beside, *comment.replies)]
        read = [(by, found) for by, found in given if found]
        if read:
            by, found = read[-1]
            reason = " ".join(found["reason"].split())
            yield CommentAnswer(words.split("\n")[0], GivenAnswer(reason, by or _NOBODY))


def finding_of(comment: IncomingComment) -> str | None:
    """The words of the finding that a comment is about; None if it is a person's."""
    found = _OF_A_CHECK.fullmatch(comment.text) if comment.author == CHECKS else None
    return found["finding"] if found else None


def is_answer(text: str) -> bool:
    """Whether words answer a finding."""
    return _ANSWER.fullmatch(text) is not None


def _is_on_the_same(one: IncomingComment, other: IncomingComment) -> bool:
    place = (other.paragraph, other.on, other.note)
    return one.author != CHECKS and (one.paragraph, one.on, one.note) == place


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
