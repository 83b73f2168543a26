"""A drawing of plain shapes, and the PDF operators that draw it (ISO 32000-1, 8.5)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.document.colors import Color, channels

Matrix = tuple[float, float, float, float, float, float]
"""A transformation as PDF and SVG write it: (a, b, c, d, e, f) takes x to ax + cy + e."""

PathSegment = tuple[str, tuple[float, ...]]
"""A path operator, `m`, `l`, `c` or `h`, and its coordinates (8.5.2.1)."""

IDENTITY: Matrix = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)

CAPS = ("butt", "round", "square")
JOINS = ("miter", "round", "bevel")
"""In the order in which PDF numbers them (8.4.3.3 and 8.4.3.4)."""


class DrawingError(ValueError):
    """Something that no drawing may have; the message says what."""


class RefusedImageError(ValueError):
    """An image that is not taken; `why` says the message, and the hint what to do.

    `line` is that of an image that is text, and 0 where none is to blame.
    """

    def __init__(self, message: str, hint: str, line: int = 0) -> None:
        super().__init__(f"line {line}: {message}" if line else message)
        self.why, self.hint, self.line = message, hint, line


class Stroke(Struct, frozen=True):
    """The line along a path: its width in the path's own units, its ends and corners."""

    color: Color
    width: float
    cap: str
    join: str
    miter_limit: float


class Shape(Struct, frozen=True):
    """A path in units of its own, filled, stroked or both; `matrix` takes it to the drawing."""

    path: tuple[PathSegment, ...]
    matrix: Matrix
    fill: Color | None
    even_odd: bool
    stroke: Stroke | None


class Drawing(Struct, frozen=True, tag=True):
    """Shapes, the lowest first, on a sheet of a size; y runs down from its upper left corner."""

    width: float
    height: float
    shapes: tuple[Shape, ...]


def joined_matrices(outer: Matrix, inner: Matrix) -> Matrix:
    """The transformation that does the inner one first."""
    a, b, c, d, e, f = outer
    g, h, i, j, k, m = inner
    return (
        *(a * g + c * h, b * g + d * h),
        *(a * i + c * j, b * i + d * j),
        *(a * k + c * m + e, b * k + d * m + f),
    )


def drawing_operators(drawing: Drawing) -> bytes:
    """What draws it on a space of its size whose y runs up, as PDF counts."""
    upright = _decimals((1.0, 0.0, 0.0, -1.0, 0.0, drawing.height))
    shapes = (code for shape in drawing.shapes for code in _shape_operators(shape))
    return "\n".join((f"{upright} cm", *shapes)).encode("ascii")


def _shape_operators(shape: Shape) -> Iterator[str]:
    yield "q" if shape.matrix == IDENTITY else f"q {_decimals(shape.matrix)} cm"
    if shape.fill:
        yield f"{_rgb(shape.fill)} rg"
    if stroke := shape.stroke:
        ends = f"{CAPS.index(stroke.cap)} J {JOINS.index(stroke.join)} j"
        yield f"{_rgb(stroke.color)} RG {_decimals([stroke.width])} w {ends}"
        yield f"{_decimals([stroke.miter_limit])} M"
    yield from (f"{_decimals(values)} {operator}".lstrip() for operator, values in shape.path)
    yield f"{_painting(shape)} Q"


def _painting(shape: Shape) -> str:
    """The operator that paints a path (8.5.3.1)."""
    if shape.fill is None:
        return "S" if shape.stroke else "n"
    return ("B" if shape.stroke else "f") + ("*" if shape.even_odd else "")


def _rgb(color: Color) -> str:
    return _decimals(channel / 255 for channel in channels(color))


def _decimals(values: Iterable[float]) -> str:
    """To a millionth, since a drawing may be one unit wide; never in powers of ten."""
    return " ".join(f"{value:.6f}".rstrip("0").rstrip(".") for value in values)
