"""How wide a terminal is, whether it has colours, and how words are marked in it."""

from __future__ import annotations

import os
import re
import shutil
import sys
import unicodedata
from collections.abc import Iterable, Iterator
from typing import TextIO

import typer

MarkedStretch = tuple[int, int]


def terminal_width() -> int:
    """Columns to print in: the terminal's, but no line longer than is read with ease."""
    return max(40, min(shutil.get_terminal_size().columns, 100))


def has_color(stream: TextIO) -> bool:
    """Whether a person sees what is printed, and wants colours (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def bold(text: str) -> str:
    return typer.style(text, bold=True) if has_color(sys.stdout) else text


def columns(text: str) -> int:
    """The columns that a text is wide: East Asian characters take two."""
    if text.isascii():
        return len(text)
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)


def hanging(head: str, text: str, marks: Iterable[MarkedStretch] = ()) -> str:
    """A text filled into lines behind a head, the marked stretches of it set off.

    In bold and underlined where there are colours, else between *asterisks*.
    """
    before = " " * columns(head)
    room = max(24, terminal_width() - len(before))
    lines = (
        _marked_line_of(text, start, end, tuple(marks))
        for start, end in _line_stretches(text, room)
    )
    return "\n".join((before if count else head) + line for count, line in enumerate(lines))


def _line_stretches(text: str, room: int) -> Iterator[MarkedStretch]:
    """Where each line begins and ends, as many words on it as have room."""
    start = end = 0
    for word in re.finditer(r"\S+", text):
        if end > start and columns(text[start : word.end()]) > room:
            yield start, end
            start = word.start()
        elif end == start:
            start = word.start()
        end = word.end()
    yield start, end


def _marked_line_of(text: str, start: int, end: int, marks: tuple[MarkedStretch, ...]) -> str:
    parts: list[str] = []
    done = start
    for mark in marks:
        first = max(mark[0], start)
        words = text[first : min(mark[1], end)].rstrip()
        if words:
            parts += [text[done:first], _marked_words(words)]
            done = first + len(words)
    return re.sub(r"\s+", " ", "".join([*parts, text[done:end]]))


def _marked_words(words: str) -> str:
    if has_color(sys.stdout):
        return typer.style(words, bold=True, underline=True)
    return f"*{words}*"
