"""The parts of a house's file that a brief's Word file begins with: clean, and of known markup."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from generator.houses.markup import markup_of
from generator.opening.wordprocessing import A, W
from generator.opening.xml_part import XmlElement

_SETTINGS = re.compile(
    r"mirrorMargins|alignBordersAndEdges|bordersDoNotSurround\w+|gutterAtTop|defaultTabStop|"
    r"autoHyphenation|consecutiveHyphenLimit|hyphenationZone|doNotHyphenateCaps|evenAndOddHeaders|"
    r"bookFoldPrinting|characterSpacingControl|themeFontLang|clrSchemeMapping|decimalSymbol|"
    r"listSeparator"
)
_EMBEDDED = re.compile("embed(?:Regular|Bold|Italic|BoldItalic)")


def copied(root: XmlElement) -> XmlElement:
    """A copy of an element and all below it, to be changed."""
    made = ET.Element(root.tag, root.attrib)
    made.text = root.text
    made.extend(map(copied, root))
    return made


def clean_settings(root: XmlElement | None) -> str:
    """The settings that say how the pages look: no template, no merge, no protection, no names.

    Nor for which version of Word: our words are set as by those since 2013.
    """
    kept = ET.Element(f"{W}settings")
    kept.extend(
        one
        for one in (() if root is None else root)
        if _SETTINGS.fullmatch(one.tag.removeprefix(W))
    )
    return markup_of(kept)


def clean_theme(root: XmlElement) -> str:
    """The document theme without pictures of its own, which would need parts of their own."""
    theme = copied(root)
    for holder in theme.iter():
        for child in list(holder):
            if child.tag == f"{A}blipFill":
                place = list(holder).index(child)
                holder.remove(child)
                holder.insert(place, _plain_fill())
            elif child.tag == f"{A}extLst":
                holder.remove(child)
    return markup_of(theme)


def _plain_fill() -> XmlElement:
    fill = ET.Element(f"{A}solidFill")
    ET.SubElement(fill, f"{A}schemeClr", {"val": "phClr"})
    return fill


def clean_fonts(root: XmlElement | None) -> str:
    """The font table without the files of fonts."""
    table = ET.Element(f"{W}fonts")
    for font in () if root is None else root:
        kept = copied(font)
        for child in list(kept):
            if _EMBEDDED.fullmatch(child.tag.removeprefix(W)):
                kept.remove(child)
        table.append(kept)
    return markup_of(table)
