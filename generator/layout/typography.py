"""Typographic quotes, dashes and ellipses for what people type, as pandoc's `smart` has them."""

from __future__ import annotations

import re

_PLAIN = re.compile(r"---|--|\.\.\.|\"|'")
_OPENS_BEHIND = set(" \t\n\u00a0([{—–-/“‘«")


def typographic(text: str, before: str = "") -> str:
    """The text with typographic marks; `before` is the character that stands in front of it."""
    if not _PLAIN.search(text):
        return text

    def dressed(found: re.Match[str]) -> str:
        behind = text[found.start() - 1] if found.start() else before
        ahead = text[found.end() : found.end() + 1]
        opens = (not behind or behind in _OPENS_BEHIND) and not ahead.isspace()
        match found[0]:
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

    return _PLAIN.sub(dressed, text)
