"""Any image that is read here, known by its first bytes."""

from __future__ import annotations

from generator.images.bitmaps import ImageFile, read_bitmap
from generator.images.drawing import Drawing, RefusedImageError
from generator.images.svg import read_svg

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
