"""How the words of a PDF are painted, as far as it decides whether anybody sees them.

A brief sets its words upright, on its pages, in sizes and colours that can be read. A manifest of
today says how each page was drawn; one that is older says nothing of it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from generator.document.colors import color_of, contrast
from generator.images.drawing import IDENTITY, Matrix, joined_matrices

_SMALLEST = 3.0  # points
_LEAST_CONTRAST = 1.5  # a third of what the Web Content Accessibility Guidelines ask for
_WIDEST_TRACKING = 0.5  # of the size of the letters
_FURTHEST = 3000.0  # thousandths of the size, between two letters

Color = tuple[float, ...]
_NEAR = 1e-6
_MOVED = "words whose letters are moved from their places"


class _State(Struct, frozen=True):
    """What `q` keeps, and `Q` brings back (ISO 32000-1, 8.4)."""

    page: Matrix = IDENTITY
    color: Color = (0.0, 0.0, 0.0)
    size: float = 0.0
    tracking: float = 0.0
    rise: float = 0.0


class _Ground(Struct, frozen=True):
    """A rectangle that is filled with a colour."""

    corners: tuple[float, float, float, float]
    color: Color


class Painting(Struct):
    """The state of painting on a page with this box, operator by operator."""

    box: Sequence[float]
    _state: _State = _State()
    _kept: list[_State] = field(default_factory=list)
    _line: Matrix = IDENTITY
    _shapes: list[tuple[float, float, float, float]] = field(default_factory=list)
    _grounds: list[_Ground] = field(default_factory=list)

    def take(self, operator: str, operands: Any) -> None:
        """Take in an operator that does not show words (8.4.4, 8.5, 9.3)."""
        match operator:
            case "q":
                self._kept.append(self._state)
            case "Q" if self._kept:
                self._state = self._kept.pop()
            case "cm":
                self._state = replace(self._state, page=_product(operands, self._state.page))
            case "rg":
                self._state = replace(self._state, color=tuple(map(float, operands)))
            case "Tf":
                self._state = replace(self._state, size=float(operands[1]))
            case "Tc":
                self._state = replace(self._state, tracking=float(operands[0]))
            case "Ts":
                self._state = replace(self._state, rise=float(operands[0]))
            case "Tm":
                self._line = _product(operands, IDENTITY)
            case "re":
                self._shapes.append(_rectangle_on_page(operands, self._state.page))
            case "f":
                self._grounds += [_Ground(each, self._state.color) for each in self._shapes]
                self._shapes.clear()
            case _:
                pass

    def faults(self, shown: Any) -> Iterator[str]:
        """What keeps a reader from seeing these words where they stand."""
        state, size = self._state, abs(self._state.size)
        *turned, x, y = _product(self._line, state.page)
        if any(abs(one - other) > _NEAR for one, other in zip(turned, IDENTITY, strict=False)):
            yield "words that are turned or stretched"
        elif not self._is_on_page(x, y):
            yield "words outside of the page"
        elif size < _SMALLEST:
            yield "words too small to be read"
        elif (
            contrast(*map(_web_color, (state.color, self._ground(x, y + size / 4))))
            < _LEAST_CONTRAST
        ):
            yield "words in the colour of what lies under them"
        moved = [abs(float(each)) for each in shown if _moves(each)]
        wide = abs(state.tracking) > _WIDEST_TRACKING * size or abs(state.rise) > size
        if wide or max(moved, default=0) > _FURTHEST:
            yield _MOVED

    def _is_on_page(self, x: float, y: float) -> bool:
        if len(self.box) != 4:
            return False
        left, low, right, high = self.box
        return left <= x <= right and low <= y <= high

    def _ground(self, x: float, y: float) -> Color:
        """The colour of the paper at a point, or of the last ground that lies there."""
        under = (one.color for one in reversed(self._grounds) if _lies_on(one.corners, x, y))
        return next(under, (1.0, 1.0, 1.0))


def _product(first: Any, then: Matrix) -> Matrix:
    """Two transformations, the one behind the other (8.3.4)."""
    a, b, c, d, e, f = map(float, first)
    return joined_matrices(then, (a, b, c, d, e, f))


def _rectangle_on_page(operands: Any, page: Matrix) -> tuple[float, float, float, float]:
    left, low, wide, high = map(float, operands)
    *_, x, y = _product((1, 0, 0, 1, left, low), page)
    *_, right, top = _product((1, 0, 0, 1, left + wide, low + high), page)
    return min(x, right), min(y, top), max(x, right), max(y, top)


def _lies_on(corners: tuple[float, float, float, float], x: float, y: float) -> bool:
    left, low, right, high = corners
    return left <= x <= right and low <= y <= high


def _web_color(color: Color) -> str:
    """Shares of one, as `#12355b`."""
    return color_of(255 * min(max(each, 0.0), 1.0) for each in color)


def _moves(part: Any) -> bool:
    return not hasattr(part, "__bytes__")
