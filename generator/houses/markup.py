"""Elements of a Word file as markup again: of what Word is known to have, and of nothing else.

Elements and attributes of a namespace that is not named here are left out. So no part says what
nobody has looked at, and each prefix that markup goes by (mc:Ignorable, Requires) is bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from generator.language.visible import escaped
from generator.opening.wordprocessing import A, W
from generator.opening.xml_part import XmlElement

_OPEN = "http://schemas.openxmlformats.org"
_MS = "http://schemas.microsoft.com/office"
_PREFIXES: Mapping[str, str] = {
    f"{_OPEN}/wordprocessingml/2006/main": "w",
    f"{_OPEN}/officeDocument/2006/relationships": "r",
    f"{_OPEN}/officeDocument/2006/math": "m",
    f"{_OPEN}/drawingml/2006/main": "a",
    f"{_OPEN}/drawingml/2006/picture": "pic",
    f"{_OPEN}/drawingml/2006/wordprocessingDrawing": "wp",
    f"{_OPEN}/markup-compatibility/2006": "mc",
    "urn:schemas-microsoft-com:vml": "v",
    "urn:schemas-microsoft-com:office:office": "o",
    "urn:schemas-microsoft-com:office:word": "w10",
    f"{_MS}/word/2010/wordml": "w14",
    f"{_MS}/word/2012/wordml": "w15",
    f"{_MS}/word/2010/wordprocessingDrawing": "wp14",
    f"{_MS}/word/2010/wordprocessingShape": "wps",
    f"{_MS}/word/2010/wordprocessingGroup": "wpg",
    f"{_MS}/word/2010/wordprocessingCanvas": "wpc",
    f"{_MS}/drawing/2010/main": "a14",
    f"{_MS}/drawing/2017/decorative": "adec",
}
_IGNORABLE = ("w14", "w15", "wp14")
_XML = "{http://www.w3.org/XML/1998/namespace}"
_COMPATIBILITY = f"{{{_OPEN}/markup-compatibility/2006}}"


def markup_of(root: XmlElement) -> str:
    """A part's root and all below it, with every namespace declared at the root."""
    names = "".join(f' xmlns:{prefix}="{uri}"' for uri, prefix in _PREFIXES.items())
    return "".join(_element_markup(root, f'{names} mc:Ignorable="{" ".join(_IGNORABLE)}"'))


def _element_markup(element: XmlElement, more: str = "") -> Iterator[str]:
    name = _prefixed(element.tag)
    if name is None:
        return
    attributes = "".join(
        f' {called}="{escaped(value)}"'
        for key, value in element.attrib.items()
        if (called := _prefixed_attribute(key)) is not None
    )
    opening = f"<{name}{more}{attributes}"
    text = element.text or ""
    if not len(element) and not text:
        yield f"{opening}/>"
        return
    yield f"{opening}>{escaped(text) if text.strip() or not len(element) else ''}"
    for child in element:
        yield from _element_markup(child)
    yield f"</{name}>"


def _prefixed(tag: str) -> str | None:
    uri, _, name = tag.removeprefix("{").partition("}")
    prefix = _PREFIXES.get(uri)
    return f"{prefix}:{name}" if prefix and name else None


def _prefixed_attribute(key: str) -> str | None:
    if not key.startswith("{"):
        return key
    if key.startswith(_XML):
        return f"xml:{key.removeprefix(_XML)}"
    if key.startswith(_COMPATIBILITY):
        return None  # what may be ignored is said at the root
    name = _prefixed(key)
    return None if name is None or name.startswith(_OF_SAVES) else name


_OF_SAVES = ("w:rsid", "w14:paraId", "w14:textId")
"""Attributes that number what was saved when; none may stand twice in a file."""


# --- the parts that Word files begin with -----------------------------------------------


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
