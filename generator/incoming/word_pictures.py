"""What of a Word file is no words: pictures, drawings, formulas, objects of other programs."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Literal

from generator.incoming.file import IncomingPicture
from generator.opening.list_numbers import as_int
from generator.opening.ooxml import Relationship
from generator.opening.symbol_font import symbol_sign
from generator.opening.wordprocessing import R, W
from generator.opening.xml_part import XmlElement

_EMBEDDED = (f"{R}embed", f"{R}id", f"{R}link", f"{R}pict")

_EMU = 12_700  # of a point

_Kind = Literal["picture", "drawing", "formula", "chart", "object"]
_KINDS: dict[str, _Kind] = {"blip": "picture", "imagedata": "picture", "chart": "chart"}


def formula_picture(element: XmlElement) -> IncomingPicture:
    """A formula (ISO/IEC 29500-1, 22.1), with the letters that are in it."""
    return IncomingPicture("formula", words=_words_below(element, "}t"))


def symbol_shown(element: XmlElement) -> str | IncomingPicture:
    """The sign that a `w:sym` shows (17.3.3.30), as a picture if no other font has it."""
    code, font = element.get(f"{W}char", ""), element.get(f"{W}font", "")
    try:
        sign = symbol_sign(int(code, 16), font)
    except ValueError:
        return "\ufffd"
    if unicodedata.category(sign) == "Co":
        return IncomingPicture("sign", font, code=sign)
    return sign


def drawn_picture(element: XmlElement, parts: Mapping[str, Relationship]) -> IncomingPicture:
    """A drawing or an object; `parts` are those that its part of the file leads to."""
    kind: _Kind = "object" if element.tag.endswith("}object") else "drawing"
    name = called = alternative = drawn = ""
    decorative = cut = False
    width = 0.0
    for each in element.iter():
        local = each.tag.rpartition("}")[2]
        if local in _KINDS and not name:
            kind = _KINDS[local] if kind != "object" else kind
            named = (each.get(attribute, "") for attribute in _EMBEDDED)
            leads_to = next((parts[one] for one in named if one in parts), None)
            name = leads_to.target.rpartition("/")[2] if leads_to else ""
        elif local == "docPr":
            alternative = alternative or each.get("descr", "")
            called = called or each.get("name", "")
        elif local == "shape":  # of VML
            alternative = alternative or each.get("alt", "")
        elif local == "textpath":  # words across a page, as Word's own watermarks are
            drawn = drawn or each.get("string", "")
        elif local == "extent":
            width = width or as_int(each.get("cx"), 0) / _EMU
        elif local == "srcRect":
            cut = any(as_int(side, 0) for side in each.attrib.values())
        elif local == "decorative":
            decorative = each.get("val", "1") in {"1", "true"}
    words = drawn or _words_below(element, "/drawingml/2006/main}t")
    alternative = " ".join(alternative.split())  # which Word itself parts into lines
    return IncomingPicture(kind, name or called, alternative, words, decorative, width, cut)


def _words_below(element: XmlElement, ending: str) -> str:
    return "".join(each.text or "" for each in element.iter() if each.tag.endswith(ending))
