"""Where pages begin because somebody says so, and pages with the long side at the head."""

from __future__ import annotations

from math import cos, radians

import pytest
from msgspec.structs import replace

from generator.diagnostics import Position, Span, codes
from generator.document import (
    Aside,
    Document,
    Figure,
    Heading,
    NoteMark,
    PageBreak,
    Quotation,
    Table,
    Text,
)
from generator.document.markings import marking_of
from generator.theme.running_heads import RunningHead
from generator.theme.theme import SectionStyle
from generator.typesetting import Pages, draft_theme, typeset
from generator.typesetting.areas import run_width
from generator.typesetting.placed import Page
from tests.samples import image
from tests.typesetting.reading import (
    document,
    inlines,
    line_with,
    line_words,
    note,
    page_lines,
    text,
)
from tests.typesetting.sample import prose, sample_theme

PLAIN, BRIEF, COLUMNS, MEMO = map(sample_theme, ("", "policy-brief", "in-focus", "memo"))
HERE = Span("briefs/x.md", Position(3, 1), Position(9, 1))
TURN, BACK = PageBreak(landscape=True), PageBreak()


def heading(words: str, role: str = "") -> Heading:
    return Heading(2, (Text(words),), words.lower(), role)


def wide_table(columns: int = 20) -> Table:
    cells = tuple(inlines(f"Year {n}") for n in range(columns))
    row = tuple(inlines("1,234,567") for _ in range(columns))
    return Table(cells, (row,), ("left",) * columns, caption=inlines("Tonnes"), label="Table 1")


def shapes(pages: Pages) -> str:
    """A letter a page: upright or landscape."""
    return "".join("L" if page.width > page.height else "u" for page in pages.pages)


def words_on(pages: Pages) -> list[str]:
    return [" ".join(page_lines(page)) for page in pages.pages]


# --- page breaks ----------------------------------------------------------------------------


@pytest.mark.parametrize("theme", [PLAIN, BRIEF, COLUMNS, MEMO])
def test_what_follows_a_page_break_begins_a_page(theme):
    pages = typeset(document(text("One."), BACK, text("Two."), text("Three.")), theme)

    assert words_on(pages) == ["One.", "Two. Three."]


@pytest.mark.parametrize(
    "blocks",
    [
        (BACK, text("One.")),
        (text("One."), BACK),
        (BACK, BACK, text("One."), BACK, BACK),
        (TURN, BACK, text("One."), TURN, BACK),
        (Quotation(()), BACK, text("One.")),
    ],
)
def test_a_page_break_with_nothing_before_or_behind_it_makes_no_empty_page(blocks):
    assert words_on(typeset(document(*blocks), PLAIN)) == ["One."]


def test_a_page_break_where_a_page_ends_anyway_adds_no_page():
    lines = [text("Line.") for _ in range(200)]
    (first, *_) = typeset(document(*lines), PLAIN).pages
    full = len(first.lines)

    pages = typeset(document(*lines[:full], BACK, text("Behind.")), PLAIN)

    assert words_on(pages)[1:] == ["Behind."]


def test_a_page_begins_although_the_block_behind_the_break_is_empty():
    pages = typeset(document(text("One."), BACK, Quotation(()), text("Two.")), PLAIN)

    assert words_on(pages) == ["One.", "Two."]


def test_what_stands_at_the_side_goes_to_the_page_of_what_is_behind_it():
    beside = Aside("glance", (text("Beside.", "tile"),))

    pages = typeset(document(text("One."), BACK, beside, text("Two.")), BRIEF)

    assert ["Beside" in words for words in words_on(pages)] == [False, True]


# --- landscape pages ------------------------------------------------------------------------


@pytest.mark.parametrize("theme", [PLAIN, BRIEF, COLUMNS, MEMO])
def test_blocks_stand_on_a_landscape_page_and_those_behind_them_on_an_upright_one(theme):
    pages = typeset(document(text("One."), TURN, text("Two."), BACK, text("Three.")), theme)

    assert shapes(pages) == "uLu"
    assert words_on(pages) == ["One.", "Two.", "Three."]
    sizes = [(page.width, page.height) for page in pages.pages]
    assert sizes[1] == sizes[0][::-1]


def test_landscape_pages_go_on_as_long_as_there_are_blocks():
    pages = typeset(
        document(TURN, *(text(prose(n, 12)) for n in range(6)), BACK, text("E.")), BRIEF
    )

    assert set(shapes(pages)[:-1]) == {"L"}
    assert shapes(pages)[-1] == "u"
    for page in pages.pages:
        lowest = min(one.y for one in page.lines)
        assert lowest > BRIEF.page.bottom - 1


def test_on_a_landscape_page_what_goes_across_has_all_of_it_and_lines_stay_as_long():
    tree = document(text(prose(1, 9)), TURN, text(prose(1, 9)), wide_table(12))

    upright, turned = typeset(tree, BRIEF).pages

    def ends(page: Page) -> float:
        return max(one.x + run_width(one.line.runs[-1]) + one.line.runs[-1].x for one in page.lines)

    measure = BRIEF.page.main_left + BRIEF.page.main_width
    lines = [one for one in turned.lines if "Year" not in line_words(one.line)][:5]
    assert all(one.x < measure for one in lines)
    assert max(fill.x + fill.width for fill in turned.fills) == pytest.approx(
        BRIEF.page.left + BRIEF.page.landscape.text_width
    )
    assert ends(upright) < BRIEF.page.left + BRIEF.page.text_width < ends(turned)


@pytest.mark.parametrize("theme", [BRIEF, COLUMNS])
def test_tables_and_images_go_across_a_landscape_page(theme):
    figure = Figure(image(2400, 600), "image/png", 2400, 600, "A quay")

    (page,) = typeset(document(TURN, wide_table(2), figure), theme).pages

    whole = theme.page.landscape.text_width
    assert max(fill.width for fill in page.fills) == pytest.approx(whole)
    (picture,) = page.pictures
    assert picture.width == pytest.approx(whole)


def test_a_heading_stands_on_the_page_of_what_it_leads_in():
    for before, behind in ((BACK, TURN), (TURN, BACK)):
        tree = document(before, text("One."), heading("Figures"), behind, text("Two."))

        assert words_on(typeset(tree, BRIEF)) == ["One.", "Figures Two."]


def test_a_section_may_have_landscape_pages_of_its_own():
    look = replace(BRIEF, sections={"figures": SectionStyle(columns=2, landscape=True)})
    inside = [text(prose(n, 3)) for n in range(2)]
    tree = document(text("One."), heading("Figures", "figures"), *inside, heading("Then"))

    pages = typeset(tree, look)

    assert shapes(pages) == "uLu"
    middle = BRIEF.page.left + BRIEF.page.landscape.text_width / 2
    starts = {round(one.x) for one in pages.pages[1].lines}
    assert min(starts) < middle < max(starts)


def test_a_sheet_that_is_landscape_already_is_not_turned():
    wide = replace(BRIEF, page=BRIEF.page.landscape)

    assert shapes(typeset(document(text("One."), TURN, text("Two.")), wide)) == "LL"


def test_an_image_is_as_high_as_a_landscape_page_lets_it():
    figure = Figure(image(1000, 2400), "image/png", 1000, 2400, "A quay")

    upright, turned = typeset(document(figure, TURN, figure), PLAIN).pages

    for page in (upright, turned):
        (picture,) = page.pictures
        height = page.height - PLAIN.page.top - PLAIN.page.bottom
        assert picture.height == pytest.approx(height * 0.6)


# --- what belongs to the page ----------------------------------------------------------------


def told(tree: Document, **fields: object) -> Document:
    return replace(tree, meta=replace(tree.meta, page_label="{page} of {pages}", **fields))


def test_heads_and_feet_reach_over_the_landscape_page_and_pages_are_counted_on():
    look = replace(PLAIN, header=RunningHead("{title}"), footer=RunningHead("", "", "{page}"))
    tree = told(document(text("One."), TURN, text("Two."), BACK, text("Three.")))

    pages = typeset(tree, look)

    for number, page in enumerate(pages.pages[1:], 2):
        head, foot = page.running
        assert (line_words(head.line), line_words(foot.line)) == ("A title", f"{number} of 3")
        assert (head.x, head.foot, foot.foot) == (PLAIN.page.left, False, True)
        assert head.y == pytest.approx(page.height - PLAIN.page.header)
        last = foot.line.runs[-1]
        end = foot.x + last.x + run_width(last)
        assert end == pytest.approx(page.width - PLAIN.page.right, abs=0.1)


def test_a_marking_and_the_word_of_a_draft_stand_in_the_middle_of_a_landscape_page():
    marked = marking_of("TLP:RED", {})
    tree = told(document(TURN, text("Two.")), marking=marked, draft="Draft")

    (page,) = typeset(tree, PLAIN).pages

    sheet = PLAIN.page.landscape
    grounds = [fill for fill in page.fills if fill.color == marked.look.ground]
    assert len(grounds) == 2
    assert all(sheet.left <= one.x and one.x + one.width <= sheet.width for one in grounds)
    assert {one.y > sheet.height / 2 for one in grounds} == {True, False}
    mark = page.watermark
    width = run_width(mark.line.runs[-1]) + mark.line.runs[-1].x
    middle = mark.x + width / 2 * cos(radians(mark.angle))
    assert middle == pytest.approx(sheet.left + sheet.text_width / 2, abs=40)
    assert 0 < mark.y < mark.y + width * cos(radians(45)) < sheet.height


def test_notes_stand_at_the_foot_of_the_landscape_page_of_their_marks():
    marked = replace(text(""), children=(Text("Two."), NoteMark(1, "mark-1")))
    for theme in (PLAIN, BRIEF, COLUMNS, MEMO):
        tree = document(text("One."), TURN, marked, BACK, text("E."), notes=(note(1, "Counted."),))

        _, turned, _ = typeset(tree, theme).pages

        assert line_with(turned, "Counted.").y < theme.page.bottom + 20


def test_a_note_that_goes_on_to_a_landscape_page_stands_at_its_foot():
    marked = replace(text(""), children=(Text("One."), NoteMark(1, "mark-1")))
    tree = document(marked, TURN, text("Two."), notes=(note(1, "Counted on and on. " * 400),))

    pages = typeset(tree, PLAIN)

    assert shapes(pages).startswith("uL")
    assert "Two." in words_on(pages)[-1] or "Two." in words_on(pages)[1]
    assert all("Counted" in words for words in words_on(pages)[:2])


def test_a_draft_has_room_for_remarks_beside_a_landscape_page_too():
    tree = document(text("One."), TURN, text("Two."))

    upright, turned = typeset(tree, draft_theme(BRIEF)).pages

    more = draft_theme(BRIEF).remarks
    assert more > 0
    assert (upright.width, upright.height) == (BRIEF.page.width + more, BRIEF.page.height)
    assert (turned.width, turned.height) == (BRIEF.page.height + more, BRIEF.page.width)


# --- tables that have no room ----------------------------------------------------------------


@pytest.mark.parametrize("theme", [PLAIN, BRIEF, COLUMNS, MEMO])
def test_a_table_without_room_in_the_smallest_type_stands_on_a_landscape_page(theme):
    pages = typeset(document(text("One."), heading("H"), wide_table(), text("Two.")), theme)

    assert shapes(pages) == "uLu"
    assert words_on(pages)[0] == "One."
    assert words_on(pages)[1].startswith("H Table 1. Tonnes Year 0")
    assert words_on(pages)[2] == "Two."
    assert not pages.found


def test_on_its_landscape_page_a_table_is_as_large_as_there_is_room():
    for columns, size in ((15, 9.0), (16, 8.0), (20, 7.0)):
        row = [inlines("1,234,567")] * columns
        made = Table(tuple([inlines("Year")] * columns), (tuple(row),), ("left",) * columns)

        (page,) = typeset(document(made), BRIEF).pages

        sizes = {
            run.size for one in page.lines for run in one.line.runs if "1," in line_words(one.line)
        }
        assert (page.width > page.height, sizes) == (True, {size})


def test_a_table_without_room_on_a_landscape_page_is_an_error():
    pages = typeset(document(replace(wide_table(32), span=HERE)), BRIEF)

    assert shapes(pages) == "L"
    assert [found.code for found in pages.found] == [codes.WIDE_TABLE]


def test_a_table_in_a_section_with_columns_of_its_own_stays_in_them():
    look = replace(BRIEF, sections={"annex": SectionStyle(columns=2)})
    tree = document(heading("Annex", "annex"), replace(wide_table(), span=HERE))

    pages = typeset(tree, look)

    assert shapes(pages) == "u"
    assert [found.code for found in pages.found] == [codes.WIDE_TABLE]
