"""An image's file → its bytes and its size."""

from __future__ import annotations

import io
import struct
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import unquote

from msgspec import Struct
from msgspec.structs import replace

from generator.config.files import IMAGE, place_below, read_of_workspace
from generator.config.text import file_unreadable
from generator.diagnostics import BriefError, Diagnostic, codes, refusal
from generator.markdown.syntax import Node, walk

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

# MPO is a JPEG with further images behind the first, as telephones write it.
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg"}


class ImageFile(Struct, frozen=True):
    """`width` and `height` are pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def read_image(folder: Path, node: Node) -> ImageFile:
    """The image that a figure names, looked for beside the brief.

    Raises BriefError if there is none, or it is neither PNG nor JPEG.
    """
    # The address of a link has its blanks and umlauts encoded (RFC 3986, 2.1); a file has not.
    name = unquote(node.value)
    data = _bytes(folder, name, node)
    image = _opened(data)
    if image is None:
        hint = "save it as PNG or JPEG"
        message = f"{name} is neither PNG nor JPEG, or it is damaged"
        raise refusal(codes.NO_IMAGE, message, node.span, hint=hint)
    return image


def faults_of_images(nodes: tuple[Node, ...], folder: Path) -> Iterator[Diagnostic]:
    """What is amiss with the images that the nodes show."""
    for node in walk(nodes):
        if node.kind == "figure":
            try:
                read_image(folder, node)
            except BriefError as error:
                yield from error.diagnostics


def _bytes(folder: Path, name: str, node: Node) -> bytes:
    hint = "images lie beside the brief or below it, and are named from there"
    try:
        return read_of_workspace(place_below(folder, name), IMAGE)
    except OSError as error:
        found = file_unreadable(error, name, code=codes.NO_IMAGE)
        raise BriefError([replace(found, span=node.span, hint=found.hint or hint)]) from None


def _opened(data: bytes) -> ImageFile | None:
    import PIL.Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # of what a camera noted and nobody asks for
            warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
            with PIL.Image.open(io.BytesIO(data)) as image:
                image.load()
                kind, (width, height) = image.format or "", image.size
                turned = _upright(image) if _MEDIA_TYPES.get(kind) == "image/jpeg" else None
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError):
        return None
    except PIL.Image.DecompressionBombWarning:
        return None
    if turned:
        return turned
    return ImageFile(data, _MEDIA_TYPES[kind], width, height) if kind in _MEDIA_TYPES else None


# What Exif calls the place of row 0 and column 0 (CIPA DC-008, 4.6.5), and what mends it.
_ORIENTATION = 0x0112
_MENDING = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


def _upright(image: Picture) -> ImageFile | None:
    """A rotated JPEG with its pixels upright; None if it needs no change.

    Not every reader follows the camera's note. So the pixels are rotated, with the same compression
    tables, and the note is removed.
    """
    from PIL.Image import Transpose
    from PIL.JpegImagePlugin import get_sampling

    way = _MENDING.get(_orientation(image))
    if way is None:
        return None
    turned = image.transpose(Transpose[way])
    out = io.BytesIO()
    sampling = max(get_sampling(image), 0)
    tables = image.quantization  # type: ignore[attr-defined]  # a JPEG's alone
    profile = image.info.get("icc_profile")
    turned.save(out, "JPEG", qtables=tables, subsampling=sampling, icc_profile=profile)
    return ImageFile(out.getvalue(), "image/jpeg", turned.width, turned.height)


def _orientation(image: Picture) -> int:
    """What the camera noted; 0 where it says nothing, or the note is damaged."""
    try:
        noted: object = image.getexif().get(_ORIENTATION)
    except (OSError, ValueError, SyntaxError, LookupError, TypeError, struct.error):
        return 0
    return noted if isinstance(noted, int) else 0
