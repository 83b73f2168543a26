"""Unicode's forms of normalisation (UAX 15), in a time that grows with the length of a text alone.

`unicodedata` sorts the marks over one letter in the square of their number. A file of somebody else
may have a hundred thousand of them, which would take a minute; sorted before, they take no time.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from itertools import groupby
from typing import Literal

NormalForm = Literal["NFC", "NFD", "NFKC", "NFKD"]
# Each mark is one of these. The last two are letters that only NFKC and NFKD take for marks.
_MANY_MARKS = re.compile("(?:[^\\w\x00-\u02ff]|[\uff9e\uff9f]){64,}")


def normal(form: NormalForm, text: str) -> str:
    """The text in one of the forms of Unicode, as `unicodedata.normalize` has it."""
    if text.isascii() or unicodedata.is_normalized(form, text):
        return text
    apart: NormalForm = "NFKD" if "K" in form else "NFD"
    return unicodedata.normalize(
        form, _MANY_MARKS.sub(lambda many: "".join(_in_order(many[0], apart)), text)
    )


def _in_order(many: str, apart: NormalForm) -> Iterator[str]:
    """Signs taken apart, the marks behind each in the order that Unicode gives them (D109)."""
    signs = "".join(unicodedata.normalize(apart, sign) for sign in many)
    for _, run in groupby(signs, key=lambda sign: unicodedata.combining(sign) > 0):
        yield from sorted(run, key=unicodedata.combining)
