"""Basic shapes of SVG → the path that each stands for (SVG 2, chapter 10)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from generator.images.drawing import DrawingError, PathSegment
from generator.images.paths import DIGITS, MOST_SEGMENTS, coordinate, coordinates, path_segments

GEOMETRY: Mapping[str, frozenset[str]] = {
    "path": frozenset({"d"}),
    "rect": frozenset({"x", "y", "width", "height", "rx", "ry"}),
    "circle": frozenset({"cx", "cy", "r"}),
    "ellipse": frozenset({"cx", "cy", "rx", "ry"}),
    "line": frozenset({"x1", "y1", "x2", "y2"}),
    "polyline": frozenset({"points"}),
    "polygon": frozenset({"points"}),
}
"""The elements that are drawn, and the attributes that give their place and size."""


def shape_segments(name: str, attributes: Mapping[str, str]) -> tuple[PathSegment, ...]:
    """The path that an element stands for (SVG 2, 9.3 and chapter 10); none if it has no size.

    Raises DrawingError for numbers that do not hold.
    """
    match name:
        case "path":
            return path_segments(attributes.get("d", ""))
        case "line":
            x1, y1, x2, y2 = (length_of(attributes.get(key, "0")) for key in _ENDS)
            return ("m", (x1, y1)), ("l", (x2, y2))
        case "polyline" | "polygon":
            return _corners(coordinates(attributes.get("points", "")), closed=name == "polygon")
        case "rect":
            return _rectangle(attributes)
        case _:
            return _ellipse(attributes)


_ENDS = ("x1", "y1", "x2", "y2")


def length_of(written: str) -> float:
    """A length in the units of the drawing. Raises DrawingError for one in any other unit."""
    found = _LENGTH.fullmatch(written)
    if found is None:
        raise DrawingError(f"`{written[:20]}` is no length in the units of the drawing")
    return coordinate(found[1])


_LENGTH = re.compile(rf"\s*({DIGITS})(?:px)?\s*")


def _size(attributes: Mapping[str, str], *names: str) -> float | None:
    """The first of some lengths that is said and not left to the program (`auto`)."""
    written = next(
        (attributes[name] for name in names if attributes.get(name, "auto") != "auto"), None
    )
    if written is None:
        return None
    value = length_of(written)
    if value < 0:
        raise DrawingError(f"`{names[0]}` is less than nothing")
    return value


def _corners(values: Sequence[float], *, closed: bool) -> tuple[PathSegment, ...]:
    if len(values) % 2:
        raise DrawingError("`points` has a number without its partner")
    if len(values) > 2 * MOST_SEGMENTS:
        raise DrawingError(f"it has more than {MOST_SEGMENTS:,} segments")
    points = list(zip(values[::2], values[1::2], strict=True))
    lines: list[PathSegment] = [("l", point) for point in points[1:]]
    return (("m", points[0]), *lines, *([("h", ())] if closed else [])) if points else ()


def _rectangle(attributes: Mapping[str, str]) -> tuple[PathSegment, ...]:
    x, y = (length_of(attributes.get(key, "0")) for key in ("x", "y"))
    width, height = (_size(attributes, key) or 0.0 for key in ("width", "height"))
    if not (width and height):
        return ()
    rx = min(_size(attributes, "rx", "ry") or 0.0, width / 2)
    ry = min(_size(attributes, "ry", "rx") or 0.0, height / 2)
    if not (rx and ry):
        return path_segments(f"M{x} {y}h{width}v{height}h{-width}z")
    arc = f"a{rx} {ry} 0 0 1"
    return path_segments(
        f"M{x + rx} {y}h{width - 2 * rx}{arc} {rx} {ry}v{height - 2 * ry}{arc} {-rx} {ry}"
        f"h{2 * rx - width}{arc} {-rx} {-ry}v{2 * ry - height}{arc} {rx} {-ry}z"
    )


def _ellipse(attributes: Mapping[str, str]) -> tuple[PathSegment, ...]:
    x, y = (length_of(attributes.get(key, "0")) for key in ("cx", "cy"))
    rx, ry = _size(attributes, "rx", "r", "ry") or 0.0, _size(attributes, "ry", "r", "rx") or 0.0
    if not (rx and ry):
        return ()
    return path_segments(f"M{x + rx} {y}a{rx} {ry} 0 1 1 {-2 * rx} 0a{rx} {ry} 0 1 1 {2 * rx} 0z")
