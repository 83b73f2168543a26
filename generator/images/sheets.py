"""The pages of a PDF as images, each known by the digest of what is seen on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
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


_SMALL = 0.75  # pixels a point on a contact sheet: headings can be read, and text be judged
_ACROSS = 4  # pages
_GAP = 12  # pixels round each
_GROUND = b"\x8a\x8f\x94"  # a grey on which white and black edges are seen
_LEVEL = 6  # of libdeflate


class _Picture(Struct, frozen=True):
    """A page as lines of red, green and blue."""

    width: int
    lines: tuple[bytes, ...]


def contact_sheet(pdfs: Iterable[bytes]) -> bytes:
    """The pages of PDFs, small, side by side in rows, as one PNG. Each PDF begins a row."""
    rows = [row for pdf in pdfs for row in _rows_of_pictures(_pages_drawn(pdf))]
    width = max(_row_width(row) for row in rows)
    lines = [line for row in rows for line in _lines_of_row(row, width)]
    lines += [_GROUND * width] * _GAP
    return png_bytes(lines, (width, len(lines)), level=_LEVEL, opaque=True)


def _pages_drawn(pdf: bytes) -> Iterator[_Picture]:
    with _open_pdf(pdf) as document:
        for page in document:
            bitmap = page.render(scale=_SMALL, rev_byteorder=True)
            yield _Picture(bitmap.width, tuple(pixel_lines(bitmap)))


def _rows_of_pictures(pictures: Iterable[_Picture]) -> list[list[_Picture]]:
    """The pictures in rows, each with at most as much width as so many of the first."""
    rows: list[list[_Picture]] = []
    most = 0
    for one in pictures:
        most = most or _ACROSS * one.width
        if not rows or sum(each.width for each in [*rows[-1], one]) > most:
            rows.append([])
        rows[-1].append(one)
    return rows


def _row_width(row: Sequence[_Picture]) -> int:
    return sum(one.width + _GAP for one in row) + _GAP


def _lines_of_row(row: Sequence[_Picture], width: int) -> Iterator[bytes]:
    yield from [_GROUND * width] * _GAP
    gap, rest = _GROUND * _GAP, _GROUND * (width - _row_width(row) + _GAP)
    for index in range(max(len(one.lines) for one in row)):
        parts = (one.lines[index] if index < len(one.lines) else _GROUND * one.width for one in row)
        yield b"".join(gap + part for part in parts) + rest


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
