"""Images as data inside the page: nothing is asked for from anywhere."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterable

from generator.document import Document, Figure
from generator.document.walking import every_block
from generator.images.bitmaps import ImageFile
from generator.images.drawing import IDENTITY, Drawing, PathSegment, Shape
from generator.writers.html.markup import attribute, element, number_text

_OPERATORS = {"m": "M", "l": "L", "c": "C", "h": "Z"}


def data_address(data: bytes, media_type: str) -> str:
    """The bytes of a file as an address (RFC 2397)."""
    return f"data:{media_type};base64,{b64encode(data).decode('ascii')}"


def figures_css(document: Document) -> str:
    """How wide those figures are that take a share of where they stand."""
    figures = (one for one in every_block(document.blocks) if isinstance(one, Figure))
    shares = sorted({one.share for one in figures if one.share != 1})
    return "".join(
        f'figure[data-share="{share:g}"] img{{max-inline-size:{share * 100:g}%}}'
        for share in shares
    )


def image_html(image: ImageFile | Drawing, height: float) -> str:
    """A logo of a height in rem; it says nothing that its neighbours do not."""
    width = height * image.width / image.height
    size = (
        attribute("width", number_text(width * 16)),
        attribute("height", number_text(height * 16)),
    )
    match image:
        case ImageFile(data, media_type):
            source = attribute("src", data_address(data, media_type))
            return f'<img alt="" class="logo"{"".join(size)}{source}>'
        case Drawing(shapes=shapes):
            box = attribute("viewBox", f"0 0 {_spaced((image.width, image.height))}")
            drawn = "".join(map(_shape, shapes))
            return element("svg", drawn, ' class="logo" aria-hidden="true"', *size, box)


def _shape(shape: Shape) -> str:
    stroke = shape.stroke
    lines = (
        (
            attribute("stroke", stroke.color),
            attribute("stroke-width", number_text(stroke.width)),
            attribute("stroke-linecap", stroke.cap),
            attribute("stroke-linejoin", stroke.join),
            attribute("stroke-miterlimit", number_text(stroke.miter_limit)),
        )
        if stroke
        else ()
    )
    moved = None if shape.matrix == IDENTITY else f"matrix({_spaced(shape.matrix)})"
    return element(
        "path",
        "",
        attribute("d", _path(shape.path)),
        attribute("transform", moved),
        attribute("fill", shape.fill or "none"),
        attribute("fill-rule", "evenodd" if shape.even_odd else None),
        *lines,
    )


def _path(segments: Iterable[PathSegment]) -> str:
    return "".join(f"{_OPERATORS[name]}{_spaced(values)}" for name, values in segments)


def _spaced(values: Iterable[float]) -> str:
    return " ".join(map(number_text, values))
