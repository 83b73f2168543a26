"""How words of an OpenDocument text look, and what its paragraphs are (OpenDocument 1.3, 16)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from generator.houses.house import HouseLook
from generator.incoming.file import (
    CAPITALS,
    COLOURED,
    HIGHLIGHTED,
    OTHER_FONT,
    OTHER_SIZE,
    SET_OTHERWISE,
    STRUCK,
    UNDERLINED,
    IncomingParagraph,
    IncomingRun,
)
from generator.incoming.opendocument_settings import (
    begins_page,
    cell_look,
    column_width,
    paragraph_setting,
)
from generator.incoming.story import PLAIN_RUN
from generator.opening.list_numbers import as_int
from generator.opening.opendocument_styles import (
    FO,
    NAMESPACES,
    STYLE,
    NamedStyle,
    OpenDocumentStyles,
)
from generator.opening.xml_part import XmlElement

_AS_IN_WORD: Mapping[str, str] = {
    "standard": "normal",
    "default paragraph style": "normal",
    "text body": "body text",
    "quotations": "quote",
    "footnote": "footnote text",
    "endnote": "endnote text",
    "footnote symbol": "footnote reference",
    "endnote symbol": "endnote reference",
    "footnote characters": "footnote reference",
    "strong emphasis": "strong",
    "internet link": "hyperlink",
    "contents heading": "toc heading",
    **{f"contents {depth}": f"toc {depth}" for depth in range(1, 10)},
}
"""Styles of LibreOffice by the names that Word has for the same."""
_ALIGNED: Mapping[str, Literal["center", "right"]] = {
    "center": "center",
    "end": "right",
    "right": "right",
}
_BY_HAND: Mapping[str, str] = {
    f"{STYLE}text-line-through-style": STRUCK,
    f"{STYLE}text-underline-style": UNDERLINED,
    f"{FO}background-color": HIGHLIGHTED,
    f"{FO}color": COLOURED,
    f"{FO}text-transform": CAPITALS,
    f"{FO}font-variant": CAPITALS,
    f"{STYLE}font-name": OTHER_FONT,
    f"{FO}font-family": OTHER_FONT,
    f"{FO}font-size": OTHER_SIZE,
    f"{FO}letter-spacing": SET_OTHERWISE,
    f"{FO}border": SET_OTHERWISE,
    f"{FO}text-shadow": SET_OTHERWISE,
    f"{STYLE}text-outline": SET_OTHERWISE,
    f"{STYLE}font-relief": SET_OTHERWISE,
}
_TABLE = f"{{{NAMESPACES['table']}}}"
_COLUMNS = 100  # more than any table has that is read by people
_OFF = frozenset({"none", "transparent", "normal", "false"})


class _Letters(Struct, frozen=True):
    bold: bool = False
    italic: bool = False
    shift: str = ""


class OpenDocumentLooks(Struct):
    """The styles of an OpenDocument text, asked about its paragraphs and words."""

    styles: OpenDocumentStyles
    _words: dict[tuple[str, tuple[str, ...]], IncomingRun] = field(default_factory=dict)
    _settings: dict[str, HouseLook] = field(default_factory=dict)

    def words(self, paragraph: str, spans: tuple[str, ...]) -> IncomingRun:
        """How words look in spans of these styles, the innermost last, in a paragraph of a style.

        What a hand has given to all of a paragraph counts as emphasis, too.
        """
        key = paragraph, spans
        if key not in self._words:
            self._words[key] = self._of_styles(paragraph, spans)
        return self._words[key]

    def _of_styles(self, paragraph: str, spans: tuple[str, ...]) -> IncomingRun:
        own = [one for name in reversed(spans) for one in self.styles.chain("text", name)]
        around = [*self.styles.chain("paragraph", paragraph)]
        usual = _letters_by([one for one in around if not one.is_automatic])
        by_hand = (one.letters for one in reversed((*own, *around)) if one.is_automatic)
        said = _letters_by([*own, *around])
        named = next((one.name for one in own if not one.is_automatic), "")
        shift = said.shift.split(" ")[0] if said.shift != usual.shift else ""
        return replace(
            PLAIN_RUN,
            bold=said.bold != usual.bold,
            italic=said.italic != usual.italic,
            shift=_shift(shift),
            style=_AS_IN_WORD.get(named, named),
            by_hand=_looks_by_hand(by_hand),
        )

    def shape(self, paragraph: str) -> IncomingParagraph:
        """What a paragraph of a style is."""
        chain = [*self.styles.chain("paragraph", paragraph)]
        written = paragraph.replace("_20_", " ").casefold()
        names = [one.name for one in chain if not one.is_automatic]
        names = names or [one.name for one in chain] or [written]
        known = [_AS_IN_WORD.get(name, name) for name in names]
        aligned = next((one.alignment for one in chain if one.alignment is not None), "")
        outline = next((one.outline for one in chain if one.outline), "")
        return IncomingParagraph(
            style=known[0],
            based_on=tuple(known[1:]),
            level=as_int(outline, 0),
            alignment=_ALIGNED.get(aligned or "", ""),
            setting=self._setting(paragraph),
            new_page=begins_page(self.styles, paragraph),
        )

    def _setting(self, paragraph: str) -> HouseLook:
        if paragraph not in self._settings:
            self._settings[paragraph] = paragraph_setting(self.styles, paragraph)
        return self._settings[paragraph]

    def cell(self, style: str) -> HouseLook:
        """How cells of a style look."""
        key = f"cell {style}"  # no style of paragraphs is called so: no name has a blank
        if key not in self._settings:
            self._settings[key] = cell_look(self.styles, style)
        return self._settings[key]

    def widths(self, table: XmlElement) -> tuple[float, ...]:
        """The widths of the columns of a table, in points."""
        return tuple(
            column_width(self.styles, one.get(f"{_TABLE}style-name", ""))
            for one in table.iterfind(f".//{_TABLE}table-column")
            for _ in range(min(as_int(one.get(f"{_TABLE}number-columns-repeated"), 1), _COLUMNS))
        )


def _letters_by(chain: list[NamedStyle]) -> _Letters:
    """What the first of some styles says that says anything."""
    return _Letters(
        next((one.bold for one in chain if one.bold is not None), False),
        next((one.italic for one in chain if one.italic is not None), False),
        next((one.shift for one in chain if one.shift is not None), ""),
    )


def _looks_by_hand(letters: Iterable[Mapping[str, str]]) -> tuple[str, ...]:
    """The looks that no Markdown has, by what hands have said of letters, the innermost last."""
    said = {name: value for one in letters for name, value in one.items()}
    looks = (look for name, look in _BY_HAND.items() if said.get(name, "none") not in _OFF)
    return tuple(dict.fromkeys(looks))


def _shift(position: str) -> Literal["", "superscript", "subscript"]:
    """How `style:text-position` moves words (20.391): by name, or by so much of their height."""
    if position == "super" or (position.endswith("%") and position[:1] not in "-0"):
        return "superscript"
    return "subscript" if position == "sub" or position.startswith("-") else ""
