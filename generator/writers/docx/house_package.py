"""A file that begins with a house's Word file: its styles, lists, settings, theme and fonts."""

from __future__ import annotations

import re
from collections.abc import Mapping

from generator.theme.theme import Theme
from generator.theme.word_base import WordBase
from generator.writers.docx.color_scheme import ColorScheme, scheme_of_places
from generator.writers.docx.house_looks import HouseLooks
from generator.writers.docx.making import DocxFile
from generator.writers.docx.parts import TextPart
from generator.writers.docx.stylesheet import plain_style

_THEME = "word/theme/theme1.xml"
_ROOT = re.compile(r"<w:\w+[^>]*?(/?)>")
_LISTED = ("abstractNum", "num")
_ELEMENT = re.compile(r"<w:(\w+)(?: [^>]*?)?(?:/>|>.*?</w:\1>)", re.DOTALL)
_FONT = re.compile(r'<w:font w:name="([^"]*)"')
_SETTINGS = (
    *("zoom", "embedTrueTypeFonts", "mirrorMargins", "alignBordersAndEdges"),
    *("bordersDoNotSurroundHeader", "bordersDoNotSurroundFooter", "gutterAtTop"),
    *("defaultTabStop", "autoHyphenation", "consecutiveHyphenLimit", "hyphenationZone"),
    *("doNotHyphenateCaps", "evenAndOddHeaders", "bookFoldPrinting", "characterSpacingControl"),
    *("footnotePr", "endnotePr", "compat", "themeFontLang", "clrSchemeMapping", "decimalSymbol"),
    "listSeparator",
)
"""The settings in the order of ISO 29500-1, 17.15.1.78."""


def house_scheme(base: WordBase, own: ColorScheme) -> ColorScheme:
    """The colours that stand in the document theme: the house's, if it has one."""
    return scheme_of_places(base.colors) if base.colors else own


def begin_with_house(
    file: DocxFile, base: WordBase, looks: Mapping[str, TextPart], *, tag: str
) -> None:
    """Put what the house's file has around what is written; our styles stand beside the house's.

    `looks` are the parts that say how the file looks, by their kinds.
    """
    styles = HouseLooks(base, file.theme)
    sheet = _untied(looks["styles"].xml, file.theme, base)
    styles.settle(sheet, file.styles)
    plain = _untied(plain_style(file.styles.normal, file.theme, tag), file.theme, base)
    for part in file.parts.texts():
        part.xml = styles.renamed(part.xml) if part.is_ours else styles.renamed_among(part.xml)
    looks["styles"].xml = styles.sheet(sheet, plain)
    looks["numbering"].xml = _joined_lists(looks["numbering"].xml, base)
    looks["settings"].xml = _settings_of_both(looks["settings"].xml, base)
    looks["fonts"].xml = _joined_fonts(looks["fonts"].xml, base)
    if _THEME in base.parts:
        looks["theme"].xml = base.parts[_THEME].decode()
    for part in looks.values():
        part.is_ours = False


def _untied(markup: str, theme: Theme, base: WordBase) -> str:
    """Markup whose families are tied to the document theme only where the house's has them."""
    for key, place in (("text", "minor"), ("display", "major")):
        family = theme.fonts.get(key)
        if family is None or base.fonts.get(place) != family.name:
            markup = re.sub(rf' w:\w+="{place}(?:HAnsi|EastAsia|Bidi)"', "", markup)
    return markup


def _inner(markup: str) -> tuple[str, str]:
    """The opening tag of a part's root, and what stands in it."""
    root = _ROOT.match(markup)
    if root is None or root[1]:
        return markup.removesuffix("/>") + ">", ""
    return root[0], markup[root.end() : markup.rindex("</")]


def _elements(markup: str) -> list[tuple[str, str]]:
    """The elements of a part by their names, in order."""
    return [(found[1], found[0]) for found in _ELEMENT.finditer(_inner(markup)[1])]


def _house_part(base: WordBase, name: str) -> str:
    return base.parts[f"word/{name}.xml"].decode()


def _joined_lists(ours: str, base: WordBase) -> str:
    """The lists of both; those of the house have numbers above any of ours."""
    house = _house_part(base, "numbering")
    both = [*_elements(ours), *_elements(house)]
    written = "".join(xml for kind in _LISTED for name, xml in both if name == kind)
    return f"{_inner(house)[0]}{written}</w:numbering>"


def _settings_of_both(ours: str, base: WordBase) -> str:
    """Our settings, and those of the house about how the pages look in the place of ours.

    Notes are numbered by ours where they are endnotes, and by nothing where there are none.
    """
    house, said = _house_part(base, "settings"), dict(_elements(ours))
    ours_alone = {"endnotePr"} if "footnotePr" in said else {"endnotePr", "footnotePr"}
    said |= {name: xml for name, xml in _elements(house) if name not in ours_alone}
    if not base.tells_even_pages:
        said.pop("evenAndOddHeaders", None)
    written = "".join(said[name] for name in _SETTINGS if name in said)
    return f"{_inner(house)[0]}{written}</w:settings>"


def _joined_fonts(ours: str, base: WordBase) -> str:
    house = _house_part(base, "fontTable")
    known = set(_FONT.findall(house))
    added = [xml for _, xml in _elements(ours) if _FONT.findall(xml)[0] not in known]
    opening, inner = _inner(house)
    return f"{opening}{inner}{''.join(added)}</w:fonts>"
