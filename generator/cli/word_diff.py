"""Words that differ, as a terminal shows them: in colours, or between signs without colours."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterable, Iterator

import typer

from generator.cli.terminal import has_color, printable, terminal_width
from generator.language.counting import counted

_MOST = 60  # words that are shown of what was put in or left out


def word_diff(lead: str, before: str, after: str, rest: str) -> str:
    """One line: "… the growing [-military-] {+naval+} axis …"."""
    lead, before, after, rest = map(printable, (lead, before, after, rest))
    return " ".join(filter(None, (lead, _out(before), _in(after), rest)))


def indented(lines: Iterable[str], lead: str = "    ") -> Iterator[str]:
    """Lines wrapped to the terminal's width, each after an indent."""
    for line in lines:
        yield textwrap.fill(
            line,
            terminal_width(),
            initial_indent=lead,
            subsequent_indent=lead,
            break_long_words=False,
            break_on_hyphens=False,
        )


def _out(words: str) -> str:
    return _marked_change(words, "[-", "-]", typer.colors.RED, struck=True)


def _in(words: str) -> str:
    return _marked_change(words, "{+", "+}", typer.colors.GREEN, struck=False)


def _marked_change(words: str, opening: str, closing: str, color: str, *, struck: bool) -> str:
    if not words:
        return ""
    every = words.split()
    if len(every) > _MOST:
        half = _MOST // 2
        left_out = f"[{counted(len(every) - 2 * half, 'word')}]"
        words = " ".join([*every[:half], "…", left_out, "…", *every[-half:]])
    if has_color(sys.stdout):
        return typer.style(words, fg=color, strikethrough=struck)
    return f"{opening}{words}{closing}"
