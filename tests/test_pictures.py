"""The pictures in the README and docs/templates.md show what the program makes today."""

from __future__ import annotations

import hashlib
import runpy
from pathlib import Path

import pytest

from tests.guide import MATERIAL, OTHERS, PAGE, STEPS, pictures

REPOSITORY = Path(__file__).parent.parent
PICTURES = REPOSITORY / "docs/pictures"
ANEW = "draw it anew: .venv/bin/python docs/pictures/draw.py"


@pytest.fixture(scope="module")
def drawing():
    return runpy.run_path(str(PICTURES / "draw.py"))


@pytest.mark.slow
def test_the_page_is_drawn_from_the_brief_as_it_is_built(drawing):
    digest = hashlib.sha256(drawing["built_bytes"]()).hexdigest()

    shown = (PICTURES / "page.png").read_bytes()

    assert f"{drawing['MADE_FROM']}\0{digest}".encode() in shown, ANEW


@pytest.mark.slow
def test_the_changes_are_drawn_from_the_brief_as_it_is_and_as_it_was(drawing):
    text = (REPOSITORY / "briefs/military.md").read_text(encoding="utf-8")
    digest = hashlib.sha256(drawing["changes_bytes"]()).hexdigest()

    shown = (PICTURES / "changes.png").read_bytes()

    assert all(now in text for now, _ in drawing["EARLIER"])
    assert f"{drawing['MADE_FROM']}\0{digest}".encode() in shown, ANEW
    assert "](pictures/changes.png)" in (REPOSITORY / "docs/word.md").read_text(encoding="utf-8")


@pytest.mark.slow
def test_the_looks_are_drawn_from_the_brief_as_it_is_built_with_each(drawing):
    pdfs = [drawing["built_bytes"]("pdf", look) for look in drawing["LOOKS"]]
    digest = hashlib.sha256(b"".join(pdfs)).hexdigest()

    shown = (PICTURES / "looks.png").read_bytes()

    assert f"{drawing['MADE_FROM']}\0{digest}".encode() in shown, ANEW


def test_the_page_about_templates_shows_each_shipped_look(drawing):
    page = (REPOSITORY / "docs/templates.md").read_text(encoding="utf-8")
    found = {path.parent.name for path in (REPOSITORY / "templates").glob("*/template.toml")}
    shipped = found - {"form"}  # which is no look of a finished brief

    assert "](pictures/looks.png)" in page
    assert {*drawing["LOOKS"]} == shipped
    assert all(f"| `{look}` |" in page for look in shipped)


@pytest.mark.slow
def test_the_check_says_what_it_says_in_a_terminal(drawing):
    drawn = drawing["check_svg"]()

    assert (PICTURES / "check.svg").read_text(encoding="utf-8") == drawn, ANEW


@pytest.mark.slow
def test_the_reader_is_drawn_from_the_page_as_it_is_built(drawing):
    digest = hashlib.sha256(drawing["built_bytes"]("html")).hexdigest()

    shown = (PICTURES / "reader.png").read_bytes()

    assert f"{drawing['MADE_FROM']}\0{digest}".encode() in shown, ANEW


@pytest.mark.slow
def test_the_completion_is_what_the_language_server_offers(drawing):
    drawn = drawing["completion_svg"]()

    assert (PICTURES / "completion.svg").read_text(encoding="utf-8") == drawn, ANEW


def test_the_life_of_a_source_is_drawn_as_its_scenes_say():
    scenes = runpy.run_path(str(PICTURES / "life.py"))
    page = (REPOSITORY / "docs/sources.md").read_text(encoding="utf-8")

    for number, scene in enumerate(scenes["SCENES"], 1):
        shown = (PICTURES / f"life-{number}.svg").read_text(encoding="utf-8")
        assert shown == scenes["life_svg"](scene), ANEW
        assert f"](pictures/life-{number}.svg)" in page


@pytest.fixture(scope="module")
def guiding():
    return runpy.run_path(str(PICTURES / "guide.py"))


def test_each_step_of_the_guide_to_templates_shows_its_picture_and_says_what_it_shows(guiding):
    shown = {name: pictures(text) for name, text in {**STEPS, **OTHERS}.items()}
    every = pictures(PAGE)

    assert [name for name, found in shown.items() if len(found) != 1] == []
    assert every[0].name == "house"
    assert [one.name for one in every if len(one.says) < 20] == []
    assert sorted(one.name for one in every) == sorted(guiding["VIEWS"])


def test_the_pictures_of_the_guide_are_small_and_no_others_lie_beside_them(guiding):
    sizes = {file.stem: file.stat().st_size for file in MATERIAL.glob("*.png")}

    assert sizes.keys() == {*guiding["VIEWS"], *guiding["DRAWN"]}
    assert [name for name, size in sizes.items() if size > 25_600] == []
    assert sum(sizes.values()) < 500_000


@pytest.mark.slow
def test_the_pictures_of_the_guide_are_drawn_from_the_brief_as_its_examples_make_it(guiding):
    digests = {
        name: hashlib.sha256(b"".join(guiding["pdfs_of"](name))).hexdigest()
        for name in guiding["VIEWS"]
    }
    shown = {name: (MATERIAL / f"{name}.png").read_bytes() for name in digests}
    said = f"{guiding['MADE_FROM']}\0"

    assert [
        name for name, one in digests.items() if (said + one).encode() not in shown[name]
    ] == [], ANEW


def test_what_the_guide_offers_as_png_is_drawn_from_its_svg(guiding):
    for name in guiding["DRAWN"]:
        assert (MATERIAL / f"{name}.png").read_bytes() == guiding["material"](name), ANEW


def test_the_readme_shows_them_and_says_what_they_are():
    readme = (REPOSITORY / "README.md").read_text(encoding="utf-8")

    for name in ("page.png", "check.svg", "reader.png", "completion.svg"):
        assert f"](docs/pictures/{name})" in readme
