"""The colours of Word's document theme: which of ours stand in it, and what is tied to them.

The markup says each colour as a value. When a part is whole, each value that stands in the document
theme is tied to its place there: if an office chooses other colours, the file changes with them.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.document.colors import WHITE, contrast
from generator.recall.once import THEMES, once_each
from generator.theme.dark_screen import every_ground, every_line
from generator.theme.theme import Theme
from generator.writers.docx.markup import color

# The places of the colour scheme (ISO 29500-1, 20.1.6.2), and their names in markup (17.18.97).
_PLACES = {
    "dk1": "text1",
    "lt1": "background1",
    "dk2": "text2",
    "lt2": "background2",
    **{f"accent{number}": f"accent{number}" for number in range(1, 7)},
}
_DARK = 3.0  # contrast to white, with which a chart or a shape is seen


class ColorScheme(Struct, frozen=True):
    """The colours of a document theme by their places, and in markup the `names` of these."""

    places: Mapping[str, str]
    names: Mapping[bytes, bytes]

    def tied(self, xml: bytes) -> bytes:
        """A part with its colours tied to the document theme, as far as that has them."""
        return _VALUES.sub(self._tied, _SHAPES.sub(self._tied_shape, xml))

    def _tied(self, found: re.Match[bytes]) -> bytes:
        name = self.names.get(found["value"])
        kind = b"Fill" if found["ground"] is not None else b"Color"
        return b'%s w:theme%s="%s"' % (found[0], kind, name) if name else found[0]

    def _tied_shape(self, found: re.Match[bytes]) -> bytes:
        name = self.names.get(found["value"])
        return b'<a:schemeClr val="%s"' % _SHORT.get(name, name) if name else found[0]


# A colour of words or of a line, or of a ground; but for one that a part ties by itself. The value
# comes first: a pattern that begins with fixed letters is found ten times as fast.
_VALUES = re.compile(
    rb'="(?P<value>[0-9A-F]{6})"(?! w:theme)'
    rb'(?:(?<=<w:color w:val="......")|(?<= w:color="......")|(?P<ground>(?<= w:fill="......")))'
)
_SHAPES = re.compile(rb'<a:srgbClr val="(?P<value>[0-9A-F]{6})"(?! w:theme)')
_SHORT = {b"text1": b"tx1", b"background1": b"bg1", b"text2": b"tx2", b"background2": b"bg2"}
"""ISO 29500-1, 20.1.10.54."""


@once_each(THEMES)
def color_scheme(theme: Theme) -> ColorScheme:
    """The colours that a theme offers in Word: ink, paper, headings, a ground, what is used most.

    The accents begin with those that are seen on white: charts and shapes of Word's take them.
    """
    uses = Counter(_used(theme))
    ink, heading = theme.style("body").color, theme.style("heading2").color
    grounds = Counter(box.fill for box in theme.boxes.values() if box.fill)
    first = [ink, WHITE, heading, max(grounds, key=grounds.__getitem__, default=WHITE)]
    rest = [one for one in dict.fromkeys(theme.colors.values()) if one not in first]
    used = sorted(rest, key=uses.__getitem__, reverse=True)[:6]
    accents = sorted(used, key=lambda one: (contrast(one, WHITE) < _DARK, rest.index(one)))
    accents = [*accents, *[heading] * 6][:6]
    return scheme_of_places(dict(zip(_PLACES, [*first, *accents], strict=True)))


def scheme_of_places(places: Mapping[str, str]) -> ColorScheme:
    """The scheme of a document theme that has these colours in its places."""
    names: dict[bytes, bytes] = {}
    for place, name in _PLACES.items():
        if place in places:
            names.setdefault(color(places[place]).encode(), name.encode())
    return ColorScheme(places, names)


def _used(theme: Theme) -> Iterator[str]:
    """Every colour of words, grounds and lines, as often as the theme has it."""
    yield from (style.color for style in theme.styles.values())
    yield from every_ground(theme)
    yield from every_line(theme)
    if theme.notes.rule.weight:
        yield theme.notes.rule.color
