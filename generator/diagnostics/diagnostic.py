"""What can be wrong with an author's files, where, and how to mend it."""

from __future__ import annotations

from collections.abc import Iterable
from enum import StrEnum

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


PROMISE = frozenset({"C001", "C002", "C003", "C004", "C005", "C007", "C013"})
"""The errors of a citation that does not hold. No setting lowers them; `--allow CODE` lets them
through, and the finished file says so."""


class Fix(Struct, frozen=True):
    """What mends a finding: the words to put where those of `span` stand."""

    span: Span
    replacement: str


class Diagnostic(Struct, frozen=True):
    """One finding. The message says what is wrong, the hint says what to do.

    `fix` is there where a program may do it, because nothing of the meaning hangs on it or the
    seed itself says what is right.
    """

    code: str
    message: str
    span: Span
    severity: Severity = Severity.ERROR
    hint: str | None = None
    fix: Fix | None = None

    @property
    def is_error(self) -> bool:
        return self.severity is Severity.ERROR


class BriefError(Exception):
    """A room had nothing sound to hand on. Carries every finding of the run."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self.diagnostics = tuple(diagnostics)
        super().__init__("\n".join(f"{d.code}: {d.message}" for d in self.diagnostics))


def in_reading_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """The findings without repeats, by file, place and code."""
    unique = dict.fromkeys(diagnostics)
    return tuple(sorted(unique, key=lambda d: (d.span, d.code, d.message)))
