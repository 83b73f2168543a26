"""Lines as a walk through the elements of an office file gathers them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from msgspec import Struct, field
from msgspec.structs import replace

from generator.opening.budget import LETTERS, LINES, Budget
from generator.seeds.lines import lines_of_text
from generator.seeds.readers.structured import Properties, StructuredLine
from generator.seeds.seed import SourceBlockKind

HIDDEN = "hidden"


class OfficeText(Struct, frozen=True):
    """The lines that an office file prints, and what its properties say."""

    lines: tuple[StructuredLine, ...]
    said: Properties


class GatheredLines(Struct):
    """The lines so far, and the words of the paragraph that is being read.

    `budget` bounds the letters. Words set apart go into lines of their own, behind the paragraph.
    """

    budget: Budget
    lines: list[StructuredLine] = field(default_factory=list)
    _pieces: list[str] = field(default_factory=list)
    _apart: dict[str, list[str]] = field(default_factory=dict)
    _rows: int = 0

    def say(self, words: str, apart: str = "") -> None:
        """Add words to the paragraph, or set them apart for a reason."""
        self.budget.spend(LETTERS, len(words))
        (self._apart.setdefault(apart, []) if apart else self._pieces).append(words)

    @property
    def said(self) -> str:
        """The words of the paragraph so far."""
        return "".join(self._pieces)

    def close(self, kind: SourceBlockKind, reason: str, label: str = "") -> None:
        """Make a line of the words so far: several where it has an empty line inside."""
        text = label + self.said
        self.budget.spend(LINES)
        self._pieces.clear()
        for part in _unbroken(text):
            self.lines.append(StructuredLine(part, kind, reason))
        for why, words in self._apart.items():
            self.lines.extend(
                StructuredLine(part, kind, reason or why) for part in _unbroken("".join(words))
            )
        self._apart.clear()

    def close_row(self, cells: Iterable[int]) -> None:
        """Make a row of the lines since the first of `cells`, where each cell begins.

        A table whose cells have several paragraphs each only arranges a text: it has no rows.
        """
        starts = [*cells, len(self.lines)]
        bodies = [
            [at for at in range(start, end) if not self.lines[at].reason]
            for start, end in pairwise(starts)
        ]
        filled = [body for body in bodies if body]
        if len(filled) < 2 or any(len(body) > 1 for body in filled):
            return
        self._rows += 1
        for body in filled:
            line = self.lines[body[0]]
            self.lines[body[0]] = replace(line, kind="cell", passage=self._rows)


_EMPTY_LINE = re.compile(r"\n[^\S\n]*\n")
_SOFT_HYPHEN = "\u00ad"


def _unbroken(text: str) -> Iterator[str]:
    """The paragraphs of a text, with single spaces and without what is never seen."""
    for part in _EMPTY_LINE.split(text.replace(_SOFT_HYPHEN, "")):
        if words := " ".join(" ".join(lines_of_text(part)).split()):
            yield words
