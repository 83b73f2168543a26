"""What WordprocessingML says in the same way everywhere (ISO/IEC 29500-1, 17)."""

from __future__ import annotations

from generator.opening.xml_part import XmlElement

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def value_of(element: XmlElement, name: str) -> str:
    """The value of a child by its name; empty where there is none."""
    child = element.find(f"{W}{name}")
    return "" if child is None else child.get(f"{W}val", "")


def is_on(toggle: XmlElement | None) -> bool:
    """Whether a property that is on or off is there and on: without a value, it is (17.17.4)."""
    return toggle is not None and toggle.get(f"{W}val") not in {"0", "false", "off"}


def is_contents_control(element: XmlElement) -> bool:
    """Whether this is the content control that Word puts a table of contents in."""
    gallery = element.find(f"{W}sdtPr/{W}docPartObj/{W}docPartGallery")
    return gallery is not None and gallery.get(f"{W}val") == "Table of Contents"
