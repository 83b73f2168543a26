from __future__ import annotations

import io
import subprocess
from functools import cache
from pathlib import Path

import pikepdf
import pytest
from msgspec.structs import replace
from PIL import Image, ImageCms

from generator.document import Figure
from generator.images.bitmaps import ImageFile, read_bitmap
from generator.images.drawing import Drawing
from generator.images.svg import read_svg
from generator.theme.running_heads import RunningHead
from generator.theme.theme import Logo
from generator.typesetting import typeset
from generator.writers.pdf import write_pdf
from generator.writers.pdf.colour import srgb_profile
from tests.typesetting.reading import document, text
from tests.typesetting.sample import sample_theme
from tests.writers.pdf_reading import opened

NAVY = (18, 53, 91)
SIZE = (1000, 400)


def saved(mode: str, color, form: str, **options) -> bytes:
    data = io.BytesIO()
    Image.new(mode, SIZE, color).save(data, form, **options)
    return data.getvalue()


def palette(**options) -> bytes:
    data = io.BytesIO()
    Image.new("RGB", SIZE, NAVY).quantize(4).save(data, "PNG", **options)
    return data.getvalue()


def wide_profile() -> bytes:
    """A profile of a wider space than sRGB: its green and red change places."""
    srgb = srgb_profile()
    return srgb.replace(b"rXYZ", b"xXYZ").replace(b"gXYZ", b"rXYZ").replace(b"xXYZ", b"gXYZ")


LAB_PROFILE = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
SRGB = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()

IMAGES = {
    "JPEG": saved("RGB", NAVY, "JPEG"),
    "JPEG with a profile": saved("RGB", NAVY, "JPEG", icc_profile=SRGB),
    "JPEG with a profile of another space": saved("RGB", NAVY, "JPEG", icc_profile=LAB_PROFILE),
    "JPEG with a damaged profile": saved("RGB", NAVY, "JPEG", icc_profile=b"damaged" * 40),
    "progressive JPEG": saved("RGB", NAVY, "JPEG", progressive=True),
    "grey JPEG": saved("L", 70, "JPEG"),
    "grey JPEG with a profile of RGB": saved("L", 70, "JPEG", icc_profile=SRGB),
    "JPEG in inks": saved("CMYK", (240, 200, 90, 20), "JPEG"),
    "JPEG in inks with a profile": saved("CMYK", (240, 200, 90, 20), "JPEG", icc_profile=SRGB),
    "PNG": saved("RGB", NAVY, "PNG"),
    "PNG with a profile": saved("RGB", NAVY, "PNG", icc_profile=SRGB),
    "PNG with alpha": saved("RGBA", (*NAVY, 128), "PNG"),
    "grey PNG": saved("L", 70, "PNG"),
    "grey PNG with alpha": saved("LA", (70, 128), "PNG"),
    "PNG of 16 bits": saved("I;16", 70 * 256, "PNG"),
    "PNG of 1 bit": saved("1", 0, "PNG"),
    "PNG with a palette": palette(),
    "PNG with a palette, a colour of it transparent": palette(transparency=1),
    "PNG cut short": saved("RGB", NAVY, "PNG")[:90],
    "no image": b"nothing of the kind",
}


def pdf_with(*images: bytes) -> bytes:
    figures = (Figure(one, "image/png", *SIZE, f"Image {n}") for n, one in enumerate(images))
    tree = document(*figures)
    return write_pdf(tree, typeset(tree, sample_theme()))


@cache  # an object lives as long as its file
def file_with(data: bytes) -> pikepdf.Pdf:
    return opened(pdf_with(data))


def shown(data: bytes) -> pikepdf.Object:
    [(_, image)] = file_with(data).pages[0].Resources.XObject.items()
    return image


@pytest.mark.parametrize("name", IMAGES)
def test_no_image_stops_the_writer_and_its_pixels_fill_its_size(name):
    image = shown(IMAGES[name])

    if image.Filter == "/DCTDecode":
        assert image.read_raw_bytes() == IMAGES[name]
        return
    bands = 1 if "Gray" in str(image.ColorSpace) or "/N 1" in str(image.ColorSpace) else 3
    assert len(image.read_bytes()) == image.Width * image.Height * bands


@pytest.mark.parametrize(
    ("name", "space"),
    [
        ("JPEG", "/DeviceRGB"),
        ("JPEG with a profile of another space", "/DeviceRGB"),
        ("JPEG with a damaged profile", "/DeviceRGB"),
        ("JPEG in inks", "/DeviceRGB"),
        ("JPEG in inks with a profile", "/DeviceRGB"),
        ("grey JPEG with a profile of RGB", "/DeviceGray"),
        ("PNG of 16 bits", "/DeviceGray"),
        ("no image", "/DeviceGray"),
    ],
)
def test_what_has_no_sound_profile_is_meant_in_the_colours_of_the_page(name, space):
    assert shown(IMAGES[name]).ColorSpace == space


@pytest.mark.parametrize("name", ["JPEG with a profile", "PNG with a profile"])
def test_a_sound_profile_travels_with_its_image(name):
    kind, profile = shown(IMAGES[name]).ColorSpace

    assert kind == "/ICCBased"
    assert profile.N == 3
    assert profile.read_bytes() == SRGB


def test_sixteen_bits_keep_their_shade():
    assert set(shown(IMAGES["PNG of 16 bits"]).read_bytes()) == {70}


@pytest.mark.parametrize("name", ["PNG with alpha", "grey PNG with alpha"])
def test_what_is_half_transparent_has_a_soft_mask(name):
    assert set(shown(IMAGES[name]).SMask.read_bytes()) == {128}


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "color"),
    [
        (IMAGES["PNG"], NAVY),
        (IMAGES["PNG with a profile"], NAVY),
        (IMAGES["PNG with a palette"], NAVY),
        (IMAGES["PNG with alpha"], (137, 154, 173)),
        (IMAGES["JPEG in inks"], (14, 51, 152)),
        (saved("RGB", (255, 0, 0), "PNG", icc_profile=wide_profile()), (0, 255, 0)),
    ],
)
def test_a_reader_shows_the_colours_that_are_meant(program, tmp_path, data, color):
    (tmp_path / "x.pdf").write_bytes(pdf_with(data))

    command = [program("pdftoppm"), "-r", "20", "-png", "-singlefile", "x.pdf", "x"]
    subprocess.run(command, cwd=tmp_path, check=True)
    with Image.open(tmp_path / "x.png") as page:
        pixel = page.convert("RGB").getpixel((page.width // 2, page.height // 6))

    assert max(abs(one - other) for one, other in zip(pixel, color, strict=True)) <= 6


DRAWN = read_svg(
    b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 20">'
    b'<rect width="20" height="20" fill="#e2a33b"/></svg>'
)


def with_logo(image: ImageFile | Drawing) -> bytes:
    theme = sample_theme()
    head = RunningHead("{logo} {publisher}")
    theme = replace(theme, first_header=head, logo=Logo(Path("logo"), 28.0, image))
    tree = document(text("words"))
    return write_pdf(tree, typeset(tree, theme))


def test_a_drawing_in_a_header_is_a_form_that_needs_nothing_and_says_nothing():
    pdf = opened(with_logo(DRAWN))

    [(name, form)] = pdf.pages[0].Resources.XObject.items()
    assert (form.Subtype, list(form.BBox), form.Resources.keys()) == (
        "/Form",
        [0, 0, 40, 20],
        set(),
    )
    assert form.read_bytes().startswith(b"1 0 0 -1 0 20 cm\nq\n0.886275 0.639216 0.231373 rg\n")
    marked = pikepdf.parse_content_stream(pdf.pages[0])
    [place] = [at for at, one in enumerate(marked) if str(one.operator) == "Do"]
    [begin] = [one for one in marked[:place] if str(one.operator) == "BDC"][-1:]
    assert str(marked[place].operands[0]) == name
    assert (begin.operands[0], begin.operands[1].Subtype) == ("/Artifact", "/Header")


def test_an_image_in_a_header_is_an_image():
    image = read_bitmap(IMAGES["PNG with alpha"])
    assert image

    pdf = opened(with_logo(image))
    [(_, shown)] = pdf.pages[0].Resources.XObject.items()
    assert (shown.Subtype, shown.Width, "/SMask" in shown) == ("/Image", 1000, True)


@pytest.mark.slow
def test_a_drawing_stands_where_and_as_high_as_the_theme_says(program, tmp_path):
    path = tmp_path / "logo.pdf"
    path.write_bytes(with_logo(DRAWN))
    command = [program("pdftoppm"), "-r", "72", "-png", "-singlefile", path, tmp_path / "page"]
    subprocess.run(command, check=True)

    with Image.open(tmp_path / "page.png") as page:
        left, middle = round(sample_theme().page.left), round(sample_theme().page.header) - 3
        gold, white = (226, 163, 59), (255, 255, 255)
        across = [page.getpixel((left + at, middle)) for at in (-2, 2, 26, 30)]
        down = [page.getpixel((left + 5, middle + at)) for at in (-16, -12, 12, 16)]
    assert across == down == [white, gold, gold, white]
