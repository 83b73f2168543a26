"""The pages of a PDF as images, each known by the digest of what is seen on it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import blake2b
from typing import Any

from msgspec import Struct

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
        made = io.BytesIO()
        document[index].render(scale=SCALE).to_pil().save(made, "PNG", compress_level=1)
        return made.getvalue()


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
