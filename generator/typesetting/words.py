"""Words of a document, measured: units between which lines may end, and how they are read.

They know nothing of the document, so that the same words in another one need not be set again.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from math import fsum
from typing import Literal

from msgspec import Struct, field

from generator.document import Changed
from generator.theme.stand_ins import SOFT_HYPHEN
from generator.theme.theme import Style, TextAlignment
from generator.typesetting.fonts import FaceChain
from generator.typesetting.placed import Line, NumberedRemark
from generator.typesetting.setting import Setting
from generator.typesetting.shaping import FaceVariant, Shaped, shape

# Words already measured: their glyphs and their width in points.
Measured = dict[str, tuple[tuple[Shaped, ...], float]]
_MOST_WORDS = 8_000


class LinkInWords(Struct, frozen=True):
    """A link by its number among those in the same words, and where it leads."""

    number: int
    target: str


class TextFormat(Struct, frozen=True, eq=False):
    """How a stretch of words is set, and what it belongs to."""

    style: Style
    chain: FaceChain
    bold: bool
    italic: bool
    size: float
    color: str
    underline: bool
    rise: float
    tracking: float
    variant: FaceVariant
    language: str
    measured: Measured
    link: LinkInWords | None = None
    verbatim: bool = False  # no line divides it with a hyphen, nor at one
    struck: bool = False
    change: Changed | None = None  # that the words are in, in a redline


class TextPiece(Struct, frozen=True, eq=False):
    """Words of one format without a space, and the number of the leaf that they are read in.

    `points` are divisions the author asked for.
    """

    text: str
    format: TextFormat
    leaf: int | None
    shaped: tuple[Shaped, ...]
    width: float
    points: tuple[int, ...] = ()
    note: int | None = None  # whose mark it is
    remark: NumberedRemark | None = None  # whose number it is


Breaking = Literal["allowed", "forbidden", "forced"]


class Unit(Struct, eq=False):
    """Pieces that stay together, the space behind them, and whether a line may end there."""

    pieces: list[TextPiece] = field(default_factory=list)
    width: float = 0.0
    space: TextPiece | None = None
    breaking: Breaking = "allowed"


def piece(text: str, form: TextFormat, leaf: int | None) -> TextPiece:
    """The words in their format, measured in points."""
    if SOFT_HYPHEN in text:
        text, points = _without_soft_hyphens(text)
        return TextPiece(text, form, leaf, *_measured(text, form), points)
    shaped, width = form.measured.get(text) or _measured(text, form)
    return TextPiece(text, form, leaf, shaped, width)


def _measured(text: str, form: TextFormat) -> tuple[tuple[Shaped, ...], float]:
    shaped = shape(form.chain, text, form.variant)
    width = fsum(one.width for one in shaped) * form.size
    width += form.tracking * sum(len(one.glyphs) for one in shaped)
    if len(form.measured) > _MOST_WORDS:
        form.measured.clear()
    form.measured[text] = shaped, width
    return shaped, width


def _without_soft_hyphens(text: str) -> tuple[str, tuple[int, ...]]:
    parts = text.split(SOFT_HYPHEN)
    points = [sum(map(len, parts[: index + 1])) for index in range(len(parts) - 1)]
    return "".join(parts), tuple(points)


def cut_piece(whole: TextPiece, start: int, end: int | None, *, hyphen: bool) -> TextPiece:
    """Part of a piece, shaped again, with a line-end hyphen if it is divided.

    What marks a note or a remark stands where its first part does.
    """
    text = whole.text[start:end] + (SOFT_HYPHEN if hyphen else "")
    form = whole.format
    shaped, width = form.measured.get(text) or _measured(text, form)
    note, remark = (None, None) if start else (whole.note, whole.remark)
    return TextPiece(text, form, whole.leaf, shaped, width, note=note, remark=remark)


@lru_cache(maxsize=8)
def piece_widths(whole: TextPiece) -> tuple[float, ...]:
    """The width in points of the first 0, 1, 2 … characters, as they stand in the whole."""
    widths = [0.0]
    for glyph in (glyph for shaped in whole.shaped for glyph in shaped.glyphs):
        reach = widths[-1] + glyph.advance * whole.format.size + whole.format.tracking
        widths += [reach] * len(glyph.text)
        widths[-1] = reach
    return tuple(widths + [whole.width] * (len(whole.text) + 1 - len(widths)))


def format_of(style: Style, setting: Setting) -> TextFormat:
    """The format of words that wear the style and nothing else."""
    variant = variant_of(style)
    chain = setting.chain(style, bold=style.bold, italic=style.italic)
    return TextFormat(
        style=style,
        chain=chain,
        bold=style.bold,
        italic=style.italic,
        size=style.size,
        color=style.color,
        underline=style.underline,
        rise=0.0,
        tracking=style.tracking,
        variant=variant,
        language=setting.document.language,
        measured=measured(chain, style, variant),
    )


def measured(chain: FaceChain, style: Style, variant: FaceVariant) -> Measured:
    """What has been measured in the same face, size, spacing and variant."""
    return chain.measures.setdefault((style.size, style.tracking, variant), {})


@lru_cache(maxsize=256)
def variant_of(style: Style) -> FaceVariant:
    """What a style asks of the glyphs of its words."""
    asked = (
        _CAPS[style.caps],
        _FIGURES[style.figures],
        _FIGURE_WIDTHS[style.figure_width],
        "spaced" if style.tracking else "",
    )
    return " ".join(filter(None, asked))


_CAPS = {"none": "", "all": "upper", "small": "smcp"}
_FIGURES = {"font": "", "lining": "lnum", "old-style": "onum"}
_FIGURE_WIDTHS = {"font": "", "tabular": "tnum", "proportional": "pnum"}


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
        width = (
            0.0
            if unit.breaking != "forbidden"
            else width + (unit.space.width if unit.space else 0.0)
        )
    return widest


class NewElement(Struct, frozen=True):
    """A kid of an element by its number; that of the words is 0, and kids count on from there."""

    parent: int
    kind: str
    anchor: str | None = None
    language: str | None = None


class NewLeaf(Struct, frozen=True):
    """Words of an element, by its number. Leaves count from 0."""

    element: int


class NotesRead(Struct, frozen=True):
    """The place where notes are read: behind the sentence that marks them."""

    numbers: tuple[int, ...]


TagStep = NewElement | NewLeaf | NotesRead


class LinkRead(Struct, frozen=True):
    """A link, by the number of its element. That of a note's mark is described by the note."""

    element: int
    target: str
    words: str = ""
    note: int | None = None


class NoteMarked(Struct, frozen=True):
    """A note's mark in the words: its own anchor, what it shows, and the anchor of the note."""

    number: int
    anchor: str
    label: str
    target: str


# At which measure, first indent and alignment, in which style, and whether in even lines.
LinesAt = tuple[float, float, TextAlignment, Style, bool]


class Words(Struct, frozen=True, eq=False):
    """Units, and the steps by which they are read; `remarks` are the numbers of their elements.

    `lines` are those that the units have been set in.
    """

    units: tuple[Unit, ...]
    steps: tuple[TagStep, ...] = ()
    links: tuple[LinkRead, ...] = ()
    remarks: tuple[int, ...] = ()
    marks: tuple[NoteMarked, ...] = ()
    lines: dict[LinesAt, tuple[Line, ...]] = field(default_factory=dict)

    def hold_in(self, setting: Setting) -> bool:
        """Whether the notes marked here are shown alike in the document that is being set."""
        return all((one.label, one.target) == shown_note(one.number, setting) for one in self.marks)


def shown_note(number: int, setting: Setting) -> tuple[str, str]:
    """What the mark of a note shows, and the anchor that it leads to."""
    note = setting.notes.get(number)
    return (note.label, note.anchor) if note else (str(number), "")
