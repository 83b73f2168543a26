"""What `transform` says of an element of SVG → a matrix (CSS Transforms 1, chapter 7)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping

from generator.images.drawing import IDENTITY, DrawingError, Matrix, joined_matrices
from generator.images.paths import GREATEST, coordinates

_FUNCTION = re.compile(r"[\s,]*([a-zA-Z]+)\s*\(([^()]*)\)")


def matrix_of(written: str) -> Matrix:
    """All functions of a list as one. Raises DrawingError for what is no such list."""
    matrix, at = IDENTITY, 0
    while written[at:].strip():
        found = _FUNCTION.match(written, at)
        if found is None:
            raise DrawingError(f"`{written[at:].strip()[:20]}` is no transformation")
        matrix, at = joined_matrices(matrix, _function(found[1], found[2])), found.end()
        if any(abs(value) > GREATEST for value in matrix):
            raise DrawingError("it is moved or enlarged too far")
    return matrix


def _function(name: str, written: str) -> Matrix:
    values = coordinates(written)
    counts, made = _FUNCTIONS.get(name, ((), None))
    if made is None or len(values) not in counts:
        raise DrawingError(f"`{name}({written.strip()[:20]})` is no transformation")
    return made(*values)


def _matrix(*values: float) -> Matrix:
    a, b, c, d, e, f = values
    return (a, b, c, d, e, f)


def _translate(x: float, y: float = 0.0) -> Matrix:
    return (1.0, 0.0, 0.0, 1.0, x, y)


def _scale(x: float, y: float | None = None) -> Matrix:
    return (x, 0.0, 0.0, x if y is None else y, 0.0, 0.0)


def _rotate(degrees: float, x: float = 0.0, y: float = 0.0) -> Matrix:
    cos, sin = math.cos(math.radians(degrees)), math.sin(math.radians(degrees))
    turned = (cos, sin, -sin, cos, 0.0, 0.0)
    return joined_matrices(joined_matrices(_translate(x, y), turned), _translate(-x, -y))


def _skew_x(degrees: float) -> Matrix:
    return (1.0, 0.0, math.tan(math.radians(degrees)), 1.0, 0.0, 0.0)


def _skew_y(degrees: float) -> Matrix:
    return (1.0, math.tan(math.radians(degrees)), 0.0, 1.0, 0.0, 0.0)


_FUNCTIONS: Mapping[str, tuple[tuple[int, ...], Callable[..., Matrix]]] = {
    "matrix": ((6,), _matrix),
    "translate": ((1, 2), _translate),
    "scale": ((1, 2), _scale),
    "rotate": ((1, 3), _rotate),
    "skewX": ((1,), _skew_x),
    "skewY": ((1,), _skew_y),
}
