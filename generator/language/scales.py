"""Words of likelihood and of confidence, from the published standards.

Sources: ICD 203 (2015), D.6.e(2)(a); the UK Professional Head of Intelligence Assessment's
probability yardstick (PHIA, 2019). The gaps between PHIA's bands are intended.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Literal, get_args

from msgspec import Struct

Confidence = Literal["low", "moderate", "high"]


class Band(Struct, frozen=True):
    """Words that mean the same likelihood, the first to be shown; per cent, ends included.

    If it is `open_above`, `high` does not belong to it.
    """

    words: tuple[str, ...]
    low: int
    high: int
    open_above: bool = False

    @property
    def range(self) -> str:
        """The band as it is printed: "40–<50"."""
        return f"{self.low}–{'<' if self.open_above else ''}{self.high}"

    def has(self, percent: float) -> bool:
        return self.low <= percent <= self.high and not (self.open_above and percent == self.high)


class Scale(Struct, frozen=True):
    name: str
    bands: tuple[Band, ...]

    def term_in(self, text: str) -> str | None:
        """The scale's term that a text uses; the longest if several fit."""
        found = next(self.terms_in(text), None)
        return found[0].lower() if found else None

    def terms_in(self, text: str) -> Iterator[re.Match[str]]:
        """The scale's terms in a text, in order; at each place the longest that fits."""
        return _terms(tuple(word for band in self.bands for word in band.words)).finditer(text)

    def band_of(self, term: str) -> Band:
        """The band of a term of this scale, in small letters."""
        return next(band for band in self.bands if term in band.words)


@lru_cache(maxsize=8)
def _terms(words: tuple[str, ...]) -> re.Pattern[str]:
    pattern = "|".join(re.escape(term) for term in sorted(words, key=len, reverse=True))
    return re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-])", re.IGNORECASE)


SCALES: Mapping[str, Scale] = {
    "icd203": Scale(
        "ICD 203",
        (
            Band(("almost no chance", "remote"), 1, 5),
            Band(("very unlikely", "highly improbable"), 5, 20),
            Band(("unlikely", "improbable"), 20, 45),
            Band(("roughly even chance", "roughly even odds"), 45, 55),
            Band(("likely", "probable", "probably"), 55, 80),
            Band(("very likely", "highly probable"), 80, 95),
            Band(("almost certain", "almost certainly", "nearly certain"), 95, 99),
        ),
    ),
    "phia": Scale(
        "PHIA probability yardstick",
        (
            Band(("remote chance",), 0, 5),
            Band(("highly unlikely",), 10, 20),
            Band(("unlikely",), 25, 35),
            Band(("realistic possibility",), 40, 50, open_above=True),
            Band(("likely", "probable"), 55, 75),
            Band(("highly likely",), 80, 90),
            Band(("almost certain",), 95, 100),
        ),
    ),
}

_CONFIDENCE = re.compile(r"\s*(\w+) confidence\b[\s.:,;–—-]*(.*)", re.IGNORECASE | re.DOTALL)


def confidence_in(text: str) -> tuple[Confidence | None, str]:
    """Confidence and its basis from "Low confidence: one undated source."."""
    found = _CONFIDENCE.match(text)
    if found is None:
        return None, text
    for level in get_args(Confidence):
        if found[1].lower() == level:
            return level, found[2].strip()
    return None, found[2].strip()


_AT_HEAD = re.compile(rf"· ({'|'.join(get_args(Confidence))}) confidence\b", re.IGNORECASE)


def confidence_at_head(text: str) -> Confidence | None:
    """The confidence among what a key point begins with: "Judgement · likely · low confidence"."""
    found = _AT_HEAD.search(" ".join(text.split()))
    said = found[1].lower() if found else ""
    return next((level for level in get_args(Confidence) if level == said), None)
