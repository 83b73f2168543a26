"""Where the lines of a paragraph end: undivided words first, then hyphens, then anything."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from math import fsum

from msgspec import Struct
from msgspec.structs import replace

from generator.theme.theme import Style
from generator.typesetting.opportunities import division_points
from generator.typesetting.optimum import BreakPlace, Breaks, Fit, optimum_breaks
from generator.typesetting.words import Unit, cut_piece, piece_widths, widest_unit

_HYPHEN_PENALTY = 120.0
_LOOSE = 1.1  # spaces up to 1.55 times their width rather than a divided word
_RAGGED = 2.5  # times the usual raggedness rather than a divided word
_EMERGENCY_PENALTY = 2000.0
_LETTERS = re.compile(r"[^\W\d_]+")
_PLAIN_WORD = re.compile(r"[^\w@/\\]*[^\W\d_]+(?:['’-][^\W\d_]+)*[^\w@/\\]*\Z")
_WIDEST = 1e9
_LONGEST_FIGURE = 24  # characters: what is longer is no figure that a reader must see whole
_TORN = 12  # characters of a word without divisions that a column keeps in one line at least


class Cut(Struct, frozen=True):
    """A line end inside a unit: in which piece, behind how many characters."""

    piece: int
    after: int
    hyphen: bool


class Stop(Struct, frozen=True):
    """A place where a line may end: behind a unit, or at a cut inside it."""

    unit: int
    cut: Cut | None = None


class _Stops(Struct, frozen=True):
    """Every place where a line may end: behind which unit, and at which cut inside it, if any."""

    breaks: Breaks
    units: Sequence[int]
    cuts: Mapping[int, Cut]

    def at(self, index: int) -> Stop:
        return Stop(self.units[index], self.cuts.get(index))


def chosen_stops(
    units: Sequence[Unit], style: Style, measure: float, first: float, *, justified: bool
) -> list[Stop]:
    """The places where the lines end, in order."""
    ragged = 0.0 if justified else max(4.0 * style.size, 0.16 * measure)
    tolerance = _LOOSE if justified else _RAGGED
    fit = Fit(measure, ragged=ragged, tolerance=tolerance, runt=4.5 * style.size)
    if _is_one_line(units, measure - first):
        return [Stop(len(units) - 1)]
    plain = widest_unit(units) <= measure
    if not plain:
        units = _loosened(units, measure)
        plain = widest_unit(units) <= measure
    stops = _stops(units, first, _undivided)
    chosen = optimum_breaks(stops.breaks, fit) if plain else None
    if chosen is None and style.hyphenate:
        stops = _stops(units, first, _hyphenations)
        chosen = (
            optimum_breaks(stops.breaks, replace(fit, tolerance=2 * tolerance)) if plain else None
        )
    if chosen is None:
        if not plain:
            bound = _bound_too_long(units, measure)
            usual = _hyphenations if style.hyphenate else _undivided
            stops = _stops(
                units,
                first,
                lambda unit: _emergencies(unit, measure, usual, bound=id(unit) in bound),
            )
        chosen = optimum_breaks(stops.breaks, replace(fit, tolerance=_WIDEST), must=True)
    assert chosen is not None
    return [stops.at(index) for index in chosen]


def _is_one_line(units: Sequence[Unit], measure: float) -> bool:
    """Whether all words stand on one line without a line end that is asked for."""
    reach = 0.0
    for unit in units[:-1]:
        reach += unit.width + (unit.space.width if unit.space else 0.0)
        if reach > measure or unit.breaking == "forced":
            return False
    return reach + units[-1].width <= measure


# --- places where a line may end ----------------------------------------------------------


def _undivided(_: Unit) -> Iterable[Cut]:
    return ()


def _hyphenations(unit: Unit) -> Iterator[Cut]:
    """Cuts by the patterns of each piece's language, or where the author put a soft hyphen.

    None in words on a ground of their own: a chip is one thing.
    """
    for index, piece in enumerate(unit.pieces):
        if piece.format.style.ground is not None:
            continue
        if piece.points:
            yield from (Cut(index, point, hyphen=True) for point in piece.points)
            continue
        if len(piece.text) < 5 or not _PLAIN_WORD.match(piece.text):
            continue
        for word in _LETTERS.finditer(piece.text):
            for point in division_points(word[0], piece.format.language):
                yield Cut(index, word.start() + point, hyphen=True)


def _bound_too_long(units: Sequence[Unit], measure: float) -> frozenset[int]:
    """The units that no line may end between and that are together too long for a line, by id."""
    found: list[int] = []
    row: list[Unit] = []
    for unit in units:
        row.append(unit)
        if unit.breaking != "forbidden":
            if len(row) > 1 and widest_unit(row) > measure:
                found += map(id, row)
            row = []
    return frozenset(found)


def _loosened(units: Sequence[Unit], measure: float) -> Sequence[Unit]:
    """The units; those bound together that are too long for a line part at blanks, before words."""
    bound = _bound_too_long(units, measure)
    if not bound:
        return units
    parted = [
        replace(unit, breaking="allowed")
        if id(unit) in bound and _may_end_behind(unit, behind)
        else unit
        for unit, behind in pairwise(units)
    ]
    return [*parted, units[-1]]


def _may_end_behind(unit: Unit, behind: Unit) -> bool:
    has_blank = unit.space is not None and unit.space.text == " " and unit.breaking == "forbidden"
    return has_blank and any(piece.text[:1].isalnum() for piece in behind.pieces[:1])


def _emergencies(
    unit: Unit, measure: float, usual: Callable[[Unit], Iterable[Cut]], *, bound: bool
) -> Iterator[Cut]:
    """The usual cuts of a unit that fits; else hyphenations, or a cut at every character.

    A figure is not divided: it is better too long for its line than read as two.
    """
    if unit.width <= measure and not bound:
        yield from usual(unit)
        return
    divisions = list(_hyphenations(unit))
    fits = not bound and _widest_part(unit, divisions) <= measure
    if fits or _is_figure(unit):
        yield from divisions
        return
    known = {(cut.piece, cut.after): cut for cut in divisions}
    for index, piece in enumerate(unit.pieces):
        for after in range(1, len(piece.text)):
            yield known.get((index, after)) or Cut(index, after, hyphen=False)


def _widest_part(unit: Unit, cuts: Iterable[Cut]) -> float:
    """The width in points of the widest part that cuts in their order leave of a unit."""
    start = widest = 0.0
    for cut in cuts:
        before, behind = _cut_widths(unit, cut)
        widest = max(widest, before - start)
        start = unit.width - behind
    return max(widest, unit.width - start)


# Signs, digits with what parts them, signs, and a short unit: "(−1,200.5 %)", "€34m".
_FIGURE = re.compile(r"\W{0,3}[^\W\d_]{0,3}\d(?:[\d.,:/’'–−-]*\d)?\W{0,2}[^\W\d_]{0,3}\W{0,3}")


def _is_figure(unit: Unit) -> bool:
    """Whether a unit is a number and little else; in other words with a digit any cut may come."""
    words = "".join(piece.text for piece in unit.pieces)
    return len(words) <= _LONGEST_FIGURE and _FIGURE.fullmatch(words) is not None


def least_measure(units: Sequence[Unit], *, divided: bool) -> float:
    """The narrowest measure in points that no figure sticks out of, nor a word.

    Words may be `divided` where hyphens may come, and very long ones without such a place anywhere.
    """
    parts = pairwise(_stops(units, 0.0, _divisions if divided else _undivided).breaks.places)
    return max((end - start for (_, start, *_), (end, *_) in parts), default=0.0)


def _divisions(unit: Unit) -> Iterator[Cut]:
    cuts = list(_hyphenations(unit))
    yield from cuts
    if cuts or _is_figure(unit):
        return
    for index, piece in enumerate(unit.pieces):
        for after in range(_TORN, len(piece.text), _TORN):
            yield Cut(index, after, hyphen=False)


def _stops(units: Sequence[Unit], first: float, cuts_of: Callable[[Unit], Iterable[Cut]]) -> _Stops:
    stops, cuts = [-1], {}
    places: list[BreakPlace] = [(0.0, -first, 0.0, 0.0)]
    breaks = Breaks(places)
    x = spaces = 0.0
    for number, unit in enumerate(units):
        for cut in cuts_of(unit):
            before, behind = _cut_widths(unit, cut)
            if cut.hyphen:
                breaks.hyphens.add(len(stops))
            breaks.penalties[len(stops)] = _HYPHEN_PENALTY if cut.hyphen else _EMERGENCY_PENALTY
            places.append((x + before, x + unit.width - behind, spaces, spaces))
            cuts[len(stops)] = cut
            stops.append(number)
        x += unit.width
        width = unit.space.width if unit.space else 0.0
        if unit.breaking != "forbidden":
            if unit.breaking == "forced":
                breaks.forced.add(len(stops))
            places.append((x, x + width, spaces, spaces + width))
            stops.append(number)
        x += width
        spaces += width
    return _Stops(breaks, stops, cuts)


def _cut_widths(unit: Unit, cut: Cut) -> tuple[float, float]:
    """The widths of a unit up to a cut, with the hyphen, and behind it."""
    piece = unit.pieces[cut.piece]
    before = fsum(one.width for one in unit.pieces[: cut.piece])
    behind = fsum(one.width for one in unit.pieces[cut.piece + 1 :])
    if not cut.hyphen:
        # Shaping each end of a long word again would take time by the square of its length.
        head_width = piece_widths(piece)[cut.after]
        return before + head_width, behind + piece.width - head_width
    head = cut_piece(piece, 0, cut.after, hyphen=True)
    tail = cut_piece(piece, cut.after, None, hyphen=False)
    return before + head.width, behind + tail.width
