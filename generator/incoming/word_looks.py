"""How words of a Word file look, and what their paragraphs are (ISO/IEC 29500-1, 17.3 and 17.7)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from generator.houses.house import HouseLook
from generator.houses.looks import HouseStyles
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
from generator.language.words import word_set
from generator.opening.list_numbers import ListPlace, as_int
from generator.opening.word_numbering import WordNumbering, list_of_paragraph
from generator.opening.word_styles import WordStyles
from generator.opening.wordprocessing import W, toggle_of, value_of
from generator.opening.xml_part import XmlElement

_BODY_LEVEL = 9  # 17.3.1.20: the outline level of what is no heading
_ALIGNED: dict[str, Literal["center", "right"]] = {
    "center": "center",
    "right": "right",
    "end": "right",
}
_SHIFTS: dict[str, Literal["superscript", "subscript"]] = {
    "superscript": "superscript",
    "subscript": "subscript",
}
_BY_HAND: Mapping[str, str] = {
    "strike": STRUCK,
    "dstrike": STRUCK,
    "u": UNDERLINED,
    "highlight": HIGHLIGHTED,
    "shd": HIGHLIGHTED,
    "color": COLOURED,
    "caps": CAPITALS,
    "smallCaps": CAPITALS,
    "rFonts": OTHER_FONT,
    "sz": OTHER_SIZE,
}
_OFF = frozenset({"none", "auto", "0", "false", "off"})
_NO_PATTERN = frozenset({"clear", "nil", None})
_FONTS = tuple(f"{W}{name}" for name in ("ascii", "hAnsi", "asciiTheme", "hAnsiTheme"))
# What Markdown has, what is no look, and what Word puts in by itself.
_NO_LOOKS = word_set(
    "rStyle b bCs i iCs vertAlign vanish webHidden specVanish rtl cs szCs lang noProof kern "
    "snapToGrid eastAsianLayout oMath rPrChange ligatures numForm numSpacing stylisticSets "
    "cntxtAlts"
)
PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"


class WordLooks(Struct):
    """The styles and lists of a Word file, asked about its paragraphs and runs."""

    styles: WordStyles
    numbering: WordNumbering
    settings: HouseStyles | None = None
    _words: dict[tuple[str, str], tuple[IncomingRun, bool]] = field(default_factory=dict)
    _shapes: dict[str, IncomingParagraph] = field(default_factory=dict)

    def words(
        self, paragraph_style: str, properties: XmlElement | None
    ) -> tuple[IncomingRun, bool]:
        """How the words of a run look in a paragraph of a style, and whether they are hidden."""
        own_style = "" if properties is None else value_of(properties, "rStyle")
        said = self._words.get((paragraph_style, own_style))
        if said is None:
            said = self._of_styles(paragraph_style, own_style)
            self._words[paragraph_style, own_style] = said
        if properties is None or len(properties) <= bool(own_style):
            return said
        return self._by_hand(said, paragraph_style, properties)

    def _of_styles(self, paragraph_style: str, own_style: str) -> tuple[IncomingRun, bool]:
        # 17.7.3: what a style of paragraphs turns on, a style of characters turns off again.
        named = self.styles.names(own_style)
        look = IncomingRun(
            "",
            bold=self.styles.is_bold(own_style) is True,
            italic=self.styles.is_italic(own_style) is True,
            shift=_SHIFTS.get(self.styles.shift_of(own_style), ""),
            style=named[0] if named else own_style.casefold(),
        )
        hidden = self.styles.is_hidden(own_style)
        if hidden is None:
            hidden = self.styles.is_hidden(paragraph_style)
        return look, hidden is True

    def _by_hand(
        self, said: tuple[IncomingRun, bool], paragraph_style: str, properties: XmlElement
    ) -> tuple[IncomingRun, bool]:
        look, hidden = said
        bold, italic = toggle_of(properties, "b"), toggle_of(properties, "i")
        vanish = toggle_of(properties, "vanish")
        shift = value_of(properties, "vertAlign")
        if bold is not None:
            bold = bold != (self.styles.is_bold(paragraph_style) is True)
        if italic is not None:
            italic = italic != (self.styles.is_italic(paragraph_style) is True)
        look = IncomingRun(
            "",
            bold=look.bold if bold is None else bold,
            italic=look.italic if italic is None else italic,
            shift=_SHIFTS.get(shift, "") if shift else look.shift,
            style=look.style,
            by_hand=tuple(dict.fromkeys(_looks_by_hand(properties))),
        )
        return look, hidden if vanish is None else vanish

    def shape(self, style: str, properties: XmlElement | None) -> IncomingParagraph:
        """What a paragraph of a style is; `counted` says its number in a list."""
        shape = self._shapes.get(style)
        if shape is None:
            names = self.styles.names(style) or (style.casefold(),)
            level = self.styles.heading_level(style)
            shape = IncomingParagraph(style=names[0], based_on=names[1:], level=level)
            self._shapes[style] = shape
        level, alignment = shape.level, shape.alignment
        if properties is not None:
            outline = properties.find(f"{W}outlineLvl")
            if outline is not None:
                depth = as_int(outline.get(f"{W}val"), _BODY_LEVEL)
                level = depth + 1 if 0 <= depth < _BODY_LEVEL else 0
            alignment = _ALIGNED.get(value_of(properties, "jc"), "")
        item = self._item(style, properties)
        return IncomingParagraph(
            style=shape.style,
            based_on=shape.based_on,
            level=level,
            item=item,
            alignment=alignment,
            setting=self._setting(style, properties),
            new_page=bool(toggle_of(properties, "pageBreakBefore")),
            is_frame=properties is not None and properties.find(f"{W}framePr") is not None,
        )

    def _setting(self, style: str, properties: XmlElement | None) -> HouseLook | None:
        if self.settings is None:
            return None
        look = self.settings.look(style or self.settings.named.get("paragraph normal", ""))
        return self.settings.laid_over(look, None, properties)

    def _item(self, style: str, properties: XmlElement | None) -> ListPlace | None:
        number_id, depth = list_of_paragraph(self.styles, self.numbering, style, properties)
        if not number_id:
            return None
        is_numbered = self.numbering.is_counted(number_id, depth)
        return ListPlace(number_id, max(depth, 0), is_numbered)

    def counted(self, paragraph: IncomingParagraph) -> IncomingParagraph:
        """The next paragraph of those that stay, with its number; a heading is no item."""
        item = paragraph.item
        if item is None:
            return paragraph
        number = self.numbering.next_label(item.name, item.depth)
        counted = None if paragraph.level else replace(item, label=number.rstrip())
        return replace(paragraph, item=counted, number=number)


def _looks_by_hand(properties: XmlElement) -> Iterator[str]:
    """The looks that the properties of a run give it and that no Markdown has (17.3.2)."""
    for one in properties:
        name = one.tag.rpartition("}")[2]
        if name not in _NO_LOOKS and _is_given(name, one):
            yield _BY_HAND.get(name, SET_OTHERWISE)


def _is_given(name: str, look: XmlElement) -> bool:
    if name == "rFonts":  # others are for scripts that the words are not in, or a hint
        return any(each in look.attrib for each in _FONTS)
    if name == "shd":  # a ground, or a pattern on it
        return look.get(f"{W}fill", "") not in _OFF or look.get(f"{W}val") not in _NO_PATTERN
    return look.get(f"{W}val", "") not in _OFF
