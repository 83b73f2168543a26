"""Words in lines of 72 columns (RFC 3676, 4.2, asks for fewer than 78)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from textwrap import TextWrapper

WIDTH = 72
_SPACES = re.compile("[\t\v\f\r]")
# What no program of mail takes for a letter, and blanks that only look like another.
_UNWRITABLE = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile("[\u00a0\u2000-\u200a\u202f\u205f]")
_UNSEEN = re.compile("[\u00ad\u200b]")


def wrapped(words: str, width: int = WIDTH, *, first: str = "", rest: str = "") -> list[str]:
    """Words in lines; the first begins with `first`, each other one with `rest`.

    No-break spaces hold words together, and become plain ones. Line breaks in the words stay. A
    word that is wider than a line has one of its own.
    """
    words = _UNWRITABLE.sub("\ufffd", _SPACES.sub(" ", _UNSEEN.sub("", words)))
    lines: list[str] = []
    for part in words.split("\n"):
        wrapper = TextWrapper(
            width=width,
            initial_indent=rest if lines else first,
            subsequent_indent=rest,
            break_long_words=False,
            break_on_hyphens=False,
        )
        lines += wrapper.wrap(part)
    return [_BLANKS.sub(" ", line).rstrip() for line in lines]


def hung_lines(lines: Iterable[str], first: str, rest: str) -> list[str]:
    """Lines behind what stands before the first of them, and before each other one."""
    found = [f"{rest if number else first}{line}".rstrip() for number, line in enumerate(lines)]
    return found or [first.rstrip()]


def apart(groups: Iterable[list[str]]) -> list[str]:
    """Groups of lines with an empty line between any two; without those that are empty."""
    found: list[str] = []
    for lines in groups:
        if lines:
            found += ["", *lines] if found else lines
    return found


def underlined(words: str, sign: str, width: int = WIDTH) -> list[str]:
    """A heading with a line of signs below it."""
    lines = wrapped(words, width)
    return [*lines, sign * max(map(len, lines))] if lines else []
