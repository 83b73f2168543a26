"""The pages of a PDF as images, each known by the digest of what is seen on it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any

from msgspec import Struct

from generator.images.rendering import pixel_lines, png_bytes

SCALE = 2.0
"""Pixels a point: enough for screens whose pixels are small."""


class SheetImage(Struct, frozen=True):
    """A page as an image. The size is in points."""

    digest: str
    width: float
    height: float


def sheet_images(pdf: bytes) -> tuple[SheetImage, ...]:
    """The pages of a PDF. A page that looks as before has the digest that it had."""
    with _open_pdf(pdf) as document:
        return tuple(map(_sheet_image, document))


def sheet_png(pdf: bytes, index: int) -> bytes:
    """A page of a PDF, counted from 0, as PNG."""
    with _open_pdf(pdf) as document:
        bitmap = document[index].render(scale=SCALE, rev_byteorder=True)
        size = (bitmap.width, bitmap.height)
        return png_bytes(pixel_lines(bitmap), size, level=1, opaque=True)


@contextmanager
def _open_pdf(pdf: bytes) -> Iterator[Any]:
    import pypdfium2

    document = pypdfium2.PdfDocument(pdf)
    try:
        yield document
    finally:
        document.close()


def _sheet_image(page: Any) -> SheetImage:
    width, height = page.get_size()
    # A pixel a point is enough to tell pages apart, and takes a quarter of the time.
    bitmap = page.render(scale=1)
    digest = blake2b(memoryview(bitmap.buffer), digest_size=16, person=b"page").hexdigest()
    return SheetImage(digest, width, height)
