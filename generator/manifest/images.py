"""The images of a document: by which bytes and which pixels they are known, and their words."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from msgspec import Struct

from generator.document import Document, Figure
from generator.document.walking import every_block
from generator.images.samples import pixels_digest, samples_of


class ShownImage(Struct, frozen=True):
    """An image, and the words that stand for it.

    `digest` is the SHA-256 of its file. `pixels` is that of its pixels where a PDF holds these and
    not the file, as `images.samples` counts them; else it is empty.
    """

    name: str
    digest: str
    pixels: str
    media_type: str
    alternative: str


def images_of(document: Document) -> Iterator[ShownImage]:
    """The images of a document's body in reading order; no logo of a running head is one."""
    figures = (block for block in every_block(document.blocks) if isinstance(block, Figure))
    for number, figure in enumerate(figures, 1):
        yield ShownImage(
            name=figure.label or f"image {number}",
            digest=hashlib.sha256(figure.image).hexdigest(),
            pixels=_pixels_of(figure.image),
            media_type=figure.media_type,
            alternative=figure.alternative,
        )


def _pixels_of(data: bytes) -> str:
    shown = samples_of(data)
    if shown.is_jpeg:
        return ""
    return pixels_digest(shown.width, shown.height, shown.mode, shown.data, shown.alpha)
