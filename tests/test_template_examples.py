"""The examples of docs/templates.md, each in a template of its own: short, and as it says."""

from __future__ import annotations

import re
import shutil
import tomllib
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pytest
from msgspec.structs import replace

from generator import Library, find_workspace
from generator.document import Aside, Box, Document, Figure, Heading, Paragraph
from generator.document.walking import every_run, plain_text
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from generator.typesetting import typeset
from generator.typesetting.placed import Page
from generator.writers.docx import write_docx
from tests.conftest import REPOSITORY
from tests.projections import W, WordFile, run_words
from tests.samples import image
from tests.test_templates_page import PAGE
from tests.theme.themes import NAMES, house, write
from tests.typesetting.reading import line_words, page_lines

MOST_LINES = 15
SECTION = PAGE.partition("## By example")[2].partition("\n## layout.md.j2\n")[0]
PARTS = re.split(r"^### (.*)$", SECTION, flags=re.MULTILINE)
EXAMPLES = dict(zip(PARTS[1::2], PARTS[2::2], strict=True))
KINDS = {name: kind for kind, name in NAMES.items()} | {"brief.toml": "house"}
_PIECE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_FILE = re.compile(r"(?:# |\{# )(\S+)(?: #\})?$")


class Typed(NamedTuple):
    """What an example has to type: the files of a template, and what an author writes."""

    files: Mapping[str, str]
    written: str


def typed(example: str) -> Typed:
    files, written = {}, ""
    for kind, text in _PIECE.findall(EXAMPLES[example]):
        if kind == "markdown":
            written = text
        else:
            name = _FILE.match(text.partition("\n")[0])
            assert name, text
            files[KINDS[name[1]]] = text
    return Typed(files, written)


def test_each_example_is_short():
    for name in EXAMPLES:
        lines = [line for text in typed(name).files.values() for line in text.split("\n")[1:]]
        assert len([line for line in lines if line.strip()]) <= MOST_LINES, name


# --- what each of them shows -----------------------------------------------------------------


class Made(NamedTuple):
    """A brief in the template of an example: the document, the pages of its PDF, its Word file."""

    document: Document
    pages: tuple[Page, ...]
    word: WordFile

    @property
    def styles(self) -> Any:
        return self.word.parts["word/styles.xml"]

    def box(self, role: str) -> Box | Aside:
        boxes = (one for one in self.document.blocks if isinstance(one, Box | Aside))
        return next(one for one in boxes if one.role == role)

    def paragraph(self, words: str) -> Any:
        """The first paragraph of the Word file that has these words."""
        every = self.word.body.iter(f"{W}p")
        return next(one for one in every if words in "".join(map(run_words, one.iter(f"{W}r"))))

    def is_framed(self, words: str) -> bool:
        return self.paragraph(words).find(f"{W}pPr/{W}framePr") is not None


ADDRESS = "12 Long Street, 1201 Geneva · harbour.example"
MIST = "#eef2f6"


def word_has_the_colour_and_no_longer_the_parents(made: Made) -> bool:
    colors = {str(one.get(f"{W}val")) for one in made.styles.iter(f"{W}color")}
    return "7A1F2B" in colors and "12355B" not in colors


def the_band_of_the_pdf_has_the_colour(made: Made) -> bool:
    return any(fill.color == "#7a1f2b" for fill in made.pages[0].fills)


def headings_of_word_name_the_font(made: Made) -> bool:
    return any(one.get(f"{W}ascii") == "Lato" for one in made.styles.iter(f"{W}rFonts"))


def the_sheet_and_its_margins_are_those_asked_for(made: Made) -> bool:
    page = made.pages[0]
    text = [one.x for one in page.lines if "The author argues" in line_words(one.line)]
    return (page.width, page.height) == (612, 792) and round(text[0]) == 63


def the_sheet_of_word_is_us_letter(made: Made) -> bool:
    size = next(made.word.body.iter(f"{W}pgSz"))
    return (size.get(f"{W}w"), size.get(f"{W}h")) == ("12240", "15840")


def headings_of_the_pdf_have_numbers(made: Made) -> bool:
    lines = [line for page in made.pages for line in page_lines(page)]
    return any(re.match(r"1\s+Key points", line) for line in lines)


def headings_of_word_have_a_list(made: Made) -> bool:
    heading = next(
        one
        for one in made.styles.iter(f"{W}style")
        if one.find(f"{W}name").get(f"{W}val") == "heading 2"
    )
    return heading.find(f"{W}pPr/{W}numPr") is not None


def day_and_heading_are_said_so(made: Made) -> bool:
    said = plain(made.document)
    return "November 22, 2026" in said and "In short" in said and "Key points" not in said


def recommendations_come_before_the_sections_and_no_annex_last(made: Made) -> bool:
    said = headings(made.document)
    return said.index("Recommendations") < said.index("Another reading") and not any(
        one.startswith("Annex") for one in said
    )


def word_has_two_columns(made: Made) -> bool:
    return any(one.get(f"{W}num") == "2" for one in made.word.body.iter(f"{W}cols"))


def the_pdf_has_two_columns(made: Made) -> bool:
    page = made.pages[1]
    return any(one.x > page.width / 2 for one in page.lines)


def fixed_words_are_german_and_the_disclaimer_is_said(made: Made) -> bool:
    said = plain(made.document)
    return "Nobody answers for this." in said and any(
        one.startswith("Anhang") for one in headings(made.document)
    )


def plain(document: Document) -> str:
    return " ".join(plain_text(run) for run in every_run(document.blocks)).replace("\u00a0", " ")


def headings(document: Document) -> list[str]:
    found = [one for one in document.blocks if isinstance(one, Heading)]
    return [plain_text(one.children).replace("\u00a0", " ") for one in found]


def a_picture_stands_in_the_masthead(made: Made) -> bool:
    return isinstance(made.box("masthead").blocks[0], Figure)


def word_has_a_picture_in_its_text(made: Made) -> bool:
    return next(made.word.body.iter("{*}inline"), None) is not None


def each_page_has_the_address(made: Made) -> bool:
    said = ([line_words(one.line) for one in page.running] for page in made.pages)
    return all(ADDRESS in lines for lines in said)


def each_foot_of_word_has_the_address(made: Made) -> bool:
    feet = [part for name, part in made.word.heads.items() if name.startswith("footer")]
    said = ["".join(map(run_words, foot.iter(f"{W}r"))) for foot in feet]
    return len(said) == 2 and all(ADDRESS in words for words in said)


def the_box_is_headed_and_holds_photo_and_words(made: Made) -> bool:
    box = made.box("biography")
    held = [type(one) for one in box.blocks]
    return plain_text(box.title) == "About the author" and held == [Figure, Paragraph]


def the_box_stands_at_the_end(made: Made) -> bool:
    return made.document.blocks[-1] is made.box("biography")


def the_quotation_stands_beside_in_word(made: Made) -> bool:
    return made.box("pull").blocks[0].role == "pull" and made.is_framed("Both could have struck")


def every_second_row_of_word_has_a_ground(made: Made) -> bool:
    looks = made.styles.iter(f"{W}tblStylePr")
    grounds = {look.get(f"{W}type"): look.find(f"{W}tcPr/{W}shd") for look in looks}
    (band,) = (one.get(f"{W}fill") for kind, one in grounds.items() if kind.startswith("band"))
    return f"#{band.lower()}" == MIST


def a_pdf_has_the_grounds_of_rows(made: Made) -> bool:
    return any(fill.color == MIST for fill in made.pages[1].fills)


def page_1_has_the_title_and_the_caveat_alone(made: Made) -> bool:
    said = " ".join(page_lines(made.pages[0]))
    return "an overview" in said and "Caveat" in said and "Key points" not in said


def word_begins_a_page_behind_it(made: Made) -> bool:
    return next(made.word.body.iter(f"{W}pageBreakBefore"), None) is not None


def the_points_stand_in_a_frame_of_word(made: Made) -> bool:
    return made.is_framed("a growing military axis")


def the_points_stand_at_the_side_of_page_1(made: Made) -> bool:
    place = next(one for one in made.pages[0].lines if "The author sees" in line_words(one.line))
    return place.x > made.pages[0].width / 2


def the_authors_stand_behind_the_recommendations(made: Made) -> bool:
    said = headings(made.document)
    return said.index("The authors") == said.index("Recommendations") + 1


SHOWN: Mapping[str, tuple[Callable[[Made], bool], ...]] = {
    "Colours": (
        word_has_the_colour_and_no_longer_the_parents,
        the_band_of_the_pdf_has_the_colour,
    ),
    "The house's font": (headings_of_word_name_the_font,),
    "US Letter, and other margins": (
        the_sheet_and_its_margins_are_those_asked_for,
        the_sheet_of_word_is_us_letter,
    ),
    "Numbers of headings": (headings_of_the_pdf_have_numbers, headings_of_word_have_a_list),
    "Dates, and other words": (day_and_heading_are_said_so,),
    "Another order, and no annex": (recommendations_come_before_the_sections_and_no_annex_last,),
    "Two columns": (word_has_two_columns, the_pdf_has_two_columns),
    "A disclaimer, and another language": (fixed_words_are_german_and_the_disclaimer_is_said,),
    "A logo in the masthead": (a_picture_stands_in_the_masthead, word_has_a_picture_in_its_text),
    "A footer with an address in two lines": (
        each_page_has_the_address,
        each_foot_of_word_has_the_address,
    ),
    "A box about the author, with a photo": (
        the_box_is_headed_and_holds_photo_and_words,
        the_box_stands_at_the_end,
    ),
    "A pull quote": (the_quotation_stands_beside_in_word,),
    "Banded tables": (every_second_row_of_word_has_a_ground, a_pdf_has_the_grounds_of_rows),
    "A cover": (page_1_has_the_title_and_the_caveat_alone, word_begins_a_page_behind_it),
    "Key points in a box beside the text": (
        the_points_stand_in_a_frame_of_word,
        the_points_stand_at_the_side_of_page_1,
    ),
    "Biographies behind the recommendations": (the_authors_stand_behind_the_recommendations,),
}


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    root = house(tmp_path_factory.mktemp("examples"))
    (root / "briefs/jan.png").write_bytes(image(300, 360))
    shutil.copytree(REPOSITORY / "templates/fonts", root / "templates/fonts")
    for face in ("Regular", "Italic", "Bold", "BoldItalic"):
        font = root / "templates/fonts/SourceSans3-Regular.ttf"
        shutil.copy(font, font.with_name(f"Lato-{face}.ttf"))
    return root


def made_by(root, name: str) -> tuple[Made, list[str]]:
    """What an example makes of a brief, and what is found in it."""
    files, written = typed(name)
    files, own = dict(files), tomllib.loads(files.get("house", ""))
    files.pop("house", None)
    settings = 'parent = "policy-brief"\n' + files.get("settings", "")
    write(root, **{**files, "settings": settings})
    (root / "templates/house/logo.png").write_bytes(image(400, 120))
    text = (root / "briefs/summit.md").read_text(encoding="utf-8")
    text = text.replace("## Another reading", f"{written}\n## Another reading")
    text = text.replace('lang: "en-GB"\n', "")  # it is in the house's language
    workspace = find_workspace(root)
    library = Library(replace(workspace, settings=replace(workspace.settings, **own)))
    made = compose(library, read(library, root / "briefs/summit.md", text=text))
    pages = typeset(made.document, made.theme)
    word = WordFile(write_docx(made.document, made.theme))
    found = [one.message for one in (*made.found, *pages.found)]
    return Made(made.document, pages.pages, word), found


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_shows_what_it_says_in_word_and_pdf(root, name):
    made, found = made_by(root, name)

    assert found == []
    assert [holds.__name__ for holds in SHOWN[name] if not holds(made)] == []
