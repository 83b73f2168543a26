"""Comparing words in any language.

Two texts say the same where their folds are equal; a quotation typed with straight quotes then
equals one printed with curly ones. A fold is kept in digests and never changes; what quotations
are compared in may learn more (see `level`).
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from functools import lru_cache

from generator.language.marks import MARKS

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


# Behind a word, a stop or a figure such a digit leads to a note; behind a unit or a ten it counts.
_NOTE_MARK = re.compile(
    r"(?<=[\w.,;:!?'\"’”)])(?<![\s/(][kcdmµ]m)(?<![\s/(\d]m)(?<!\b10)[⁰¹²³⁴-⁹]+(?!\w)"
)
_LEVEL = str.maketrans(dict.fromkeys(sorted(MARKS), "'"))
_POWER = re.compile(r"(?<=\d)(?=[⁰¹²³⁴-⁹])")
_SPACED = re.compile(r"\s*(?:--+|[—―⸺⸻])\s*(?!\d)|\s+[–‒-]\s+(?!\d)")
_UNIT = re.compile(r"([€$£¥])\s+(?=\d)|(?<=\d)\s+(?=[%‰°])")


@lru_cache(maxsize=1024)
def level(text: str) -> str:
    """The fold of a text, and beyond it what a printer changes and a quotation may.

    Every sign that can be a quotation mark (see `language.marks`) reads `'`, a dash between words
    stands between spaces, no space parts a sign of money or degree from its number, and the marks
    of notes are gone: `5¹` is five.
    """
    if not text.isascii():
        text = _POWER.sub("^", _NOTE_MARK.sub("", text)).translate(_LEVEL)
    return fold(_UNIT.sub(r"\1", _SPACED.sub(" - ", text)))


def digest(text: str) -> str:
    """SHA-256, hexadecimal, of the words: equal for texts that differ only in form or case."""
    return hashlib.sha256(fold(text).casefold().encode()).hexdigest()
