"""An image's file → its bytes and its size."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from urllib.parse import unquote

from msgspec.structs import replace

from generator.briefs.structure import image_share
from generator.config.files import IMAGE, read_of_workspace, stands
from generator.config.names import place_below
from generator.config.text import file_unreadable
from generator.diagnostics import BriefError, Diagnostic, codes, diagnose, refusal
from generator.images.bitmaps import ImageFile, read_bitmap
from generator.images.drawing import RefusedImageError
from generator.markdown.syntax import Node, walk, words_aloud

_BESIDE = "images lie beside the brief or below it, and are named from there"


def read_image(folder: Path, node: Node, hint: str = _BESIDE) -> ImageFile:
    """The image that a figure names, looked for in a folder. `hint` says where one is to lie.

    Raises BriefError if there is none, or it is neither PNG nor JPEG, or too large.
    """
    # The address of a link has its blanks and umlauts encoded (RFC 3986, 2.1); a file has not.
    name = unquote(node.value)
    data = _bytes(folder, name, node, hint)
    try:
        image = read_bitmap(data)
    except RefusedImageError as error:
        message = f"{name} is too large: {error.why}"
        raise refusal(codes.NO_IMAGE, message, node.span, hint=error.hint) from None
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


def read_template_image(folders: Sequence[Path], node: Node) -> ImageFile:
    """The image that a layout shows, from the first of a template's folders that has it.

    Raises BriefError as `read_image` does.
    """
    folder = folders[0]
    with suppress(OSError):  # of a name that leads elsewhere, which is told below
        name = unquote(node.value)
        folder = next((one for one in folders if stands(place_below(one, name))), folder)
    hint = "images of a layout lie in its template's folder, and are named from there"
    return read_image(folder, node, hint)


def faults_of_layout_images(nodes: tuple[Node, ...]) -> Iterator[Diagnostic]:
    """What is wrong with how a layout names its images: each says what it shows, and has no number.

    `nodes` are those of the layout itself.
    """
    for node in walk(nodes):
        if node.kind != "figure":
            continue
        is_readable = image_share(node) is not None
        if words_aloud(node.children).strip() or not node.attributes.get("alt"):
            message = "an image of a layout has no caption, and says what it shows"
            yield diagnose(codes.LAYOUT_FAULT, message, node.span, hint=_HINT)
        elif not is_readable or not {"alt", "width"}.issuperset(node.attributes):
            message = "these braces of an image cannot be read"
            yield diagnose(codes.LAYOUT_FAULT, message, node.span, hint=_HINT)


_HINT = 'write ![](badge.png){alt="What it shows" width=20%}'


def _bytes(folder: Path, name: str, node: Node, hint: str) -> bytes:
    try:
        return read_of_workspace(place_below(folder, name), IMAGE)
    except OSError as error:
        found = file_unreadable(error, name, code=codes.NO_IMAGE)
        raise BriefError([replace(found, span=node.span, hint=found.hint or hint)]) from None
