"""What a house's Word file says: its page, its styles, its colours and fonts, its running heads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

from msgspec import Struct, field

from generator.theme.word_base import HeadKind, HeadPages, StyleKind


class HouseLine(Struct, frozen=True):
    """A line above, below or between: its weight and its distance from the words, in points."""

    weight: float
    color: str
    gap: float = 0.0


class HouseLook(Struct, frozen=True):
    """How a style looks, all that it is based on resolved; None where nothing says it.

    Lengths are points. `numbering` is the list and its level, from 0, whose number or bullet stands
    before the first line, if any is shown. `line` is a height and how it counts: as it is, at
    least, or as a multiple of the height that the font itself asks for.
    """

    font: str | None = None
    size: float | None = None
    bold: bool | None = None
    italic: bool | None = None
    underline: bool | None = None
    color: str | None = None
    ground: str | None = None
    caps: Literal["none", "small", "all"] | None = None
    tracking: float | None = None
    align: Literal["left", "right", "center", "justify"] | None = None
    before: float | None = None
    after: float | None = None
    left: float | None = None
    right: float | None = None
    first: float | None = None
    line: tuple[Literal["exact", "atLeast", "auto"], float] | None = None
    keep_with_next: bool | None = None
    keep_together: bool | None = None
    above: HouseLine | None = None
    below: HouseLine | None = None
    beside: HouseLine | None = None  # at the left, else at the right
    tabs: tuple[tuple[str, float], ...] = ()  # each an alignment, and its place
    numbering: tuple[int, int] | None = None
    is_hidden: bool = False


class HouseStyle(Struct, frozen=True):
    """A style by its identifier, under the name that the file gives it."""

    id: str
    name: str
    kind: StyleKind
    look: HouseLook
    is_default: bool = False  # of its kind


class HousePage(Struct, frozen=True):
    """The sheet of the body and its margins in points, as the last section sets them up."""

    width: float
    height: float
    top: float
    right: float
    bottom: float
    left: float
    header: float
    footer: float
    columns: int = 1
    gutter: float = 36.0


class HouseTable(Struct, frozen=True):
    """The table style of the house. `header` is how words of the header row look."""

    name: str
    head: HouseLine | None = None
    under_header: HouseLine | None = None
    between: HouseLine | None = None
    header_fill: str | None = None
    banding: str | None = None
    padding_x: float | None = None
    padding_y: float | None = None
    header: HouseLook = HouseLook()


class HousePicture(Struct, frozen=True):
    """A picture of a running head: its part, and its size in points."""

    part: str
    width: float
    height: float


class HouseHead(Struct, frozen=True):
    """A header or footer. `markup` is that of its part, of what brief can show alone.

    A field of a brief stands in braces there: {title}. `lines` are its words at the left, in the
    middle and at the right, `height` how much room it takes, in points, about.
    """

    kind: HeadKind
    pages: HeadPages
    markup: str
    lines: tuple[tuple[str, str, str], ...]
    picture: HousePicture | None = None
    picture_place: int = 0
    height: float = 0.0
    relations: Mapping[str, tuple[str, str, bool]] = field(default_factory=dict)
    """By identifier: what kind it is of, where it leads, and whether that is outside."""
    has_boxes: bool = False
    """Whether words stand in boxes on it, which `lines` do not have."""
    has_rules: bool = False
    """Whether lines are drawn at its words that are not of their style."""


class House(Struct, frozen=True):
    """What a house's Word file says.

    `named` leads from the kind and the English name of a built-in style ("paragraph heading 1") to
    the style. `shown_levels` are the lists and levels that show numbers or bullets. `colors` are
    those of the document theme by their places (dk1, accent1 …), `fonts` its major and its minor
    one, `serifs` the families that the font table calls roman. `parts` are the clean parts that a
    Word file of the house begins with, and `markup` names all that stands in its heads, and what
    its styles do to words beyond how they look. `untaken` says what could not be taken, each in a
    sentence.
    """

    styles: Mapping[str, HouseStyle]
    named: Mapping[str, str]
    shown_levels: frozenset[tuple[int, int]]
    page: HousePage | None
    table: HouseTable | None
    heads: tuple[HouseHead, ...]
    colors: Mapping[str, str]
    fonts: Mapping[str, str]
    serifs: frozenset[str]
    parts: Mapping[str, bytes]
    markup: tuple[str, ...]
    untaken: tuple[str, ...]

    def style(self, kind: str, name: str) -> HouseStyle | None:
        """The style of a built-in name in English; None if the file has none."""
        found = self.named.get(f"{kind} {name}")
        return self.styles[found] if found is not None else None

    def head(self, kind: str, pages: str) -> HouseHead | None:
        """The header or footer of first pages or of others; None if there is none."""
        return next((one for one in self.heads if (one.kind, one.pages) == (kind, pages)), None)
