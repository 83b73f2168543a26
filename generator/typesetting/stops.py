"""Where the lines of a paragraph end: undivided words first, then hyphens, then anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.theme.theme import Style
from generator.typesetting.hyphenation import division_points
from generator.typesetting.optimum import Breaks, Fit, optimum_breaks
from generator.typesetting.units import Unit, cut_piece, piece_widths

_HYPHEN_PENALTY = 120.0
_LOOSE = 1.1  # spaces up to 1.55 times their width rather than a divided word
_RAGGED = 2.5  # times the usual raggedness rather than a divided word
_EMERGENCY_PENALTY = 2000.0
_LETTERS = re.compile(r"[^\W\d_]+")
_PLAIN_WORD = re.compile(r"[^\w@/\\]*[^\W\d_]+(?:['’-][^\W\d_]+)*[^\w@/\\]*\Z")
_WIDEST = 1e9


@dataclass(frozen=True, slots=True)
class Cut:
    """A line end inside a unit: in which piece, behind how many characters."""

    piece: int
    after: int
    hyphen: bool


@dataclass(frozen=True, slots=True)
class Stop:
    """A place where a line may end: behind a unit, or at a cut inside it."""

    unit: int
    cut: Cut | None = None


def chosen_stops(
    units: Sequence[Unit], style: Style, measure: float, first: float, *, justified: bool
) -> tuple[list[Stop], list[int]]:
    """Every place where a line may end, and the indices of those to take."""
    ragged = 0.0 if justified else max(4.0 * style.size, 0.16 * measure)
    tolerance = _LOOSE if justified else _RAGGED
    fit = Fit(measure, ragged=ragged, tolerance=tolerance, runt=4.5 * style.size)
    plain = all(unit.width <= measure for unit in units)
    stops, breaks = _stops(units, first, _undivided)
    chosen = optimum_breaks(breaks, fit) if plain else None
    if chosen is None and style.hyphenate:
        stops, breaks = _stops(units, first, _hyphenations)
        chosen = optimum_breaks(breaks, replace(fit, tolerance=2 * tolerance)) if plain else None
    if chosen is None:
        if not plain:
            stops, breaks = _stops(units, first, lambda unit: _emergencies(unit, measure))
        chosen = optimum_breaks(breaks, replace(fit, tolerance=_WIDEST), must=True)
    assert chosen is not None
    return stops, chosen


# --- places where a line may end ----------------------------------------------------------


def _undivided(_: Unit) -> Iterable[Cut]:
    return ()


def _hyphenations(unit: Unit) -> Iterator[Cut]:
    """Cuts by the patterns of each piece's language, or where the author put a soft hyphen."""
    for index, piece in enumerate(unit.pieces):
        if piece.points:
            yield from (Cut(index, point, hyphen=True) for point in piece.points)
            continue
        if len(piece.text) < 5 or not _PLAIN_WORD.match(piece.text):
            continue
        for word in _LETTERS.finditer(piece.text):
            for point in division_points(word[0], piece.format.language):
                yield Cut(index, word.start() + point, hyphen=True)


def _emergencies(unit: Unit, measure: float) -> Iterator[Cut]:
    """The hyphenations, and in a unit that no line can hold a cut at every character."""
    divisions = list(_hyphenations(unit))
    if unit.width <= measure:
        yield from divisions
        return
    known = {(cut.piece, cut.after): cut for cut in divisions}
    for index, piece in enumerate(unit.pieces):
        for after in range(1, len(piece.text)):
            yield known.get((index, after)) or Cut(index, after, hyphen=False)


def _stops(
    units: Sequence[Unit], first: float, cuts_of: Callable[[Unit], Iterable[Cut]]
) -> tuple[list[Stop], Breaks]:
    stops = [Stop(-1)]
    breaks = Breaks([0.0], [-first], [0.0], [0.0], [0.0], [False], [True])
    x = spaces = 0.0
    for number, unit in enumerate(units):
        for cut in cuts_of(unit):
            before, behind = _cut_widths(unit, cut)
            penalty = _HYPHEN_PENALTY if cut.hyphen else _EMERGENCY_PENALTY
            _append(breaks, x + before, x + unit.width - behind, spaces, spaces, penalty)
            breaks.hyphens[-1] = cut.hyphen
            stops.append(Stop(number, cut))
        x += unit.width
        width = unit.space.width if unit.space else 0.0
        if unit.breaking != "forbidden":
            _append(breaks, x, x + width, spaces, spaces + width, 0.0)
            breaks.forced[-1] = unit.breaking == "forced"
            stops.append(Stop(number))
        x += width
        spaces += width
    return stops, breaks


def _append(
    breaks: Breaks, end: float, start: float, end_space: float, start_space: float, penalty: float
) -> None:
    breaks.ends.append(end)
    breaks.starts.append(start)
    breaks.end_spaces.append(end_space)
    breaks.start_spaces.append(start_space)
    breaks.penalties.append(penalty)
    breaks.hyphens.append(False)
    breaks.forced.append(False)


def _cut_widths(unit: Unit, cut: Cut) -> tuple[float, float]:
    """The widths of a unit up to a cut, with the hyphen, and behind it."""
    piece = unit.pieces[cut.piece]
    before = sum(one.width for one in unit.pieces[: cut.piece])
    behind = sum(one.width for one in unit.pieces[cut.piece + 1 :])
    if not cut.hyphen:
        # Shaping each end of a long word anew would take time by the square of its length.
        head_width = piece_widths(piece)[cut.after]
        return before + head_width, behind + piece.width - head_width
    head = cut_piece(piece, 0, cut.after, hyphen=True)
    tail = cut_piece(piece, cut.after, None, hyphen=False)
    return before + head.width, behind + tail.width
