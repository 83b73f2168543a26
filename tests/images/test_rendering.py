"""A drawing as pixels, for Word."""

from __future__ import annotations

import io
import subprocess
import sys

import PIL.Image
import pytest

from generator.images.bitmaps import ImageFile
from generator.images.drawing import RefusedImageError
from generator.images.rendering import bitmap_of
from generator.images.svg import read_image_bytes, read_svg


def drawing(width: float = 20, height: float = 10):
    size = f'viewBox="0 0 {width} {height}"'
    body = f'<rect width="{width / 2}" height="{height}" fill="#e2a33b"/>'
    return read_svg(f'<svg xmlns="http://www.w3.org/2000/svg" {size}>{body}</svg>'.encode())


def opened(image: ImageFile) -> PIL.Image.Image:
    with PIL.Image.open(io.BytesIO(image.data)) as found:
        found.load()
        return found


def test_a_drawing_has_300_dots_an_inch_and_a_ground_to_be_seen_through():
    image = bitmap_of(drawing(), 28.8)

    shown = opened(image)
    assert (image.media_type, image.width, image.height) == ("image/png", 240, 120)
    assert (shown.format, shown.mode, shown.size) == ("PNG", "RGBA", (240, 120))
    assert shown.getpixel((60, 60)) == (0xE2, 0xA3, 0x3B, 255)
    assert shown.getpixel((180, 60)) == (0, 0, 0, 0)


def test_the_same_drawing_gives_the_same_bytes():
    assert bitmap_of(drawing(), 24) == bitmap_of(drawing(), 24)


@pytest.mark.parametrize(("width", "height"), [(20, 10), (990, 10), (10, 990)])
def test_a_drawing_has_four_million_dots_at_most(width, height):
    image = bitmap_of(drawing(width, height), 1584)

    assert image.width * image.height <= 4_010_000
    assert image.width / image.height == pytest.approx(width / height, rel=0.01)


def test_png_and_jpeg_stay_as_they_are():
    data = io.BytesIO()
    PIL.Image.new("RGB", (8, 6)).save(data, "PNG")

    image = read_image_bytes(data.getvalue())

    assert image == ImageFile(data.getvalue(), "image/png", 8, 6)
    assert bitmap_of(image, 24) is image


@pytest.mark.parametrize("data", [b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff", b"GIF89a"])
def test_an_image_that_is_damaged_or_of_another_kind_is_refused(data):
    with pytest.raises(RefusedImageError):
        read_image_bytes(data)


def test_pdfium_is_loaded_for_a_drawing_alone():
    code = "import sys, generator.images.rendering; print('pypdfium2' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)

    assert done.stdout.strip() == "False"
