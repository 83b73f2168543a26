"""What can be wrong with an author's files, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum
from typing import Self

from msgspec import Struct


class Severity(StrEnum):
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Purpose(StrEnum):
    """What a brief is read for. It decides how severe unfinished work is."""

    DRAFT = "draft"
    BUILD = "build"
    PUBLICATION = "publication"


class Position(Struct, frozen=True, order=True):
    """A place in a text file: line and column count from 1, columns in code points."""

    line: int
    column: int


class Span(Struct, frozen=True, order=True):
    """A stretch of a file, named as the author knows it (relative to the workspace).

    `end` is the position just behind the last character.
    """

    file: str
    start: Position
    end: Position

    @classmethod
    def at(cls, file: str, line: int = 1, column: int = 1, width: int = 0) -> Span:
        return cls(file, Position(line, column), Position(line, column + width))

    def meets(self, other: Span) -> bool:
        """Whether the two spans share a character of the same file."""
        return self.file == other.file and self.start < other.end and other.start < self.end

    @classmethod
    def covering(cls, first: Span, last: Span) -> Span:
        """The span from the start of `first` to the end of `last`."""
        return cls(first.file, first.start, last.end)


class Code(str):
    """A code as people read it ("C005"), and what the registry says about it.

    `severity` is used unless a check gives another one. A `promised` code is a citation error, a
    `settable` one a rule that a house may change. `since` is the format of workspaces from which an
    error of this code is an error: in older workspaces it warns for one version. An `unfinished`
    code is about work that is still to be done; its severity rises from draft to publication.
    """

    __slots__ = ("name", "promised", "settable", "severity", "since", "unfinished")

    name: str
    severity: Severity
    promised: bool
    settable: bool
    since: int
    unfinished: bool

    def __new__(  # noqa: PLR0913 - what the registry says about a code, each by its name
        cls,
        code: str,
        name: str,
        severity: Severity,
        *,
        promised: bool = False,
        settable: bool = False,
        since: int = 1,
        unfinished: bool = False,
    ) -> Self:
        self = super().__new__(cls, code)
        self.name, self.severity, self.since = name, severity, since
        self.promised, self.settable, self.unfinished = promised, settable, unfinished
        return self


class Fix(Struct, frozen=True):
    """The correction of a finding: the words to write in place of those at `span`."""

    span: Span
    replacement: str


class GivenAnswer(Struct, frozen=True):
    """A person's answer to a finding: why the text is right as it stands, and who says so."""

    reason: str
    by: str


class Diagnostic(Struct, frozen=True):
    """One finding. The message says what is wrong, the hint says what to do.

    `fix` is a change that a program may make: it does not touch the meaning, or the seed shows what
    is right. `offers` are changes that a person must accept one by one. A finding with an `answer`
    is settled, and a note. `about` is the place of all the words that it speaks of, if these are
    more than those at its own place.
    """

    code: str
    message: str
    span: Span
    severity: Severity = Severity.ERROR
    hint: str | None = None
    fix: Fix | None = None
    answer: GivenAnswer | None = None
    offers: tuple[Fix, ...] = ()
    about: Span | None = None

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


def diagnose(
    code: Code,
    message: str,
    span: Span,
    *,
    hint: str | None = None,
    severity: Severity | None = None,
    fix: Fix | None = None,
) -> Diagnostic:
    """A finding with the severity of its code in the registry, unless `severity` is given."""
    return Diagnostic(str(code), message, span, severity or code.severity, hint, fix)


class BriefError(Exception):
    """A room cannot pass on a sound result. Carries every finding of the run."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(f"{d.code}: {d.message}" for d in self.diagnostics))

    def __reduce__(self) -> tuple[type[BriefError], tuple[tuple[Diagnostic, ...]]]:
        """How it comes from another process."""
        return BriefError, (self.diagnostics,)


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings without repeats, by file, place and code."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span, d.code, d.message)))


def refusal(code: Code, message: str, span: Span, *, hint: str | None = None) -> BriefError:
    """The error of one finding, for a room that stops at it."""
    return BriefError([diagnose(code, message, span, hint=hint)])


def refuse(findings: Iterable[Diagnostic]) -> None:
    """Raise BriefError with the findings, if there are any: a room that cannot go on with one."""
    if found := tuple(findings):
        raise BriefError(found)
