from __future__ import annotations

import io

import PIL.Image
import pytest
from PIL import ImageCms

from generator.layout.images import faults_of_images, read_image
from generator.markdown.parse import parse


def png(width: int = 4, height: int = 3, kind: str = "PNG") -> bytes:
    data = io.BytesIO()
    PIL.Image.new("RGB", (width, height)).save(data, kind)
    return data.getvalue()


def figures(text: str):
    return parse(text, "x.md").blocks


def test_an_image_is_found_below_the_brief_whatever_its_name(tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images/größe 1.png").write_bytes(png())

    (figure,) = figures("![a](<images/größe 1.png>)")

    image = read_image(tmp_path, figure)
    assert (image.media_type, image.width, image.height) == ("image/png", 4, 3)


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("none.png", "no file none.png"),
        ("folder", "folder is a folder, not a file"),
        ("../outside.png", "../outside.png lies outside its folder"),
        ("/etc/hostname", "/etc/hostname lies outside its folder"),
        ("text.png", "text.png is neither PNG nor JPEG, or it is damaged"),
        ("cut.png", "cut.png is neither PNG nor JPEG, or it is damaged"),
        ("picture.gif", "picture.gif is neither PNG nor JPEG, or it is damaged"),
        ("https://example.org/a.png", "no file https://example.org/a.png"),
        ("a" * 300 + ".png", f"cannot read {'a' * 300}.png: File name too long"),
    ],
)
def test_an_image_that_cannot_be_shown_is_said(tmp_path, address, message):
    folder = tmp_path / "briefs"
    (folder / "folder").mkdir(parents=True)
    (tmp_path / "outside.png").write_bytes(png())
    (folder / "text.png").write_bytes(b"words")
    (folder / "cut.png").write_bytes(png(400, 300)[:-80])
    (folder / "picture.gif").write_bytes(png(kind="GIF"))

    (found,) = faults_of_images(figures(f"![a]({address})"), folder)

    assert (found.code, found.message) == ("L007", message)


def test_every_image_is_looked_at(tmp_path):
    found = list(faults_of_images(figures("![a](b.png)\n\n> ![c](d.png)"), tmp_path))

    assert [f.span.start.line for f in found] == [1, 3]


# The corners of a picture, clockwise from the upper left.
CORNERS = ((200, 30, 30), (30, 200, 30), (30, 30, 200), (200, 200, 30))


def corners(picture: PIL.Image.Image) -> list[int]:
    """Which of the colours stands in each corner."""
    right, low = picture.width - 9, picture.height - 9
    seen = [
        picture.convert("RGB").getpixel(at) for at in ((8, 8), (right, 8), (right, low), (8, low))
    ]
    return [
        min(range(4), key=lambda n: sum(abs(a - b) for a, b in zip(CORNERS[n], one, strict=True)))
        for one in seen
    ]


def photograph(orientation: int, **options) -> bytes:
    """A picture 96 wide and 64 high, as a camera saves it that was held so."""
    upright = PIL.Image.new("RGB", (96, 64))
    for color, at in zip(CORNERS, ((0, 0), (48, 0), (48, 32), (0, 32)), strict=True):
        upright.paste(color, (*at, at[0] + 48, at[1] + 32))
    as_held = {
        2: "FLIP_LEFT_RIGHT", 3: "ROTATE_180", 4: "FLIP_TOP_BOTTOM", 5: "TRANSPOSE",
        6: "ROTATE_90", 7: "TRANSVERSE", 8: "ROTATE_270",
    }  # fmt: skip
    way = as_held.get(orientation)
    held = upright.transpose(PIL.Image.Transpose[way]) if way else upright
    exif = PIL.Image.Exif()
    exif[0x0112] = orientation
    data = io.BytesIO()
    held.save(data, "JPEG", exif=exif, **options)
    return data.getvalue()


@pytest.mark.parametrize("orientation", range(10))
def test_a_photograph_stands_upright_however_the_camera_was_held(tmp_path, orientation):
    (tmp_path / "a.jpg").write_bytes(photograph(orientation))

    image = read_image(tmp_path, figures("![a](a.jpg)")[0])

    shown = PIL.Image.open(io.BytesIO(image.data))
    assert (image.width, image.height) == shown.size == (96, 64)
    assert corners(shown) == [0, 1, 2, 3]
    assert shown.getexif().get(0x0112, 1) in ({1} if 2 <= orientation <= 8 else {orientation})


def test_a_photograph_that_is_upright_goes_in_as_it_is(tmp_path):
    for data in (photograph(1), photograph(0)):
        (tmp_path / "a.jpg").write_bytes(data)

        assert read_image(tmp_path, figures("![a](a.jpg)")[0]).data == data


def test_a_turned_photograph_keeps_its_colours_and_its_size(tmp_path):
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    data = photograph(6, icc_profile=profile, quality=80)
    (tmp_path / "a.jpg").write_bytes(data)

    image = read_image(tmp_path, figures("![a](a.jpg)")[0])

    shown = PIL.Image.open(io.BytesIO(image.data))
    assert shown.info["icc_profile"] == profile
    assert len(image.data) < 1.1 * len(data)


def test_a_damaged_note_of_the_camera_leaves_the_photograph_as_it_is(tmp_path):
    data = photograph(6)
    start = data.index(b"Exif\0\0") + 6
    for cut in range(24):
        broken = data[: start + cut] + b"\xff" * 4 + data[start + cut + 4 :]
        (tmp_path / "a.jpg").write_bytes(broken)

        image = read_image(tmp_path, figures("![a](a.jpg)")[0])

        assert {image.width, image.height} == {64, 96}
