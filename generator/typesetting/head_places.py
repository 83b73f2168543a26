"""Words and the logo in the three places of a header or footer, line by line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from math import fsum

from msgspec import Struct
from msgspec.structs import replace

from generator.document import Text
from generator.images.drawing import Drawing
from generator.theme.running_heads import (
    RunningHead,
    head_fields,
    one_word_less,
    rows_of_head,
    share_at_right,
    words_of_pattern,
)
from generator.theme.sheet import Sheet
from generator.theme.theme import Style, TextAlignment
from generator.typesetting.inlines import artifact_of
from generator.typesetting.lines import lines_of
from generator.typesetting.placed import RunningLine, RunningPicture
from generator.typesetting.setting import Setting
from generator.typesetting.words import Words, format_of, natural_width, piece

BETWEEN = 12.0  # points between two places at least
HEIGHT, DEPTH = 0.9, 0.25  # of the size of words, above and below their baseline
_HAIR = 0.01
_LOGO = "{logo}"
_SHIFT: Mapping[TextAlignment, float] = {"left": 0.0, "center": 0.5, "right": 1.0}


class FilledPlace(Struct, frozen=True):
    """The words of one place, with `{logo}` for the logo, and their style."""

    align: TextAlignment
    words: str
    style: Style

    @property
    def has_logo(self) -> bool:
        return _LOGO in self.words


class FilledHead(Struct, frozen=True):
    """A header or footer: the places that show something, and the style that has its name.

    `above` and `below` are how far a logo reaches from the baseline, in points; `ruled` says that
    a place wears the style of the head, and so has its rules. `further` are more lines of it, away
    from the text, each `step` points from the one before.
    """

    name: str
    places: tuple[FilledPlace, ...]
    style: Style
    ruled: bool
    above: float = 0.0
    below: float = 0.0
    further: tuple[FilledHead, ...] = ()
    step: float = 0.0

    @property
    def depth(self) -> float:
        """How far its other lines reach away from the text, in points."""
        return len(self.further) * self.step


class HeadRoom(Struct, frozen=True):
    """Where words may stand: on the line at `y` of a sheet, from `left` on.

    `half` is what a marking in the middle leaves on its left.
    """

    sheet: Sheet
    y: float
    left: float
    width: float
    half: float | None = None

    @property
    def is_foot(self) -> bool:
        """Whether the line stands in the footer."""
        return self.y < self.sheet.height / 2


# --- what it says -------------------------------------------------------------------------


def filled_head(
    head: RunningHead, name: str, page: tuple[int, int], setting: Setting
) -> FilledHead:
    """The head with the brief's fields; `page` is its number and how many there are."""
    fields = _head_fields(page, setting)
    rows = [_filled_row(row, name, fields, setting) for row in rows_of_head(head, fields)]
    if name == "header":
        rows.reverse()
    first, *further = rows
    return replace(first, further=tuple(further), step=_step(rows))


def _step(rows: Sequence[FilledHead]) -> float:
    """From line to line of a head: no logo reaches into the next line."""
    styles = [one.style for row in rows for one in row.places]
    size = max((style.size for style in styles), default=0.0)
    above, below = (max(getattr(row, name) for row in rows) for name in ("above", "below"))
    apart = (above + max(below, DEPTH * size), below + HEIGHT * size) if above else ()
    return max([*apart, *(style.leading for style in styles)], default=0.0)


def _filled_row(
    head: RunningHead, name: str, fields: Mapping[str, str], setting: Setting
) -> FilledHead:
    theme = setting.theme
    said = [(place, words_of_pattern(place.pattern, fields)) for place in head.places]
    places = tuple(
        FilledPlace(place.name, words, theme.style(place.style or name))
        for place, words in said
        if words
    )
    ruled = any(words and place.style is None for place, words in said)
    reaches = [_logo_reach(one.style, setting) for one in places if one.has_logo]
    above, below = (max(column) for column in zip((0.0, 0.0), *reaches, strict=True))
    return FilledHead(name, places, theme.style(name), ruled, above, below)


def _head_fields(page: tuple[int, int], setting: Setting) -> Mapping[str, str]:
    number, count = page
    logo = _LOGO if setting.theme.logo else ""
    return head_fields(setting.document.meta, page=(str(number), str(count)), logo=logo)


# --- how it is set ------------------------------------------------------------------------


class _Piece(Struct, frozen=True):
    """A stretch of words, or the logo if there are none; `gap` is the space before it."""

    gap: float
    width: float
    words: Words | None = None


def place_width(place: FilledPlace, setting: Setting) -> float:
    """The width of a place in points if nothing is left out."""
    return _width(_pieces(place.words, place.style, setting))


def placed_head(
    head: FilledHead, room: HeadRoom, setting: Setting
) -> Iterator[RunningLine | RunningPicture]:
    """What stands on the lines of a head, from left to right, shortened if it does not fit.

    The right place is served first, and leaves the left one its words or half of the line; then the
    middle one, which stands in the middle whatever stands beside it; the left one has what remains.
    """
    set_places: list[tuple[FilledPlace, Sequence[_Piece]]] = []
    whole = {place.align: _uncut(place, setting) for place in head.places}
    widths = {align: _width(pieces) for align, pieces in whole.items()}
    free = room.width
    for place in reversed(head.places):
        pieces = _fitted(place, whole[place.align], _share(place, free, room, widths), setting)
        if not pieces:
            continue  # what is left out takes no room
        width = _width(pieces)
        free = (room.width - width) / 2 if place.align == "center" else free - width
        free -= BETWEEN
        set_places.insert(0, (place, pieces))
    for place, pieces in set_places:
        x = room.left + _SHIFT[place.align] * (room.width - _width(pieces))
        yield from _placed_pieces(pieces, place.style, x, room, setting)
    outward = -head.step if room.is_foot else head.step
    for number, row in enumerate(head.further, 1):
        yield from placed_head(row, replace(room, y=room.y + number * outward), setting)


def row_baselines(head: FilledHead, room: HeadRoom) -> tuple[float, float]:
    """The baselines of the top and of the last line of a head."""
    return (room.y, room.y - head.depth) if room.is_foot else (room.y + head.depth, room.y)


def _share(
    place: FilledPlace, free: float, room: HeadRoom, widths: Mapping[TextAlignment, float]
) -> float:
    """The width that a place may have if `free` points are left of those already set.

    `widths` are those of the places if nothing is cut.
    """
    match place.align:
        case "right" if "left" in widths:
            return share_at_right(widths["right"], widths["left"], free - BETWEEN)
        case "center":
            return 2 * free - room.width  # as much as at its right is left alone at its left
        case "left" if room.half is not None:
            return min(free, room.half)
        case _:
            return free


def _uncut(place: FilledPlace, setting: Setting) -> Sequence[_Piece]:
    """The pieces of a place from which nothing is cut but what no line could hold."""
    return _pieces(_words_at_most(place), place.style, setting)


def _words_at_most(place: FilledPlace) -> str:
    words = place.words
    return words if len(words) <= _MOST_LETTERS else _one_word_less(words[:_MOST_LETTERS])


def _fitted(
    place: FilledPlace, whole: Sequence[_Piece], free: float, setting: Setting
) -> Sequence[_Piece]:
    """The pieces of a place, cut by words if they are too wide."""

    def fits(pieces: Sequence[_Piece]) -> bool:
        return not pieces or _width(pieces) <= free + _HAIR

    def pieces_of(form: str) -> Sequence[_Piece]:
        return _pieces(form, place.style, setting)

    if fits(whole):
        return whole
    words = _words_at_most(place)
    forms = [words]
    while forms[-1]:
        forms.append(_one_word_less(forms[-1]))
    return pieces_of(forms[bisect_left(forms, True, key=lambda form: fits(pieces_of(form)))])


_MOST_LETTERS = 1000  # that a line of any sheet could hold: what comes behind is never measured


def _one_word_less(words: str) -> str:
    """One word less, behind the logo first; the logo goes with the last of them."""
    before, logo, behind = words.rpartition(_LOGO)
    if behind:
        return f"{before}{logo}{one_word_less(behind)}"
    shorter = one_word_less(before) if before.strip() else ""
    return f"{shorter}{logo}" if shorter else ""


def _pieces(words: str, style: Style, setting: Setting) -> list[_Piece]:
    """The words around the logo, and the logo itself."""
    pieces: list[_Piece] = []
    space = piece(" ", format_of(style, setting), None).width
    gap = 0.0
    for index, part in enumerate(words.split(_LOGO)):
        if index and setting.theme.logo:
            pieces.append(_Piece(gap, setting.theme.logo.width))
            gap = 0.0
        said = part.strip(" ")
        if said:
            shown = artifact_of((Text(said),), style, setting)
            lead = space if index and part.startswith(" ") else 0.0
            pieces.append(_Piece(lead, natural_width(shown.units), shown))
        gap = space if part.endswith(" ") else gap
    return pieces


def _width(pieces: Sequence[_Piece]) -> float:
    return fsum(one.gap + one.width for one in pieces)


def _placed_pieces(
    pieces: Sequence[_Piece], style: Style, x: float, room: HeadRoom, setting: Setting
) -> Iterator[RunningLine | RunningPicture]:
    plain = replace(style, align="left", hyphenate=False, hang=False)
    y, foot, logo = room.y, room.is_foot, setting.theme.logo
    for one in pieces:
        x += one.gap
        for line in lines_of(one.words, plain, one.width)[:1] if one.words else ():
            yield RunningLine(x, y, line, foot)
        if logo and logo.image and not one.words:
            low = y - _logo_reach(style, setting)[1]
            image = logo.image if isinstance(logo.image, Drawing) else logo.image.data
            yield RunningPicture(x, low, logo.width, logo.height, image, foot)
        x += one.width


def _logo_reach(style: Style, setting: Setting) -> tuple[float, float]:
    """How far the logo reaches above and below the baseline: its middle is that of capitals."""
    face = setting.chain(style, bold=style.bold, italic=style.italic).first
    height = setting.theme.logo.height if setting.theme.logo else 0.0
    middle = face.cap_height * style.size / 2
    return height / 2 + middle, height / 2 - middle
