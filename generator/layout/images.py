"""An image's file → its bytes and its size."""

from __future__ import annotations

import io
from dataclasses import dataclass
from pathlib import Path

from generator.diagnostics import BriefError, Diagnostic
from generator.markdown.syntax import Node
from generator.schema import unreadable

NO_IMAGE = "L010"

_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg"}


@dataclass(frozen=True, slots=True)
class Image:
    """`width` and `height` are pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def read_image(folder: Path, node: Node) -> Image:
    """The image that a figure names, looked for beside the brief.

    Raises BriefError where there is none, or it is neither PNG nor JPEG.
    """
    import PIL.Image

    try:
        data = (folder / node.value).read_bytes()
    except OSError as error:
        found = unreadable(error, node.value, code=NO_IMAGE)
        hint = "images lie beside the brief, and are named from there"
        raise BriefError([Diagnostic(NO_IMAGE, found.message, node.span, hint=hint)]) from None
    try:
        with PIL.Image.open(io.BytesIO(data)) as image:
            kind, (width, height) = image.format or "", image.size
    except (OSError, PIL.Image.DecompressionBombError):
        kind, width, height = "", 0, 0
    if kind not in _MEDIA_TYPES:
        hint = "save it as PNG or JPEG"
        message = f"{node.value} is neither PNG nor JPEG"
        raise BriefError([Diagnostic(NO_IMAGE, message, node.span, hint=hint)])
    return Image(data, _MEDIA_TYPES[kind], width, height)
