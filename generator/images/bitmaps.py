"""PNG and JPEG images: their bytes, upright, and their size."""

from __future__ import annotations

import io
import struct
import warnings
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.images.drawing import RefusedImageError

if TYPE_CHECKING:
    from PIL.Image import Image as Picture

# MPO is a JPEG with further images behind the first, as telephones write it.
_MEDIA_TYPES = {"PNG": "image/png", "JPEG": "image/jpeg", "MPO": "image/jpeg"}


class ImageFile(Struct, frozen=True, tag=True):
    """`width` and `height` are pixels."""

    data: bytes
    media_type: str
    width: int
    height: int


def read_bitmap(data: bytes) -> ImageFile | None:
    """A PNG or JPEG, upright; None if the bytes are neither, or damaged.

    Raises RefusedImageError for one of more than fifty million pixels.
    """
    import PIL.Image

    try:
        with warnings.catch_warnings():
            # Of what a camera noted and nobody asks for, and of the many pixels that are counted.
            warnings.simplefilter("ignore")
            with PIL.Image.open(io.BytesIO(data)) as image:
                kind, (width, height) = image.format or "", image.size
                if width * height > _MOST_PIXELS:
                    raise _too_large(f"it has {width:,} × {height:,} pixels")
                image.load()
                turned = _upright(image) if _MEDIA_TYPES.get(kind) == "image/jpeg" else None
    except PIL.Image.DecompressionBombError:
        raise _too_large("it has hundreds of millions of pixels") from None
    except RefusedImageError:
        raise
    except (OSError, ValueError, SyntaxError):
        return None
    if turned:
        return turned
    return ImageFile(data, _MEDIA_TYPES[kind], width, height) if kind in _MEDIA_TYPES else None


# A sheet of A4 at 600 dots to the inch has 35 million, the image of a telephone 49.
_MOST_PIXELS = 50_000_000


def _too_large(message: str) -> RefusedImageError:
    return RefusedImageError(message, f"save it smaller: it may have {_MOST_PIXELS:,} pixels")


# What Exif calls the place of row 0 and column 0 (CIPA DC-008, 4.6.5), and what mends it.
_ORIENTATION = 0x0112
_MENDING = {
    2: "FLIP_LEFT_RIGHT",
    3: "ROTATE_180",
    4: "FLIP_TOP_BOTTOM",
    5: "TRANSPOSE",
    6: "ROTATE_270",
    7: "TRANSVERSE",
    8: "ROTATE_90",
}


def _upright(image: Picture) -> ImageFile | None:
    """A rotated JPEG with its pixels upright; None if it needs no change.

    Not every reader follows the camera's note. So the pixels are rotated, with the same compression
    tables, and the note is removed.
    """
    from PIL.Image import Transpose
    from PIL.JpegImagePlugin import get_sampling

    way = _MENDING.get(_orientation(image))
    if way is None:
        return None
    turned = image.transpose(Transpose[way])
    out = io.BytesIO()
    sampling = max(get_sampling(image), 0)
    tables = image.quantization  # type: ignore[attr-defined]  # a JPEG's alone
    profile = image.info.get("icc_profile")
    turned.save(out, "JPEG", qtables=tables, subsampling=sampling, icc_profile=profile)
    return ImageFile(out.getvalue(), "image/jpeg", turned.width, turned.height)


def _orientation(image: Picture) -> int:
    """What the camera noted; 0 where it says nothing, or the note is damaged."""
    try:
        noted: object = image.getexif().get(_ORIENTATION)
    except (OSError, ValueError, SyntaxError, LookupError, TypeError, struct.error):
        return 0
    return noted if isinstance(noted, int) else 0
