"""An image's file → its bytes and its size."""

from __future__ import annotations

import io
import warnings
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from msgspec import Struct

from generator.diagnostics import BriefError, Diagnostic
from generator.layout.codes import NO_IMAGE
from generator.markdown.syntax import Node, walk
from generator.schema import unreadable

# MPO is a JPEG with further images behind the first, as telephones write it.
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg"}


class Image(Struct, frozen=True):
    """`width` and `height` are pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def read_image(folder: Path, node: Node) -> Image:
    """The image that a figure names, looked for beside the brief.

    Raises BriefError where there is none, or it is neither PNG nor JPEG.
    """
    # The address of a link has its blanks and umlauts encoded (RFC 3986, 2.1); a file has not.
    name = unquote(node.value)
    data = _bytes(folder, name, node)
    image = _opened(data)
    if image is None:
        hint = "save it as PNG or JPEG"
        message = f"{name} is neither PNG nor JPEG, or it is damaged"
        raise BriefError([Diagnostic(NO_IMAGE, message, node.span, hint=hint)])
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
        path = (folder / name).resolve()
        if not path.is_relative_to(folder.resolve()):
            message = f"{name} lies outside the folder of the brief"
            raise BriefError([Diagnostic(NO_IMAGE, message, node.span, hint=hint)])
        return path.read_bytes()
    except OSError as error:
        found = unreadable(error, name, code=NO_IMAGE)
        raise BriefError([Diagnostic(NO_IMAGE, found.message, node.span, hint=hint)]) from None


def _opened(data: bytes) -> Image | None:
    import PIL.Image

    try:
        with warnings.catch_warnings(), PIL.Image.open(io.BytesIO(data)) as image:
            warnings.simplefilter("error", PIL.Image.DecompressionBombWarning)
            image.load()
            kind, (width, height) = image.format or "", image.size
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError):
        return None
    except PIL.Image.DecompressionBombWarning:
        return None
    return Image(data, _MEDIA_TYPES[kind], width, height) if kind in _MEDIA_TYPES else None
