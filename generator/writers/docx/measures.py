"""How wide words are, about, and how high blocks: Word sets them itself, and tells neither.

Blocks are measured by setting them as for a PDF. Only here Word's writer calls typesetting, and
only if a document needs it, because that loads the shaper. The sizes of type are those that Word
has. All of it raises OSError if a font file of the theme cannot be read.
"""

from __future__ import annotations

from collections.abc import Container, Sequence
from functools import cache, cached_property
from math import fsum
from typing import TYPE_CHECKING
from unicodedata import combining, east_asian_width

from msgspec.structs import replace

from generator.document import Block, Box, Document, Table
from generator.recall.once import THEMES, once_each
from generator.theme.font_files import is_stood_in
from generator.theme.regions import TableRoom
from generator.theme.theme import Region, Style, Theme
from generator.typesetting.widths import TableFit
from generator.writers.docx.markup import half_points

if TYPE_CHECKING:
    from generator.typesetting.measures import Measures


_NARROW = frozenset("ijlI.,:;'’‘|!()[]· \u00a0")
_SLIM = frozenset('frt-/\\“”"*')
_BROAD = frozenset("mwMW—%@…")


def words_width(words: str, style: Style) -> float:
    """The width of words set in a style, in points, to about a twentieth."""
    ems = fsum(map(_ems, words)) * (1.06 if style.bold else 1.0)
    return ems * style.size + style.tracking * len(words)


@cache
def _ems(letter: str) -> float:
    if letter in _NARROW:
        return 0.28
    if letter in _SLIM:
        return 0.38
    if letter in _BROAD:
        return 0.86
    if combining(letter):
        return 0.0
    if east_asian_width(letter) in "WF":
        return 1.0
    return 0.66 if letter.isupper() else 0.53


class WordMeasures:
    """How high the blocks of a document are, and how its tables find room.

    What measures them is loaded when one asks.
    """

    def __init__(self, document: Document, theme: Theme) -> None:
        self._document, self._theme = document, theme

    def tops(self, blocks: Sequence[Block], region: Region) -> list[float]:
        """How far the top of each block is below that of the first, in points, in a region."""
        if len(blocks) == 1:
            return [0.0]
        return [one.top for one in self._measures.stacked(blocks, region)]

    def height(self, blocks: Sequence[Block], region: Region) -> float:
        """How high blocks are together in a region, in points."""
        stretches = self._measures.stacked(blocks, region)
        return stretches[-1].foot if stretches else 0.0

    def masthead(self, box: Box) -> tuple[float, float]:
        """The height of a masthead and the width of its balanced title, in points."""
        return self._measures.masthead(box)

    def room(self, table: Table, width: float) -> TableRoom:
        """Whether a table has its room in a width of so many points."""
        return self._measures.room(table, width)

    def fit(self, table: Table, width: float) -> TableFit:
        """How a table is set in a width of so many points."""
        return self._measures.fit(table, width)

    @cached_property
    def _measures(self) -> Measures:
        from generator.typesetting.measures import Measures

        return Measures(self._document, _as_in_word(self._theme))


@once_each(THEMES)
def _as_in_word(theme: Theme) -> Theme:
    """The theme as Word sets it: in half points, and wider where a family has no files of its own.

    Word has the family itself, of which nobody knows here how wide it is.
    """
    wider = {key for key, family in theme.fonts.items() if is_stood_in(family)}
    styles = {role: _style_in_word(style, wider) for role, style in theme.styles.items()}
    return replace(theme, styles=styles)


def _style_in_word(style: Style, wider: Container[str]) -> Style:
    size = half_points(style.size) / 2
    more = _WIDEST * size if style.font in wider else 0.0
    return replace(style, size=size, tracking=style.tracking + more)


_WIDEST = 0.13
"""Of its size, what a letter of the widest common families (Verdana, DejaVu Sans) takes more."""
