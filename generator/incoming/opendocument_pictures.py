"""What of an OpenDocument text is no words, and the boxes that have some."""

from __future__ import annotations

from typing import Literal

from generator.incoming.file import IncomingPicture
from generator.incoming.opendocument_settings import points_in
from generator.opening.list_numbers import as_int
from generator.opening.opendocument_styles import NAMESPACES, PARAGRAPHS
from generator.opening.xml_part import XmlElement

_DRAWING = f"{{{NAMESPACES['draw']}}}"
_SVG = "{urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0}"
LINK = "{http://www.w3.org/1999/xlink}href"


def is_text_box(element: XmlElement) -> bool:
    """Whether a drawing has paragraphs in it; a picture or a shape may have an empty one."""
    is_box = element.find(f"{_DRAWING}text-box") is not None
    worded = (one for one in element.iter() if one.tag in PARAGRAPHS)
    return element.tag.startswith(_DRAWING) and any(
        is_box or "".join(one.itertext()).strip() for one in worded
    )


def layer_of(element: XmlElement) -> int:
    """Which of the drawings of a text it is, from the lowest up."""
    return as_int(element.get(f"{_DRAWING}z-index"), 0)


def drawn_in_frame(frame: XmlElement) -> IncomingPicture:
    """What a drawing shows, and what is said in its place."""
    said = {name: frame.findtext(f"{_SVG}{name}", "") for name in ("title", "desc")}
    decorative = any(
        name.endswith("}decorative") and value == "true" for name, value in frame.attrib.items()
    )
    image, other = frame.find(f"{_DRAWING}image"), frame.find(f"{_DRAWING}object")
    kind: Literal["picture", "drawing", "object"] = "drawing"
    if other is not None:
        kind = "object"
    elif image is not None:
        kind = "picture"
    leads_to = next((one.get(LINK, "") for one in (other, image) if one is not None), "")
    name = leads_to.rpartition("/")[2] or frame.get(f"{_DRAWING}name", "")
    width = points_in(frame.get(f"{_SVG}width", ""))
    return IncomingPicture(kind, name, said["desc"] or said["title"], "", decorative, width)
