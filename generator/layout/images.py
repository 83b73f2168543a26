"""An image's file → its bytes and its size."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from msgspec.structs import replace

from generator.config.files import IMAGE, place_below, read_of_workspace
from generator.config.text import file_unreadable
from generator.diagnostics import BriefError, Diagnostic, codes, refusal
from generator.images.bitmaps import ImageFile, read_bitmap
from generator.markdown.syntax import Node, walk


def read_image(folder: Path, node: Node) -> ImageFile:
    """The image that a figure names, looked for beside the brief.

    Raises BriefError if there is none, or it is neither PNG nor JPEG.
    """
    # The address of a link has its blanks and umlauts encoded (RFC 3986, 2.1); a file has not.
    name = unquote(node.value)
    data = _bytes(folder, name, node)
    image = read_bitmap(data)
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
