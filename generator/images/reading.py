"""Any image that is read here, known by its first bytes."""

from __future__ import annotations

from generator.images.bitmaps import ImageFile, read_bitmap
from generator.images.drawing import Drawing, RefusedImageError
from generator.images.svg import read_svg

_BITMAPS = (b"\x89PNG", b"\xff\xd8")


def read_image_bytes(data: bytes) -> ImageFile | Drawing:
    """A PNG or JPEG as it is, or the drawing of an SVG. Raises RefusedImageError for the rest."""
    if not data.startswith(_BITMAPS):
        return read_svg(data)
    image = read_bitmap(data)
    if image is None:
        raise RefusedImageError("this is no sound PNG or JPEG", "save it again")
    return image
