"""PNG and JPEG images as image objects in sRGB."""

from __future__ import annotations

from io import BytesIO

from generator.writers.pdf.objects import Document


def add_image(data: bytes, document: Document) -> bytes:
    """Add an image; return the reference to it. A JPEG in RGB or grey goes in as it is.

    What is transparent becomes a soft mask (ISO 32000-1, 11.6.5.3).
    """
    from PIL import Image

    with Image.open(BytesIO(data)) as image:
        size = b"/Width %d/Height %d" % image.size
        if image.format == "JPEG" and image.mode in ("RGB", "L"):
            space = b"/DeviceRGB" if image.mode == "RGB" else b"/DeviceGray"
            entries = _entries(size, space) + b"/Filter/DCTDecode"
            return document.add_stream(data, entries, packed=False)
        mask = b""
        if "A" in image.getbands() or "transparency" in image.info:
            alpha = image.convert("RGBA").getchannel("A")
            shades = document.add_stream(alpha.tobytes(), _entries(size, b"/DeviceGray"))
            mask = b"/SMask %s" % shades
        pixels = image.convert("RGB").tobytes()
        return document.add_stream(pixels, _entries(size, b"/DeviceRGB") + mask)


def _entries(size: bytes, space: bytes) -> bytes:
    return b"/Type/XObject/Subtype/Image%s/ColorSpace%s/BitsPerComponent 8" % (size, space)
