"""Words as every format can hold them."""

from __future__ import annotations

import re

_SPACES = re.compile("[\t\n\v\f\r]")
# What XML 1.0 cannot hold (production 2, Char), even escaped, nor HTML (13.2.3.5).
_UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")


def legible(words: str) -> str:
    """Words with a space for white space, and U+FFFD for what no format can hold.

    What a file says and what its manifest says of it can only agree if both have passed here.
    """
    if words.isprintable():
        return words
    return _UNWRITABLE.sub("\ufffd", _SPACES.sub(" ", words))
