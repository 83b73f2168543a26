"""Where a text speaks in somebody else's words."""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Quoted:
    """Words between quotation marks; `start` and `end` enclose the marks."""

    text: str
    start: int
    end: int


_PAIRS = {"“": "”", "„": "“”", "«": "»", "‹": "›"}
# A single quotation mark opens behind a blank or bracket and closes before one; anything else
# is an apostrophe. One word between single marks is a term, not a quotation.
_SINGLE = re.compile(r"(?<![\w'’])(?:'(?=\S)([^'\n]*?\S)'|‘([^‘\n]*?\S)’)(?!\w)")


def quoted(text: str) -> tuple[tuple[Quoted, ...], tuple[int, ...]]:
    """The quotations of a text, outermost only, and the offsets of marks never closed."""
    found: list[Quoted] = []
    unclosed: list[int] = []
    position = 0
    while position < len(text):
        mark = text[position]
        closing = '"”' if mark == '"' else _PAIRS.get(mark)
        if closing is None:
            position += 1
            continue
        end = _closing(text, position, mark, closing)
        if end < 0:
            unclosed.append(position)
            position += 1
            continue
        found.append(Quoted(text[position + 1 : end].strip(), position, end + 1))
        position = end + 1
    covered = [(q.start, q.end) for q in found]
    for single in _SINGLE.finditer(text):
        inside = any(start <= single.start() < end for start, end in covered)
        words = (single[1] or single[2]).strip()
        if not inside and " " in words:
            found.append(Quoted(words, single.start(), single.end()))
    return tuple(sorted(found, key=lambda q: q.start)), tuple(unclosed)


def _closing(text: str, start: int, opening: str, closing: str) -> int:
    """Where the quotation that opens at `start` closes, quotations inside it passed over."""
    depth = 1
    for position in range(start + 1, len(text)):
        letter = text[position]
        if letter == opening and opening not in closing:
            depth += 1
        elif letter in closing:
            depth -= 1
            if depth == 0:
                return position
    return -1
