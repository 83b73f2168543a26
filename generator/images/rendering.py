"""A drawing as pixels, for formats that cannot draw it: pdfium draws the operators of our PDF."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Iterator
from itertools import accumulate
from math import sqrt
from typing import Any

from generator.images.bitmaps import ImageFile
from generator.images.drawing import Drawing, drawing_operators

_RESOLUTION = 300 / 72  # pixels a point
_MOST_PIXELS = 4_000_000
_LEVEL = 9  # of libdeflate
_RGB, _RGBA = 2, 6  # kinds of colour (11.2.1)
_SIGNATURE = b"\x89PNG\r\n\x1a\n"


def bitmap_of(image: ImageFile | Drawing, height: float) -> ImageFile:
    """An image as PNG or JPEG. A drawing, shown `height` points high, gets 300 dots to the inch.

    It gets fewer dots if there would be more than four million. What it does not cover is
    transparent.
    """
    if isinstance(image, ImageFile):
        return image
    slender = image.width / image.height
    high = min(height * _RESOLUTION, sqrt(_MOST_PIXELS / slender))
    size = max(1, round(high * slender)), max(1, round(high))
    return ImageFile(png_bytes(_pixels(image, size), size), "image/png", *size)


def _pixels(drawing: Drawing, size: tuple[int, int]) -> Iterator[bytes]:
    """Red, green, blue and alpha of each pixel, line by line from the upper left corner on."""
    import pypdfium2

    document = pypdfium2.PdfDocument(_one_page(drawing, size))
    try:
        yield from pixel_lines(document[0].render(fill_color=(0, 0, 0, 0), rev_byteorder=True))
    finally:
        document.close()


def pixel_lines(bitmap: Any) -> Iterator[bytes]:
    """The lines of what pdfium has drawn, without the bytes that fill each up."""
    data, stride, used = memoryview(bitmap.buffer), bitmap.stride, bitmap.width * bitmap.n_channels
    return (bytes(data[line : line + used]) for line in range(0, stride * bitmap.height, stride))


def _one_page(drawing: Drawing, size: tuple[int, int]) -> bytes:
    """A PDF of one page, a point to a pixel."""
    scale = b"%.6f 0 0 %.6f 0 0 cm\n" % (size[0] / drawing.width, size[1] / drawing.height)
    content = scale + drawing_operators(drawing)
    bodies = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents 4 0 R>>" % size,
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
    )
    parts = [b"%PDF-1.7\n"]
    parts += [b"%d 0 obj\n%s\nendobj\n" % one for one in enumerate(bodies, 1)]
    *places, end = accumulate(map(len, parts))
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    parts.append(b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(bodies) + 1, table))
    parts.append(b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n" % (len(bodies) + 1, end))
    return b"".join((*parts, b"%%EOF\n"))


def png_bytes(
    lines: Iterable[bytes], size: tuple[int, int], *, level: int = _LEVEL, opaque: bool = False
) -> bytes:
    """Lines of pixels of red, green, blue and, unless `opaque`, alpha as PNG (ISO 15948).

    libdeflate gives the same bytes on every machine, at levels from 1 (quick) to 12 (small).
    """
    import deflate

    filtered = b"".join(part for line in lines for part in (b"\0", line))
    packed = bytes(deflate.zlib_compress(filtered, level))
    color = _RGB if opaque else _RGBA
    head = struct.pack(">IIBBBBB", *size, 8, color, 0, 0, 0)  # 8 bits a channel
    chunks = ((b"IHDR", head), (b"sRGB", b"\0"), (b"IDAT", packed), (b"IEND", b""))
    return _SIGNATURE + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", deflate.crc32(kind + data))
        for kind, data in chunks
    )
