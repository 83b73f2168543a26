"""What is wrong with a text that is not TOML or YAML, and where its parser stopped."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct


class TextFault(Struct, frozen=True):
    """What is wrong at a line and column, both from 1, for some letters, and what to write."""

    line: int
    column: int
    message: str
    hint: str
    width: int = 0


class Stopped(Struct, frozen=True):
    """Where a parser stopped reading, and in which lines."""

    lines: Sequence[str]
    number: int
    column: int

    @property
    def line(self) -> str:
        """The line itself; empty behind the last one."""
        return self.lines[self.number - 1] if self.number <= len(self.lines) else ""

    def fault(self, message: str, hint: str, words: str = "") -> TextFault:
        """A fault at `words` of the line, or where the reading stopped."""
        column = self.line.find(words) + 1 if words else 0
        return TextFault(self.number, column or self.column, message, hint, len(words))
