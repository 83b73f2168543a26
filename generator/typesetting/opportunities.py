"""Where a line may end inside a word."""

from __future__ import annotations

import re
from functools import lru_cache

_IN_WORDS = re.compile(r"(?<=[^\W\d_][-–/])(?=[^\W\d_])|(?<=\w—)(?=\w)|(?<=\u200b)(?=.)")
_IN_ADDRESSES = re.compile(r"(?<=[/?&=_.,#%:;~+-])(?=[^/?&=_.,#%:;~+-])")
_LONG = 30


@lru_cache(maxsize=100_000)
def opportunities(token: str) -> tuple[str, ...]:
    """The token cut where a line may end without a hyphen; in one piece as a rule."""
    if "://" in token or token.startswith("www.") or (len(token) > _LONG and "/" in token):
        return tuple(_IN_ADDRESSES.split(token))
    if "-" in token or "–" in token or "—" in token or "/" in token or "\u200b" in token:
        return tuple(_IN_WORDS.split(token))
    return (token,)
