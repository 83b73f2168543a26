"""The logo of a theme: found in the template's folder, read strictly, told where it is named."""

from __future__ import annotations

import hashlib
import io
import json
import re

import pikepdf
import PIL.Image
import pytest

from generator import Library, build, find_workspace
from generator.actions.schemas import SCHEMAS
from generator.images.bitmaps import ImageFile
from generator.images.drawing import Drawing
from tests.theme.themes import PARENT, found, house, write

LOGO = '[logo]\nfile = "logo.svg"\nheight = 20\n[footer]\nleft = "{logo} {publisher}"\n'
SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {} 20">\n{}\n</svg>'
DISC = '<circle cx="10" cy="10" r="9" fill="#12355b"/>'


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return house(tmp_path_factory.mktemp("logos"))


def put(root, data: str | bytes, name: str = "house", file: str = "logo.svg") -> None:
    path = root / "templates" / name / file
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(data if isinstance(data, bytes) else data.encode())


def logo(root):
    library = Library(find_workspace(root))
    template = library.template("house")
    assert template
    return library.theme(template).theme.logo


def png(width: int, height: int) -> bytes:
    data = io.BytesIO()
    PIL.Image.new("RGB", (width, height), "navy").save(data, "PNG")
    return data.getvalue()


def test_a_logo_lies_in_the_folder_of_its_template(root):
    write(root, theme=LOGO)
    put(root, SVG.format(40, DISC))

    assert found(root) == []
    assert isinstance(logo(root).image, Drawing)
    assert (logo(root).width, logo(root).height) == (40, 20)


def test_a_logo_may_be_a_png_in_a_folder_below(root):
    write(root, theme=LOGO.replace("logo.svg", "art/logo.png"))
    put(root, png(30, 10), file="art/logo.png")

    assert isinstance(logo(root).image, ImageFile)
    assert (logo(root).width, logo(root).height) == (60, 20)


def test_a_house_puts_its_own_logo_in_the_place_of_its_parents(root):
    write(root, "grand", theme=LOGO)
    put(root, SVG.format(40, DISC), "grand")
    write(root, settings='parent = "grand"\n')

    assert logo(root).width == 40
    put(root, SVG.format(80, DISC))
    assert logo(root).width == 80


@pytest.mark.parametrize(
    ("name", "data", "message", "hint"),
    [
        ("none.svg", "", "no file none.svg", "beside theme.toml"),
        ("../logo.svg", "", "../logo.svg lies outside its folder", "beside theme.toml"),
        ("con.svg", "", "not every system can have", "another name"),
        ("logo.svg", b" " * 5_000_001, "5,000,001 bytes are too many for a logo", "5,000,000"),
    ],
)  # fmt: skip
def test_a_logo_that_cannot_be_shown_is_told_where_it_is_named(root, name, data, message, hint):
    write(root, theme=LOGO.replace("logo.svg", name))
    put(root, data)

    (one,) = found(root)
    assert (one.code, one.span.file) == ("L007", "templates/house/theme.toml")
    assert one.span.start.line == 2
    assert message in one.message
    assert hint in (one.hint or "")


@pytest.mark.parametrize("theme", [LOGO, ""])
@pytest.mark.parametrize(
    ("data", "line", "message", "hint"),
    [
        (SVG.format(20, "<text>Desk</text>"), 2, "<text> is not read here", "text to paths"),
        ("words", 1, "this is no SVG, PNG or JPEG", "save it as one of these"),
        (png(9, 9)[:40], 1, "this is no sound PNG or JPEG", "save it again"),
    ],
)
def test_a_logo_that_is_not_read_is_told_at_its_own_line(root, theme, data, line, message, hint):
    write(root, theme=theme)  # without a theme of its own its parent's names the file
    put(root, data)

    (one,) = found(root)
    assert (one.code, one.span.file) == ("L007", "templates/house/logo.svg")
    assert one.span.start.line == line
    assert one.message.startswith(f"logo.svg: {message}")
    assert hint in (one.hint or "")


def test_a_head_that_shows_a_logo_needs_one(tmp_path):
    root = house(tmp_path)
    parent = root / "templates/policy-brief/theme.toml"
    text = parent.read_text(encoding="utf-8").replace("{logo}", "")
    parent.write_text(re.sub(r"\[logo\]\n.*?\n\n", "", text, flags=re.DOTALL), encoding="utf-8")
    write(root, theme='[header]\nleft = "{title}"\nright = "{logo}"\n')

    (one,) = found(root)
    assert (one.code, one.span.start.line) == ("L008", 3)
    assert one.message == "this shows a logo, and the theme has none"


@pytest.mark.parametrize(
    ("theme", "line", "message"),
    [
        (
            LOGO.replace("20", "60") + '[first_header]\nleft = ""\n',
            3,
            "the logo, 60 points high, leaves its margin at the bottom",
        ),
        (LOGO.replace("20", "30") + "[page]\nfooter = 12\n", 3, "the logo, 30 points high, leaves"),
        (LOGO.replace("[footer]", "[first_header]").replace("20", "80"), 3, "margin at the top"),
    ],
)
def test_a_logo_higher_than_its_margin_is_told(root, theme, line, message):
    write(root, theme=theme)
    put(root, SVG.format(20, DISC))

    (one,) = found(root)
    assert (one.code, one.span.start.line) == ("L008", line)
    assert message in one.message


def test_a_logo_wider_than_the_text_is_told(root):
    write(root, theme=LOGO)
    put(root, SVG.format(900, DISC))

    (one,) = found(root)
    assert one.message == "the logo is 900 points wide, wider than the text"


def test_what_is_made_of_a_logo_is_no_key_of_a_theme(root):
    write(root, theme=LOGO.replace("[footer]", 'image = "x"\n[footer]'))
    put(root, SVG.format(20, DISC))

    (one,) = found(root)
    assert (one.code, one.message) == ("L008", "unknown key `logo.image`")
    assert '"image"' not in json.dumps(SCHEMAS["theme"]())


@pytest.mark.slow
def test_a_file_says_which_logo_it_was_made_with(root, tmp_path):
    write(root, settings=PARENT, theme=LOGO)
    put(root, SVG.format(20, DISC))

    built = build(root / "briefs/summit.md", formats=("pdf",), output=tmp_path,
                  workspace=Library(find_workspace(root)))  # fmt: skip

    with pikepdf.open(io.BytesIO(built.files[0][1].data)) as pdf:
        manifest = pdf.attachments["manifest.json"].get_file().read_bytes()
    inputs = json.loads(manifest)["inputs"]
    assert inputs["house/logo.svg"] == hashlib.sha256(SVG.format(20, DISC).encode()).hexdigest()
