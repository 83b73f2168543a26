"""Figures that stand alone, as in a column of a table, and where their decimal mark is."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from generator.language.lexicon import primary, region

# Languages that write 0.5 with a point (CLDR 45, `decimal` of the default numbering system);
# all others write a comma.
_POINT = frozenset(
    ("am", "bn", "cy", "en", "ga", "gu", "he", "hi", "ja", "kn", "ko", "ml", "mr", "ms", "mt",
     "ne", "pa", "si", "sw", "ta", "te", "th", "ur", "zh")
)  # fmt: skip
# Where a country goes its own way.
_POINT_IN = frozenset(
    {("de", "ch"), ("de", "li"), ("it", "ch"), ("es", "do"), ("es", "gt"), ("es", "hn"),
     ("es", "mx"), ("es", "ni"), ("es", "pa"), ("es", "pe"), ("es", "pr"), ("es", "sv"),
     ("es", "us")}
)  # fmt: skip
_COMMA_IN = frozenset({("en", "za")})
_DASHES = frozenset({"", "-", "–", "—", "−", "…", "..", "..."})


def decimal_mark(language: str) -> str:
    """The mark before the decimals in a language, by its tag (BCP 47)."""
    place = primary(language), region(language)
    points = place in _POINT_IN or (place[0] in _POINT and place not in _COMMA_IN)
    return "." if points else ","


def is_column_of_figures(cells: Sequence[str], mark: str) -> bool:
    """Whether every cell is a figure or a dash, and one is a figure."""
    words = [cell.strip() for cell in cells]
    figures = [bool(_figure(mark).fullmatch(cell)) for cell in words]
    return any(figures) and all(
        found or cell in _DASHES for found, cell in zip(figures, words, strict=True)
    )


def whole_part(figure: str, mark: str) -> int:
    """How many characters of a figure stand before its decimals and what follows; all of a dash."""
    found = _figure(mark).match(figure)
    return found.end("whole") if found else len(figure)


@cache
def _figure(mark: str) -> re.Pattern[str]:
    """A figure: marks before it (a sign, a currency), digits in threes or not, decimals, a %."""
    threes = "".join({".", ","} - {mark}) + "'’\u00a0\u202f "
    return re.compile(
        rf"(?P<whole>[^\w\s]{{0,3}}\d+(?:[{threes}]\d{{3}})*)(?:\{mark}\d+)?"
        r"[\u00a0\u202f ]?[%‰]?[)\]*†‡]*"
    )
