from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.document import Box, Figure, Heading, NoteMark, Paragraph, Table, Text
from generator.typesetting import typeset
from generator.typesetting.placed import Page, Pages
from tests.samples import image
from tests.typesetting.reading import (
    document,
    elements,
    inlines,
    line_with,
    line_words,
    note,
    page_lines,
    text,
    words_in_order,
)
from tests.typesetting.sample import prose, sample_document, sample_theme

ONE = sample_theme()
TWO = replace(ONE, page=replace(ONE.page, columns=2, gutter=20.0))
MIDDLE = TWO.page.left + TWO.page.text_width / 2
SECOND = TWO.page.left + TWO.page.column_width + TWO.page.gutter


def styled(**roles: object):
    """The theme in two columns with some paragraph styles changed."""
    styles = {name: replace(TWO.style(name), **change) for name, change in roles.items()}
    return replace(TWO, styles={**TWO.styles, **styles})


def columns(page: Page, size: float = ONE.style("body").size) -> tuple[list[float], list[float]]:
    """The baselines of the left and the right column, words of one size alone."""
    found = [one for one in page.lines if one.line.runs and one.line.runs[0].size == size]
    left = [one.y for one in found if one.x + one.line.runs[0].x < MIDDLE]
    return left, [one.y for one in found if one.x + one.line.runs[0].x >= MIDDLE]


def reach(page: Page) -> float:
    return max(
        one.x + run.x + sum(word.width for word in run.words) * run.size
        for one in page.lines
        for run in one.line.runs
    )


def test_text_goes_down_one_column_and_then_the_next():
    pages = typeset(document(*(text(prose(seed)) for seed in range(6))), TWO)

    [page] = pages.pages
    left, right = columns(page)
    order = [one.x >= MIDDLE for one in page.lines if one.line.runs[0].size > 10]
    assert left and right
    assert order == sorted(order)


def test_no_line_is_wider_than_its_column():
    pages = typeset(document(*(text(prose(seed)) for seed in range(30))), TWO)

    lines = [one for page in pages.pages for one in page.lines]
    ends = [
        run.x + sum(word.width for word in run.words) * run.size
        for run in (one.line.runs[-1] for one in lines if one.x < MIDDLE)
        if run.size > 10
    ]
    assert len(ends) > 100
    assert max(ends) <= TWO.page.column_width + 8  # a space at the end


def test_the_last_columns_are_even():
    for count in range(2, 9):
        pages = typeset(document(*(text(prose(seed, 3)) for seed in range(count))), TWO)

        left, right = columns(pages.pages[-1])
        assert abs(min(left) - min(right)) <= 4 * ONE.style("body").leading


def test_columns_above_an_element_across_the_page_are_even():
    theme = styled(lead={"region": "full"})
    before = [text(prose(seed, 3)) for seed in range(4)]
    after = [text(prose(seed, 3)) for seed in range(5, 8)]

    pages = typeset(document(*before, text(prose(9, 3), "lead"), *after), theme)

    [page] = pages.pages
    across = [one.y for one in page.lines if one.line.runs[0].size == theme.style("lead").size]
    left, right = columns(page)
    above = [min(y for y in column if y > max(across)) for column in (left, right)]
    assert abs(above[0] - above[1]) <= 2.5 * ONE.style("body").leading
    assert max(y for y in left if y < min(across)) == max(y for y in right if y < min(across))


@pytest.mark.parametrize("region", ["main", "full"])
def test_a_style_may_ask_for_all_columns(region):
    theme = styled(lead={"region": region, "align": "justify"})

    [page] = typeset(document(text(prose(1), "lead")), theme).pages

    assert (len(page.lines) < 8) == (region == "full")


@pytest.mark.parametrize("region", ["main", "full"])
def test_a_box_may_ask_for_all_columns(region):
    boxes = {**TWO.boxes, "summary": replace(TWO.box("summary"), region=region)}
    theme = replace(TWO, boxes=boxes)

    [page] = typeset(document(Box("summary", (text(prose(1)),)), text(prose(2))), theme).pages

    ground = page.fills[0]
    assert (ground.width > TWO.page.column_width + 1) == (region == "full")


def table(rows: int) -> Table:
    cells = tuple((inlines(f"row {row}"), inlines("some words of a cell")) for row in range(rows))
    return Table((inlines("Number"), inlines("Words")), cells, ("left", "left"))


def test_a_heading_of_what_goes_across_stands_above_the_start_of_it():
    theme = replace(TWO, tables=replace(TWO.tables, region="full"))
    before = [text(prose(seed, 3)) for seed in range(4)]
    headings = Heading(2, inlines("Figures"), "f"), Heading(3, inlines("By year"), "y")

    [page] = typeset(document(*before, *headings, table(3)), theme).pages

    assert [line_with(page, words).x for words in ("Figures", "By year")] == [TWO.page.left] * 2


@pytest.mark.parametrize("region", ["main", "full"])
def test_a_table_may_ask_for_all_columns(region):
    theme = replace(TWO, tables=replace(TWO.tables, region=region))

    [page] = typeset(document(table(3)), theme).pages

    widest = max(fill.width for fill in page.fills)
    assert (widest > TWO.page.column_width + 1) == (region == "full")


@pytest.mark.parametrize("region", ["main", "full"])
def test_a_figure_may_ask_for_all_columns(region):
    theme = replace(TWO, figures=replace(TWO.figures, region=region))
    figure = Figure(image(2400, 600), "image/png", 2400, 600, "Bars.", inlines("Caption"))

    [page] = typeset(document(text(prose(1)), figure, text(prose(2))), theme).pages

    [picture] = page.pictures
    assert picture.width == pytest.approx(
        TWO.page.text_width if region == "full" else TWO.page.column_width, abs=0.01
    )


def test_a_table_repeats_its_header_in_each_column():
    [page] = typeset(document(table(30)), TWO).pages

    heads = [one for one in page.lines if line_words(one.line) == "Number"]
    assert len(heads) == 2
    assert heads[0].y == heads[1].y


@pytest.mark.slow
def test_a_short_table_stands_in_one_column_as_a_whole():
    for count in range(1, 12):
        blocks = [text(prose(seed, 4)) for seed in range(count)]
        pages = typeset(document(*blocks, table(7), *blocks), TWO)

        rows = {
            (number, one.x)
            for number, page in enumerate(pages.pages)
            for one in page.lines
            if line_words(one.line).startswith("row ")
        }
        assert len(rows) == 1


def test_a_box_that_goes_on_has_its_ground_in_both_columns():
    box = Box("sidebar", tuple(text(prose(seed)) for seed in range(4)))

    [page] = typeset(document(box), TWO).pages

    grounds = [fill for fill in page.fills if fill.color == TWO.box("sidebar").fill]
    assert [fill.x for fill in grounds] == [TWO.page.left, SECOND]


@pytest.mark.slow
def test_a_heading_is_not_left_at_the_foot_of_a_column():
    for count in range(4, 30):
        blocks = [text(prose(seed, 2)) for seed in range(count)]
        pages = typeset(document(*blocks, Heading(2, inlines("Heading"), "h"), *blocks[:3]), TWO)

        page = pages.pages[pages.page_of["h"] - 1]
        head = line_with(page, "Heading")
        below = [one for one in page.lines if one.x == head.x and one.y < head.y]
        assert len([one for one in below if one.line.runs[0].size > 10]) >= 2


def marked(count: int) -> tuple[list[Paragraph], tuple]:
    blocks = [
        Paragraph((Text(prose(number, 2)), NoteMark(number, f"mark-{number}"), Text(" End.")))
        for number in range(1, count + 1)
    ]
    return blocks, tuple(note(number, prose(number, 2)) for number in range(1, count + 1))


def test_each_note_begins_on_the_page_of_its_mark():
    blocks, notes = marked(40)

    pages = typeset(document(*blocks, notes=notes), TWO)

    assert len(pages.pages) > 1
    for number in range(1, 41):
        assert pages.page_of[f"note-{number}"] == pages.page_of[f"mark-{number}"]


def test_notes_stand_in_columns_below_all_text():
    blocks, notes = marked(12)

    pages = typeset(document(*blocks, notes=notes), TWO)

    for page in pages.pages:
        low = [min(column) for column in columns(page) if column]
        left, right = columns(page, ONE.style("note").size)
        assert max([*left, *right]) < min(low)
    left, right = (len(column) for column in columns(pages.pages[0], ONE.style("note").size))
    assert abs(left - right) <= 3


def test_a_long_note_goes_on_over_the_next_page():
    words = Paragraph((Text(prose(1)), NoteMark(1, "mark-1"), Text(" End.")))
    long = note(1, prose(2, 220))

    pages = typeset(document(words, text(prose(3)), notes=(long,)), TWO)

    assert len(pages.pages) > 1
    read = "".join(words_in_order(pages).split())
    assert "".join(prose(2, 220).split()) in read


def test_the_sample_is_read_in_the_same_order_in_columns():
    one, two = (typeset(sample_document(), theme) for theme in (ONE, TWO))

    assert words_in_order(two).split() == words_in_order(one).split()
    assert [e.kind for e in elements(two.structure, "Note")] == ["Note"] * 25


def test_every_anchor_has_its_place_in_its_column():
    blocks = [Heading(2, inlines(f"Heading {seed}"), f"h{seed}") for seed in range(4)]
    whole = [one for seed, head in enumerate(blocks) for one in (head, text(prose(seed)))]

    pages = typeset(document(*whole), TWO)

    assert {pages.places[f"h{seed}"].x for seed in range(4)} == {TWO.page.left, SECOND}


def test_a_page_that_one_column_cannot_hold_takes_several():
    pages: Pages = typeset(document(*(text(prose(seed)) for seed in range(60))), TWO)

    assert len(pages.pages) > 2
    for page in pages.pages[:-1]:
        left, right = columns(page)
        assert min(left) < TWO.page.bottom + 60 and min(right) < TWO.page.bottom + 60
        assert page_lines(page)
        assert reach(page) < TWO.page.width - TWO.page.right + 8
