"""Markings that look alike on each page whatever the theme: TLP's, and a house's own."""

from collections.abc import Mapping
from typing import Annotated, Literal

from msgspec import Meta, Struct

from generator.diagnostics import Span
from generator.document.colors import Color


class MarkingLook(Struct, frozen=True):
    """How a marking stands in the header and footer of each page; colours as "#rrggbb"."""

    color: Color = "#ffffff"  # Of the letters.
    ground: Color = "#000000"  # Behind them.
    position: Literal["left", "center", "right"] = "right"
    size: Annotated[float, Meta(ge=6, le=72)] = 12.0  # In points.


class Marking(Struct, frozen=True):
    """A marking as it is set; `span` is where an author can change its words or its look."""

    words: str
    look: MarkingLook
    span: Span | None = None


# FIRST, Traffic Light Protocol 2.0 (2022), section 4 and the table of colours: at the right, on
# black, in at least 12 points.
TLP: Mapping[str, MarkingLook] = {
    "TLP:RED": MarkingLook("#ff2b2b"),
    "TLP:AMBER": MarkingLook("#ffc000"),
    "TLP:AMBER+STRICT": MarkingLook("#ffc000"),
    "TLP:GREEN": MarkingLook("#33ff00"),
    "TLP:CLEAR": MarkingLook("#ffffff"),
}


def marking_of(words: str, own: Mapping[str, MarkingLook]) -> Marking | None:
    """The marking that the words are, of a house's own scheme or TLP; None for mere words."""
    look = own.get(words) or TLP.get(words)
    return Marking(words, look) if look else None
