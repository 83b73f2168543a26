"""A text as an editor counts it, and the same text as the rest of the package does.

Language Server Protocol 3.17, "Text Documents": lines end with LF, CRLF or CR and count from 0,
characters in the unit that both sides have agreed on. Ours count from 1, in code points.
"""

from __future__ import annotations

import re
from functools import cached_property
from typing import Literal

from msgspec import Struct

from generator.diagnostics import Position

Unit = Literal["utf-8", "utf-16", "utf-32"]
"""What an editor counts a line in. All know utf-16."""

_LINE_END = re.compile(r"\r\n|\r|\n")
_BYTES = {"utf-16": 2, "utf-32": 4, "utf-8": 1}


class EditorText(Struct, frozen=True, dict=True):  # a dict, for its lines
    """A text and the unit in which its editor counts."""

    said: str
    unit: Unit = "utf-16"

    @cached_property
    def lines(self) -> tuple[str, ...]:
        # Half a character beyond the BMP, which JSON can hold, cannot be written to a file.
        sound = self.said.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")
        return tuple(_LINE_END.split(sound))

    @cached_property
    def text(self) -> str:
        """The text with line feeds as line ends."""
        return "\n".join(self.lines)

    def position(self, line: int, character: int) -> Position:
        """The position of an editor's place; of one behind the end of a line, that end."""
        if line >= len(self.lines):
            return Position(len(self.lines), len(self.lines[-1]) + 1)
        data = self._encoded(self.lines[max(line, 0)])
        before = data[: max(character, 0) * _BYTES[self.unit]]
        return Position(max(line, 0) + 1, len(before.decode(self._codec, "ignore")) + 1)

    def place(self, position: Position) -> tuple[int, int]:
        """The editor's line and character of a position; of one behind the text, its end."""
        line = min(position.line, len(self.lines)) - 1
        words = self.lines[line]
        column = position.column - 1 if position.line <= len(self.lines) else len(words)
        return line, len(self._encoded(words[:column])) // _BYTES[self.unit]

    def before(self, position: Position) -> str:
        """The text up to a position."""
        lines = self.lines[: position.line]
        return "\n".join((*lines[:-1], lines[-1][: position.column - 1]))

    def behind(self, position: Position) -> str:
        """The rest of the line behind a position."""
        return self.lines[position.line - 1][position.column - 1 :]

    @property
    def _codec(self) -> str:
        return self.unit if self.unit == "utf-8" else f"{self.unit}-le"  # without a mark of order

    def _encoded(self, words: str) -> bytes:
        return words.encode(self._codec)
