"""Elements of a Word file as markup again: of what Word is known to have, and of nothing else.

Elements and attributes of a namespace that is not named here are left out. So no part says what
nobody has looked at, and each prefix that markup goes by (mc:Ignorable, Requires) is bound.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from generator.language.visible import escaped
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
