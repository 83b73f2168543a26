"""The pages of a brief as they stood when somebody last looked at them."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from PIL import Image, ImageChops, ImageFilter, ImageStat

from generator import Library, find_workspace
from generator.actions.build import build
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from generator.typesetting import typeset
from tests.conftest import GOLDEN, REPOSITORY
from tests.typesetting.reading import pages_as_text

TEMPLATES = ("policy-brief", "in-focus", "memo")
RESOLUTION = "40"
TOLERANCE = 5.0  # of 255, on average: each renderer smooths letters in its own way


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_pages_of_a_brief_are_set_as_they_were(golden, template):
    library = Library(find_workspace(REPOSITORY))
    reading = read(library, REPOSITORY / "briefs/military.md", template=template)
    composed = compose(library, reading)

    pages = typeset(composed.document, composed.theme)

    golden(f"military.{template}.pages.txt", pages_as_text(pages))


def rendered(program, pdf: Path, page: int) -> Image.Image:
    stem = pdf.with_name(f"{pdf.stem}-{page}")
    pages = ["-f", str(page), "-l", str(page), "-singlefile"]
    command = [program("pdftoppm"), "-r", RESOLUTION, "-png", *pages, pdf, stem]
    subprocess.run(command, check=True)
    with Image.open(stem.with_suffix(".png")) as image:
        return image.convert("RGB")


def difference(one: Image.Image, other: Image.Image) -> float:
    """How far two images are apart on average, of 255."""
    return sum(ImageStat.Stat(ImageChops.difference(one, other)).mean) / 3


@pytest.mark.slow
@pytest.mark.parametrize(
    ("template", "page"),
    [("policy-brief", 1), ("policy-brief", 2), ("in-focus", 1), ("memo", 1)],
)
def test_a_page_looks_as_it_did(program, request, tmp_path, template, page):
    expected = GOLDEN / f"military.{template}.{page}.png"
    built = build(
        REPOSITORY / "briefs/military.md",
        formats=("pdf",),
        template=template,
        output=tmp_path,
    )

    found = rendered(program, built.files[0][0], page)
    if request.config.getoption("--update-golden"):
        found.quantize(32).save(expected, optimize=True)
    with Image.open(expected) as kept:
        apart = difference(found, kept.convert("RGB"))

    assert apart < TOLERANCE


@pytest.mark.slow
def test_what_moves_is_seen_and_how_letters_are_smoothed_is_not(program, tmp_path):
    path = REPOSITORY / "briefs/military.md"
    built = build(path, formats=("pdf",), output=tmp_path)

    page = rendered(program, built.files[0][0], 1)

    assert difference(page, ImageChops.offset(page, 0, 1)) > TOLERANCE
    assert difference(page, page.filter(ImageFilter.GaussianBlur(0.5))) < TOLERANCE
