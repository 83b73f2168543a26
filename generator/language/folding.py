"""Comparing words in any language.

Two texts say the same where their folds are equal; a quotation typed with straight quotes then
equals one printed with curly ones.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata

_QUOTES = '"`´‘’‚‛“”„‟«»‹›′″‴‵‶‷ʹʺʻʼʽ＂＇「」『』〝〞〟❛❜❝❞'
_DASHES = "‐‑‒–—―−⁃﹘﹣－⸺⸻︱︲"
# Soft hyphen, zero-width spaces and joiners, directional marks, variation selectors, BOM.
_UNSEEN = (
    "\u00ad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
)

_UNFOLDED = re.compile(f"(?P<quote>[{re.escape(_QUOTES)}])|(?P<dash>[{_DASHES}])|[{_UNSEEN}]")
_DASH_RUN = re.compile(r"-{2,}")


def fold(text: str) -> str:
    """Return `text` in the form in which words are compared; letter case is kept.

    Unicode NFKC (UAX 15); every quotation mark and apostrophe reads `'`, every dash or run of
    dashes `-`; characters that cannot be seen are gone; white space is single spaces.
    """
    if text.isascii():
        plain = text.replace('"', "'").replace("`", "'")
    else:
        # NFKC itself yields quotes and dashes (from full-width forms), so fold before and after:
        # before, because it would also take an acute accent apart into a space and a mark.
        plain = _UNFOLDED.sub(_folded, text)
        if not unicodedata.is_normalized("NFKC", plain):
            plain = _UNFOLDED.sub(_folded, unicodedata.normalize("NFKC", plain))
    if "--" in plain:
        plain = _DASH_RUN.sub("-", plain)
    return " ".join(plain.split())


def _folded(match: re.Match[str]) -> str:
    match match.lastgroup:
        case "quote":
            return "'"
        case "dash":
            return "-"
        case _:
            return ""


def digest(text: str) -> str:
    """SHA-256, hexadecimal, of the words: equal for texts that differ only in form or case."""
    return hashlib.sha256(fold(text).casefold().encode()).hexdigest()
