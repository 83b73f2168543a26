"""Pages that begin because somebody says so, and landscape pages, as Word has them."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.document import (
    Block,
    BulletList,
    Document,
    Heading,
    Meta,
    Note,
    NoteMark,
    PageBreak,
    Paragraph,
    Table,
    Text,
)
from generator.document.markings import marking_of
from generator.theme.running_heads import RunningHead
from generator.theme.theme import SectionStyle, Theme
from generator.writers.docx import write_docx
from tests.projections import W, WordFile, run_words
from tests.typesetting.sample import sample_theme
from tests.writers.docx_rules import findings

PLAIN, BRIEF, COLUMNS, MEMO = map(sample_theme, ("", "policy-brief", "in-focus", "memo"))
TURN, BACK = PageBreak(landscape=True), PageBreak()


def says(words: str) -> Paragraph:
    return Paragraph((Text(words),))


def written(theme: Theme, *blocks: Block, notes: tuple[Note, ...] = (), **meta: object) -> WordFile:
    """The file of a document, which is as Word wants it."""
    fields = Meta(fields={"title": "A title"}, page_label="{page} of {pages}", **meta)
    data = write_docx(Document("A title", "en-GB", fields, blocks, notes), theme)
    assert not findings(data)
    return WordFile(data)


def text_of(element) -> str:
    return "".join(run_words(run) for run in element.iter(f"{W}r")).strip()


def fresh(file: WordFile) -> list[str]:
    """The words of each paragraph of the body that begins a page."""
    paragraphs = file.body.iter(f"{W}p")
    return [
        text_of(one) for one in paragraphs if one.find(f"{W}pPr/{W}pageBreakBefore") is not None
    ]


def sizes(file: WordFile) -> list[tuple[float, float, str | None]]:
    """Width, height and orientation of each section, in points."""
    found = file.body.iter(f"{W}pgSz")
    return [
        (int(one.get(f"{W}w")) / 20, int(one.get(f"{W}h")) / 20, one.get(f"{W}orient"))
        for one in found
    ]


@pytest.mark.parametrize("theme", [PLAIN, BRIEF, COLUMNS, MEMO])
def test_the_paragraph_behind_a_page_break_begins_a_page(theme):
    file = written(theme, BACK, says("one"), BACK, says("two"), says("three"), BACK)

    assert fresh(file) == ["two"]
    assert not list(file.body.iter(f"{W}br"))
    assert len(sizes(file)) == 1


def test_the_first_item_of_a_list_begins_the_page():
    file = written(BRIEF, says("one"), BACK, BulletList(((says("two"),), (says("three"),))))

    assert fresh(file) == ["two"]


def test_a_table_behind_a_page_break_has_a_line_of_no_height_before_it():
    table = Table(((Text("n"),),), (((Text("one"),),),), ("left",))

    file = written(BRIEF, says("one"), BACK, table)

    assert fresh(file) == [""]


@pytest.mark.parametrize("theme", [PLAIN, BRIEF, COLUMNS, MEMO])
def test_landscape_pages_are_a_section_with_its_sides_exchanged(theme):
    file = written(theme, says("one"), TURN, says("two"), BACK, says("three"))

    width, height = (round(20 * one) / 20 for one in (theme.page.width, theme.page.height))
    assert sizes(file) == [
        (width, height, None), (height, width, "landscape"), (width, height, None)
    ]  # fmt: skip
    kinds = [one.find(f"{W}type") for one in file.body.iter(f"{W}sectPr")]
    assert kinds == [None, None, None]  # each begins a page
    assert fresh(file) == []


def test_a_page_break_on_landscape_pages_is_one_of_its_paragraphs():
    file = written(BRIEF, says("one"), TURN, says("two"), TURN, says("three"), BACK, says("four"))

    assert fresh(file) == ["three"]
    assert [orient for _, _, orient in sizes(file)] == [None, "landscape", None]


@pytest.mark.parametrize(("theme", "right"), [(PLAIN, 0.0), (BRIEF, 404.6), (MEMO, 246.6)])
def test_lines_on_a_landscape_page_stay_as_long_as_on_an_upright_one(theme, right):
    file = written(theme, says("one"), TURN, says("two"))

    (two,) = (one for one in file.body.iter(f"{W}p") if text_of(one) == "two")
    own = two.find(f"{W}pPr/{W}ind")
    assert (0.0 if own is None else int(own.get(f"{W}right")) / 20) == pytest.approx(right, abs=0.1)


def test_columns_on_a_landscape_page_are_as_wide_as_on_an_upright_one():
    file = written(COLUMNS, says("one"), TURN, says("two"))

    upright, turned = file.body.iter(f"{W}cols")
    widths = [int(one.get(f"{W}w")) / 20 for one in turned.iter(f"{W}col")]
    assert (turned.get(f"{W}num"), upright.get(f"{W}equalWidth")) == ("2", None)
    assert widths == pytest.approx([COLUMNS.page.column_width] * 2, abs=0.1)


def test_heads_reach_over_the_landscape_page_and_come_back_behind_it():
    look = replace(BRIEF, header=RunningHead("{title}", "", "{page}"))
    file = written(look, says("one"), TURN, says("two"), BACK, says("three"))

    references = [
        {one.get(f"{W}type") for one in section.iter(f"{W}headerReference")}
        for section in file.body.iter(f"{W}sectPr")
    ]
    assert references == [{"default", "first"}, {"default"}, {"default"}]
    by_section = [
        [
            one.values()[-1]
            for one in section.iter(f"{W}headerReference")
            if "default" in one.values()
        ]
        for section in file.body.iter(f"{W}sectPr")
    ]
    assert by_section[0] == by_section[2] != by_section[1]
    stops = [
        max(int(stop.get(f"{W}pos")) / 20 for stop in head.iter(f"{W}tab") if stop.get(f"{W}pos"))
        for head in file.heads.values()
        if list(head.iter(f"{W}tab"))
        and any(s.get(f"{W}val") == "right" for s in head.iter(f"{W}tab"))
    ]
    assert max(stops) == pytest.approx(BRIEF.page.landscape.text_width, abs=0.1)


def test_the_word_of_a_draft_and_the_marking_stand_on_landscape_pages_too():
    file = written(
        BRIEF, says("one"), TURN, says("two"), draft="Draft", marking=marking_of("TLP:RED", {})
    )

    heads = [part for name, part in file.heads.items() if "header" in name]
    assert len(heads) == 3
    assert all("TLP:RED" in text_of(head) for head in heads)
    shapes = [one for head in heads for one in head.iter("{urn:schemas-microsoft-com:vml}shape")]
    assert len({one.get("id") for one in shapes}) == 3


def test_a_note_marked_on_a_landscape_page_has_lines_as_long_as_any():
    marked = [Paragraph((Text(f"n{n}"), NoteMark(n, f"mark-{n}"))) for n in (1, 2)]
    notes = tuple(Note(n, (Paragraph((Text("Counted."),), "note"),), f"note-{n}") for n in (1, 2))

    look = replace(BRIEF, notes=replace(BRIEF.notes, region="main"))

    file = written(look, marked[0], TURN, marked[1], notes=notes)

    own = [note.find(f"{W}p/{W}pPr/{W}ind") for note in file.notes]
    assert own[0] is None
    assert int(own[1].get(f"{W}right")) / 20 == pytest.approx(404.6, abs=0.1)


def test_a_table_without_room_stands_on_a_landscape_page_with_its_heading():
    cells = tuple((Text(f"Year {n}"),) for n in range(20))
    row = ((Text("1,234,567"),),) * 20
    table = Table(cells, (row,), ("left",) * 20)

    file = written(BRIEF, says("one"), Heading(2, (Text("Figures"),), "f"), table, says("two"))

    assert [orient for _, _, orient in sizes(file)] == [None, "landscape", None]
    grid = [int(one.get(f"{W}w")) / 20 for one in file.body.iter(f"{W}gridCol")]
    assert sum(grid) == pytest.approx(BRIEF.page.landscape.text_width, abs=2)
    ends = [one for one in file.body.iter(f"{W}p") if one.find(f"{W}pPr/{W}sectPr") is not None]
    assert [text_of(one) for one in ends] == ["one", ""]


def test_a_section_of_the_theme_may_have_landscape_pages():
    look = replace(BRIEF, sections={"figures": SectionStyle(columns=2, landscape=True)})

    file = written(look, says("one"), Heading(2, (Text("F"),), "f", "figures"), says("two"))

    assert [orient for _, _, orient in sizes(file)] == [None, "landscape", "landscape"]
    assert [one.get(f"{W}num") for one in file.body.iter(f"{W}cols")] == [None, None, "2"]


@pytest.mark.parametrize(
    ("words", "block", "kept"),
    [
        ("The report names two.", BulletList(((says("One"),),)), True),
        ("The report says:", says("What it says."), True),
        ("The report says this.", says("And more."), False),
        ("The report says a great deal. " * 12, BulletList(((says("One"),),)), False),
    ],
)
def test_words_that_lead_in_stand_on_the_page_of_what_follows(words, block, kept):
    file = WordFile(write_docx(Document("T", "en", Meta(), (says(words), block)), BRIEF))

    first = next(iter(file.body.iter(f"{W}p")))
    assert (first.find(f"{W}pPr/{W}keepNext") is not None) == kept
