"""The lines of an original: how they are divided, and joined if they were broken to a width."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

COMMAS = (",", "،", "，", "、")
"""What a line ends in that goes on in the next one."""


def lines_of_text(text: str) -> tuple[str, ...]:
    """The lines of a text, counted as an editor counts them, without control characters."""
    return tuple(map(without_controls, _divided_at(r"\r\n|\r|\n", text)))


def lines_with_separators(text: str) -> tuple[str, ...]:
    """The lines of a text, also where NEL, LS or PS ends them (Unicode, 5.8), with controls."""
    return tuple(_divided_at("\r\n|[\r\n\x85\u2028\u2029]", text))


def _divided_at(ends: str, text: str) -> list[str]:
    lines = re.split(ends, text)
    if not lines[-1]:
        lines.pop()
    return lines


def without_controls(line: str) -> str:
    """A line with spaces in place of characters that nobody sees."""
    return line.translate(_CONTROLS)


# Control characters and noncharacters: nobody sees them, and no Word file may hold them.
_UNSEEN = (*range(0x09), *range(0x0B, 0x20), *range(0x7F, 0xA0), 0xFEFF, 0xFFFE, 0xFFFF)
_CONTROLS = dict.fromkeys(_UNSEEN, " ")


def whole_words(lines: Sequence[str]) -> frozenset[str]:
    """The complete words of four or more letters on each line, case folded."""
    # Line by line: all the words of a long text at once would take ten times its memory.
    return frozenset(word for line in lines for word in _LONGER_WORD.findall(line.casefold()))


_LONGER_WORD = re.compile(r"[^\W\d_]{4,}")


def divided(line: str, following: str) -> str | None:
    """The word, case folded, that a hyphen at the end of a line may divide, or None."""
    half, rest = re.search(r"([^\W\d_]+)-$", line), re.match(r"[^\W\d_]+", following)
    return (half[1] + rest[0]).casefold() if half and rest and rest[0].islower() else None


def drop_cap(line: str, following: str) -> bool:
    """Whether a line is the first letter of the next one, set large."""
    return len(line) == 1 and line.isupper() and following[:1].islower()


def is_word_alone(letter: str, following: str, words: frozenset[str]) -> bool:
    """Whether a drop capital is a word by itself: the next word stands elsewhere as it is."""
    match = re.match(r"[^\W\d_]+", following)
    rest = match[0].casefold() if match else ""
    return letter in "AIOÀYÉАВИКОСУЯ" and rest in words and letter.casefold() + rest not in words


def is_unspaced(line: str, following: str) -> bool:
    """Whether no space stands between two lines, as in Chinese and Japanese."""
    return is_unspaced_script(line[-1]) and is_unspaced_script(following[:1])


def joined_lines(pieces: Sequence[str]) -> str:
    """Lines as one text: with a space between, but none in Chinese or Japanese."""
    spaces = ("" if is_unspaced(a, b) else " " for a, b in pairwise(pieces))
    return "".join(part for pair in zip(pieces, (*spaces, ""), strict=True) for part in pair)


def is_unspaced_script(character: str) -> bool:
    """Whether a character is of a script written without spaces, or of its punctuation."""
    return any(first <= character <= last for first, last in _WIDE)


_WIDE = (("\u2e80", "\u30ff"), ("\u3400", "\u9fff"), ("\uf900", "\ufaff"), ("\uff00", "\uffef"))


def told_length(text: str) -> int:
    """About how much a text says, in letters: a Chinese or a Korean character says as two do."""
    if text.isascii():
        return len(text)
    return len(text) + sum(character >= "\u1100" for character in text[:_MOST_TOLD])


_MOST_TOLD = 400  # characters: what is longer is long, whatever they say
