"""Markings whose scheme decides how they look, whatever the theme."""

from __future__ import annotations

from msgspec import Struct


class Marking(Struct, frozen=True):
    """A marking as its scheme wants it on each page, at the right of header and footer.

    `size` is in points and the least that the scheme allows.
    """

    words: str
    color: str
    ground: str
    size: float


# FIRST, Traffic Light Protocol 2.0 (2022), section 4 and the table of colours.
_TLP = {
    "TLP:RED": "#ff2b2b",
    "TLP:AMBER": "#ffc000",
    "TLP:AMBER+STRICT": "#ffc000",
    "TLP:GREEN": "#33ff00",
    "TLP:CLEAR": "#ffffff",
}
_TLP_GROUND = "#000000"
_TLP_SIZE = 12.0


def marking_of(words: str) -> Marking | None:
    """The marking that the words are in a scheme known here; None for a house's own words."""
    color = _TLP.get(words)
    return Marking(words, color, _TLP_GROUND, _TLP_SIZE) if color else None
