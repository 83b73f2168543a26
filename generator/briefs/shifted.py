"""Raised and lowered words: what they belong to, and which ones are the mark of a note.

A reader takes a raised number for that of a note, and nothing would be cited. So only what is
surely something else is allowed: a power, an exponent, an ordinal, a charge, a formula.
"""

from __future__ import annotations

import re
from typing import Literal

from generator.language.folding import without_note_marks

ShiftedKind = Literal["superscript", "subscript"]

_SOMETHING = r"[^\W_]\Z|[)\]]\Z"
_ION = r"(?<![^\W\d_])(?:[A-Z][a-z]?|[a-z])\Z|[₀-₉)\]]\Z"
_FIGURE = r"\d\Z|(?<![^\W\d_])[IVXLC]+\Z"
_SYMBOL = r"(?<![\w'’-])[^\W\d_]\Z|[)\]]\Z"
# English, French, Spanish, Portuguese and Italian ordinals, and exponents. No other letter: behind
# a figure of a table it is the mark of a note, "410a".
_BEHIND_FIGURE = r"st|nd|rd|th|e|er|re|ère|me|ème|nde?|des?|os?|[⁺⁻]?[kmnpxyz]"
_BEHIND_SYMBOL = r"[⁺⁻]?[^\W_]{1,4}"  # xⁿ, no, Mme


def is_mark_of_note(words: str, start: int, end: int, kind: ShiftedKind) -> bool:
    """Whether a reader would take a raised or lowered stretch of the words for a note's mark.

    Figures are one where the marks of a source are left out of a quotation, by the same rule.
    """
    part, before = words[start:end], words[:start]
    if without_note_marks(words, keep_places=True)[start:end] != part:
        return True
    if not re.search(_SOMETHING, before):
        return True
    if kind == "subscript":
        return False
    if any(map(str.isalpha, part)):
        return not _takes_letters(before, part)
    return part[-1] in "⁺⁻" and not re.search(_ION, before)


def _takes_letters(before: str, part: str) -> bool:
    if re.search(_FIGURE, before) and re.fullmatch(_BEHIND_FIGURE, part):
        return True
    return bool(re.search(_SYMBOL, before) and re.fullmatch(_BEHIND_SYMBOL, part))
