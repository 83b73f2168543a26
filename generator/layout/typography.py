"""Typographic quotes, dashes and ellipses for what people type, as pandoc's `smart` has them."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"---|--|\.\.\.|\"|'")
_OPENS_BEHIND = set(" \t\n\u00a0([{—–-/“‘«")


def typographic(text: str, before: str = "") -> str:
    """The text with typographic marks; `before` is the character that stands in front of it."""
    parts: list[str] = []
    position, behind = 0, before
    for found in _PLAIN.finditer(text):
        if found.start() > position:
            parts.append(text[position : found.start()])
            behind = text[found.start() - 1]
        behind = _dressed(found[0], behind, text[found.end() : found.end() + 1])
        parts.append(behind)
        position = found.end()
    return "".join([*parts, text[position:]]) if parts else text


def _dressed(mark: str, behind: str, ahead: str) -> str:
    opens = (not behind or behind in _OPENS_BEHIND) and not ahead.isspace()
    match mark:
        case "---":
            return "—"
        case "--":
            return "–"
        case "...":
            return "…"
        case '"':
            return "“" if opens else "”"
        case _:
            # "'90s" and "'tis" begin with an apostrophe, a quotation with a letter.
            return "‘" if opens and not ahead.isdigit() else "’"
