"""Typographic quotes, dashes and ellipses for what people type, as pandoc's `smart` has them."""

from __future__ import annotations

import re

from generator.briefs.quotations import NEVER_FIRST
from generator.language.marks import begins_with_an_elision

_PLAIN = re.compile(r"---|--|\.\.\.|\"|'")
_OPENS_BEHIND = set(" \t\n\u00a0([{<—–-/|;:“‘„‚«‹")


def typographic(text: str, before: str = "") -> str:
    """The text with typographic marks; `before` is the character that stands in front of it."""
    parts: list[str] = []
    position, behind = 0, before
    for found in _PLAIN.finditer(text):
        if found.start() > position:
            parts.append(text[position : found.start()])
            behind = text[found.start() - 1]
        behind = _dressed(found[0], behind, text[found.end() : found.end() + 12])
        parts.append(behind)
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
_DOUBLE = re.compile(r"[“”„\"]")


def nested(text: str) -> str:
    """The text as it stands inside “…”: its double quotation marks become single ones."""
    text = _LOW_AND_HIGH.sub(r"‚\1‘", text)
    return _DOUBLE.sub(_single, text)


def stopped(text: str) -> str:
    """The text as a sentence: closed with a stop, where nothing closes it."""
    return text if not text or _CLOSED.search(text) else text + "."


_CLOSED = re.compile(r"[.!?…][”’)]*\s*$")


def titled(words: str) -> str:
    """A title in quotation marks, as references print it."""
    return f"“{nested(words)}”"


def _single(found: re.Match[str]) -> str:
    text, start, end = found.string, found.start(), found.end()
    if found[0] in '“"':
        return "‘" if _opens(text[start - 1 : start] if start else "", text[end:]) else "’"
    return "‚" if found[0] == "„" else "’"
