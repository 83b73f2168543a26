"""Words of likelihood and of confidence, as the published standards fix them.

Sources: ICD 203 (2015), D.6.e(2)(a); the UK Professional Head of Intelligence Assessment's
probability yardstick (PHIA, 2019). The gaps between PHIA's bands are intended.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Literal, get_args

from msgspec import Struct

Confidence = Literal["low", "moderate", "high"]


class Band(Struct, frozen=True):
    """Words that mean the same likelihood, the first to be shown; per cent, both included."""

    words: tuple[str, ...]
    low: int
    high: int


class Scale(Struct, frozen=True):
    name: str
    bands: tuple[Band, ...]

    def term_in(self, text: str) -> str | None:
        """The scale's term that a text uses, the longest where several would fit."""
        terms = sorted((word for band in self.bands for word in band.words), key=len, reverse=True)
        pattern = "|".join(re.escape(term) for term in terms)
        found = re.search(rf"(?<![\w-])(?:{pattern})(?![\w-])", text, re.IGNORECASE)
        return found[0].lower() if found else None


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
            Band(("realistic possibility",), 40, 50),
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
