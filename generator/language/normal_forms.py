"""Unicode's forms of normalisation (UAX 15), in a time that grows with the length of a text alone.

`unicodedata` sorts the marks over one letter in the square of their number. A file of somebody else
may have a hundred thousand of them, which would take a minute; sorted before, they take no time.
"""

from __future__ import annotations

import re
import unicodedata
from typing import Literal

NormalForm = Literal["NFC", "NFD", "NFKC", "NFKD"]
# Each mark is one of these. The last two are letters that only NFKC and NFKD take for marks.
_MANY_MARKS = "(?:[^\\w\x00-\u02ff]|[\uff9e\uff9f]){64,}"  # compiled for a text that is not normal


def normal(form: NormalForm, text: str) -> str:
    """The text in one of the forms of Unicode, as `unicodedata.normalize` has it."""
    if text.isascii() or unicodedata.is_normalized(form, text):
        return text
    apart: NormalForm = "NFKD" if "K" in form else "NFD"
    return unicodedata.normalize(
        form, re.sub(_MANY_MARKS, lambda many: _in_order(many[0], apart), text)
    )


def _in_order(many: str, apart: NormalForm) -> str:
    """Signs taken apart, the marks behind each in the order that Unicode gives them (D109)."""
    # In tables of few signs: a list of a million takes a hundred times their memory.
    signs = many.translate({ord(sign): unicodedata.normalize(apart, sign) for sign in set(many)})
    kinds: dict[int, str] = {}
    for sign in set(signs):
        kinds[unicodedata.combining(sign)] = kinds.get(unicodedata.combining(sign), "") + sign
    kinds.pop(0, None)
    marks = "".join(kinds.values())

    def in_order(run: re.Match[str]) -> str:
        """The marks of each kind, as they stand, those of the lowest kind first."""
        others = (
            {ord(sign): None for sign in marks if sign not in kinds[kind]} for kind in sorted(kinds)
        )
        return "".join(run[0].translate(table) for table in others)

    return re.sub(f"[{marks}]+", in_order, signs) if marks else signs
