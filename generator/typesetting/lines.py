"""Units of words → lines of glyph runs, by optimum fit, at a given measure."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from msgspec.structs import replace

from generator.theme.theme import Style, TextAlignment
from generator.typesetting.areas import ground_areas, line_areas, link_areas
from generator.typesetting.placed import GlyphRun, Line
from generator.typesetting.shaping import Shaped
from generator.typesetting.stops import Cut, Stop, chosen_stops
from generator.typesetting.words import TextFormat, TextPiece, Unit, Words, cut_piece, widest_unit

_TAB = "\t"
_LOOSEST = 2.0  # of their width, what spaces may grow: a line that asks more, ends where it ends


def lines_of(
    words: Words,
    style: Style,
    measure: float,
    *,
    first: float = 0.0,
    align: TextAlignment | None = None,
    balanced: bool = False,
) -> tuple[Line, ...]:
    """The lines at a measure in points; `first` indents the first one.

    A heading looks best `balanced`: in even lines that do not end inside "Russia–North".
    """
    at = (measure, first, align or style.align, style, balanced)
    known = words.lines.get(at)
    if known is None:
        units: Sequence[Unit] = words.units
        if balanced:
            units = _unbroken_words(units, measure)
            measure = _balanced_measure(units, style, measure)
        known = words.lines[at] = _set_lines(units, style, measure, first, align or style.align)
    return known


def _set_lines(
    units: Sequence[Unit], style: Style, measure: float, first: float, align: TextAlignment
) -> tuple[Line, ...]:
    if not units:
        return ()
    measure = max(measure, style.size)
    if first < 0:
        units = _hung(units, -first)
    ends = chosen_stops(units, style, measure, first, justified=align == "justify")
    lines = []
    begin = Stop(-1)
    for end in ends:
        indent = first if begin.unit < 0 else 0.0
        last = units[end.unit].breaking == "forced" and end.cut is None
        goes_on = not (end.cut.hyphen if end.cut else last or units[end.unit].space)
        filled = align == "justify" and not last
        pieces = _line_pieces(units, begin, end)
        left, right = _reach(pieces) if style.hang and align != "center" else (0.0, 0.0)
        room = measure - indent + left + right
        runs = _set(pieces, align, room, indent - left, filled=filled)
        lines.append(
            Line(
                runs=tuple([run for run, _ in runs]),
                links=link_areas(runs),
                grounds=(*ground_areas(runs), *line_areas(runs)),
                notes=tuple([piece.note for piece in pieces if piece.note is not None]),
                remarks=tuple([piece.remark for piece in pieces if piece.remark]),
                torn=_torn(units, end),
                goes_on=goes_on,
            )
        )
        begin = end
    return tuple(lines)


def _hung(units: Sequence[Unit], indent: float) -> Sequence[Unit]:
    """The units with the first words hung in the indent: their space reaches as far as that.

    The first words are those up to the first space at which a line may end.
    """
    at = next((n for n, unit in enumerate(units) if unit.breaking != "forbidden"), 0)
    label = units[at]
    before = fsum(u.width + (u.space.width if u.space else 0.0) for u in units[:at])
    width = before + label.width
    if label.space is None or label.breaking == "forced" or width + label.space.width > indent:
        return units
    tab = replace(label.space, text=_TAB, width=indent - width)
    return [*units[:at], replace(label, space=tab, breaking="forbidden"), *units[at + 1 :]]


def _unbroken_words(units: Sequence[Unit], measure: float) -> Sequence[Unit]:
    """The units with line ends at spaces alone, if a line can hold each of them."""
    whole = [
        unit if unit.space or unit.breaking == "forced" else replace(unit, breaking="forbidden")
        for unit in units
    ]
    return whole if widest_unit(whole) <= measure else units


def _balanced_measure(units: Sequence[Unit], style: Style, measure: float) -> float:
    """The narrowest measure that takes no more lines."""
    count = _line_count(units, style, measure)
    if count < 2:
        return measure
    low, high = measure * 0.4, measure
    while high - low > style.size / 2:
        middle = (low + high) / 2
        if widest_unit(units) > middle or _line_count(units, style, middle) > count:
            low = middle
        else:
            high = middle
    return high


def _line_count(units: Sequence[Unit], style: Style, measure: float) -> int:
    stops = chosen_stops(units, style, max(measure, style.size), 0.0, justified=False)
    return len(stops) if units else 0


# --- one line -----------------------------------------------------------------------------


def _set(
    pieces: list[TextPiece], align: TextAlignment, measure: float, x: float, *, filled: bool
) -> list[tuple[GlyphRun, TextFormat]]:
    """The runs of a line at a measure; a filled line reaches its end, but for a very short one."""
    trailing = pieces.pop() if pieces and pieces[-1].text in _SPACES else None
    slack = measure - fsum([piece.width for piece in pieces])
    stretch = 0.0
    if align == "justify" and (filled or slack < 0):
        spaces = [piece.width for piece in pieces if piece.text in _SPACES]
        if spaces and slack <= _LOOSEST * (natural := fsum(spaces)):
            stretch = max(slack, -0.4 * natural) / len(spaces)
    elif slack > 0 and align != "left":
        x += slack * _SHIFT.get(align, 0.0)
    if trailing:
        pieces.append(trailing)
    return _glyph_runs(pieces, x, stretch)


_SPACES = frozenset(" \u00a0")
_SHIFT = {"right": 1.0, "center": 0.5}
_LEFT = {"“": 0.35, "‘": 0.4, "„": 0.35, "«": 0.3, "(": 0.15, "[": 0.15}
_RIGHT = {
    "-": 0.5,
    "\u2010": 0.5,
    "\u00ad": 0.5,
    "–": 0.3,
    "—": 0.2,
    ".": 0.6,
    ",": 0.6,
    ";": 0.35,
    ":": 0.35,
    "!": 0.2,
    "?": 0.2,
    "”": 0.4,
    "’": 0.5,
    "»": 0.3,
    ")": 0.15,
    "]": 0.15,
}


def _reach(pieces: Sequence[TextPiece]) -> tuple[float, float]:
    """How far the first and the last mark of a line reach into the margins, in points.

    Shares of the mark's own width: the lighter the mark, the farther.
    """
    first = next((piece for piece in pieces if piece.text not in _SPACES), None)
    last = next((piece for piece in reversed(pieces) if piece.text not in _SPACES), None)
    if first is None or last is None:
        return 0.0, 0.0
    return _share(first, 0, _LEFT), _share(last, -1, _RIGHT)


def _share(piece: TextPiece, index: int, shares: Mapping[str, float]) -> float:
    glyphs = piece.shaped[index].glyphs if piece.shaped else ()
    if not glyphs or piece.format.rise:
        return 0.0
    mark = glyphs[index]
    return shares.get(mark.text, 0.0) * mark.advance * piece.format.size


def _torn(units: Sequence[Unit], end: Stop) -> str:
    """The word that a line ends inside without a hyphen."""
    if end.cut is None or end.cut.hyphen:
        return ""
    return max((piece.text for piece in units[end.unit].pieces), key=len)


def _line_pieces(units: Sequence[Unit], begin: Stop, end: Stop) -> list[TextPiece]:
    """The pieces of a line, those cut at its ends shaped again, and the space behind it."""
    pieces: list[TextPiece] = []
    start = begin.unit + (begin.cut is None)
    for number in range(start, end.unit + 1):
        unit = units[number]
        head = begin.cut if number == begin.unit else None
        tail = end.cut if number == end.unit else None
        pieces += _cut_pieces(unit, head, tail) if head or tail else unit.pieces
        if unit.space and not tail:
            pieces.append(unit.space)
    return pieces


def _cut_pieces(unit: Unit, head: Cut | None, tail: Cut | None) -> Iterator[TextPiece]:
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


def _glyph_runs(
    pieces: list[TextPiece], x: float, stretch: float
) -> list[tuple[GlyphRun, TextFormat]]:
    """Neighbouring pieces of one format, leaf and face, joined."""
    runs: list[tuple[GlyphRun, TextFormat]] = []
    group: list[Shaped] = []
    first: TextPiece | None = None  # of the group
    face, left = None, x
    for piece in pieces:
        form, leaf = piece.format, piece.leaf
        goes_on = first is not None and form is first.format and leaf == first.leaf
        for shaped in piece.shaped:
            if not goes_on or shaped.face is not face:
                if first:
                    runs.append(_run(first, left, stretch, group))
                first, face, left, group, goes_on = piece, shaped.face, x, [], True
            group.append(shaped)
            if shaped.is_space:
                x += stretch
            x += shaped.width * form.size
            if form.tracking:
                x += form.tracking * len(shaped.glyphs)
        if piece.text == _TAB and first:
            # What follows stands where the tab leads, whatever the words before it took.
            runs.append(_run(first, left, 0.0, group))
            x += piece.width - stretch - piece.shaped[0].width * form.size
            first = None
    if first:
        runs.append(_run(first, left, stretch, group))
    return runs


def _run(
    first: TextPiece, x: float, stretch: float, words: list[Shaped]
) -> tuple[GlyphRun, TextFormat]:
    form = first.format
    run = GlyphRun(
        x=x,
        rise=form.rise,
        face=words[0].face,
        size=form.size,
        color=form.color,
        tracking=form.tracking,
        stretch=stretch,
        words=tuple(words),
        leaf=first.leaf,
    )
    return run, form
