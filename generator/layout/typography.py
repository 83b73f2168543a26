"""Typographic quotes, dashes and ellipses for what people type, as pandoc's `smart` has them.

Double quotation marks are those of the language; single ones are ‘ and ’ in each, since most of
them are apostrophes.
"""

from __future__ import annotations

import re

from msgspec import Struct

from generator.briefs.quotations import NEVER_FIRST
from generator.language.marks import begins_with_an_elision
from generator.templates.labels import Labels


class QuotationMarks(Struct, frozen=True):
    """What stands before and behind quoted words, and before and behind those inside them."""

    before: str = "“"
    after: str = "”"
    inner_before: str = "‘"
    inner_after: str = "’"

    def around(self, words: str) -> str:
        """Words in quotation marks, those that they have themselves as they stand inside."""
        return f"{self.before}{nested(words, self)}{self.after}"


def quotation_marks(labels: Labels) -> QuotationMarks:
    """The marks of a language."""
    outer, inner = (
        labels.word(name, words="\0").replace(" ", "\u00a0").partition("\0")
        for name in ("quoted", "quoted_inside")
    )
    return QuotationMarks(outer[0], outer[2], inner[0], inner[2])


ENGLISH_MARKS = QuotationMarks()

_PLAIN = re.compile(r"""[-."'](?:(?<=["'])|(?<=-)-{1,2}|(?<=\.)\.\.)""")
_OPENS_BEHIND = set(" \t\n\u00a0([{<—–-/|;:“‘„‚«‹")


def typographic(text: str, before: str = "", marks: QuotationMarks = ENGLISH_MARKS) -> str:
    """The text with typographic marks; `before` is the character that stands in front of it."""
    parts: list[str] = []
    position, behind = 0, before
    for found in _PLAIN.finditer(text):
        if found.start() > position:
            parts.append(text[position : found.start()])
            behind = text[found.start() - 1]
        behind = _dressed(found[0], behind, text[found.end() : found.end() + 12])
        parts.append({"“": marks.before, "”": marks.after}.get(behind, behind))
        position = found.end()
    return "".join([*parts, text[position:]]) if parts else text


def place_when_typographic(text: str, place: int) -> int:
    """Where an offset of a text is once the text has typographic marks."""
    found = (mark for mark in _PLAIN.finditer(text) if mark.start() < place)
    return place - sum(min(len(mark[0]), place - mark.start()) - 1 for mark in found)


def _dressed(mark: str, behind: str, ahead: str) -> str:
    match mark:
        case "---":
            return "—"
        case "--":
            return "–"
        case "...":
            return "…"
        case '"':
            return "“" if _opens(behind, ahead) else "”"
        case _:
            return "‘" if _opens(behind, ahead) and not begins_with_an_elision(ahead) else "’"


def _opens(behind: str, ahead: str) -> bool:
    """Whether a mark between the two begins a quotation; where text ends, words may follow."""
    if behind and behind not in _OPENS_BEHIND:
        return False
    return ahead.startswith("...") or not (ahead[:1].isspace() or ahead[:1] in NEVER_FIRST)


_LOW_AND_HIGH = re.compile(r"„([^„“”\"]*)“")  # as Germans quote
_ANGLED = r"«[\u00a0\u202f ]?([^«»]*?)[\u00a0\u202f ]?»"
_DOUBLE = re.compile(r"[“”„\"]")


def nested(text: str, marks: QuotationMarks = ENGLISH_MARKS) -> str:
    """The text as it stands inside quotation marks: its double ones become those of the inside."""
    if "«" in marks.before:
        text = re.sub(_ANGLED, rf"{marks.inner_before}\1{marks.inner_after}", text)
    is_english = marks.inner_before == ENGLISH_MARKS.inner_before
    low = "‚\\1‘" if is_english else rf"{marks.inner_before}\1{marks.inner_after}"
    text = _LOW_AND_HIGH.sub(low, text)
    return _DOUBLE.sub(lambda found: _inside(found, marks), text)


def stopped(text: str) -> str:
    """The text as a sentence: closed with a stop, where nothing closes it."""
    return text if not text or text.rstrip().rstrip(_CLOSERS).endswith(_STOPS) else text + "."


_STOPS = (".", "!", "?", "…")
_CLOSERS = "”’“‘)»\u00a0\u202f "  # "« … ! »" has a space inside


def _inside(found: re.Match[str], marks: QuotationMarks) -> str:
    text, start, end = found.string, found.start(), found.end()
    if found[0] in '“"':
        behind = text[start - 1 : start] if start else ""
        opens = _opens(behind, text[end:]) or (found[0] == "“" and behind == "’")  # "l’“axe”"
        return marks.inner_before if opens else marks.inner_after
    if found[0] == "„":
        is_english = marks.inner_before == ENGLISH_MARKS.inner_before
        return "‚" if is_english else marks.inner_before
    return marks.inner_after
