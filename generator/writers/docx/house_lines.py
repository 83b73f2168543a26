"""How much room a line of a house's header has for a title, which is cut where it would wrap."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from math import fsum

from generator.theme.running_heads import HEAD_FIELD
from generator.theme.theme import Style
from generator.writers.docx import measure

TITLE = "title"
_PARAGRAPH = re.compile(r"<w:p(?: [^>]*)?>.*?</w:p>", re.DOTALL)
_PIECE = re.compile(r"<w:tab/>|<w:t(?: [^>]*)?>([^<]*)</w:t>")
_BETWEEN = 12.0  # points between a title and what stands beside it

Stops = Sequence[tuple[str, float]]


def room_for_title(
    markup: str, fields: Mapping[str, str], look: Style, stops: Stops, width: float
) -> float:
    """The room that the first title in a head has on its line, in points; all where it is unknown.

    `stops` are those of the style of the line, each an alignment and its place, and `width` is that
    of the text. What stands in a table has the room of its cell.
    """
    lines = (one for one in _PARAGRAPH.findall(markup) if f"{{{TITLE}}}" in one)
    line = next(lines, None)
    if line is None or "<w:tbl>" in markup:
        return width
    pieces = [""]
    for found in _PIECE.finditer(line):
        if found[1] is None:
            pieces.append("")
        else:
            pieces[-1] += found[1]
    at = next(place for place, words in enumerate(pieces) if f"{{{TITLE}}}" in words)
    widths = [_width_beside(words, fields, look) for words in pieces]
    return _room_at(at, widths, stops, width) - widths[at]


def _width_beside(words: str, fields: Mapping[str, str], look: Style) -> float:
    """The width of words without the title among them."""
    said = HEAD_FIELD.sub(lambda one: "" if one[1] == TITLE else fields.get(one[1], "88"), words)
    return measure.words_width(said, look)


def _room_at(at: int, widths: Sequence[float], stops: Stops, width: float) -> float:
    """The room of a piece of a line, behind as many tabs as it has a number (17.3.1.37)."""
    others = fsum(each + _BETWEEN for place, each in enumerate(widths) if place != at and each)
    if not 0 < at <= len(stops):
        return width - others
    kind, stop = stops[at - 1]
    before = stops[at - 2][1] if at > 1 else 0.0
    free = stop - max(before, fsum(widths[:at])) - _BETWEEN
    match kind:
        case "right" | "end":
            return free
        case "center":
            return 2 * min(free, width - stop - fsum(widths[at + 1 :]))
        case _:
            return width - stop - fsum(widths[at + 1 :])
