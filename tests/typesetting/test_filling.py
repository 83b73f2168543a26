"""Where pages and columns end: no sliver of a paragraph, a table, a note or a box stands alone."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.document import (
    Box,
    Document,
    Figure,
    Heading,
    Link,
    NoteMark,
    Paragraph,
    Table,
)
from generator.theme.theme import Theme
from generator.typesetting import Pages, typeset
from generator.typesetting.placed import StructureElement
from tests.samples import image
from tests.typesetting.reading import (
    document,
    elements,
    inlines,
    line_words,
    note,
    text,
    words_in_order,
)
from tests.typesetting.sample import prose, sample_theme

THEME = sample_theme()
in_columns = pytest.mark.parametrize("columns", [1, 2, 3])


def themed(columns: int) -> Theme:
    return replace(THEME, page=replace(THEME.page, columns=columns))


def marked(number: int, words: str = "") -> Paragraph:
    return Paragraph(inlines("Claim", NoteMark(number, f"mark-{number}"), words))


def lines(count: int) -> list[Paragraph]:
    return [text("One line.")] * count


def pieces(pages: Pages, element: StructureElement) -> list[int]:
    """How many lines of an element each page holds that holds any."""
    counts = [
        sum(any(one.leaf_of(run) in element.kids for run in one.line.runs) for one in page.lines)
        for page in pages.pages
    ]
    return [count for count in counts if count]


def note_pieces(pages: Pages) -> list[list[int]]:
    """The lines on each page of each note that is a single paragraph."""
    notes = elements(pages.structure, "Note")
    return [pieces(pages, paragraph) for one in notes for paragraph in elements(one, "P")]


@pytest.mark.parametrize("mark", [(), (NoteMark(1, "mark-1"),)])
def test_no_page_ends_behind_a_colon(mark):
    said = Paragraph(inlines("The record says:", *mark))
    for count in range(30, 36):
        blocks = [*lines(count), said, text("What it says.")]
        pages = typeset(document(*blocks, notes=(note(1, "Noted."),) if mark else ()), THEME)

        shown = [[line_words(one.line) for one in page.lines] for page in pages.pages]
        assert any(
            "What it says." in page and any(one.startswith("The record") for one in page)
            for page in shown
        )


def has_sliver(split: list[int]) -> bool:
    return len(split) > 1 and min(split) < 2


@in_columns
@pytest.mark.parametrize("sentences", [4, 40, 3, 5, 12])
def test_no_note_that_goes_on_leaves_a_single_line_on_a_page(columns, sentences):
    marks = [NoteMark(number, f"mark-{number}") for number in range(1, 401 // sentences)]
    notes = tuple(note(mark.number, prose(mark.number, sentences)) for mark in marks)
    words = [text(prose(index)) for index in range(3)]

    pages = typeset(
        document(Paragraph(inlines("Claim", *marks)), *words, notes=notes), themed(columns)
    )

    assert len(pages.pages) > 2
    assert not any(map(has_sliver, note_pieces(pages)))


@pytest.mark.parametrize("sentences", range(8, 14))
def test_a_long_note_goes_on_wherever_two_of_its_lines_have_room(sentences):
    long = note(1, prose(1, sentences))

    def begins(count: int) -> int:
        pages = typeset(document(*lines(count), marked(1), notes=(long,)), THEME)
        return pages.page_of["note-1"]

    found = [begins(count) for count in range(20, 60)]
    assert found == sorted(found)
    assert set(found) == {1, 2}


@pytest.mark.parametrize(("columns", "sentences"), [(1, 6), (2, 4), (3, 3)])
def test_a_short_note_stays_on_one_page(columns, sentences):
    short = note(1, prose(1, sentences))
    for count in range(20 * columns, 50 * columns):
        pages = typeset(document(*lines(count), marked(1), notes=(short,)), themed(columns))

        [split] = note_pieces(pages)
        assert split in ([4], [5])


@pytest.mark.slow
@in_columns
def test_the_line_before_a_note_that_goes_on_is_no_sliver_of_its_paragraph(columns):
    long = note(1, prose(1, 30))
    for count in range(20 * columns, 50 * columns):
        blocks = (*lines(count), marked(1, prose(2, 5)))
        pages = typeset(document(*blocks, notes=(long,)), themed(columns))

        assert not any(has_sliver(pieces(pages, one)) for one in elements(pages.structure, "P"))


@pytest.mark.parametrize("before", range(30, 34))
def test_no_page_ends_inside_an_address(before):
    way = "/".join(["a-way-of-some-length"] * 12)
    address = Link(inlines(f"https://example.org/{way}"), f"https://example.org/{way}")
    entry = Paragraph(inlines("An entry. " * 20, address, " " + "More of it. " * 20))

    pages = typeset(document(*lines(before), entry), THEME)

    ends = [line_words(page.lines[-1].line)[-1] for page in pages.pages[:-1]]
    assert ends
    assert set(ends) <= {" ", "."}


@in_columns
def test_no_note_begins_before_the_one_that_goes_on_has_ended(columns):
    notes = (note(1, prose(1, 200 * columns)), note(2, "Second."), note(3, "Third."))
    words = [marked(1), text(prose(2)), marked(2), text(prose(3)), marked(3)]

    pages = typeset(document(*words, notes=notes), themed(columns))

    assert pages.page_of["note-2"] > 2
    for number in (2, 3):
        assert pages.page_of[f"note-{number}"] == pages.page_of[f"mark-{number}"]


@in_columns
def test_notes_that_go_on_leave_text_a_share_of_the_page(columns):
    blocks = (marked(1), *(text(prose(seed)) for seed in range(12)))
    long = note(1, prose(1, 200 * columns))

    pages = typeset(document(*blocks, notes=(long,)), themed(columns))

    sizes = {run.size for one in pages.pages[1].lines for run in one.line.runs}
    assert {THEME.style("note").size, THEME.style("body").size} <= sizes


@in_columns
def test_no_page_is_fuller_than_its_room(columns):
    lead = replace(THEME.style("lead"), region="full")
    theme = replace(themed(columns), styles={**THEME.styles, "lead": lead})
    notes = (note(1, prose(1, 3)),)
    for count in range(10 * columns, 30 * columns):
        blocks = (*lines(count), text(prose(2), "lead"), *lines(count), marked(1))
        pages = typeset(document(*blocks, *lines(9), notes=notes), theme)

        for page in pages.pages:
            assert min(one.y for one in page.lines) > theme.page.bottom


@in_columns
def test_a_page_too_low_for_a_line_holds_one_all_the_same(columns):
    theme = themed(columns)
    low = THEME.page.top + THEME.page.bottom + 4.0
    theme = replace(theme, page=replace(theme.page, height=low))

    pages = typeset(document(marked(1), text("More."), notes=(note(1, prose(1)),)), theme)

    assert all(page.lines for page in pages.pages)
    assert "More." in words_in_order(pages)


def figure() -> Figure:
    return Figure(image(900, 900), "image/png", 900, 900, "Bars.", inlines("A caption"))


@in_columns
def test_a_heading_is_not_torn_from_its_figure_to_stand_beside_notes_that_go_on(columns):
    long = note(1, prose(1, 160 * columns))
    heading = Heading(2, inlines("Heading"), "h")
    theme = replace(themed(columns), notes=replace(THEME.notes, most=0.9))

    pages = typeset(document(marked(1), heading, figure(), notes=(long,)), theme)

    [shown] = [number for number, page in enumerate(pages.pages, 1) if page.pictures]
    assert pages.page_of["h"] == shown > 1


def table(rows: int) -> Table:
    cells = tuple((inlines(f"row {row}"), inlines("some words")) for row in range(rows))
    return Table((inlines("Number"), inlines("Words")), cells, ("left", "left"))


@pytest.mark.slow
@in_columns
def test_no_row_stands_alone_under_the_head_or_at_the_top_of_a_page(columns):
    for count in range(20 * columns, 50 * columns):
        pages = typeset(document(*lines(count), table(30)), themed(columns))

        rows = [
            sum(line_words(one.line).startswith("row ") for one in page.lines)
            for page in pages.pages
        ]
        assert not has_sliver([count for count in rows if count])


def boxed(before: int, inside: int) -> Document:
    return document(*lines(before), Box("summary", tuple(lines(inside))))


def grounds(pages: Pages) -> list[int]:
    """On how many places each page shows the ground of the box."""
    fill = THEME.box("summary").fill
    return [sum(one.color == fill for one in page.fills) for page in pages.pages]


def test_a_box_kept_together_is_divided_rather_than_leave_most_of_a_page_empty():
    assert THEME.box("summary").keep_together

    assert grounds(typeset(boxed(before=25, inside=28), THEME)) == [0, 1]
    assert grounds(typeset(boxed(before=12, inside=28), THEME)) == [1, 1]
