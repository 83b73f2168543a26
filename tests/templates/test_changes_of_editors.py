"""What editors want to change, as docs/templates.md says, each seen in Word and in PDF.

Most are made together, as one house would, so that one build shows them all.
"""

from __future__ import annotations

import io
import re
import shutil
import tomllib
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2
import pytest
from msgspec import Struct

from generator import Library, find_workspace
from generator.actions.template_check import try_specimen, with_specimens
from generator.config.toml import toml_key, toml_value
from generator.templates.specimens import BARE, EVERY_BLOCK
from tests.conftest import REPOSITORY

pytestmark = pytest.mark.slow

PAGE = (REPOSITORY / "docs/templates.md").read_text(encoding="utf-8")
_FILE = re.compile(
    r"^```\w+\n(?:# |\{# )(?P<name>[\w.]+)(?: #\})?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL
)


def changes() -> Mapping[str, Mapping[str, str]]:
    """The chapter of the guide: each change with its files."""
    _, _, behind = PAGE.partition("\n## Changes, one by one\n")
    chapter, *_ = re.split(r"\n## (?!\{)", behind)
    _, *parts = chapter.split("\n### ")
    named = (part.partition("\n") for part in parts)
    return {name: {f["name"]: f["text"] for f in _FILE.finditer(said)} for name, _, said in named}


CHANGES = changes()
TOGETHER = (
    *("Colours", "The house's font", "US Letter, and other margins", "Numbers of headings"),
    *("Banded tables", "A logo in the masthead", "An address in the footer"),
    *("Dates, and other words", "Another order, and no annex"),
    *("A box about the author, with a picture", "A pull quote by the author"),
)
ALONE = (
    *("Key points in a box beside the text", "A cover", "Two columns"),
    "A disclaimer, and another language",
)
CREST = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 20">'
    '<rect width="20" height="20" fill="#1a9850"/></svg>\n'
)


class House(Struct, frozen=True):
    """One brief in a house's look."""

    word: Mapping[str, str]
    pages: tuple[str, ...]
    sizes: tuple[tuple[float, float], ...]
    drawn: str

    @property
    def story(self) -> str:
        return re.sub(r"<[^>]+>", "", self.word["word/document.xml"])


def joined(files: list[Mapping[str, str]], name: str) -> str:
    """The files of one name as one file, tables of TOML laid over each other."""
    texts = [one[name] for one in files if name in one]
    if not name.endswith(".toml"):
        return "".join(texts)
    data: dict[str, Any] = {}
    for text in texts:
        for key, value in tomllib.loads(text).items():
            is_table = isinstance(value, dict)
            data[key] = data.get(key, {}) | value if is_table else value
    return "".join(f"{toml_key((key,))} = {toml_value(value)}\n" for key, value in data.items())


def built(root, *names: str, slug: str = EVERY_BLOCK) -> House:
    """A specimen with these changes of the guide, which begin with what `template new` writes."""
    files = [CHANGES[name] for name in names]
    settings = 'format = 2\npublisher = "The Crossings Desk"\n'
    settings += "".join(one.get("brief.toml", "") for one in files)
    (root / "brief.toml").write_text(settings, encoding="utf-8")
    folder = root / "templates/house"
    folder.mkdir(parents=True)
    if "The house's font" in names:
        put_fonts(root / "templates/fonts")
    (folder / "crest.svg").write_text(CREST, encoding="utf-8")
    parent = {"template.toml": 'parent = "policy-brief"\n'}
    for name in {name for one in [*files, parent] for name in one}:
        (folder / name).write_text(joined([parent, *files], name), encoding="utf-8")
    library = with_specimens(Library(find_workspace(root)))
    template = library.template("house")
    assert template
    trial = try_specimen(library, template, slug, "full")
    assert [one for one in trial.found if one.is_error] == []
    data = {one.file_name.rpartition(".")[2]: one.data for one in trial.renditions}
    with zipfile.ZipFile(io.BytesIO(data["docx"])) as file:
        word = {n: file.read(n).decode() for n in file.namelist() if n.endswith(".xml")}
    paper = pypdfium2.PdfDocument(data["pdf"])
    pages = tuple(page.get_textpage().get_text_bounded() for page in paper)
    sizes = tuple(page.get_size() for page in paper)
    paper.close()
    with pikepdf.open(io.BytesIO(data["pdf"])) as pdf:
        streams = [one for one in pdf.objects if isinstance(one, pikepdf.Stream)]
        drawn = "".join(one.read_bytes().decode("latin-1") for one in streams if is_drawn(one))
    return House(word, pages, sizes, drawn)


def put_fonts(folder: Path) -> None:
    """The fonts of the program, and one of them under the names of the house's."""
    shutil.copytree(REPOSITORY / "templates/fonts", folder)
    for face in ("Regular", "Italic", "Bold", "BoldItalic"):
        shutil.copy(folder / "SourceSans3-Regular.ttf", folder / f"Lato-{face}.ttf")


def is_drawn(stream: pikepdf.Stream) -> bool:
    """Whether it draws: what a page holds, or what is shown on it as a whole."""
    return "/Length1" not in stream and stream.get("/Subtype", "/Form") == "/Form"


@pytest.fixture(scope="module")
def house(tmp_path_factory) -> House:
    return built(tmp_path_factory.mktemp("house"), *TOGETHER)


@pytest.mark.parametrize("name", CHANGES)
def test_a_change_takes_fifteen_lines_at_most(name):
    lines = [line for text in CHANGES[name].values() for line in text.splitlines()]

    assert len([line for line in lines if line.strip()]) <= 15


def test_a_colour_is_that_of_headings_and_band(house):
    assert 'w:val="7A1F2B"' in house.word["word/styles.xml"]
    assert "12355B" not in house.word["word/styles.xml"].upper()
    assert "0.478 0.122 0.169 rg" in house.drawn


def test_the_font_is_the_houses(house):
    assert "Lato" in house.word["word/styles.xml"]


def test_the_sheet_is_us_letter_with_the_margins_asked_for(house):
    assert {tuple(map(round, size)) for size in house.sizes} == {(612, 792), (792, 612)}
    assert '<w:pgSz w:w="12240" w:h="15840"/>' in house.word["word/document.xml"]
    assert f'w:left="{63 * 20}"' in house.word["word/document.xml"]


def test_headings_have_numbers(house):
    assert "w:numId" in house.word["word/styles.xml"]
    assert re.search(r"1\s+Key points|1\s+In short", "".join(house.pages))


def test_tables_are_banded(house):
    assert 'w:fill="E8F0D8"' in house.word["word/styles.xml"]
    assert "0.91 0.941 0.847 rg" in house.drawn


def test_the_logo_is_the_houses(house):
    assert re.search(r"0\.10\d+ 0\.59\d+ 0\.31\d+ rg", house.drawn)
    assert any("<pic:pic" in text for name, text in house.word.items() if "header" in name)


def test_the_footer_has_both_lines_of_the_address(house):
    heads = "".join(text for name, text in house.word.items() if "footer" in name)
    for line in ("1 Quay Street", "Lanner Point"):
        assert line in heads
        assert line in house.pages[0]


def test_days_are_written_as_the_house_writes_them(house):
    assert "January 15, 2026" in house.story.replace("\xa0", " ")
    assert "January 15, 2026" in house.pages[0].replace("\xa0", " ")


def test_fixed_words_are_the_houses(house):
    assert "In short" in house.story
    assert "Key points" not in house.story
    assert "In short" in house.pages[0]


def test_recommendations_come_first_and_no_annex_last(house):
    for words in (house.story, "".join(house.pages)):
        assert 0 < words.index("Recommendations") < words.index("What the report says")
        assert "Annex" not in words


def test_a_box_about_an_author_shows_a_picture(house):
    assert "wp:inline" in house.word["word/document.xml"]
    assert house.word["word/document.xml"].count("<pic:pic") == 2  # that of the brief, and this one


def test_a_pull_quote_is_shown_twice(house):
    assert house.story.count("will not pass another winter") == 2


def test_a_disclaimer_and_a_language_are_said_once_for_all_briefs(tmp_path):
    found = built(tmp_path, "A disclaimer, and another language", slug=BARE)

    for words in (found.story, "".join(found.pages)):
        assert "Nobody answers for this." in words
        assert "Anhang" in words
        assert "Annex" not in words


def test_two_columns_take_four_lines(tmp_path):
    found = built(tmp_path, "Two columns", slug=BARE)

    assert re.search(r'<w:cols [^>]*w:num="2"', found.word["word/document.xml"])


def test_the_key_points_stand_in_a_box_beside_the_text(tmp_path):
    found = built(tmp_path, "Key points in a box beside the text")

    paragraphs = re.findall(r"<w:p[ >].*?</w:p>", found.word["word/document.xml"])
    beside = [one for one in paragraphs if "<w:framePr" in one]
    assert any("a public road on water" in re.sub(r"<[^>]+>", "", one) for one in beside)


def test_a_cover_is_a_page_of_its_own(tmp_path):
    found = built(tmp_path, "A cover")

    assert "The older of the two ships" not in found.pages[0]
    assert "The older of the two ships" in found.pages[1]
    assert "w:pageBreakBefore" in found.word["word/document.xml"]


def test_each_change_of_the_guide_is_made_here():
    assert {*TOGETHER, *ALONE} == set(CHANGES)
