"""The place in the file of each word of a block.

Each line of a block's text is the end of its source line, and inline tokens follow one another
without gaps. So walking along the text gives each token its columns.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator

from markdown_it.token import Token
from msgspec import Struct

from generator.diagnostics import Position, Span
from generator.markdown.line_rules import BARE


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
