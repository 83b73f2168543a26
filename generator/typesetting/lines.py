"""Units of words → lines of glyph runs, by optimum fit, at a given measure."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from generator.theme.theme import Alignment, Style
from generator.typesetting.fonts import Face
from generator.typesetting.hyphenation import division_points
from generator.typesetting.inlines import Format, Piece, Unit, cut_piece
from generator.typesetting.optimum import Breaks, Fit, optimum_breaks
from generator.typesetting.placed import Line, LinkArea, Run
from generator.typesetting.shaping import Shaped

_HYPHEN_PENALTY = 50.0
_EMERGENCY_PENALTY = 2000.0
_LETTERS = re.compile(r"[^\W\d_]+")
_PLAIN_WORD = re.compile(r"[^\w@/\\]*[^\W\d_]+(?:['’-][^\W\d_]+)*[^\w@/\\]*\Z")
_WIDEST = 1e9


@dataclass(frozen=True, slots=True)
class _Cut:
    """A line end inside a unit: in which piece, behind how many characters."""

    piece: int
    after: int
    hyphen: bool


@dataclass(frozen=True, slots=True)
class _Stop:
    """A place where a line may end: behind a unit, or at a cut inside it."""

    unit: int
    cut: _Cut | None = None


def natural_width(units: Sequence[Unit]) -> float:
    """The width in points of the words on one line, or of the widest line that is asked for."""
    widest = width = 0.0
    for unit in units:
        width += unit.width
        widest = max(widest, width)
        if unit.breaking == "forced":
            width = 0.0
        elif unit.space:
            width += unit.space.width
    return widest


def widest_unit(units: Sequence[Unit]) -> float:
    """The narrowest measure in points at which no word must be cut."""
    widest = width = 0.0
    for unit in units:
        width += unit.width
        widest = max(widest, width)
        width = 0.0 if unit.breaking != "forbidden" else width + _space_width(unit)
    return widest


def _space_width(unit: Unit) -> float:
    return unit.space.width if unit.space else 0.0


def lines_of(
    units: Sequence[Unit],
    style: Style,
    measure: float,
    *,
    first: float = 0.0,
    align: Alignment | None = None,
) -> tuple[Line, ...]:
    """The lines at a measure in points; `first` indents the first one."""
    if not units:
        return ()
    measure = max(measure, style.size)
    align = align or style.align
    stops, chosen = _chosen_stops(units, style, measure, first, justified=align == "justify")
    lines = []
    begin = _Stop(-1)
    for index in chosen:
        end = stops[index]
        indent = first if begin.unit < 0 else 0.0
        last = units[end.unit].breaking == "forced" and end.cut is None
        lines.append(_line(units, begin, end, align, measure, indent=indent, last=last))
        begin = end
    return tuple(lines)


def _chosen_stops(
    units: Sequence[Unit], style: Style, measure: float, first: float, *, justified: bool
) -> tuple[list[_Stop], list[int]]:
    """Every place where a line may end, and those to take: undivided words first."""
    ragged = 0.0 if justified else max(4.0 * style.size, 0.16 * measure)
    fit = Fit(measure, ragged=ragged, runt=2.5 * style.size)
    plain = all(unit.width <= measure for unit in units)
    stops, breaks = _stops(units, first, _undivided)
    chosen = optimum_breaks(breaks, fit) if plain else None
    if chosen is None and style.hyphenate:
        stops, breaks = _stops(units, first, _hyphenations)
        chosen = optimum_breaks(breaks, replace(fit, tolerance=2.0)) if plain else None
    if chosen is None:
        if not plain:
            stops, breaks = _stops(units, first, lambda unit: _emergencies(unit, measure))
        chosen = optimum_breaks(breaks, replace(fit, tolerance=_WIDEST), must=True)
    assert chosen is not None
    return stops, chosen


# --- places where a line may end ----------------------------------------------------------


def _undivided(_: Unit) -> Iterable[_Cut]:
    return ()


def _hyphenations(unit: Unit) -> Iterator[_Cut]:
    """Cuts by the patterns of each piece's language, or where the author put a soft hyphen."""
    for index, piece in enumerate(unit.pieces):
        if piece.points:
            yield from (_Cut(index, point, hyphen=True) for point in piece.points)
            continue
        if len(piece.text) < 5 or not _PLAIN_WORD.match(piece.text):
            continue
        for word in _LETTERS.finditer(piece.text):
            for point in division_points(word[0], piece.format.language):
                yield _Cut(index, word.start() + point, hyphen=True)


def _emergencies(unit: Unit, measure: float) -> Iterator[_Cut]:
    """Cuts at every character of a unit that no line can hold; else the hyphenations."""
    if unit.width <= measure:
        yield from _hyphenations(unit)
        return
    for index, piece in enumerate(unit.pieces):
        first = 0 if index else 1
        for after in range(first, len(piece.text)):
            if after:
                yield _Cut(index, after, hyphen=False)


def _stops(
    units: Sequence[Unit], first: float, cuts_of: object
) -> tuple[list[_Stop], Breaks]:
    assert callable(cuts_of)
    stops = [_Stop(-1)]
    breaks = Breaks([0.0], [-first], [0.0], [0.0], [0.0], [False], [True])
    x = spaces = 0.0
    for number, unit in enumerate(units):
        for cut in cuts_of(unit):
            before, behind = _cut_widths(unit, cut)
            penalty = _HYPHEN_PENALTY if cut.hyphen else _EMERGENCY_PENALTY
            _append(breaks, x + before, x + unit.width - behind, spaces, spaces, penalty)
            breaks.hyphens[-1] = cut.hyphen
            stops.append(_Stop(number, cut))
        x += unit.width
        width = unit.space.width if unit.space else 0.0
        if unit.breaking != "forbidden":
            _append(breaks, x, x + width, spaces, spaces + width, 0.0)
            breaks.forced[-1] = unit.breaking == "forced"
            stops.append(_Stop(number))
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


def _cut_widths(unit: Unit, cut: _Cut) -> tuple[float, float]:
    """The widths of a unit up to a cut, with the hyphen, and behind it."""
    piece = unit.pieces[cut.piece]
    before = sum(one.width for one in unit.pieces[: cut.piece])
    behind = sum(one.width for one in unit.pieces[cut.piece + 1 :])
    head = cut_piece(piece, 0, cut.after, hyphen=cut.hyphen)
    tail = cut_piece(piece, cut.after, None, hyphen=False)
    return before + head.width, behind + tail.width


# --- one line -----------------------------------------------------------------------------


def _line(
    units: Sequence[Unit],
    begin: _Stop,
    end: _Stop,
    align: Alignment,
    measure: float,
    *,
    indent: float,
    last: bool,
) -> Line:
    pieces = list(_pieces(units, begin, end))
    trailing = pieces.pop() if pieces and _is_space(pieces[-1]) else None
    natural = sum(piece.width for piece in pieces)
    slack = measure - indent - natural
    spaces = sum(_is_space(piece) for piece in pieces)
    stretch = 0.0
    if spaces and (slack < 0 or (align == "justify" and not last)):
        widest = sum(piece.width for piece in pieces if _is_space(piece)) / spaces
        stretch = max(slack / spaces, -0.4 * widest) if align == "justify" else 0.0
    shift = {"right": slack, "center": slack / 2}.get(align, 0.0)
    if trailing:
        pieces.append(trailing)
    runs = _runs(pieces, indent + max(0.0, shift), stretch)
    inside = units[begin.unit + (begin.cut is None) : end.unit + 1]
    marked = [unit for unit in inside if unit.notes or unit.anchors]
    # A mark stands at the end of its unit, so a unit cut at a line end has it on the next line.
    if end.cut and marked and marked[-1] is units[end.unit]:
        marked.pop()
    return Line(
        runs=tuple(run for run, _ in runs),
        links=_links(runs),
        notes=tuple(number for unit in marked for number in unit.notes),
        anchors=tuple(anchor for unit in marked for anchor in unit.anchors),
    )


def _is_space(piece: Piece) -> bool:
    return piece.text in (" ", "\u00a0")


def _pieces(units: Sequence[Unit], begin: _Stop, end: _Stop) -> Iterator[Piece]:
    """The pieces of a line, those cut at its ends shaped anew, and the space behind it."""
    start = begin.unit + (begin.cut is None)
    for number in range(start, end.unit + 1):
        unit = units[number]
        head = begin.cut if number == begin.unit else None
        tail = end.cut if number == end.unit else None
        yield from _cut_pieces(unit, head, tail) if head or tail else unit.pieces
        if unit.space and not tail:
            yield unit.space


def _cut_pieces(unit: Unit, head: _Cut | None, tail: _Cut | None) -> Iterator[Piece]:
    for index, piece in enumerate(unit.pieces):
        if (head and index < head.piece) or (tail and index > tail.piece):
            continue
        start = head.after if head and index == head.piece else 0
        end = tail.after if tail and index == tail.piece else None
        if start == 0 and end is None:
            yield piece
        elif end is None or start < end:
            hyphen = end is not None and tail is not None and tail.hyphen
            yield cut_piece(piece, start, end, hyphen=hyphen)


def _runs(pieces: list[Piece], x: float, stretch: float) -> list[tuple[Run, Format]]:
    """Neighbouring pieces of one format and face, joined."""
    runs: list[tuple[Run, Format]] = []
    words: list[Shaped] = []
    form: Format | None = None
    face: Face | None = None
    left = x
    for piece in pieces:
        for shaped in piece.shaped:
            if piece.format is not form or shaped.face is not face:
                if form is not None and face is not None:
                    runs.append((_run(form, face, left, stretch, words), form))
                form, face, left, words = piece.format, shaped.face, x, []
            words.append(shaped)
            x += shaped.width * piece.format.size
            if piece.format.tracking:
                x += piece.format.tracking * len(shaped.glyphs)
            if shaped.is_space:
                x += stretch
    if form is not None and face is not None:
        runs.append((_run(form, face, left, stretch, words), form))
    return runs


def _run(form: Format, face: Face, x: float, stretch: float, words: list[Shaped]) -> Run:
    return Run(
        x=x,
        rise=form.rise,
        face=face,
        size=form.size,
        color=form.color,
        tracking=form.tracking,
        stretch=stretch,
        words=tuple(words),
        content=form.content,
    )


def run_width(run: Run) -> float:
    """How far a run reaches, in points."""
    glyphs = sum(len(word.glyphs) for word in run.words) if run.tracking else 0
    spaces = sum(word.is_space for word in run.words)
    width = sum(word.width for word in run.words) * run.size
    return width + run.tracking * glyphs + run.stretch * spaces


def _links(runs: list[tuple[Run, Format]]) -> tuple[LinkArea, ...]:
    """One area for each link of a line, over all its runs."""
    areas: list[LinkArea] = []
    for run, form in runs:
        link = form.link
        if link is None:
            continue
        right = run.x + run_width(run)
        below = run.rise - run.face.descent * run.size * 0.7
        above = run.rise + run.face.ascent * run.size * 0.9
        if areas and areas[-1].element is link.element:
            area = areas[-1]
            areas[-1] = replace(
                area, right=right, below=min(below, area.below), above=max(above, area.above)
            )
        else:
            areas.append(
                LinkArea(run.x, below, right, above, link.target, link.words, link.element)
            )
    return tuple(areas)
