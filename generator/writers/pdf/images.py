"""PNG and JPEG as image objects, in the colours of their profiles; drawings as forms."""

from __future__ import annotations

from msgspec import Struct

from generator.images.drawing import Drawing, drawing_operators
from generator.images.samples import samples_of
from generator.manifest.shown import digest_of
from generator.writers.pdf.objects import PdfFile, numbers

_DEVICE = {"L": b"/DeviceGray", "RGB": b"/DeviceRGB"}
_COMPONENTS = {"L": 1, "RGB": 3}
_PROFILE_SPACES = {"L": b"GRAY", "RGB": b"RGB "}
_PROFILE_CLASSES = (b"mntr", b"scnr", b"prtr", b"spac")
_NEWEST_PROFILE = 4  # its major version (ISO 19005-3, 6.2.4.2)


class AddedImage(Struct, frozen=True):
    """An image object: the reference to it, and the digest of what it shows."""

    reference: bytes
    digest: str


def add_image(image: bytes | Drawing, document: PdfFile) -> AddedImage:
    """Add an image, one unit wide and high."""
    if isinstance(image, Drawing):
        return _add_drawing(image, document)
    return _add_file(image, document)


def _add_drawing(drawing: Drawing, document: PdfFile) -> AddedImage:
    """A drawing as a form of its own (ISO 32000-1, 8.10), which says what it needs: nothing."""
    box, scale = (drawing.width, drawing.height), (1 / drawing.width, 1 / drawing.height)
    entries = b"/Type/XObject/Subtype/Form/BBox[0 0 %s]/Matrix[%.8f 0 0 %.8f 0 0]/Resources<<>>" % (
        numbers(box),
        *scale,
    )
    operators = drawing_operators(drawing)
    return AddedImage(document.add_stream(operators, entries), digest_of([operators]))


def _add_file(data: bytes, document: PdfFile) -> AddedImage:
    """An image file. A JPEG in RGB or grey goes in as it is.

    Transparency becomes a soft mask (ISO 32000-1, 11.6.5.3).
    """
    shown = samples_of(data)
    size = b"/Width %d/Height %d" % (shown.width, shown.height)
    entries = b""
    if shown.alpha:
        mask = _image_entries(size, _DEVICE["L"])
        entries = b"/SMask %s" % document.add_stream(shown.alpha, mask)
    entries = _image_entries(size, _space(shown.mode, shown.profile, document)) + entries
    if shown.is_jpeg:
        entries += b"/Filter/DCTDecode"
    reference = document.add_stream(shown.data, entries, packed=not shown.is_jpeg)
    return AddedImage(reference, digest_of([shown.data, shown.alpha]))


def _image_entries(size: bytes, space: bytes) -> bytes:
    return b"/Type/XObject/Subtype/Image%s/ColorSpace%s/BitsPerComponent 8" % (size, space)


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
