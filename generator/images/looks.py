"""How an element of SVG is painted: plain fill and stroke, from attributes or from `style`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from generator.document.colors import Color, color_of
from generator.images.drawing import CAPS, JOINS, DrawingError, Stroke
from generator.images.shapes import length_of

Looks = Mapping[str, str]
"""The look of an element and of all inside it, by SVG's own names (SVG 2, chapter 13)."""

LOOKS: Looks = {
    "fill": "#000000",
    "fill-rule": "nonzero",
    "stroke": "none",
    "stroke-width": "1",
    "stroke-linecap": "butt",
    "stroke-linejoin": "miter",
    "stroke-miterlimit": "4",
}
"""The looks of a shape that says nothing of them."""

# Properties that would change the drawing: each may only say what is true without it.
_PLAIN_VALUES: Mapping[str, tuple[str, ...]] = {
    "opacity": ("1", "1.0", "100%"),
    "fill-opacity": ("1", "1.0", "100%"),
    "stroke-opacity": ("1", "1.0", "100%"),
    "stroke-dasharray": ("none",),
    "clip-path": ("none",),
    "mask": ("none",),
    "filter": ("none",),
    "marker": ("none",),
    "marker-start": ("none",),
    "marker-mid": ("none",),
    "marker-end": ("none",),
    "display": ("inline", "block"),
    "visibility": ("visible",),
    "paint-order": ("normal",),
    "vector-effect": ("none",),
    "mix-blend-mode": ("normal",),
    "isolation": ("auto",),
}
# Properties that change no plain shape: of text, of gradients, of precision.
_OF_NO_ACCOUNT = re.compile(
    r"-inkscape-.*|font.*|text.*|(?:letter|word)-spacing|line-height|writing-mode|direction"
    r"|white-space|shape-.*|solid-.*|stop-.*|flood-.*|lighting-color|clip-rule|overflow|color"
    r"|color-.*|image-rendering|stroke-dashoffset|enable-background|pointer-events|cursor"
)


def look_of(attributes: Mapping[str, str], outer: Looks) -> Looks:
    """The looks of an element: what it says, else those of the one around it (`outer`).

    `style` counts before attributes. Raises DrawingError for anything but plain fill and stroke.
    """
    said = {key: value for key, value in attributes.items() if key != "style"}
    said |= dict(_declarations(attributes.get("style", "")))
    own = {key: value.strip() for key, value in said.items() if value.strip() != "inherit"}
    for name, value in own.items():
        if name not in LOOKS and not _OF_NO_ACCOUNT.fullmatch(name):
            if name not in _PLAIN_VALUES:
                raise DrawingError(f"`{name}` is not read here")
            if value not in _PLAIN_VALUES[name]:
                raise DrawingError(f"{name} {value[:20]} is not read here")
    return {name: own.get(name, value) for name, value in outer.items()}


def _declarations(style: str) -> Iterator[tuple[str, str]]:
    for one in filter(str.strip, style.split(";")):
        name, colon, value = one.partition(":")
        if not colon:
            raise DrawingError(f"`{one.strip()[:20]}` is not read here")
        yield name.strip(), value


def fill_of(looks: Looks) -> tuple[Color | None, bool]:
    """The colour inside a shape, and whether its parts are told apart by even and odd."""
    rule = _one_of(looks, "fill-rule", ("nonzero", "evenodd"))
    return _color(looks["fill"]), rule == "evenodd"


def stroke_of(looks: Looks) -> Stroke | None:
    """The line around a shape; None if there is none, or it has no width."""
    color, width = _color(looks["stroke"]), length_of(looks["stroke-width"])
    if width < 0:
        raise DrawingError("stroke-width is less than nothing")
    if color is None or width == 0:
        return None
    cap, join = _one_of(looks, "stroke-linecap", CAPS), _one_of(looks, "stroke-linejoin", JOINS)
    return Stroke(color, width, cap, join, max(1.0, length_of(looks["stroke-miterlimit"])))


def _one_of(looks: Looks, name: str, known: tuple[str, ...]) -> str:
    if looks[name] not in known:
        raise DrawingError(f"{name} {looks[name][:20]} is not read here")
    return looks[name]


# --- colours ------------------------------------------------------------------------------

_HEX = re.compile(r"#([0-9a-f]{3}|[0-9a-f]{6})")
_RGB = re.compile(r"rgb\(\s*(\d{1,3})\s*,\s*(\d{1,3})\s*,\s*(\d{1,3})\s*\)")
# CSS Color 4, 6.1: those of CSS 2.1.
_NAMED = {
    "black": "#000000", "silver": "#c0c0c0", "gray": "#808080", "grey": "#808080",
    "white": "#ffffff", "maroon": "#800000", "red": "#ff0000", "purple": "#800080",
    "fuchsia": "#ff00ff", "green": "#008000", "lime": "#00ff00", "olive": "#808000",
    "yellow": "#ffff00", "navy": "#000080", "blue": "#0000ff", "teal": "#008080",
    "aqua": "#00ffff", "orange": "#ffa500",
}  # fmt: skip


def _color(written: str) -> Color | None:
    """A plain colour; None for what is not painted."""
    low = written.lower()
    if low in ("none", "transparent"):
        return None
    if low in _NAMED:
        return _NAMED[low]
    if found := _HEX.fullmatch(low):
        digits = found[1]
        return f"#{digits}" if len(digits) == 6 else "#" + "".join(2 * one for one in digits)
    if (found := _RGB.fullmatch(low)) and all(int(part) <= 255 for part in found.groups()):
        return color_of(map(int, found.groups()))
    raise DrawingError(f"`{written[:20]}` is no plain colour, as #12355b is")
