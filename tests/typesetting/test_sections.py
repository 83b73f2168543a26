"""Sections that the theme arranges: in columns across the page, on a page of their own."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from generator.document import Box, Heading, Table, Text
from generator.theme.theme import SectionStyle
from generator.typesetting import typeset
from generator.typesetting.placed import Page
from tests.typesetting.reading import document, line_words, text
from tests.typesetting.sample import prose, sample_theme

PLAIN = sample_theme()
MIDDLE = PLAIN.page.left + PLAIN.page.text_width / 2


def arranged(**style: object):
    return replace(PLAIN, sections={"annex": SectionStyle(**style)})


def heading(words: str, role: str = "", level: int = 2) -> Heading:
    return Heading(level, (Text(words),), words.lower(), role)


def sides(page: Page, words: str) -> set[str]:
    """On which side of the page lines begin that hold some words."""
    return {
        "left" if one.x + one.line.runs[0].x < MIDDLE else "right"
        for one in page.lines
        if words in line_words(one.line)
    }


def test_a_section_stands_in_columns_and_its_heading_across_them():
    annex = [text("Annexed. " * 60), text("Annexed. " * 60)]
    tree = document(text(prose(1)), heading("Annex", "annex"), *annex)

    [page] = typeset(tree, arranged(columns=2)).pages

    assert sides(page, "Annexed") == {"left", "right"}
    assert sides(page, "monitoring") == {"left"}
    [name] = [one for one in page.lines if line_words(one.line) == "Annex"]
    below = [one.y for one in page.lines if "Annexed" in line_words(one.line)]
    assert name.y > max(below)


def test_the_columns_end_before_the_next_heading_of_the_same_level():
    tree = document(
        heading("Annex", "annex"),
        text("Annexed. " * 90),
        heading("Part", level=3),
        text("Partly. " * 60),
        heading("Behind"),
        text("Behind. " * 60),
    )

    [page] = typeset(tree, arranged(columns=2)).pages

    assert "right" in sides(page, "Annexed") | sides(page, "Partly")
    assert sides(page, "Behind.") == {"left"}
    ends = [one.y for one in page.lines if "Behind." in line_words(one.line)]
    inside = [one.y for one in page.lines if "Partly" in line_words(one.line)]
    assert max(ends) < min(inside)


def test_what_would_go_across_the_page_stands_in_a_column_of_the_section():
    look = arranged(columns=2)
    look = replace(look, tables=replace(look.tables, region="full"))
    row = ((Text("One"),), (Text("Two"),))
    tree = document(heading("Annex", "annex"), Table(row, (row,), ("left", "left")))

    [page] = typeset(tree, look).pages

    assert max(fill.width for fill in page.fills) < PLAIN.page.text_width / 2


def test_tables_of_a_section_have_its_type_and_others_theirs():
    row = ((Text("Points"),), (Text("Notes"),))
    table = Table(row, (row, row), ("left", "left"))
    before, inside, behind = (replace(table, caption=(Text(name),)) for name in "abc")
    box = Box("plain", (inside,))
    tree = document(before, heading("Annex", "annex"), box, heading("Behind"), behind)

    [page] = typeset(tree, arranged(table_size=7)).pages

    cells = [one for one in page.lines if line_words(one.line) == "Points"]
    sizes = [one.line.runs[0].size for one in cells]
    steps = [round(high.y - low.y, 2) for high, low in pairwise(cells)]
    cell, padding = PLAIN.style("table-cell"), 2 * PLAIN.tables.padding_y
    assert sizes == [cell.size] * 3 + [7.0] * 3 + [cell.size] * 3
    set_in = cell.leading * 7 / cell.size + padding
    assert (steps[1], steps[4]) == pytest.approx((cell.leading + padding, set_in), abs=0.01)


@pytest.mark.parametrize("new_page", [True, False])
def test_a_section_may_begin_a_page(new_page):
    tree = document(text("Before."), heading("Annex", "annex"), text("Inside."))

    pages = typeset(tree, arranged(new_page=new_page))

    assert len(pages.pages) == 1 + new_page
    assert pages.page_of["annex"] == 1 + new_page


def test_a_section_of_its_own_page_begins_no_page_where_it_is_the_first():
    pages = typeset(document(heading("Annex", "annex"), text("Inside.")), arranged(new_page=True))

    assert len(pages.pages) == 1


def test_notes_and_long_text_before_a_page_of_its_own_keep_their_pages():
    before = [text(prose(seed, 12)) for seed in range(12)]
    tree = document(*before, heading("Annex", "annex"), text("Inside."))

    pages = typeset(tree, arranged(new_page=True))

    last = pages.pages[-1]
    assert [line_words(one.line) for one in last.lines] == ["Annex", "Inside."]
