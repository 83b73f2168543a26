"""How wide a terminal is, whether it has colours, and how words are marked in it."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
import textwrap
from collections.abc import Iterable, Iterator
from typing import Any, TextIO, TypeVar

import typer
from msgspec import to_builtins

from generator.diagnostics.rendering import columns
from generator.diagnostics.translating import translations
from generator.language.counting import counted

MarkedStretch = tuple[int, int]
T = TypeVar("T")


def command_group(what: str, **more: Any) -> typer.Typer:
    """Commands under one name; without any, their help, which says `what` they are for."""
    return typer.Typer(
        help=what,
        no_args_is_help=True,
        pretty_exceptions_enable=False,
        rich_markup_mode="markdown",
        **more,
    )


def terminal_width() -> int:
    """The width to print in, in columns: the terminal's, but at least 40 and at most 100."""
    return max(40, min(shutil.get_terminal_size().columns, 100))


def messages_language() -> str:
    """The language that findings are told in: `BRIEF_LANGUAGE`, else English.

    Exit status 2 for one in which there are no messages.
    """
    asked = os.environ.get("BRIEF_LANGUAGE", "") or "en"
    known = ("en", *translations())
    if asked.partition("-")[0].lower() not in known:
        told = f"BRIEF_LANGUAGE is {asked}: there are messages in {' and '.join(known)}"
        typer.echo(told, err=True)
        raise typer.Exit(2)
    return asked


def json_text(value: object) -> str:
    """A value for another program to read, also one of structs, and of words of a kind of ours."""
    return json.dumps(to_builtins(value, enc_hook=str), ensure_ascii=False, indent=2)


_SHOWN_BEFORE_A_BAR = 4  # briefs: fewer are done before a bar could be read


def with_progress(each: Iterable[T], count: int, told: str) -> Iterable[T]:
    """Things one by one, with a bar at a terminal while they are made, if not too few."""
    if count <= _SHOWN_BEFORE_A_BAR or not sys.stderr.isatty():
        return each
    from rich.console import Console
    from rich.progress import track

    return track(each, told, count, console=Console(stderr=True), transient=True)


def has_color(stream: TextIO) -> bool:
    """Whether a person sees what is printed, and wants colours (no-color.org)."""
    return stream.isatty() and not os.environ.get("NO_COLOR")


def colored_diff(diff: str, stream: TextIO) -> str:
    """A unified diff, with its lines coloured if the stream shows colours."""
    if not has_color(stream):
        return diff
    colors = {"+": typer.colors.GREEN, "-": typer.colors.RED, "@": typer.colors.CYAN}
    return "\n".join(typer.style(line, fg=colors.get(line[:1])) for line in diff.split("\n"))


def bold(text: str) -> str:
    return typer.style(text, bold=True) if has_color(sys.stdout) else text


def hanging(head: str, text: str, marks: Iterable[MarkedStretch] = ()) -> str:
    """A text wrapped into lines after a head, with the marked stretches emphasised.

    They are bold and underlined in a terminal with colours, else between *asterisks*.
    """
    before = " " * columns(head)
    room = max(24, terminal_width() - len(before))
    lines = (
        _marked_line_of(text, start, end, tuple(marks))
        for start, end in _line_stretches(text, room)
    )
    return "\n".join((before if count else head) + line for count, line in enumerate(lines))


def _line_stretches(text: str, room: int) -> Iterator[MarkedStretch]:
    """Where each line begins and ends; each takes as many words as fit."""
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


_UNPRINTABLE = r"[\x00-\x1f\x7f-\x9f\u202a-\u202e\u2066-\u2069\ud800-\udfff]"


def printable(words: str) -> str:
    """Words on one line without control characters, which would act on the terminal."""
    if words.isprintable():  # as most are, and need no pattern
        return words
    return re.sub(_UNPRINTABLE, "\N{REPLACEMENT CHARACTER}", words)


def printable_lines(text: str) -> str:
    """A text without such characters, its lines as they are."""
    return "\n".join(map(printable, text.split("\n")))


# --- words that differ ------------------------------------------------------------------


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
