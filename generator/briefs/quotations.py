"""Where a text speaks in somebody else's words.

Marks are read as people type them: straight or typographic, double or single, in the English,
German, French, Nordic or East Asian manner, one kind inside another.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from generator.language.words import word_set


class Quoted(Struct, frozen=True):
    """Words between quotation marks; `start` and `end` enclose the marks."""

    text: str
    start: int
    end: int


def quoted(text: str) -> tuple[tuple[Quoted, ...], tuple[int, ...]]:
    """The quotations of a text, outermost only, and the offsets of marks that have no partner."""
    opened: list[_Mark] = []
    pairs: list[tuple[_Mark, _Mark]] = []
    unpaired: list[int] = []
    for mark in _quotation_marks(text):
        if mark.opens:
            opened.append(mark)
            continue
        index = _partner(mark, opened)
        if index >= 0:
            pairs.append((opened[index], mark))
            unpaired += [m.start for m in opened[index + 1 :] if m.must_close]
            del opened[index:]
        elif mark.must_close and not _is_measure(text, mark):
            unpaired.append(mark.start)
    unpaired += [mark.start for mark in opened if mark.must_close]
    return tuple(_outermost(text, pairs)), tuple(sorted(unpaired))


def _outermost(text: str, pairs: list[tuple[_Mark, _Mark]]) -> Iterator[Quoted]:
    last = -1
    for opening, closing in sorted(pairs, key=lambda pair: pair[0].start):
        words = text[opening.end : closing.start].strip()
        if opening.start >= last and any(letter.isalnum() for letter in words):
            yield Quoted(words, opening.start, closing.end)
            last = closing.end


def _is_measure(text: str, mark: _Mark) -> bool:
    """Whether the mark stands for inches or minutes: 5", 5′."""
    return text[mark.start - 1 : mark.start].isdigit()


# --- marks ------------------------------------------------------------------------------

_DOUBLE = frozenset(["''", "’’", *'"＂″“”„‟«»‹›「」『』〝〞〟❝❞'])
_MARK = re.compile(r"''|’’|[\"＂″“”„‟«»‹›「」『』〝〞〟❝❞'‘’‚‛❛❜]")

_STRAIGHT = ('"', "＂", "″", "''", "’’")
_OPENED_BY = {
    **dict.fromkeys(_STRAIGHT, frozenset([*_STRAIGHT, "“", "„", "‟"])),
    "”": frozenset([*_STRAIGHT, "“", "„", "‟", "”"]),
    "“": frozenset("„“"),
    "‟": frozenset("„"),
    "»": frozenset("«»"),
    "«": frozenset("»"),
    "›": frozenset("‹›"),
    "‹": frozenset("›"),
    "」": frozenset("「"),
    "』": frozenset("『"),
    "〞": frozenset("〝"),
    "〟": frozenset("〝"),
    "❞": frozenset("❝"),
    "'": frozenset("'‘’‛‚"),
    "’": frozenset("'‘’‛‚"),
    "‘": frozenset("‚"),
    "❜": frozenset("❛"),
}
"""Which marks may open what a mark closes."""

_ONLY_OPENING = frozenset("„«「『〝❝‚‛❛")  # » and ‹ may close in the Danish manner, « and › open
_BEFORE_OPENING = frozenset("([{<-–—/|;:\ufffc")
NEVER_FIRST = frozenset(".,;:!?)]}”’»")
"""What no quotation begins with, dots that leave something out aside."""
_ELISIONS = word_set("tis twas twere til till em cause cos bout n")


class _Mark(Struct, frozen=True):
    sign: str
    start: int
    end: int
    opens: bool

    @property
    def must_close(self) -> bool:
        """Whether the mark can be nothing else; a single one may be an apostrophe."""
        return self.sign in _DOUBLE or (self.opens and self.sign in "‘‚❛")


def _quotation_marks(text: str) -> list[_Mark]:
    marks: list[_Mark] = []
    for found in reversed(list(_MARK.finditer(text))):
        sign, (start, end) = found[0], found.span()
        before, after = text[start - 1 : start] if start else "", text[end : end + 1]
        if sign not in _DOUBLE and before.isalnum() and after.isalnum():
            continue  # an apostrophe inside a word
        mark = _Mark(sign, start, end, _opens(text, sign, start, end))
        if not (sign in "'’‘" and _is_apostrophe(text, mark, marks)):
            marks.append(mark)
    return marks[::-1]


def _opens(text: str, sign: str, start: int, end: int) -> bool:
    """Whether a mark stands like one that opens: behind a blank or bracket, before a word."""
    before = text[start - 1 : start] if start else ""
    free = not before or before.isspace() or before in _BEFORE_OPENING or before in _OPENED_BY
    after = text[end : end + 1]
    if sign in _ONLY_OPENING and free:
        return True
    trails = text.startswith(("...", "…"), end)
    return free and bool(after) and not after.isspace() and (trails or after not in NEVER_FIRST)


def _is_apostrophe(text: str, mark: _Mark, behind: list[_Mark]) -> bool:
    """Whether a single mark leaves letters out, or shows whose something is.

    "The states' rights": a mark that could close behind it, with none that opens between, shows
    that this one does not. `behind` are the marks that follow, the last first.
    """
    if mark.opens:
        return begins_with_an_elision(text[mark.end : mark.end + 12])
    following = next((m for m in reversed(behind) if m.sign in "'’‘"), None)
    possessive = text[: mark.start].endswith(("s", "S")) and re.match(
        r"\s[a-z]", text[mark.end : mark.end + 2]
    )
    return bool(possessive) and following is not None and not following.opens


def begins_with_an_elision(text: str) -> bool:
    """Whether letters are left out before the text: "'90s", "'tis", "rock 'n' roll"."""
    word = re.match(r"\w+", text)
    if word is None:
        return False
    # Two digits are a year of a century; "'2024 began" and "'1,200 men" begin a quotation.
    return word[0].lower() in _ELISIONS or bool(re.match(r"\d\d(?!\d)", text))


def _partner(mark: _Mark, opened: list[_Mark]) -> int:
    """The index of the mark that this one closes, or -1."""
    openers = _OPENED_BY.get(mark.sign, frozenset())
    # Nobody nests so deep: a longer row was never closed, and searching it would take for ever.
    for index in range(len(opened) - 1, max(-1, len(opened) - 30), -1):
        if opened[index].sign in openers:
            return index
        if mark.sign not in _DOUBLE and opened[index].sign in _DOUBLE:
            return -1  # an apostrophe in a quotation, not a mark that crosses it
    return -1
