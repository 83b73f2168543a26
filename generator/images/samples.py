"""PNG and JPEG → what of them is shown: the file of a JPEG, else samples in grey or RGB."""

from __future__ import annotations

import hashlib
import warnings
from io import BytesIO
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from PIL.Image import Image


Mode = Literal["L", "RGB"]
_MODES: dict[str, Mode] = {"L": "L", "RGB": "RGB"}


class Samples(Struct, frozen=True):
    """The pixels of an image, row by row, with eight bits for each of one colour or three.

    `alpha` has those of its transparency, if it has any. `profile` says what its colours mean. A
    JPEG in grey or RGB is shown as it is: `data` is its file.
    """

    width: int
    height: int
    mode: Mode
    data: bytes
    alpha: bytes = b""
    profile: bytes = b""
    is_jpeg: bool = False


_DOT = Samples(1, 1, "L", b"\xe3")


def samples_of(data: bytes) -> Samples:
    """What is shown of an image file. One that cannot be read is a grey dot.

    Colours in CMYK, which an output intent of sRGB does not cover, become RGB.
    """
    import PIL.Image

    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with PIL.Image.open(BytesIO(data)) as image:
                image.load()
                return _samples(image, data)
    except (OSError, ValueError, SyntaxError, PIL.Image.DecompressionBombError):
        return _DOT


def _samples(image: Image, data: bytes) -> Samples:
    profile = image.info.get("icc_profile") or b""
    width, height = image.size
    if image.format == "JPEG" and image.mode in _MODES:
        return Samples(width, height, _MODES[image.mode], data, profile=profile, is_jpeg=True)
    alpha = b""
    if "A" in image.getbands() or "transparency" in image.info:
        whole = image.convert("RGBA")
        alpha = whole.getchannel("A").tobytes()
        # Pillow would not take the colours of a palette apart from what is transparent in it.
        image = whole if image.mode in ("P", "PA") else image
    plain, profile = _plain_bitmap(image, profile)
    return Samples(width, height, _MODES[plain.mode], plain.tobytes(), alpha, profile)


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


def pixels_digest(width: int, height: int, mode: str, data: bytes, alpha: bytes) -> str:
    """SHA-256, hexadecimal, of pixels: a line with their size and mode, then samples, then alpha.

    The line is `6 4 RGB` and ends in a line feed; the samples stand as in `Samples`.
    """
    digest = hashlib.sha256(f"{width} {height} {mode}\n".encode("ascii"))
    digest.update(data)
    digest.update(alpha)
    return digest.hexdigest()
