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
        """Whether the two have a character of the same file in common."""
        return self.file == other.file and self.start < other.end and other.start < self.end

    @classmethod
    def covering(cls, first: Span, last: Span) -> Span:
        """The span from the start of `first` to the end of `last`."""
        return cls(first.file, first.start, last.end)


class Code(str):
    """A code as people read it ("C005"), and what the registry says of it.

    `severity` is how grave what it finds is unless a check says otherwise. A `promised` code finds
    a citation that does not hold; a `settable` one is a rule that a house may have otherwise.
    """

    __slots__ = ("name", "promised", "settable", "severity")

    name: str
    severity: Severity
    promised: bool
    settable: bool

    def __new__(
        cls,
        code: str,
        name: str,
        severity: Severity,
        *,
        promised: bool = False,
        settable: bool = False,
    ) -> Self:
        self = super().__new__(cls, code)
        self.name, self.severity = name, severity
        self.promised, self.settable = promised, settable
        return self


class Fix(Struct, frozen=True):
    """What mends a finding: the words to put where those of `span` stand."""

    span: Span
    replacement: str


class Diagnostic(Struct, frozen=True):
    """One finding. The message says what is wrong, the hint says what to do.

    `fix` is there where a program may do it, because nothing of the meaning hangs on it or the
    seed itself says what is right. `offers` are changes that a person must say yes to, each.
    """

    code: str
    message: str
    span: Span
    severity: Severity = Severity.ERROR
    hint: str | None = None
    fix: Fix | None = None
    offers: tuple[Fix, ...] = ()

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
    """A finding as grave as the registry says of its code, unless `severity` says otherwise."""
    return Diagnostic(str(code), message, span, severity or code.severity, hint, fix)


class BriefError(Exception):
    """A room had nothing sound to hand on. Carries every finding of the run."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(f"{d.code}: {d.message}" for d in self.diagnostics))


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings without repeats, by file, place and code."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span, d.code, d.message)))


def refusal(code: Code, message: str, span: Span, *, hint: str | None = None) -> BriefError:
    """The error of one finding, for a room that stops at it."""
    return BriefError([diagnose(code, message, span, hint=hint)])
