from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.diagnostics import Position, Severity, Span, codes
from generator.document import ColumnAlignment, Link, NoteMark, Remark, Table, Text
from generator.typesetting import Pages, typeset
from generator.typesetting.areas import run_width
from generator.typesetting.drafts import draft_theme
from generator.typesetting.placed import PlacedLine
from tests.conftest import examples
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
from tests.typesetting.sample import sample_theme

BRIEF, COLUMNS = sample_theme("policy-brief"), sample_theme("in-focus")
HERE = Span("briefs/x.md", Position(3, 1), Position(9, 1))
FIGURES = ("100", "1,234,567", "12.5\u00a0%", "−0.4", "€3,000", "2026", "1,234,567,890.25")


def table(header: Sequence[str], *rows: Sequence[str], align: ColumnAlignment = "left") -> Table:
    cells = [tuple((Text(words),) for words in row) for row in (header, *rows)]
    return Table(cells[0], tuple(cells[1:]), (align,) * len(header), span=HERE)


def lines(pages: Pages) -> Iterator[PlacedLine]:
    return (line for page in pages.pages for line in page.lines)


def end(line: PlacedLine) -> float:
    return line.x + max((run.x + run_width(run) for run in line.line.runs), default=0.0)


def neighbours(pages: Pages) -> Iterator[tuple[PlacedLine, PlacedLine]]:
    """Lines of cells that stand beside each other."""
    for page in pages.pages:
        rows = sorted(page.lines, key=lambda line: (round(line.y, 2), line.x))
        yield from ((a, b) for a, b in pairwise(rows) if round(a.y, 2) == round(b.y, 2))


# --- stages ---------------------------------------------------------------------------------

names = st.text("abcdefghilmnoprstu", min_size=2, max_size=14)
columns = st.lists(
    st.tuples(
        names, st.lists(names, min_size=1, max_size=3).map(" ".join), st.permutations(FIGURES)
    ),
    min_size=1,
    max_size=16,
)


@given(
    columns,
    st.sampled_from(["policy-brief", "in-focus"]),
    st.sampled_from(["left", "right", "decimal"]),
)
@settings(max_examples=examples(40), suppress_health_check=[HealthCheck.too_slow], deadline=None)
def test_no_figure_is_divided_and_no_column_leaves_the_text(made, name, align):
    theme = sample_theme(name)
    rows = zip(*((words, *figures[:3]) for _, words, figures in made), strict=True)
    pages = typeset(document(table([head for head, _, _ in made], *rows, align=align)), theme)

    shown = [line_words(line.line).strip().replace("\u00a0", " ") for line in lines(pages)]
    for figure in FIGURES:
        wanted = sum(figure in figures[:3] for _, _, figures in made)
        assert shown.count(figure.replace("\u00a0", " ")) == wanted
    if not any(found.code == codes.WIDE_TABLE for found in pages.found):
        for page in pages.pages:
            most = page.width - theme.page.right
            assert all(end(line) <= most + 0.01 for line in page.lines)
        assert all(end(one) < other.x for one, other in neighbours(pages))


def random_table(pick: random.Random) -> Table:
    """Up to thirty columns of words and figures, now and then with heads over several of them."""
    count = pick.randint(1, 30)
    letters = "abcdefghilmnoprstu"
    spans: list[int] = []
    while len(spans) < count:
        reach = min(pick.choice((1, 1, 1, 2, 3)), count - len(spans))
        spans += [reach, *[0] * (reach - 1)]
    heads = ["".join(pick.choices(letters, k=pick.randint(2, 14))) if n else "" for n in spans]
    rows = [[pick.choice(FIGURES) for _ in range(count)] for _ in range(3)]
    words = [" ".join("".join(pick.choices(letters, k=9)) for _ in range(2)) for _ in range(count)]
    made = table(heads, words, *rows, align=pick.choice(("left", "right", "center", "decimal")))
    return replace(made, spans=tuple(spans), source=inlines("Source: ours."))


@pytest.mark.slow
@pytest.mark.parametrize("name", ["", "policy-brief", "in-focus", "memo"])
def test_of_a_hundred_random_tables_no_figure_is_divided_and_no_column_is_off_the_paper(name):
    pick, theme, shapes = random.Random(name), sample_theme(name), Counter[bool]()
    for _ in range(100):
        made = random_table(pick)

        pages = typeset(document(made), theme)

        shown = Counter(line_words(line.line).strip() for line in lines(pages))
        wanted = Counter(
            cell[0].value.replace("\u00a0", " ") for row in made.rows[1:] for cell in row
        )
        assert {figure: shown[figure] for figure in wanted} == wanted
        for page in pages.pages if not pages.found else ():
            assert all(end(line) <= page.width - theme.page.right + 0.01 for line in page.lines)
        shapes[pages.pages[0].width > pages.pages[0].height] += 1
    assert min(shapes[True], shapes[False]) > 5


WORDS = "Administrative responsibility"


def test_a_table_tries_smaller_type_then_divided_words_then_the_smallest():
    """The last column takes room from the words of the others once they may be divided."""
    found = {}

    for count in (6, 7, 8, 11):
        years = [f"Year {n}" for n in range(count)]
        made = table(years, [WORDS] * (count - 1) + [WORDS * 6], ["1,000,000"] * count)
        pages = typeset(document(made), BRIEF)
        sizes = {run.size for run in line_with(pages.pages[0], "1,000,000").line.runs}
        found[count] = sizes, any("\u00ad" in line_words(line.line) for line in lines(pages))
        assert not pages.found

    assert found == {6: ({9.0}, False), 7: ({8.0}, False), 8: ({8.0}, True), 11: ({7.0}, True)}


def test_type_that_is_smaller_still_by_the_theme_is_not_made_larger():
    cell = replace(BRIEF.style("table-cell"), size=6.5)
    made = table(["Year"] * 21, ["1,000,000"] * 21)

    pages = typeset(document(made), replace(BRIEF, styles={**BRIEF.styles, "table-cell": cell}))

    shown = [line for line in lines(pages) if line_words(line.line).strip() == "1,000,000"]
    assert {run.size for line in shown for run in line.line.runs} == {6.5}
    assert not pages.found


def test_a_table_without_room_in_the_smallest_type_is_an_error_that_names_its_widest_columns():
    made = table(["Small", "Archipelago", *["n"] * 32], ["1", "12,345,678,901", *["100,000"] * 32])

    pages = typeset(document(made), BRIEF)

    (found,) = pages.found
    assert found.code == codes.WIDE_TABLE and found.is_error and found.span == HERE
    assert "too wide by" in found.message
    assert "“Archipelago”" in found.message
    (page,) = pages.pages  # of a draft
    assert all(end(line) <= page.width for line in page.lines)


def test_a_table_too_wide_for_its_column_stands_across_the_page():
    narrow = typeset(document(table(["Country", "Tonnes"], ["North", "100"])), COLUMNS)
    names = [f"Country {n}" for n in range(8)]
    wide = typeset(document(table(names, ["1,234,567"] * 8)), COLUMNS)

    first = COLUMNS.page.left + COLUMNS.page.column_width
    assert max(map(end, lines(narrow))) < first
    assert first < max(map(end, lines(wide))) <= COLUMNS.page.left + COLUMNS.page.text_width
    sizes = {run.size for line in lines(wide) for run in line.line.runs if line.leaf_of(run)}
    assert sizes <= {COLUMNS.styles[name].size for name in ("table-header", "table-cell")}


def test_a_figure_with_a_remark_in_a_draft_is_whole():
    marked = (*inlines("1,234,567"), Remark("Is this so?", Severity.WARNING))
    made = Table((*[inlines("n")] * 11,), ((marked,) * 11,), ("left",) * 11)

    shown = [line_words(line.line) for line in lines(typeset(document(made), BRIEF))]

    assert sum(words.startswith("1,234,567") for words in shown) == 11


def test_remarks_in_the_cells_of_a_table_are_numbered_one_after_the_other():
    marked = (*inlines("12"), Remark("Is this so?", Severity.WARNING))
    made = Table((marked, marked), ((marked, marked),) * 2, ("left", "left"))

    page = typeset(document(made), draft_theme(BRIEF)).pages[0]

    numbers = [one.number for line in page.lines for one in line.line.remarks]
    assert sorted(numbers) == [1, 2, 3, 4, 5, 6]
    assert [note.words.partition(".")[0] for note in page.remarks] == [*"123456"]
    assert len({id(note.element) for note in page.remarks}) == 6


def test_an_address_in_a_cell_gets_no_hyphen():
    address = "https://www.thefinancialexpress.example/international/partnership-agreement"
    made = Table((*[inlines("Place")] * 6,), ((inlines(Link((Text(address),), address)),) * 6,),
                 ("left",) * 6)  # fmt: skip

    shown = [line_words(line.line) for line in lines(typeset(document(made), BRIEF))]

    assert not any("\u00ad" in words for words in shown)


# --- cells of the header over several columns ----------------------------------------------


def spanning(*spans: int) -> Table:
    """A table whose header reaches over so many columns each; every cell has a figure below it."""
    heads = [f"Carried {n} by rail" if count else "" for n, count in enumerate(spans)]
    return replace(table(heads, ["1,234"] * len(spans)), spans=spans)


def test_a_cell_over_several_columns_is_a_head_of_all_of_them_in_their_middle():
    pages = typeset(document(spanning(2, 0, 1)), BRIEF)

    (page,) = pages.pages
    first, second, _ = (line for line in page.lines if line_words(line.line) == "1,234")
    head = line_with(page, "Carried 0")
    middle = (head.x + end(head)) / 2
    assert first.x < middle < second.x
    heads = elements(pages.structure, "TH")
    assert [(one.scope, one.columns) for one in heads[:2]] == [("Column", 2), ("Column", 1)]
    assert words_in_order(pages) == "Carried 0 by railCarried 2 by rail1,2341,2341,234"


def test_a_short_cell_over_several_columns_stands_in_their_middle():
    made = replace(table(["Rail", "", "n"], ["1,234,567,890"] * 3), spans=(2, 0, 1))

    (page,) = typeset(document(made), BRIEF).pages

    first, _, third = (line for line in page.lines if line_words(line.line) == "1,234,567,890")
    head = line_with(page, "Rail")
    middle = (first.x + third.x - 2 * BRIEF.tables.padding_x) / 2
    begin = head.x + head.line.runs[0].x
    assert (begin + end(head)) / 2 == pytest.approx(middle, abs=0.01)


def test_columns_are_together_as_wide_as_the_longest_word_of_the_head_over_them():
    word = "Sedimentationsgeschwindigkeiten"
    made = replace(table([word, "", "n"], ["1", "2", "one"]), spans=(2, 0, 1))
    others = [table([f"Column {n}" for n in range(5)], [f"Figure{n}" for n in range(5)])]
    made = replace(
        made,
        header=(*made.header, *others[0].header),
        rows=((*made.rows[0], *others[0].rows[0]),),
        alignments=("left",) * 8,
        spans=(2, 0, *(1,) * 6),
    )

    (page,) = typeset(document(made), BRIEF).pages

    head = line_with(page, word[:20])
    assert line_words(head.line) == word
    assert all(end(one) < other.x for one, other in neighbours(typeset(document(made), BRIEF)))


# --- the source line ------------------------------------------------------------------------


@pytest.mark.slow
def test_a_source_line_stands_on_the_page_of_the_last_row_however_long_the_table_is():
    """And nothing but its own space above is between them."""
    style = BRIEF.style("table-source")
    for count in range(30, 90):
        made = table(["Row"], *([f"Row {n}"] for n in range(count)))
        made = replace(made, source=inlines("Source: the port."))

        last = typeset(document(made), BRIEF).pages[-1]

        row, source = line_with(last, f"Row {count - 1}"), line_with(last, "Source: the port.")
        between = row.y - source.y - style.before - BRIEF.tables.padding_y
        assert between < style.leading + style.size
        assert {run.size for run in source.line.runs} == {style.size}


def test_a_note_marked_in_a_source_line_stands_on_its_page():
    made = table(["Row"], *([f"Row {n}"] for n in range(60)))
    made = replace(made, source=(Text("Source: the port."), NoteMark(1, "mark-1")))

    pages = typeset(document(made, notes=(note(1, "Counted."),)), BRIEF).pages

    assert "Counted." in " ".join(page_lines(pages[-1]))
    assert len(pages) > 1


def test_the_space_behind_a_table_stands_behind_its_source_line():
    made = replace(table(["n"], ["one"]), source=inlines("Source: the port."))
    gaps = []
    for after in (20.0, 50.0):
        theme = replace(BRIEF, tables=replace(BRIEF.tables, after=after))
        (page,) = typeset(document(made, text("And on.")), theme).pages
        row, source, on = (line_with(page, said).y for said in ("one", "Source", "And on."))
        gaps.append((row - source, source - on))

    (above, below), (still_above, farther_below) = gaps
    assert still_above == pytest.approx(above)
    assert farther_below == pytest.approx(below + 30)


def test_a_source_line_is_read_behind_its_table():
    made = replace(table(["n"], ["one"]), source=inlines("Source: the port."))

    pages = typeset(document(made, text("And on.")), BRIEF)

    assert words_in_order(pages) == "noneSource: the port.And on."
    (table_element,) = elements(pages.structure, "Table")
    assert "Source" not in words_in_order(pages, table_element)


# --- decimals -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("language", "mark", "figures"),
    [
        ("en-GB", ".", ["3.5", "12.25", "1,204.0", "–", "7"]),
        ("de", ",", ["3,5", "12,25", "1.204,0", "–", "7"]),
    ],
)
def test_the_decimals_of_a_column_begin_in_one_line(language, mark, figures):
    made = table(["Tonnes"], *([figure] for figure in figures), align="decimal")

    pages = typeset(document(made, language=language), BRIEF)

    ends = []
    for figure in figures:
        line = next(one for one in lines(pages) if line_words(one.line) == figure)
        (run,) = line.line.runs
        glyphs = [glyph for word in run.words for glyph in word.glyphs]
        whole = len(figure.rpartition(mark)[0] or figure)
        ends.append(line.x + sum(glyph.advance for glyph in glyphs[:whole]) * run.size)
    assert ends == pytest.approx([ends[0]] * len(ends), abs=0.01)
    assert min(line.x for line in lines(pages) if line_words(line.line) in figures) == (
        pytest.approx(BRIEF.page.left + BRIEF.tables.padding_x)
    )


def test_decimals_begin_in_one_line_below_a_head_of_several_lines():
    made = table(["Share of all exports by sea"] * 6, ["3.5"] * 6, ["12.25"] * 6, align="decimal")

    (page,) = typeset(document(made), BRIEF).pages

    shown = [line for line in page.lines if line_words(line.line) in ("3.5", "12.25")]
    digit = (run_width(shown[6].line.runs[0]) - run_width(shown[0].line.runs[0])) / 2
    assert len({line.y for line in page.lines}) > 3
    for one, other in zip(shown[:6], shown[6:], strict=True):
        assert one.x - other.x == pytest.approx(digit, abs=0.01)


def test_figures_that_reach_far_to_either_side_of_their_mark_meet_no_other_column():
    figures = ["1,234,567", "1.23456789"] * 4
    made = table(["n"] * 8, figures, figures[::-1], align="decimal")

    pages = typeset(document(made), BRIEF)

    assert all(end(one) < other.x for one, other in neighbours(pages))


def test_a_note_marked_behind_a_figure_does_not_move_it():
    marked = (Text("12.5"), NoteMark(1, "mark-1"))
    made = Table((inlines("n"),), ((inlines("3.5"),), (marked,)), ("decimal",))

    pages = typeset(document(made, notes=(note(1, "Counted."),)), BRIEF)

    one = next(line for line in lines(pages) if line_words(line.line) == "3.5")
    other = next(line for line in lines(pages) if line_words(line.line).startswith("12.5"))
    digit = run_width(other.line.runs[0]) - run_width(one.line.runs[0])
    assert one.x - other.x == pytest.approx(digit, abs=0.01)


def test_every_second_row_has_the_banding_of_the_theme():
    theme = replace(BRIEF, tables=replace(BRIEF.tables, banding="#eef2f7"))
    made = table(["n"], *([f"Row {n}"] for n in range(5)))

    (page,) = typeset(document(made), theme).pages

    bands = [fill for fill in page.fills if fill.color == "#eef2f7"]
    grounded = [
        line_words(line.line)
        for line in page.lines
        if any(band.y < line.y < band.y + band.height for band in bands)
    ]
    assert grounded == ["Row 1", "Row 3"]


def test_a_row_that_is_divided_has_its_banding_on_each_page():
    theme = replace(BRIEF, tables=replace(BRIEF.tables, banding="#eef2f7"))
    made = table(["n"], ["Row"], ["many words " * 700])

    pages = typeset(document(made), theme).pages

    assert len(pages) > 1
    assert all(any(fill.color == "#eef2f7" for fill in page.fills) for page in pages)


def test_five_hundred_rows_are_set_row_by_row():
    """Each row is on one page, and the head is repeated on each."""
    made = table(["Row", "Tonnes"], *([f"Row {n}", f"{n}.5"] for n in range(500)), align="decimal")

    pages = typeset(document(made), BRIEF)

    shown = [words for page in pages.pages for words in page_lines(page)]
    assert [words for words in shown if words.startswith("Row ")] == [
        f"Row {n}" for n in range(500)
    ]
    assert shown.count("Row") == len(pages.pages)


@pytest.mark.parametrize(("look", "is_dark"), [("policy-brief", True), ("", False)])
def test_links_and_marks_in_a_dark_head_have_the_ink_of_its_words(look, is_dark):
    theme = sample_theme(look)
    leading = inlines("Place", NoteMark(1, "m1"), Link((Text("elsewhere"),), "https://a.example"))
    made = Table((leading,), ((leading,),), ("left",))

    pages = typeset(document(made, notes=(note(1, "Said."),)), theme)

    head, row = (line.line.runs for line in pages.pages[0].lines[:2])
    words, mark, link = (theme.style(one).color for one in ("table-header", "note-mark", "link"))
    assert [one.color for one in head] == ([words] * 3 if is_dark else [words, mark, link])
    assert [one.color for one in row][1:] == [mark, link]
