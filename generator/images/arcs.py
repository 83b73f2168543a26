"""Elliptical arcs as curves (SVG 2, B.2)."""

from __future__ import annotations

import cmath
import math
from collections.abc import Iterator

from msgspec import Struct

_QUARTER = math.pi / 2


class Arc(Struct, frozen=True):
    """An arc of an ellipse between two points, which are complex numbers (SVG 2, B.2)."""

    radii: tuple[float, float]
    turn: float
    is_large: bool
    is_positive: bool

    def curves(self, begin: complex, end: complex) -> Iterator[tuple[complex, complex, complex]]:
        """Curves that cannot be told from the arc, each at most a quarter of a turn."""
        first, last = self._on_circle(begin), self._on_circle(end)
        half = (last - first) / 2
        if not half:
            return
        grown = max(1.0, abs(half))  # radii that are too short for their points grow (B.2.5)
        away = math.sqrt(max(0.0, grown**2 - abs(half) ** 2)) / abs(half)
        center = (first + last) / 2 + half * away * (
            1j if self.is_large != self.is_positive else -1j
        )
        angle = self._angle((last - center) / (first - center))
        count = max(1, math.ceil(abs(angle) / _QUARTER - 1e-6))
        step = angle / count
        reach = 4 / 3 * math.tan(step / 4) * 1j
        arm = first - center
        for number in range(count):
            one, other = (arm * cmath.rect(1.0, step * (number + side)) for side in (0, 1))
            here = end if number == count - 1 else self._off_circle(center + other)
            near, far = center + one * (1 + reach), center + other * (1 - reach)
            yield self._off_circle(near), self._off_circle(far), here

    def _angle(self, ratio: complex) -> float:
        angle = cmath.phase(ratio)
        if self.is_positive:
            return angle if angle > 0 else angle + 2 * math.pi
        return angle if angle < 0 else angle - 2 * math.pi

    def _on_circle(self, point: complex) -> complex:
        """The point where the ellipse is a circle of radius 1."""
        turned = point * cmath.rect(1.0, -self.turn)
        return complex(turned.real / self.radii[0], turned.imag / self.radii[1])

    def _off_circle(self, point: complex) -> complex:
        stretched = complex(point.real * self.radii[0], point.imag * self.radii[1])
        return stretched * cmath.rect(1.0, self.turn)
