"""The column at the side of the text: what stands in it, beside what, and what goes across both."""

from __future__ import annotations

from itertools import pairwise

import pytest
from msgspec.structs import replace

from generator.document import (
    Aside,
    Box,
    Heading,
    Note,
    NoteMark,
    PageBreak,
    Paragraph,
    Strong,
    Table,
    Text,
)
from generator.theme.regions import note_columns
from generator.theme.sheet import SideColumn
from generator.theme.theme import BoxStyle, Theme
from generator.typesetting import typeset
from generator.typesetting.placed import Fill, Page, PlacedLine
from tests.typesetting.reading import (
    document,
    elements,
    line_with,
    line_words,
    note,
    page_lines,
    text,
    words_in_order,
)
from tests.typesetting.sample import prose, sample_theme

PLAIN = sample_theme()
BOXES = {
    "glance": BoxStyle(region="side", padding_top=0, padding_left=0, padding_right=0),
    "across": BoxStyle(region="full", fill="#eeeeee"),
    "band": BoxStyle(region="full", fill="#112233", bleed=True, before=0, padding_top=0),
}
CHIP = replace(PLAIN.style("body"), ground="#ffeeee")


def sided(edge: str = "right", **notes: object) -> Theme:
    page = replace(PLAIN.page, left=60, right=60, side=SideColumn(120, 20, edge))  # type: ignore[arg-type]
    styles = {**PLAIN.styles, "judgement": CHIP}
    return replace(
        PLAIN,
        page=page,
        boxes={**PLAIN.boxes, **BOXES},
        styles=styles,
        notes=replace(PLAIN.notes, **notes),
    )


THEME = sided()
SIDE = THEME.page.width - 60 - 120
ACROSS = replace(THEME, tables=replace(THEME.tables, region="full"))
NEAR = 60  # points between one block and the next, at most
FOOT = THEME.page.bottom + 40


def aside(*said: str) -> Aside:
    return Aside("glance", tuple(text(words) for words in said))


def left(placed: PlacedLine) -> float:
    return placed.x + placed.line.runs[0].x


def right(placed: PlacedLine) -> float:
    run = placed.line.runs[-1]
    return placed.x + run.x + sum(word.width for word in run.words) * run.size


def top(page: Page) -> float:
    return max(placed.y for placed in page.lines)


def test_an_aside_stands_beside_the_block_behind_it_and_is_read_before_it():
    pages = typeset(document(text("Before."), aside("Beside."), text("Behind.")), THEME)

    [page] = pages.pages
    assert left(line_with(page, "Beside.")) == pytest.approx(SIDE, abs=0.5)
    assert left(line_with(page, "Behind.")) == pytest.approx(60, abs=0.5)
    assert line_with(page, "Beside.").y == pytest.approx(line_with(page, "Behind.").y, abs=2)
    assert words_in_order(pages) == "Before.Beside.Behind."
    assert [one.kind for one in elements(pages.structure, "Aside")] == ["Aside"]


def test_nothing_in_the_main_column_makes_room_for_what_stands_beside_it():
    with_aside = typeset(document(aside("Beside. " * 9), text(prose(1)), text(prose(2))), THEME)
    without = typeset(document(text(prose(1)), text(prose(2))), THEME)

    main = [one.y for one in with_aside.pages[0].lines if left(one) < SIDE - 10]
    assert main == [one.y for one in without.pages[0].lines]


def test_asides_of_one_block_are_stacked():
    [page] = typeset(document(aside("First."), aside("Second."), text(prose(1))), THEME).pages

    first, second = line_with(page, "First."), line_with(page, "Second.")
    assert left(first) == left(second) == pytest.approx(SIDE, abs=0.5)
    assert first.y - second.y >= PLAIN.style("body").leading - 0.5


def test_an_aside_stands_below_one_that_is_still_beside_its_block():
    long = aside(prose(1, 6))
    [page] = typeset(document(long, text("One."), aside("Second."), text("Two.")), THEME).pages

    lowest = min(
        one.y for one in page.lines if left(one) > SIDE - 1 and "Second" not in line_words(one.line)
    )
    assert line_with(page, "Second.").y < lowest < line_with(page, "Two.").y


def beside(page: Page) -> list[float]:
    """The baselines of what stands at the side, from the top."""
    return sorted((one.y for one in page.lines if left(one) > SIDE - 1), reverse=True)


def test_the_text_goes_on_beside_an_aside_that_is_longer_than_a_page():
    long = aside(*(prose(seed, 2) for seed in range(24)))
    pages = typeset(document(long, *(text(prose(seed, 6)) for seed in range(20))), THEME).pages

    first, second, *_ = pages
    for page in (first, second):
        lowest = min(one.y for one in page.lines if left(one) < SIDE - 20)
        assert lowest < THEME.page.bottom + THEME.page.height / 10
    assert beside(first)
    assert beside(second)


def test_what_goes_on_at_the_side_leaves_no_room_between_its_lines():
    long = aside(*(prose(seed, 2) for seed in range(24)))
    words = [text(prose(seed, 3)) for seed in range(9)]
    across = Box("across", (text("Across."),))
    pages = typeset(document(long, *words, across, *words), THEME).pages

    style = PLAIN.style("body")
    for lines in map(beside, pages):
        steps = [high - low for high, low in pairwise(lines)]
        assert all(step <= style.leading + style.after + 0.5 for step in steps)
    assert sum(map(len, map(beside, pages))) > 100


def test_no_line_is_wider_than_its_column():
    blocks = [block for seed in range(8) for block in (aside(prose(seed, 2)), text(prose(seed)))]

    for page in typeset(document(*blocks), THEME).pages:
        for placed in page.lines:
            end = SIDE + 120 if left(placed) > SIDE - 1 else SIDE - 20
            assert right(placed) <= end + 10  # a space at the end


def test_an_aside_goes_to_the_next_page_with_the_block_that_it_stands_beside():
    blocks = [text(prose(seed, 7)) for seed in range(7)]
    pages = typeset(
        document(*blocks, aside("Beside."), Heading(2, (Text("Behind"),), "x"), text(prose(9, 30))),
        THEME,
    )

    at = [number for number, page in enumerate(pages.pages) if "Behind" in page_lines(page)]
    assert [n for n, page in enumerate(pages.pages) if "Beside." in page_lines(page)] == at


def test_a_box_across_stands_in_the_main_column_where_something_is_beside_it():
    long = aside(prose(1, 8))
    across = Box("across", (text("Across."),))
    [page] = typeset(document(long, text("Short."), across), THEME).pages

    assert line_with(page, "Short.").y - line_with(page, "Across.").y < NEAR
    assert ground(page, "#eeeeee").width == pytest.approx(SIDE - 20 - 60)


def grid(letters: int) -> Table:
    """A table of two columns, each of which has a word of so many letters."""
    row = ((Text("a" * letters),), (Text("b" * letters),))
    return Table(row, (row, row), ("left", "left"))


def test_a_table_stands_in_the_main_column_where_something_is_beside_it():
    [page] = typeset(document(aside(prose(1, 8)), text("Short."), grid(8)), ACROSS).pages

    head = line_with(page, "b" * 8)
    assert line_with(page, "Short.").y - head.y < NEAR
    assert right(head) < SIDE - 20


def test_a_table_goes_across_below_what_has_ended_beside_it():
    [page] = typeset(document(aside("Beside."), text("Long. " * 90), grid(8)), ACROSS).pages

    assert left(line_with(page, "b" * 8)) > 60 + ACROSS.page.text_width / 2 - 1


def test_a_table_with_no_room_in_the_main_column_waits_for_both_columns():
    [page] = typeset(document(aside(prose(1, 8)), text("Short."), grid(36)), ACROSS).pages

    beside = [one for one in page.lines if left(one) >= SIDE - 1 and one.y > FOOT]
    lowest = min(one.y for one in beside if "b" not in line_words(one.line))
    assert line_with(page, "a" * 36).y < lowest


def test_a_page_tells_how_little_text_is_on_it_though_more_was_to_come():
    beside = (aside(prose(seed, 7)) for seed in range(3))
    blocks = (*beside, text("Short."), grid(36), text("End."))
    early, ended = typeset(document(*blocks), ACROSS).pages
    broken, _ = typeset(document(text("Short."), PageBreak(), text("End.")), ACROSS).pages

    assert early.text_filled < 0.1
    assert early.filled > 0.5
    assert (broken.text_filled, ended.text_filled) == (1.0, 1.0)


def test_a_band_waits_for_both_columns():
    band = Box("band", (text("Across."),))
    [page] = typeset(document(aside(prose(1, 8)), text("Short."), band), THEME).pages

    assert line_with(page, "Short.").y - line_with(page, "Across.").y > NEAR


def test_text_goes_on_where_the_side_column_is_full_and_the_rest_stands_beside_later_text():
    asides = [aside(prose(seed, 12)) for seed in range(5)]
    ends = aside("Ends beside.")
    blocks = [block for one in (*asides, ends) for block in (one, text("Beside it."))]
    pages = typeset(document(*blocks, text("Goes on. " * 2000), grid(4)), THEME).pages

    main = [[one for one in page.lines if left(one) < SIDE - 20] for page in pages]
    assert all(min(one.y for one in lines) < FOOT for lines in main[:2])
    [at] = [number for number, page in enumerate(pages) if "Ends beside." in page_lines(page)]
    assert at > 0


def test_an_aside_that_notes_leave_too_little_room_begins_on_its_page_and_goes_on_in_its_order():
    theme = sided(region="full", columns=2)
    long = aside(*(f"Piece {n}. " + prose(n, 1) for n in range(10)))
    words, notes = noted(16)
    quoted = [block for n in range(3) for block in (aside(f"Quoted {n}."), text("Goes on. " * 300))]
    pages = typeset(document(long, *words, text("Goes on. " * 90), *quoted, notes=notes), theme)

    said = [line.split(".")[0] for page in pages.pages for line in page_lines(page)]
    beside = [words for words in said if words.startswith(("Piece", "Quoted"))]
    assert beside == [f"Piece {n}" for n in range(10)] + [f"Quoted {n}" for n in range(3)]
    assert any(line.startswith("Piece 0.") for line in page_lines(pages.pages[0]))


def test_what_goes_to_the_next_page_with_later_text_keeps_its_notes():
    said = Paragraph((Text("Beside."), NoteMark(1, "mark-1")))
    long = Aside("glance", (said, *(text(prose(seed, 12)) for seed in range(2))))
    body = [aside(prose(3, 24)), text("First."), long, text("Goes on. " * 900)]
    pages = typeset(document(*body, notes=(note(1, "The note."),)), THEME).pages

    [at] = [page for page in pages if "Beside.1" in page_lines(page)]
    assert at is not pages[0]
    assert "The note." in " ".join(page_lines(at))


def test_notes_stand_in_their_order_though_their_marks_stand_at_the_side_and_in_the_text():
    def marked(number: int, words: str) -> Paragraph:
        return Paragraph((Text(words), NoteMark(number, f"mark-{number}")))

    long = Aside("glance", tuple(marked(n, prose(n, 2)) for n in range(1, 13)))
    words = [marked(n, "Goes on. " * 12) for n in range(13, 33)]
    notes = [note(n, f"Note {n} is here.") for n in range(1, 33)]
    pages = typeset(document(long, *words, notes=tuple(notes)), THEME).pages

    for page in pages:
        said = [line.split()[-3] for line in page_lines(page) if line.endswith("is here.")]
        assert said == sorted(said, key=int)
    assert any(line.endswith("Note 13 is here.") for line in page_lines(pages[0]))


def test_what_may_not_be_divided_stays_whole_at_the_side():
    title = (Text("Three hundred and ninety million " * 3),)
    tiles = [block for n in range(14) for block in (Heading(3, title, f"t{n}"), text("For it."))]
    body = [text("Goes on. " * 60) for _ in range(4)]
    pages = typeset(document(Aside("glance", tuple(tiles)), *body), THEME).pages

    sides = [
        [line_words(one.line) for one in page.lines if left(one) > SIDE - 20] for page in pages
    ]
    assert len(sides) > 1
    assert [side[-1] for side in sides if side] == ["For it."] * len(sides)


def test_the_column_may_stand_at_the_left():
    theme = sided("left")
    [page] = typeset(document(aside("Beside."), text("Behind.")), theme).pages

    assert left(line_with(page, "Beside.")) == pytest.approx(60, abs=0.5)
    assert left(line_with(page, "Behind.")) == pytest.approx(60 + 120 + 20, abs=0.5)


def test_a_page_without_such_a_column_sets_asides_in_the_main_one():
    theme = replace(THEME, page=replace(THEME.page, side=SideColumn()))
    pages = typeset(document(text("Before."), aside("Beside."), text("Behind.")), theme)

    heights = [line_with(pages.pages[0], words).y for words in ("Before.", "Beside.", "Behind.")]
    assert heights == sorted(heights, reverse=True)
    assert {left(line_with(pages.pages[0], words)) for words in ("Before.", "Beside.")} == {60}


def noted(count: int) -> tuple[tuple[Paragraph, ...], tuple[Note, ...]]:
    said = Paragraph((Text("Said"), *(NoteMark(n, f"mark-{n}") for n in range(1, count + 1))))
    notes = tuple(
        Note(n, (Paragraph((Text(f"Number {n}. " + prose(n, 1)),), "note"),), f"note-{n}")
        for n in range(1, count + 1)
    )
    return (said,), notes


def test_notes_stand_under_the_main_column_where_the_theme_says_no_more():
    blocks, notes = noted(4)
    [page] = typeset(document(*blocks, notes=notes), THEME).pages

    starts = {round(left(line_with(page, f"Number {n}"))) for n in range(1, 5)}
    assert len(starts) == 1
    assert max(right(one) for one in page.lines) <= SIDE - 20 + 8


def test_notes_may_go_across_the_page_in_columns_of_their_own():
    theme = sided(region="full", columns=2)
    blocks, notes = noted(4)
    [page] = typeset(document(*blocks, notes=notes), theme).pages

    columns = note_columns(theme)
    assert (columns.count, columns.beside) == (2, False)
    assert columns.width * 2 + PLAIN.page.gutter == pytest.approx(theme.page.text_width)
    starts = sorted({round(left(line_with(page, f"Number {n}"))) for n in range(1, 5)})
    assert starts[1] - starts[0] == pytest.approx(columns.step, abs=1)
    assert max(right(one) for one in page.lines) > SIDE


@pytest.mark.parametrize("region", ["main", "full"])
def test_the_column_reaches_past_notes_that_stand_under_the_main_one_alone(region):
    """Where notes go across, what stands beside ends above them."""
    theme = sided(region=region)
    blocks, notes = noted(12)
    high = Aside("glance", tuple(text("Beside.") for _ in range(27)))
    pages = typeset(document(*blocks, high, text("Behind."), notes=notes), theme).pages

    (beside,) = [page for page in pages if "Beside." in page_lines(page)]
    if region == "main":
        lowest = min(one.y for one in beside.lines if line_words(one.line).strip() == "Beside.")
        assert lowest < line_with(beside, "Number 1.").y
    else:
        assert not any("Number 1." in line for line in page_lines(beside))


# --- grounds ----------------------------------------------------------------------------


def ground(page: Page, color: str) -> Fill:
    return next(fill for fill in page.fills if fill.color == color)


def test_a_band_reaches_the_edges_of_the_sheet_and_at_its_top_the_top():
    band = Box("band", (text("Title"),))
    [page] = typeset(document(band, text("Words.")), THEME).pages

    fill = ground(page, "#112233")
    assert (fill.x, fill.width) == (0, THEME.page.width)
    assert fill.y + fill.height == pytest.approx(THEME.page.height)
    assert fill.y < line_with(page, "Title").y
    assert fill.y > line_with(page, "Words.").y


def test_a_band_further_down_reaches_the_edges_alone():
    band = Box("band", (text("Title"),))
    [page] = typeset(document(text("Words."), band), THEME).pages

    fill = ground(page, "#112233")
    assert (fill.x, fill.width) == (0, THEME.page.width)
    assert fill.y + fill.height < line_with(page, "Words.").y


def test_a_chip_stands_on_its_ground_with_room_at_each_side_and_is_never_divided():
    words = "Judgement · likely · low confidence"
    chip = Strong((Text(words),), "judgement")
    for lead in range(0, 60, 7):
        led = Paragraph((Text("w" * lead + " " if lead else ""), chip, Text(" It goes on.")))
        [page] = typeset(document(led), THEME).pages

        placed = next(one for one in page.lines if one.line.grounds)
        (area,) = placed.line.grounds
        shown = next(run for run in placed.line.runs if run.x == area.left)
        said = "".join(word.text for word in shown.words).replace("\u00a0", " ")
        assert area.color == "#ffeeee"
        assert (said[0], said[1:-1], said[-1]) == ("\u2002", words, "\u2002")
        wide = sum(word.width for word in shown.words) * shown.size
        assert area.right - area.left == pytest.approx(wide, abs=2)  # a line may press spaces


def test_bold_words_of_no_style_are_bold_and_no_chip():
    said = Paragraph((Strong((Text("Lead"),), "unheard-of"), Text(" words.")))
    [page] = typeset(document(said), THEME).pages

    assert not any(one.line.grounds for one in page.lines)
    assert page_lines(page) == ["Lead words."]
