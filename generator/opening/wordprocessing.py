"""What WordprocessingML says in the same way everywhere (ISO/IEC 29500-1, 17)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import pairwise

from generator.language.words import word_set
from generator.opening.xml_part import XmlElement

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"

SILENT = frozenset(
    f"{W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "trPr",
                 "tcPr", "delText", "delInstrText", "sectPr", "rubyPr")
)  # fmt: skip
"""The elements in which no word stands that is read once tracked changes are accepted."""

SIGNS = {
    f"{W}{name}": sign
    for name, sign in (
        *(("tab", "\t"), ("ptab", "\t"), ("br", "\n"), ("cr", "\n")),
        *(("noBreakHyphen", "\u2011"), ("softHyphen", "\u00ad")),
    )
}
"""The elements that are characters."""
OF_WORDS = frozenset(
    {*SIGNS, *(f"{W}{name}" for name in ("t", "delText", "sym", "fldChar", "instrText",
                                         "delInstrText"))}
)  # fmt: skip
"""What a run is made of, but for pictures, notes and what else stands in it."""

GONE = frozenset(f"{W}{name}" for name in ("del", "moveFrom", "cellDel"))
"""What marks words, rows, cells and ends of paragraphs as taken out or moved away (17.13.5)."""


def is_marked(properties: XmlElement | None, marks: frozenset[str]) -> bool:
    """Whether properties have one of some marks of tracked changes."""
    return properties is not None and any(one.tag in marks for one in properties)


def sections_before_new_pages(root: XmlElement) -> tuple[XmlElement, ...]:
    """The sections behind which a page begins: the next one says how it begins (17.6.22)."""
    sections = pairwise(root.iter(f"{W}sectPr"))
    return tuple(one for one, next_ in sections if value_of(next_, "type") != "continuous")


def is_drop_cap(properties: XmlElement | None) -> bool:
    """Whether a paragraph is the first letter of the next one, set large (17.3.1.11)."""
    frame = None if properties is None else properties.find(f"{W}framePr")
    return frame is not None and frame.get(f"{W}dropCap", "none") != "none"


def has_typed_mark(reference: XmlElement) -> bool:
    """Whether the words behind the reference to a note are its mark, as somebody typed it."""
    return reference.get(f"{W}customMarkFollows") in {"1", "true", "on"}


def value_of(element: XmlElement, name: str) -> str:
    """The value of a child by its name; empty where there is none."""
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def is_on(toggle: XmlElement | None) -> bool:
    """Whether a property that is on or off is there and on: without a value, it is (17.17.4)."""
    return toggle is not None and toggle.get(f"{W}val") not in {"0", "false", "off"}


def toggle_of(properties: XmlElement | None, name: str) -> bool | None:
    """Whether a property that is on or off is on; None where nothing is said of it."""
    toggle = None if properties is None else properties.find(f"{W}{name}")
    return None if toggle is None else is_on(toggle)


def tag_of_control(control: XmlElement) -> str | None:
    """The tag of a content control; None of an empty one: Word says "Click or tap here" in it."""
    properties = control.find(f"{W}sdtPr")
    if toggle_of(properties, "showingPlcHdr"):
        return None
    return "" if properties is None else value_of(properties, "tag")


def letters_below(element: XmlElement) -> str:
    """All letters below an element, as they are, shown or not."""
    return "".join(text.text or "" for text in element.iter(f"{W}t"))


def based_on(styles: Mapping[str, XmlElement], identifier: str) -> Iterator[XmlElement]:
    """A style by its identifier and those that it is based on, each once (17.7.4.3)."""
    seen: set[str] = set()
    while identifier in styles and identifier not in seen:
        seen.add(identifier)
        yield styles[identifier]
        identifier = value_of(styles[identifier], "basedOn")


_COMPATIBILITY = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
ALTERNATIVES = f"{_COMPATIBILITY}AlternateContent"
_KNOWN = word_set("a14 aink am3d c14 cx cx1 w14 w15 w16 w16cex w16cid w16se wp14 wpc wpg wpi wps")
"""What Word 2010 and later know beyond the standard, by the prefixes that they all give it."""


def shown_alternative(element: XmlElement) -> XmlElement | None:
    """Of several ways to say the same, the first that Word can show (ISO/IEC 29500-3, 7.6)."""
    known = (one for one in element if _KNOWN.issuperset(one.get("Requires", "").split()))
    return next(known, None)  # a Fallback requires nothing, and comes last


def is_contents_control(element: XmlElement) -> bool:
    """Whether this is the content control that Word puts a table of contents in."""
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
