"""Images: found below the brief, shown in every format, and counted alike in all of them."""

from __future__ import annotations

import io
import re
import zlib
from collections.abc import Iterable

import PIL.Image
import pytest
from PIL import ImageCms

from generator import build, check
from generator.document import Figure
from generator.layout.images import faults_of_images, read_image
from generator.manifest.passages import Passage, body_passages
from generator.markdown.parse import parse
from generator.proof.read_back import not_read_back
from generator.typesetting import typeset
from generator.writers.docx import write_docx
from tests.archive.workspaces import copy_workspace
from tests.layout.composing import FRONT, all_blocks, compose_body, compose_file
from tests.projections import docx_as_text
from tests.typesetting.reading import page_lines


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
        ("https://example.org/a.png", "https://example.org/a.png lies outside its folder"),
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


@pytest.mark.parametrize(
    ("width", "height", "said"),
    [
        (10_001, 5_000, "it has 10,001 × 5,000 pixels"),
        (100_000, 1_000, "it has 100,000 × 1,000 pixels"),
        (100_000, 100_000, "it has hundreds of millions of pixels"),
    ],
)
def test_an_image_of_too_many_pixels_is_refused_before_they_are_read(tmp_path, width, height, said):
    data = bytearray(png())
    data[16:24] = width.to_bytes(4) + height.to_bytes(4)
    data[29:33] = zlib.crc32(data[12:29]).to_bytes(4)
    (tmp_path / "wide.png").write_bytes(data)

    (found,) = faults_of_images(figures("![a](wide.png)"), tmp_path)

    assert (found.code, found.message) == ("L007", f"wide.png is too large: {said}")
    assert found.hint == "save it smaller: it may have 50,000,000 pixels"


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


# --- what is counted --------------------------------------------------------------------

BODY = """\
## Images

![](plain.png){alt="A plain picture"}

![The quay](quay.png){#fig-quay alt="A quay"}

| a | b |
|---|---|
| 1 | 2 |

![](plain.png){#fig-plain alt="A plain picture"}

![The ship](ship.png){#fig-ship alt="A ship"}

As [@fig-ship] shows.
"""


@pytest.fixture
def workspace(tmp_path):
    copy_workspace(tmp_path)
    for name in ("plain", "quay", "ship"):
        (tmp_path / f"briefs/{name}.png").write_bytes(png(40, 30))
    return tmp_path


def captions_of(passages: Iterable[Passage]) -> list[str]:
    return [one.text for one in passages if one.role == "caption" and one.text]


def test_an_image_without_a_caption_is_counted_nowhere(workspace, theme):
    document = compose_body(workspace, BODY)
    counted = ["Figure 1. The quay", "Figure 2. The ship"]

    word = write_docx(document, theme)
    pages = typeset(document, theme)

    assert [one.label for one in all_blocks(document) if isinstance(one, Figure)] == [
        "", "Figure\u00a01", "", "Figure\u00a02"]  # fmt: skip
    fields = re.findall(r"SEQ Figure.*?‹?(\d+)\.", docx_as_text(word))
    assert fields == ["1", "2"]
    assert [one.replace("\u00a0", " ") for one in captions_of(body_passages(document))] == counted
    shown = [line for page in pages.pages for line in page_lines(page)]
    assert [line for line in shown if line.startswith("Figure")] == counted
    assert any("As Figure 2 shows" in line.replace("\u00a0", " ") for line in shown)


def test_a_logo_is_counted_nowhere(workspace):
    with_logo = compose_file(workspace, "military")

    assert not [one for one in all_blocks(with_logo) if isinstance(one, Figure)]


@pytest.mark.slow
def test_finished_files_with_such_images_read_back_as_they_were_written(workspace):
    path = workspace / "briefs/x.md"
    path.write_text(f"---\n{FRONT}---\n\n{BODY}\n", encoding="utf-8", newline="\n")

    built = build(path, formats=("docx", "html", "pdf", "txt"))

    composed = compose_file(workspace, "x")
    read = [not_read_back(one.data, one.file_name, path.name, composed) for _, one in built.files]
    assert read == [()] * 4


def test_what_has_no_caption_cannot_be_referred_to(workspace):
    path = workspace / "briefs/x.md"
    body = BODY.replace("[@fig-ship]", "[@fig-plain]")
    path.write_text(f"---\n{FRONT}---\n\n{body}\n", encoding="utf-8", newline="\n")

    (found,) = (one for one in check(path) if one.code == "B016")

    assert found.message == "`fig-plain` has no caption, and so no number to refer to"
    assert found.hint == "write a caption: ![Caption](image.png){#fig-name}"


def test_a_number_of_a_figure_that_is_not_counted_looks_like_a_citation(workspace):
    for body, codes in ((BODY, []), (BODY.replace("As [@fig-ship]", "As Figure 3"), ["C027"])):
        path = workspace / "briefs/x.md"
        path.write_text(f"---\n{FRONT}---\n\n{body}\n", encoding="utf-8", newline="\n")
        assert [str(one.code) for one in check(path) if one.code in ("C026", "C027")] == codes
