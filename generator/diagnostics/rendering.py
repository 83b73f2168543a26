"""A finding as a person reads it: the line it is on, cut to the screen, and carets at the words."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from generator.diagnostics.diagnostic import Diagnostic, Span
from generator.diagnostics.translating import ENGLISH, Translation


def render(
    diagnostic: Diagnostic,
    source: str | None,
    width: int = 100,
    translation: Translation = ENGLISH,
) -> str:
    """Show a finding with its line and carets, as a reader of compiler messages expects.

    `source` is the text of the file that the span is in, or None if it cannot be shown. Its line
    takes at most `width` columns of the screen.
    """
    span, severity = diagnostic.span, translation.word(diagnostic.severity)
    head = f"{severity}[{diagnostic.code}]: {diagnostic.message}"
    place = f"  --> {span.file}:{span.start.line}:{span.start.column}"
    shown = _quoted_line(span, source, width)
    hint = [] if diagnostic.hint is None else [f"  = {translation.word('hint')}: {diagnostic.hint}"]
    return "\n".join([head, place, *shown, *hint])


# What our own texts have beyond ASCII, so that they do without a table of all characters.
_OF_ONE_COLUMN = str.maketrans(dict.fromkeys("–—‘’“”…·•¶§«»£€°²³éèêàçäöüß", "x"))


def columns(text: str) -> int:
    """The columns of a screen that a text takes: East Asian characters two, accents none."""
    if text.translate(_OF_ONE_COLUMN).isascii():
        return len(text)
    from rich.cells import cell_len

    return cell_len(text)


def is_carets(line: str) -> bool:
    """Whether a line of a shown finding holds only carets."""
    return line.endswith("^") and set(line) == {" ", "|", "^"}


def _quoted_line(span: Span, source: str | None, width: int) -> list[str]:
    lines = [] if source is None else source.split("\n")
    if not 0 < span.start.line <= len(lines) or span == Span.at(span.file):
        return []  # an empty span at the first column stands for the whole file
    line = lines[span.start.line - 1].rstrip("\r").replace("\t", " ")
    number = str(span.start.line)
    margin = " " * len(number)
    start = min(span.start.column - 1, len(line))
    end = span.end.column - 1 if span.end.line == span.start.line else len(line)
    seen = _window(line, start, end, width - len(number) - len(" | "))
    carets = " " * columns(seen.before(line, start)) + "^" * seen.carets(line, start, end)
    return [f"{margin} |", f"{number} | {seen.of(line)}", f"{margin} | {carets}"]


class _Window(NamedTuple):
    """The part of a line that is shown, from `first` to just before `last`."""

    first: int
    last: int

    def of(self, line: str) -> str:
        return self._opening + line[self.first : self.last] + self._closing(line)

    def before(self, line: str, start: int) -> str:
        """What is shown in front of an index."""
        return self._opening + line[self.first : start]

    def carets(self, line: str, start: int, end: int) -> int:
        return max(1, columns(line[start : min(end, self.last)]))

    @property
    def _opening(self) -> str:
        return "…" if self.first else ""

    def _closing(self, line: str) -> str:
        return "…" if self.last < len(line) else ""


def _window(line: str, start: int, end: int, room: int) -> _Window:
    """The part of a line that fits, with the words from `start` to `end`, or their beginning.

    A paragraph on one line can be thousands of characters.
    """
    if columns(line) <= room:
        return _Window(0, len(line))
    first, last = 0, len(line)
    if columns(line[: max(end, start + 1)]) >= room:
        before = room // 3
        first = _first(0, start, lambda index: columns(line[index:start]) <= before)
        first = _first(0, first, lambda index: columns(line[index:]) < room)
    if columns(line[first:]) >= room or not first:
        rest = room - (2 if first else 1)
        last = _first(first, last, lambda index: columns(line[first : index + 1]) > rest)
    return _Window(first, max(last, first + 1))


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The first index from which a condition holds, or `high` if there is none."""
    while low < high:
        middle = (low + high) // 2
        if holds(middle):
            high = middle
        else:
            low = middle + 1
    return low
