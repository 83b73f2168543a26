"""A text while it is read: its lines, the faults found, and which lines were understood."""

from __future__ import annotations

import re
from collections.abc import Sequence

from markdown_it.token import Token
from msgspec import Struct, field

from generator.diagnostics import Code, Diagnostic, Fix, Position, Severity, Span, diagnose
from generator.markdown.places import Strip
from generator.markdown.syntax import Node

_CLOSING_HASHES = re.compile(r"\s+#+$")


class MarkdownText(Struct):
    """`numbers` are the numbers of the lines; a filled layout keeps those of its file."""

    file: str
    lines: list[str]
    numbers: Sequence[int]
    found: list[Diagnostic] = field(default_factory=list)
    understood: set[int] = field(default_factory=set)
    comments: list[Node] = field(default_factory=list)

    def report(
        self, code: Code, message: str, span: Span, hint: str, fix: Fix | None = None
    ) -> None:
        error = Severity.ERROR
        self.found.append(diagnose(code, message, span, severity=error, hint=hint, fix=fix))

    def line_at(self, place: Position) -> str:
        """The line of the file that a place is on."""
        return self.lines[self.numbers.index(place.line)]

    def span(self, index: int, start: int, end: int) -> Span:
        """A stretch of the line at `index`, all counted from 0."""
        return Span.at(self.file, self.numbers[index], start + 1, max(1, end - start))

    def line_span(self, index: int) -> Span:
        """The place of a line, without the blanks around it."""
        line = self.lines[index]
        return self.span(index, len(line) - len(line.lstrip()), len(line.rstrip()))

    def strip(self, inline: Token) -> Strip:
        """The text of a block. Each of its lines is the end of its source line."""
        first = (inline.map or [0, 1])[0]
        content = inline.meta.get("whole", inline.content)
        starts, places, offset = [], [], 0
        for index, line in enumerate(content.split("\n"), first):
            # Markdown may have turned a leading tab into blanks: count from the first word.
            written = line.lstrip(" \t").rstrip()
            column = len(self.lines[index].rstrip()) - len(written)
            starts.append(offset + len(line) - len(line.lstrip(" \t")))
            places.append(self._place(index, column))
            self.understood.add(index)
            offset += len(line) + 1
        strip = Strip(self.file, content, tuple(starts), tuple(places))
        return strip.part(*inline.meta["part"]) if "part" in inline.meta else strip

    def heading_strip(self, inline: Token) -> Strip:
        """The text of a heading with hashes, which ends its line but for those that close it."""
        content = inline.meta.get("whole", inline.content)
        index = (inline.map or [0, 1])[0]
        line = self.lines[index].rstrip()
        written = _CLOSING_HASHES.sub("", line)
        column = len(written) - len(content) if written.endswith(content) else len(line)
        self.understood.add(index)
        strip = Strip(self.file, content, (0,), (self._place(index, column),))
        return strip.part(*inline.meta["part"]) if "part" in inline.meta else strip

    def cell_strip(self, content: str, index: int, start: int) -> Strip:
        """The text of a table's cell. The cell begins at column `start` (from 0), with blanks."""
        line = self.lines[index]
        column = start + len(line[start:]) - len(line[start:].lstrip())
        self.understood.add(index)
        place = self._place(index, column if content else start)
        return Strip(self.file, content, (0,), (place,), escaped_pipes=True)

    def _place(self, index: int, column: int) -> Position:
        return Position(self.numbers[index], max(0, column) + 1)
