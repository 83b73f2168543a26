"""A text while it is read: the place of each word, the faults found, which lines were understood.

Each line of a block's text is the end of its source line, and inline tokens follow one another
without gaps. So walking along the text gives each token its columns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence

from markdown_it.token import Token
from msgspec import Struct, field

from generator.diagnostics import Code, Diagnostic, Fix, Position, Severity, Span, diagnose
from generator.markdown.line_rules import BARE
from generator.markdown.syntax import Node


class Strip(Struct, frozen=True):
    """The text of one block and where each of its lines stands in the file."""

    file: str
    content: str
    starts: tuple[int, ...]  # offset of each line in `content`
    places: tuple[Position, ...]  # its place in the file
    escaped_pipes: bool = False  # in a table cell "|" was written "\|"

    def position(self, offset: int) -> Position:
        index = bisect_right(self.starts, offset, 1) - 1
        start, place = self.starts[index], self.places[index]
        escapes = self.content.count("|", max(0, start), offset) if self.escaped_pipes else 0
        return Position(place.line, place.column + offset - start + escapes)

    def span(self, start: int, end: int) -> Span:
        return Span(self.file, self.position(start), self.position(end))

    def part(self, start: int, end: int) -> Strip:
        """The strip of a part of this text, its offsets counted from `start`."""
        starts = tuple(offset - start for offset in self.starts)
        if self.escaped_pipes:
            return Strip(self.file, self.content[start:end], (0,), (self.position(start),), True)
        return Strip(self.file, self.content[start:end], starts, self.places)

    def pieces(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The parts of a stretch whose characters are side by side in the file."""
        cut, cuts = ("|", r"\||[^|]+") if self.escaped_pipes else ("\n", r"\n[ \t]*|[^\n]+")
        if start < end and self.content.find(cut, start, end) < 0:
            yield start, end
            return
        for found in re.compile(cuts).finditer(self.content, start, end):
            yield found.start(), found.end()


def placed_tokens(tokens: Iterable[Token], content: str) -> Iterator[tuple[Token, int, int]]:
    """Each inline token with its start and end in the block's text."""
    cursor = 0
    for token in tokens:
        start = cursor
        cursor = _end(token, content, cursor)
        yield token, start, cursor


_LINE_END = re.compile(r"[ \t]*\\?\n[ \t]*")


def _end(token: Token, content: str, start: int) -> int:
    if "end" in token.meta and token.nesting <= 0:
        return int(token.meta["end"])
    match token.type:
        case "text" | "html_inline":
            return start + len(token.content)
        case "softbreak" | "hardbreak":
            found = _LINE_END.match(content, start)
            return found.end() if found else start
        case "code_inline":
            closing = re.compile(rf"(?<!`){re.escape(token.markup)}(?!`)")
            found = closing.search(content, start + len(token.markup))
            return found.end() if found else start
        case "footnote_ref":
            return start + len(token.meta["label"]) + 3
        case "link_open" if token.markup == BARE:
            return start
        case "link_open" | "bracketed_open" | "superscript_open" | "subscript_open":
            return start + 1
        case "inline_note_open":
            return start + 2
        case _:
            return start + len(token.markup)


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
