"""A strict SVG → a drawing: groups, shapes and paths in plain colours, and nothing else.

Anything else is refused, because a drawing without it would be another drawing. Nothing is ever
fetched: no element that could name another file is read (SVG 2; XML 1.0).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from xml.parsers import expat

from msgspec import Struct, field

from generator.images.bitmaps import ImageFile, read_bitmap
from generator.images.drawing import (
    Drawing,
    DrawingError,
    Matrix,
    RefusedImageError,
    Shape,
    joined_matrices,
)
from generator.images.looks import LOOKS, Looks, fill_of, look_of, stroke_of
from generator.images.paths import MOST_SEGMENTS, coordinates
from generator.images.shapes import GEOMETRY, length_of, shape_segments
from generator.images.transforms import matrix_of

MOST_BYTES = 256_000
MOST_ELEMENTS = 2_000
MOST_DEPTH = 24
_LEAST_SIDE = 0.01  # of the drawing, in its own units: less is lost in rounding
_MOST_SLENDER = 100.0  # how many times longer than high, or higher than long

_SVG = "http://www.w3.org/2000/svg "
_LINK = "http://www.w3.org/1999/xlink href"
_UNSEEN = frozenset({"title", "desc", "metadata", "defs"})
_EVERYWHERE = frozenset({"style", "script"})  # they change the whole drawing from any place
_SHEET = frozenset({"viewBox", "width", "height", "x", "y", "preserveAspectRatio"})
_NEUTRAL = re.compile(
    r"id|class|role|lang|version|baseProfile|tabindex|focusable|pathLength"
    r"|zoomAndPan|content(?:Script|Style)Type|(?:aria|data)-.*"
)


def read_svg(data: bytes) -> Drawing:
    """The drawing of an SVG file. Raises RefusedImageError for what is not read here."""
    if len(data) > MOST_BYTES:
        message = f"{len(data):,} bytes are too many for a drawing"
        raise RefusedImageError(message, f"it may have {MOST_BYTES:,}; leave out what is not seen")
    # As UTF-8 whatever it says: expat would ask Python, which knows codecs of many kinds.
    parser = expat.ParserCreate("UTF-8", " ")
    reading = _Reading(parser)
    parser.StartDoctypeDeclHandler = reading.doctype
    parser.ProcessingInstructionHandler = reading.instruction
    parser.StartElementHandler, parser.EndElementHandler = reading.start, reading.end
    try:
        parser.Parse(data, True)
    except expat.ExpatError as error:
        raise reading.refused(f"this is no sound XML ({error})", _RESAVE) from None
    if not any(shape.fill or shape.stroke for shape in reading.shapes):
        raise RefusedImageError("nothing is drawn in it", _PLAIN)
    return Drawing(*reading.size, tuple(reading.shapes))


_RESAVE = "save it again in your drawing program, as UTF-8"
_PLAIN = "save it as plain SVG: paths and shapes in plain colours, nothing see-through"
_TEXT = "convert text to paths in your drawing program"
_STYLE = "let your drawing program write looks as attributes, not as CSS"
_HINTS = {"text": _TEXT, "style": _STYLE}


class _Level(Struct, frozen=True):
    """The transformation and the looks of an element, which those inside it build on."""

    matrix: Matrix
    looks: Looks


class _Reading(Struct, eq=False):
    """A file being read, element by element; `unseen` counts the open ones that draw nothing."""

    parser: expat.XMLParserType
    levels: list[_Level] = field(default_factory=list)
    shapes: list[Shape] = field(default_factory=list)
    size: tuple[float, float] = (0.0, 0.0)
    elements: int = 0
    segments: int = 0
    unseen: int = 0

    def refused(self, what: str, hint: str) -> RefusedImageError:
        return RefusedImageError(what, hint, self.parser.CurrentLineNumber)

    def doctype(self, *_: object) -> None:
        hint = "delete the line that begins with <!DOCTYPE"
        raise self.refused("a document type is not read here", hint)

    def instruction(self, target: str, _: str) -> None:
        if target == "xml-stylesheet":
            raise self.refused("a style sheet is not read here", _STYLE)

    def start(self, name: str, attributes: Mapping[str, str]) -> None:
        self.elements += 1
        if self.elements > MOST_ELEMENTS:
            raise self.refused(f"it has more than {MOST_ELEMENTS:,} elements", _PLAIN)
        if len(self.levels) + self.unseen >= MOST_DEPTH:
            raise self.refused(f"elements stand more than {MOST_DEPTH} deep", "take groups apart")
        own = name.removeprefix(_SVG)
        is_svg = own != name
        if not self.levels and not (is_svg and own == "svg"):
            raise self.refused("this is no SVG", f'it begins with <svg xmlns="{_SVG.strip()}" …>')
        if is_svg and own in _EVERYWHERE:
            raise self._not_read(own)
        # Elements of other namespaces are a program's own notes, which nothing draws.
        if self.unseen or not is_svg or own in _UNSEEN:
            self.unseen += 1
            return
        self._open(own, attributes)

    def end(self, _: str) -> None:
        if self.unseen:
            self.unseen -= 1
        else:
            self.levels.pop()

    def _open(self, name: str, attributes: Mapping[str, str]) -> None:
        if self.levels and name != "g" and name not in GEOMETRY:
            raise self._not_read(name)
        try:
            level, said = self._level(name, attributes)
            self.levels.append(level)
            if name in GEOMETRY:
                self._draw(name, said, level)
        except DrawingError as error:
            raise self.refused(f"<{name}>: {error}", _PLAIN) from None

    def _not_read(self, name: str) -> RefusedImageError:
        return self.refused(f"<{name}> is not read here", _HINTS.get(name, _PLAIN))

    def _level(self, name: str, attributes: Mapping[str, str]) -> tuple[_Level, Mapping[str, str]]:
        """The transformation and looks of an element, and its attributes of place and size."""
        known = GEOMETRY.get(name, frozenset()) if self.levels else _SHEET
        own = dict(_own_attributes(attributes))
        said = {key: own.pop(key) for key in known & own.keys()}
        if self.levels:
            matrix, looks = self.levels[-1].matrix, self.levels[-1].looks
        else:
            x, y, width, height = _sheet(said)
            self.size = width, height
            matrix, looks = (1.0, 0.0, 0.0, 1.0, -x, -y), LOOKS
        matrix = joined_matrices(matrix, matrix_of(own.pop("transform", "")))
        return _Level(matrix, look_of(own, looks)), said

    def _draw(self, name: str, said: Mapping[str, str], level: _Level) -> None:
        segments = shape_segments(name, said)
        self.segments += len(segments)
        if self.segments > MOST_SEGMENTS:
            raise DrawingError(f"the drawing has more than {MOST_SEGMENTS:,} segments")
        fill, even_odd = fill_of(level.looks)
        if segments:
            inside = None if name == "line" else fill
            shape = Shape(segments, level.matrix, inside, even_odd, stroke_of(level.looks))
            self.shapes.append(shape)


def _own_attributes(attributes: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The attributes that may change how an element looks."""
    for name, value in attributes.items():
        if name in ("href", _LINK):
            raise DrawingError("a link to another place is not read here")
        if " " not in name and not _NEUTRAL.fullmatch(name):
            yield name, value


def _sheet(said: Mapping[str, str]) -> tuple[float, float, float, float]:
    """The part of the plane that is shown: its upper left corner, its width and its height."""
    if said.get("preserveAspectRatio", "").strip() == "none":
        raise DrawingError("preserveAspectRatio none is not read here")
    box = coordinates(said.get("viewBox", ""))
    if not box and "width" in said and "height" in said:
        box = (0.0, 0.0, length_of(said["width"]), length_of(said["height"]))
    if len(box) != 4:
        raise DrawingError("it has no viewBox of four numbers")
    x, y, width, height = box
    if min(width, height) < _LEAST_SIDE or not 1 / _MOST_SLENDER < width / height < _MOST_SLENDER:
        raise DrawingError(f"{width:g} by {height:g} is no size of a drawing")
    return x, y, width, height


_BITMAPS = (b"\x89PNG", b"\xff\xd8")
_XML = (b"<", b"\xff\xfe", b"\xfe\xff")  # also in UTF-16, of which the reader tells


def read_image_bytes(data: bytes) -> ImageFile | Drawing:
    """A PNG or JPEG as it is, or the drawing of an SVG. Raises RefusedImageError for the rest."""
    if not data.startswith(_BITMAPS):
        if not data.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(_XML):
            hint = "save it as one of these in your drawing program"
            raise RefusedImageError("this is no SVG, PNG or JPEG", hint)
        return read_svg(data)
    image = read_bitmap(data)
    if image is None:
        raise RefusedImageError("this is no sound PNG or JPEG", "save it again")
    return image
