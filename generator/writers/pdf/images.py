"""PNG and JPEG as image objects, in the colours of their profiles; drawings as forms."""

from __future__ import annotations

import warnings
from io import BytesIO
from typing import TYPE_CHECKING

from generator.images.drawing import Drawing, drawing_operators
from generator.writers.pdf.objects import PdfFile, numbers

if TYPE_CHECKING:
    from PIL.Image import Image

_DEVICE = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB"}
_COMPONENTS = {"L": 1, "RGB": 3}
_PROFILE_SPACES = {"L": b"GRAY", "RGB": b"RGB "}
_PROFILE_CLASSES = (b"mntr", b"scnr", b"prtr", b"spac")
_NEWEST_PROFILE = 4  # its major version (ISO 19005-3, 6.2.4.2)


def add_image(image: bytes | Drawing, document: PdfFile) -> bytes:
    """Add an image, one unit wide and high; return the reference to it."""
    if isinstance(image, Drawing):
        return _add_drawing(image, document)
    return _add_file(image, document)


def _add_drawing(drawing: Drawing, document: PdfFile) -> bytes:
    """A drawing as a form of its own (ISO 32000-1, 8.10), which says what it needs: nothing."""
    box, scale = (drawing.width, drawing.height), (1 / drawing.width, 1 / drawing.height)
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %s]/Matrix[%.8f 0 0 %.8f 0 0]/Resources<<>>" % (
        numbers(box),
        *scale,
    )
    return document.add_stream(drawing_operators(drawing), entries)


def _add_file(data: bytes, document: PdfFile) -> bytes:
    """An image file. A JPEG in RGB or grey goes in as it is.

    Transparency becomes a soft mask (ISO 32000-1, 11.6.5.3). Colours in CMYK, which an
    output intent of sRGB does not cover, become RGB. An image that cannot be read is a grey dot,
    so that its words still have their place.
    """
    import PIL.Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with PIL.Image.open(BytesIO(data)) as image:
                image.load()
                return _add_bitmap(image, data, document)
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError):
        return _add_bitmap(PIL.Image.new("L", (1, 1), 0xE3), b"", document)


def _add_bitmap(image: Image, data: bytes, document: PdfFile) -> bytes:
    size = b"/Width %d/Height %d" % image.size
    profile = image.info.get("icc_profile") or b""
    if image.format == "JPEG" and image.mode in _DEVICE:
        entries = _image_entries(size, _space(image.mode, profile, document)) + b"/Filter/DCTDecode"
        return document.add_stream(data, entries, packed=False)
    mask = b""
    if "A" in image.getbands() or "transparency" in image.info:
        whole = image.convert("RGBA")
        alpha = whole.getchannel("A").tobytes()
        mask = b"/SMask %s" % document.add_stream(alpha, _image_entries(size, _DEVICE["L"]))
        # Pillow would not take the colours of a palette apart from what is transparent in it.
        image = whole if image.mode in ("P", "PA") else image
    plain, profile = _plain_bitmap(image, profile)
    entries = _image_entries(size, _space(plain.mode, profile, document)) + mask
    return document.add_stream(plain.tobytes(), entries)


def _image_entries(size: bytes, space: bytes) -> bytes:
    return b"/Type/XObject/Subtype/Image%s/ColorSpace%s/BitsPerComponent 8" % (size, space)


def _plain_bitmap(image: Image, profile: bytes) -> tuple[Image, bytes]:
    """The image in grey or RGB with eight bits, and the profile that then holds."""
    if image.mode == "CMYK":
        return _separated(image, profile), b""
    if image.mode.startswith("I"):  # 16 bits, of which the upper eight count
        return image.convert("I").point(lambda shade: shade * (1 / 256)).convert("L"), profile
    return image.convert("L" if image.mode in ("1", "L", "LA", "La") else "RGB"), profile


def _separated(image: Image, profile: bytes) -> Image:
    """Inks as sRGB: by their profile if it can be read, else as plain complements."""
    from PIL import ImageCms

    if profile:
        try:
            inks = ImageCms.ImageCmsProfile(BytesIO(profile))
            light = ImageCms.createProfile("sRGB")
            shown = ImageCms.profileToProfile(image, inks, light, outputMode="RGB")
        except (ImageCms.PyCMSError, OSError, ValueError):
            shown = None
        if shown is not None:
            return shown
    return image.convert("RGB")


def _space(mode: str, profile: bytes, document: PdfFile) -> bytes:
    """The colour space: by the image's profile if it is sound, else that of the page."""
    if not _is_sound(profile, mode):
        return _DEVICE[mode]
    entries = b"/N %d/Alternate%s" % (_COMPONENTS[mode], _DEVICE[mode])
    return b"[/ICCBased %s]" % document.add_stream(profile, entries)


def _is_sound(profile: bytes, mode: str) -> bool:
    """Whether the header of a profile is one that PDF/A allows (ICC.1:2010, 7.2)."""
    return (
        len(profile) > 128
        and int.from_bytes(profile[:4], "big") == len(profile)
        and profile[8] <= _NEWEST_PROFILE
        and profile[12:16] in _PROFILE_CLASSES
        and profile[16:20] == _PROFILE_SPACES[mode]
        and profile[36:40] == b"acsp"
    )
