"""How wide a terminal is, whether it has colours, and how words are marked in it."""

from __future__ import annotations

import json
import os
import re
import shutil
import sys
from collections.abc import Iterable, Iterator
from typing import Any, TextIO, TypeVar

import typer
from msgspec import to_builtins

from generator.diagnostics.rendering import columns
from generator.diagnostics.translating import translations

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
