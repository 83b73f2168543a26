from __future__ import annotations

import io

import PIL.Image
import pytest

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
        ("../outside.png", "../outside.png lies outside the folder of the brief"),
        ("/etc/hostname", "/etc/hostname lies outside the folder of the brief"),
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
