"""Path data of SVG → the segments of a path (SVG 2, chapter 9)."""

from __future__ import annotations

import cmath
import math
import re
from collections.abc import Callable, Iterator, Mapping

from msgspec import Struct, field

from generator.images.drawing import DrawingError, PathSegment

MOST_SEGMENTS = 50_000
GREATEST = 1e6  # what a coordinate may come to, in either direction

DIGITS = r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[eE][+-]?[0-9]+)?"
_NUMBER = re.compile(rf"[\s,]*({DIGITS})")
_FLAG = re.compile(r"[\s,]*([01])")
_COMMAND = re.compile(r"[\s,]*([A-Za-z])")
_END = re.compile(r"[\s,]*\Z")
_LEAST_RADIUS = 1e-6


def coordinate(written: str) -> float:
    """A number as it is written. Raises DrawingError for one beyond what a drawing may have."""
    value = float(written)
    if abs(value) > GREATEST:
        raise DrawingError(f"{written[:20]} is too large a number")
    return value


def coordinates(written: str) -> tuple[float, ...]:
    """Numbers with white space or commas between. Raises DrawingError for anything else."""
    reader = _PathReader(written)
    found = []
    while not reader.is_done():
        found.append(reader.number())
    return tuple(found)


class _PathReader(Struct, eq=False):
    """Words of path data, read from the left."""

    data: str
    at: int = 0

    def is_done(self) -> bool:
        return _END.match(self.data, self.at) is not None

    def number(self) -> float:
        return coordinate(self._next(_NUMBER))

    def flag(self) -> bool:
        return self._next(_FLAG) == "1"

    def command(self) -> str | None:
        found = _COMMAND.match(self.data, self.at)
        self.at = found.end() if found else self.at
        return found[1] if found else None

    def _next(self, pattern: re.Pattern[str]) -> str:
        found = pattern.match(self.data, self.at)
        if found is None:
            rest = self.data[self.at : self.at + 12].strip() or "its end"
            raise DrawingError(f"a number is missing before {rest}")
        self.at = found.end()
        return found[1]


# --- path data ----------------------------------------------------------------------------


class _Pen(Struct, eq=False):
    """Where a path has come to; `handle` is the last control point, of the command `curve`."""

    x: float = 0.0
    y: float = 0.0
    start: tuple[float, float] = (0.0, 0.0)
    handle: tuple[float, float] = (0.0, 0.0)
    curve: str = ""
    segments: list[PathSegment] = field(default_factory=list)

    def add(self, operator: str, *values: float) -> None:
        if any(abs(value) > GREATEST for value in values):
            raise DrawingError("it leads too far out")
        if len(self.segments) >= MOST_SEGMENTS:
            raise DrawingError(f"it has more than {MOST_SEGMENTS:,} segments")
        self.segments.append((operator, values))
        if values:
            self.x, self.y = values[-2:]

    def mirrored(self, curves: str) -> tuple[float, float]:
        """The last control point on the other side, if the curve before is of the same kind."""
        if self.curve not in curves:
            return self.x, self.y
        return 2 * self.x - self.handle[0], 2 * self.y - self.handle[1]


def path_segments(data: str) -> tuple[PathSegment, ...]:
    """The segments that path data describe (SVG 2, 9.3).

    Raises DrawingError for anything else.
    """
    reader, pen, command = _PathReader(data), _Pen(), ""
    while not reader.is_done():
        said = reader.command()
        command = said or _repeated(command)
        kind = command.lower()
        if kind not in _DRAWN:
            raise DrawingError(f"`{command}` is no command of a path")
        if not pen.segments and kind != "m":
            raise DrawingError("it does not begin with `M`")
        if kind != "m" and pen.segments[-1][0] == "h":
            pen.add("m", *pen.start)  # PDF begins no new part by itself (ISO 32000-1, 8.5.2.1)
        _DRAWN[kind](reader, pen, (pen.x, pen.y) if command == kind else (0.0, 0.0))
        pen.curve = kind
    return tuple(pen.segments)


def _repeated(command: str) -> str:
    """What numbers mean that no command stands before."""
    if command in "zZ":
        raise DrawingError("numbers stand where a command is missing")
    return {"m": "l", "M": "L"}.get(command, command)


_Origin = tuple[float, float]


def _pair(reader: _PathReader, origin: _Origin) -> tuple[float, float]:
    return origin[0] + reader.number(), origin[1] + reader.number()


def _move_to(reader: _PathReader, pen: _Pen, origin: _Origin) -> None:
    pen.add("m", *_pair(reader, origin))
    pen.start = pen.x, pen.y


def _close(_: _PathReader, pen: _Pen, __: _Origin) -> None:
    pen.add("h")
    pen.x, pen.y = pen.start


def _line(reader: _PathReader, pen: _Pen, origin: _Origin) -> None:
    pen.add("l", *_pair(reader, origin))


def _level(reader: _PathReader, pen: _Pen, origin: _Origin) -> None:
    pen.add("l", origin[0] + reader.number(), pen.y)


def _upright(reader: _PathReader, pen: _Pen, origin: _Origin) -> None:
    pen.add("l", pen.x, origin[1] + reader.number())


def _cubic(reader: _PathReader, pen: _Pen, origin: _Origin) -> None:
    first, pen.handle = _pair(reader, origin), _pair(reader, origin)
    pen.add("c", *first, *pen.handle, *_pair(reader, origin))


def _smooth_cubic(reader: _PathReader, pen: _Pen, origin: _Origin) -> None:
    first, pen.handle = pen.mirrored("cs"), _pair(reader, origin)
    pen.add("c", *first, *pen.handle, *_pair(reader, origin))


def _quadratic(reader: _PathReader, pen: _Pen, origin: _Origin) -> None:
    pen.handle = _pair(reader, origin)
    _raised(pen, *_pair(reader, origin))


def _smooth_quadratic(reader: _PathReader, pen: _Pen, origin: _Origin) -> None:
    pen.handle = pen.mirrored("qt")
    _raised(pen, *_pair(reader, origin))


def _raised(pen: _Pen, x: float, y: float) -> None:
    """A curve with one control point, which PDF lacks, as one with two."""
    over, high = pen.handle
    near, far = (
        (begin + (over - begin) * 2 / 3, rise + (high - rise) * 2 / 3)
        for begin, rise in ((pen.x, pen.y), (x, y))
    )
    pen.add("c", *near, *far, x, y)


def _arc(reader: _PathReader, pen: _Pen, origin: _Origin) -> None:
    radii = abs(reader.number()), abs(reader.number())
    turn = math.radians(reader.number())
    is_large, is_positive = reader.flag(), reader.flag()
    end = _pair(reader, origin)
    if min(radii) < _LEAST_RADIUS:
        pen.add("l", *end)
        return
    arc = Arc(radii, turn, is_large, is_positive)
    for points in arc.curves(complex(pen.x, pen.y), complex(*end)):
        pen.add("c", *(value for point in points for value in (point.real, point.imag)))


_DRAWN: Mapping[str, Callable[[_PathReader, _Pen, _Origin], None]] = {
    "m": _move_to,
    "z": _close,
    "l": _line,
    "h": _level,
    "v": _upright,
    "c": _cubic,
    "s": _smooth_cubic,
    "q": _quadratic,
    "t": _smooth_quadratic,
    "a": _arc,
}


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
