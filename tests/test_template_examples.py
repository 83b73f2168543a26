"""The examples of docs/templates.md, each in a template of its own: short, and as it says."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

import pytest

from generator import Library, find_workspace
from generator.actions.template_check import check_template
from generator.document import Aside, Box, Contents, Document, Figure, Heading, Paragraph
from generator.document.walking import every_run, plain_text
from generator.images.svg import read_svg
from generator.pipeline.composing import compose
from generator.pipeline.reading import read
from generator.typesetting import typeset
from generator.typesetting.placed import Page
from generator.writers.docx import write_docx
from tests.archive.workspaces import SUMMIT, copy_workspace
from tests.guide import EXAMPLES, HOUSE, MATERIAL, do, typed_into
from tests.projections import W, WordFile, run_words
from tests.typesetting.reading import line_words, page_lines

MOST_LINES = 15


def test_each_example_is_short():
    for name, example in EXAMPLES.items():
        lines = [line for piece in example.files.values() for line in piece.split("\n")]
        assert len([line for line in lines if line.strip()]) <= MOST_LINES, name


def test_a_line_takes_the_place_of_one_for_the_same_value_and_a_new_one_stands_below_its_head():
    file = (
        "name = 'ours'\n# numbers = false\n\n[page]\n# width = 595  # A4\n\n[logo]\nheight = 28\n"
    )
    piece = "numbers = true\n\n[page]\nleft = 63\nwidth = 612\n\n[tables]\nbanding = 'mist'\n"

    assert typed_into(file, piece) == (
        "name = 'ours'\nnumbers = true\n\n[page]\nleft = 63\nwidth = 612\n\n[logo]\nheight = 28\n\n"
        "[tables]\nbanding = 'mist'\n"
    )


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


ADDRESS = "12 Long Street, Boston, MA 02110 · harbour.example"
MIST = "#eef2f6"


def word_has_the_colour_and_no_longer_the_parents(made: Made) -> bool:
    colors = {str(one.get(f"{W}val")) for one in made.styles.iter(f"{W}color")}
    return "7A1F2B" in colors and "12355B" not in colors


def the_band_of_the_pdf_has_the_colour(made: Made) -> bool:
    return any(fill.color == "#7a1f2b" for fill in made.pages[0].fills)


def no_style_of_word_names_the_font_of_the_parent(made: Made) -> bool:
    named = {one.get(f"{W}ascii") for one in made.styles.iter(f"{W}rFonts")}
    return "Source Serif 4" in named and "Source Sans 3" not in named


def the_title_of_the_pdf_wears_the_font(made: Made) -> bool:
    title = next(one.line for one in made.pages[0].lines if "overview" in line_words(one.line))
    return all("Serif" in run.face.name for run in title.runs)


def the_sheet_and_its_margins_are_those_asked_for(made: Made) -> bool:
    sizes = {(page.width, page.height) for page in made.pages}
    lines = (one for page in made.pages for one in page.lines)
    text = next(one.x for one in lines if "The author argues" in line_words(one.line))
    return sizes == {(612, 792)} and round(text) == 63


def the_sheet_of_word_is_us_letter(made: Made) -> bool:
    size = next(made.word.body.iter(f"{W}pgSz"))
    return (size.get(f"{W}w"), size.get(f"{W}h")) == ("12240", "15840")


def headings_of_the_pdf_have_numbers(made: Made) -> bool:
    lines = [line for page in made.pages for line in page_lines(page)]
    return any(re.match(r"1\s+(Key points|In short)", line) for line in lines)


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


def recommendations_come_first_and_no_annex_last(made: Made) -> bool:
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
    return "die Meinung seiner Verfasser" in said and any(
        one.startswith("Anhang") for one in headings(made.document)
    )


def plain(document: Document) -> str:
    return " ".join(plain_text(run) for run in every_run(document.blocks)).replace("\u00a0", " ")


def headings(document: Document) -> list[str]:
    found = [one for one in document.blocks if isinstance(one, Heading)]
    return [plain_text(one.children).replace("\u00a0", " ") for one in found]


def a_picture_stands_in_the_masthead(made: Made) -> bool:
    return isinstance(made.box("masthead").blocks[0], Figure)


def the_masthead_ends_with_the_value_behind_its_label(made: Made) -> bool:
    *_, last = made.box("masthead").blocks
    return isinstance(last, Paragraph) and plain_text(last.children) == "Programme: Islands"


def word_has_the_value_behind_its_label(made: Made) -> bool:
    return made.paragraph("Programme: Islands") is not None


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


def the_logo_of_page_1_is_the_houses(made: Made) -> bool:
    (drawn,) = (one.image for one in made.pages[0].logos)
    return drawn == read_svg((MATERIAL / "logo.svg").read_bytes())


def word_shows_it_in_its_head(made: Made) -> bool:
    heads = [part for name, part in made.word.heads.items() if name.startswith("header")]
    return any(next(head.iter("{*}inline"), None) is not None for head in heads)


def word_lists_the_headings(made: Made) -> bool:
    codes = "".join(one.text or "" for one in made.word.body.iter(f"{W}instrText"))
    return Contents in map(type, made.document.blocks) and 'TOC \\o "2-2"' in codes


def references_are_listed(made: Made) -> bool:
    return "References" in headings(made.document)


def word_lists_them_by_author(made: Made) -> bool:
    return made.paragraph("“Putin, Kim sign strategic partnership treaty.”") is not None


def the_quotation_stands_beside_in_word(made: Made) -> bool:
    return made.box("pull").blocks[0].role == "pull" and made.is_framed("A ferry is a road")


def every_second_row_of_word_has_a_ground(made: Made) -> bool:
    looks = made.styles.iter(f"{W}tblStylePr")
    grounds = {look.get(f"{W}type"): look.find(f"{W}tcPr/{W}shd") for look in looks}
    (band,) = (one.get(f"{W}fill") for kind, one in grounds.items() if kind.startswith("band"))
    return f"#{band.lower()}" == MIST


def a_pdf_has_the_grounds_of_rows(made: Made) -> bool:
    return any(fill.color == MIST for page in made.pages[1:] for fill in page.fills)


def page_1_has_the_title_and_the_caveat_alone(made: Made) -> bool:
    said = " ".join(page_lines(made.pages[0]))
    return "an overview" in said and "Caveat" in said and "Key points" not in said


def word_begins_a_page_behind_it(made: Made) -> bool:
    return next(made.word.body.iter(f"{W}pageBreakBefore"), None) is not None


def the_points_stand_in_a_frame_of_word(made: Made) -> bool:
    return made.is_framed("a growing military axis")


def the_points_stand_at_the_side(made: Made) -> bool:
    lines = (one for page in made.pages for one in page.lines)
    place = next(one for one in lines if "growing" in line_words(one.line))
    return place.x > made.pages[0].width / 2


def the_authors_stand_behind_the_recommendations(made: Made) -> bool:
    said = headings(made.document)
    return said.index("The authors") == said.index("Recommendations") + 1


SHOWN: Mapping[str, tuple[Callable[[Made], bool], ...]] = {
    "Colours": (
        word_has_the_colour_and_no_longer_the_parents,
        the_band_of_the_pdf_has_the_colour,
    ),
    "The house's font": (
        no_style_of_word_names_the_font_of_the_parent,
        the_title_of_the_pdf_wears_the_font,
    ),
    "US Letter, and other margins": (
        the_sheet_and_its_margins_are_those_asked_for,
        the_sheet_of_word_is_us_letter,
    ),
    "Your logo": (the_logo_of_page_1_is_the_houses, word_shows_it_in_its_head),
    "Numbers of headings": (headings_of_the_pdf_have_numbers, headings_of_word_have_a_list),
    "Dates, and other words": (day_and_heading_are_said_so,),
    "Recommendations before the sections, and no annex": (
        recommendations_come_first_and_no_annex_last,
    ),
    "Two columns": (word_has_two_columns, the_pdf_has_two_columns),
    "A disclaimer, and another language": (fixed_words_are_german_and_the_disclaimer_is_said,),
    "A logo in the masthead": (a_picture_stands_in_the_masthead, word_has_a_picture_in_its_text),
    "A value of your own in the masthead": (
        the_masthead_ends_with_the_value_behind_its_label,
        word_has_the_value_behind_its_label,
    ),
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
        the_points_stand_at_the_side,
    ),
    "Biographies behind the recommendations": (the_authors_stand_behind_the_recommendations,),
    "A table of contents": (word_lists_the_headings,),
    "Notes by a manual of style": (references_are_listed, word_lists_them_by_author),
}


SLUG = "summit"


@pytest.fixture(scope="module")
def root(tmp_path_factory):
    return copy_workspace(tmp_path_factory.mktemp("examples"), fonts=True)


def made_by(root, *names: str) -> tuple[Made, list[str]]:
    """What examples make of a brief, done one after the other, and what is found in it."""
    brief = root / f"briefs/{SLUG}.md"
    text = (SUMMIT / f"briefs/{SLUG}.md").read_text(encoding="utf-8")
    brief.write_text(text.replace('lang: "en-GB"\n', ""), encoding="utf-8")  # as the house has it
    shutil.copy(SUMMIT / "brief.toml", root)
    do([EXAMPLES[name] for name in names], root, brief)
    library = Library(find_workspace(root))
    made = compose(library, read(library, brief, template="our-house"))
    pages = typeset(made.document, made.theme)
    word = WordFile(write_docx(made.document, made.theme, page_of=pages.page_of))
    found = [one.message for one in (*made.found, *pages.found)]
    return Made(made.document, pages.pages, word), found


@pytest.mark.slow
@pytest.mark.parametrize("name", EXAMPLES)
def test_an_example_shows_what_it_says_in_word_and_pdf(root, name):
    made, found = made_by(root, name)

    assert found == []
    assert [holds.__name__ for holds in SHOWN[name] if not holds(made)] == []
    if name not in HOUSE:
        assert check_template(Library(find_workspace(root)), "our-house") == ()


@pytest.mark.slow
def test_the_steps_of_the_house_show_all_that_they_say_when_done_one_after_the_other(root):
    made, found = made_by(root, *HOUSE)

    assert found == []
    assert [one.__name__ for name in HOUSE for one in SHOWN[name] if not one(made)] == []
    assert check_template(Library(find_workspace(root)), "our-house") == ()
