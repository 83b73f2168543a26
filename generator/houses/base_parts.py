"""The parts of a house's file that a brief's Word file begins with: clean, and of known markup."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.etree import ElementTree as ET

from generator.houses.markup import markup_of
from generator.opening.wordprocessing import W, value_of
from generator.opening.xml_part import XmlElement

FIRST_NUMBER = 20_001
"""The lists of a house are numbered from here on, above those of any brief; Word has 32,767."""

_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
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
            if child.tag == f"{_A}blipFill":
                place = list(holder).index(child)
                holder.remove(child)
                holder.insert(place, _plain_fill())
            elif child.tag == f"{_A}extLst":
                holder.remove(child)
    return markup_of(theme)


def _plain_fill() -> XmlElement:
    fill = ET.Element(f"{_A}solidFill")
    ET.SubElement(fill, f"{_A}schemeClr", {"val": "phClr"})
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


def renumbered(root: XmlElement, numbers: Mapping[str, str]) -> XmlElement:
    """A copy of styles or of a head whose lists have other numbers; unknown ones are none."""
    made = copied(root)
    for one in made.iter(f"{W}numId"):
        one.set(f"{W}val", numbers.get(one.get(f"{W}val", ""), "0"))
    return made


def clean_lists(root: XmlElement | None, worn: Iterator[str]) -> tuple[str, dict[str, str]]:
    """The lists that styles and heads wear, and their new numbers by those of before."""
    numbering = ET.Element(f"{W}numbering")
    if root is None:
        return markup_of(numbering), {}
    every = {one.get(f"{W}numId", ""): one for one in root.findall(f"{W}num")}
    abstract = {one.get(f"{W}abstractNumId", ""): one for one in root.findall(f"{W}abstractNum")}
    led = {
        key: definition
        for key in dict.fromkeys(worn)
        if key in every and (definition := value_of(every[key], "abstractNumId")) in abstract
    }
    numbers, definitions = (_counted(dict.fromkeys(keys)) for keys in (led, led.values()))
    numbering.extend(_definition_of(abstract[key], new) for key, new in definitions.items())
    numbering.extend(
        _instance_of(every[key], new, definitions[led[key]]) for key, new in numbers.items()
    )
    return markup_of(numbering), numbers


def _counted(keys: Iterable[str]) -> dict[str, str]:
    return {key: str(place) for place, key in enumerate(keys, FIRST_NUMBER)}


def _definition_of(element: XmlElement, number: str) -> XmlElement:
    """A list without pictures as bullets, under another number."""
    made = copied(element)
    made.set(f"{W}abstractNumId", number)
    for level in made.iter(f"{W}lvl"):
        for picture in level.findall(f"{W}lvlPicBulletId"):
            level.remove(picture)
    return made


def _instance_of(element: XmlElement, number: str, definition: str) -> XmlElement:
    made = copied(element)
    made.set(f"{W}numId", number)
    for leads in made.findall(f"{W}abstractNumId"):
        leads.set(f"{W}val", definition)
    return made
