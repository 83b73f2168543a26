import random
import re
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.diagnostics import Span
from generator.document import (
    Aside,
    Box,
    BulletList,
    DefinitionList,
    Figure,
    Heading,
    Link,
    Note,
    NoteMark,
    NumberedList,
    Paragraph,
    Quotation,
    Table,
    Text,
)
from generator.document.markings import Marking, MarkingLook, marking_of
from generator.document.walking import inline_runs, inner_blocks, plain_text
from generator.theme.running_heads import RunningHead
from generator.theme.theme import NoteStyle
from generator.typesetting import typeset
from generator.typesetting.placed import Pages, StructureElement
from tests.conftest import examples
from tests.strategies import documents
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
from tests.typesetting.sample import LONG_NOTE, prose, sample_document, sample_theme

THEME = sample_theme()
SAMPLE = sample_document()
PAGES = typeset(SAMPLE, THEME)
SENTENCE = "The partnership requires close monitoring and a robust response from others. "


def test_every_anchor_of_the_document_has_its_page():
    anchors = {f"mark-{number}" for number in range(1, 26)}
    anchors |= {f"note-{number}" for number in range(1, 26)}
    anchors |= {f"src-{number}" for number in range(1, 7)}
    anchors |= {"title", "summary", "key-points", "venue", "tbl-exchange", "annex", "scale"}

    assert anchors <= PAGES.page_of.keys()
    assert set(PAGES.page_of.values()) == set(range(1, len(PAGES.pages) + 1))


def test_each_note_begins_on_the_page_of_its_mark():
    for number in range(1, 26):
        assert PAGES.page_of[f"note-{number}"] == PAGES.page_of[f"mark-{number}"], number


def test_notes_stand_below_the_text_and_above_the_margin():
    for page in PAGES.pages:
        sizes = [(placed.y, placed.line.runs[-1].size) for placed in page.lines]
        notes = [y for y, size in sizes if size == THEME.style("note").size]
        body = [y for y, size in sizes if size == THEME.style("body").size]

        assert not notes or not body or max(notes) < min(body)
        assert min(y for y, _ in sizes) > THEME.page.bottom


def test_a_long_note_goes_on_over_the_next_page():
    page = PAGES.page_of[f"note-{LONG_NOTE}"]
    last = page_lines(PAGES.pages[page - 1])[-1]
    following = " ".join(page_lines(PAGES.pages[page]))

    assert not last.endswith((".", "”"))
    assert "transformative consequences" in following


def test_notes_that_go_on_are_parted_by_a_rule_over_the_whole_measure():
    page = PAGES.page_of[f"note-{LONG_NOTE}"]
    rules = [
        {round(fill.width) for fill in one.fills if fill.height == THEME.notes.rule.weight}
        for one in (PAGES.pages[page - 1], PAGES.pages[page])
    ]

    assert round(THEME.notes.rule_width) in rules[0]
    assert round(THEME.page.text_width) in rules[1]


def test_all_words_are_read_once_and_in_order():
    read = "".join(words_in_order(PAGES).split())
    for block in SAMPLE.blocks:
        for words in block_words(block):
            assert "".join(words.split()) in read
    for one in SAMPLE.notes:
        said = "".join("".join(block_words(one.blocks[0])).split())
        assert read.count(said) == sum(
            said in "".join("".join(block_words(other.blocks[0])).split()) for other in SAMPLE.notes
        )


def block_words(block):
    """The words of a block, piece by piece between its note marks."""
    for run in inline_runs(block):
        words = ""
        for inline in run:
            if isinstance(inline, NoteMark):
                yield words
                words = ""
            else:
                words += plain_text((inline,))
        yield words
    for inner in inner_blocks(block):
        yield from block_words(inner)


def test_a_note_is_read_behind_the_sentence_that_marks_it():
    words = inlines("First claim", NoteMark(1, "mark-1"), ". Second", NoteMark(2, "mark-2"), ".")

    pages = typeset(document(Paragraph(words), notes=(note(1, "one"), note(2, "two"))), THEME)

    assert words_in_order(pages) == "First claim1. 1oneSecond2.2two"


@pytest.mark.slow
def test_a_heading_is_not_left_at_the_foot_of_a_page():
    for count in range(20, 60):
        blocks = [text(prose(index, 2)) for index in range(count // 3)]
        blocks += [text("One line.")] * (count % 7)
        pages = typeset(
            document(*blocks, Heading(2, inlines("Heading"), "h"), text(prose(99))), THEME
        )

        lines = page_lines(pages.pages[pages.page_of["h"] - 1])
        place = lines.index("Heading")
        assert len(lines) - place > 2


def test_no_paragraph_leaves_a_single_line_on_a_page():
    blocks = [text(prose(index, index % 7 + 2)) for index in range(60)]

    pages = typeset(document(*blocks), THEME)

    for paragraph in elements(pages.structure, "P"):
        counts = [
            sum(
                placed.leaf_of(run) in paragraph.kids
                for placed in page.lines
                for run in placed.line.runs
            )
            for page in pages.pages
        ]
        split = [count for count in counts if count]
        assert len(split) == 1 or min(split) > 1


def table(rows: int, words: str = "some words in a cell that take more than a line of it") -> Table:
    return Table(
        header=(inlines("Number"), inlines("Words"), inlines("More")),
        rows=tuple(
            (inlines(f"row {number}"), inlines(words), inlines(words)) for number in range(rows)
        ),
        alignments=("left", "left", "right"),
        caption=inlines("What there is"),
        label="Table 1",
        anchor="tbl-1",
    )


def test_a_table_repeats_its_header_on_every_page():
    pages = typeset(document(table(60)), THEME)

    assert len(pages.pages) > 1
    for page in pages.pages:
        assert page_lines(page).count("Number") == 1


def test_a_repeated_header_is_read_once():
    pages = typeset(document(table(60)), THEME)

    assert words_in_order(pages).count("Number") == 1


def test_a_table_row_is_not_split():
    pages = typeset(document(table(60)), THEME)

    rows = list(elements(pages.structure, "TR"))
    assert len(rows) > 60
    for row in rows:
        leaves = {kid for cell in row.kids for kid in cell.kids}
        on = {
            number
            for number, page in enumerate(pages.pages)
            for placed in page.lines
            for run in placed.line.runs
            if placed.leaf_of(run) in leaves
        }
        assert len(on) == 1


def test_table_cells_say_what_they_head():
    pages = typeset(document(table(2)), THEME)

    scopes = [cell.scope for cell in elements(pages.structure, "TH")]
    assert scopes == ["Column"] * 3 + ["Row"] * 2
    assert len(elements(pages.structure, "TD")) == 4


def test_columns_are_as_wide_as_their_words_ask():
    pages = typeset(document(table(2)), THEME)
    page = pages.pages[0]

    number, words = (line_with(page, heading).x for heading in ("Number", "Words"))
    assert words - number < THEME.page.text_width / 4


def test_a_column_aligned_right_ends_at_its_edge():
    pages = typeset(document(table(2, "7")), THEME)

    cell = line_with(pages.pages[0], "More")
    right = cell.x + cell.line.runs[-1].x
    assert right > THEME.page.left + THEME.page.text_width / 2


def test_a_cell_higher_than_a_page_is_divided_between_its_lines():
    pages = typeset(document(table(1, prose(3, 200))), THEME)

    assert len(pages.pages) > 1
    assert words_in_order(pages).count("Number") == 1


def test_a_box_that_splits_keeps_its_ground_on_both_pages():
    box = Box("caveat", tuple(text(prose(index)) for index in range(12)))

    pages = typeset(document(box), THEME)

    grounds = [
        [fill for fill in page.fills if fill.color == THEME.box("caveat").fill]
        for page in pages.pages
    ]
    assert len(pages.pages) > 1
    assert [len(found) for found in grounds] == [1] * len(pages.pages)


def test_a_box_that_may_split_begins_where_there_is_room():
    before = [text(prose(index)) for index in range(9)]
    box = Box("caveat", tuple(text(prose(index)) for index in range(6)))

    pages = typeset(document(*before, box), THEME)

    fill = THEME.box("caveat").fill
    grounds = [one for page in pages.pages for one in page.fills if one.color == fill]
    assert len(grounds) == 2
    assert grounds[0].y < THEME.page.bottom + 3 * THEME.style("body").leading
    room = THEME.page.height - THEME.page.top - THEME.page.bottom
    assert sum(one.height for one in grounds) < room


def test_a_box_kept_together_moves_to_the_next_page_as_a_whole():
    box = Box("summary", (text(prose(1)), text(prose(2))), anchor="box")

    for count in range(6, 14):
        blocks = [text(prose(index)) for index in range(count)]
        pages = typeset(document(*blocks, box), THEME)
        fill = THEME.box("summary").fill
        assert sum(one.color == fill for page in pages.pages for one in page.fills) == 1


def test_items_hang_behind_their_numbers_on_the_same_baseline():
    pages = typeset(document(NumberedList(((text("said"),), (text("more"),)), start=9)), THEME)

    page = pages.pages[0]
    assert line_with(page, "9.").y == line_with(page, "said").y
    assert line_with(page, "said").x == pytest.approx(THEME.page.left + THEME.lists.indent)
    assert [element.numbering for element in elements(pages.structure, "L")] == ["Decimal"]
    assert words_in_order(pages) == "9.said10.more"


def test_sections_nest_as_their_headings_do():
    blocks = [Heading(level, inlines(f"H{level}"), f"h{index}")
              for index, level in enumerate((1, 2, 3, 2))]  # fmt: skip

    pages = typeset(document(*blocks), THEME)

    sections = [kid for kid in pages.structure.kids if kid.kind == "Sect"]
    assert [kid.kind for kid in pages.structure.kids] == ["H1", "Sect", "Sect"]
    assert [kid.kind for kid in sections[0].kids] == ["H2", "Sect"]
    assert [(entry.level, entry.title) for entry in pages.outline] == [
        (1, "H1"), (2, "H2"), (3, "H3"), (2, "H2")]  # fmt: skip


def kinds(element: StructureElement) -> list[str]:
    """What each element below an element is, in reading order."""
    below = [kid for kid in element.kids if isinstance(kid, StructureElement)]
    return [kind for kid in below for kind in (kid.kind, *kinds(kid))]


def test_the_title_of_a_box_is_a_heading_below_that_of_its_section():
    inner = Box("plain", (text("said"),), inlines("Inner"), "inner")
    blocks = (
        Heading(1, inlines("H1"), "h1"),
        Box("plain", (text("said"),), inlines("First"), "first"),
        Heading(2, inlines("H2"), "h2"),
        Box("plain", (text("said"), inner), inlines("Outer"), "outer"),
        Heading(4, inlines("H4"), "h4"),
        Aside("plain", (text("said"),), inlines("Label")),
        Box("plain", (text("said"),), inlines("Last"), "last"),
    )

    pages = typeset(document(*blocks), THEME)

    assert [(entry.level, entry.title) for entry in pages.outline] == [
        (1, "H1"), (2, "First"), (2, "H2"), (3, "Outer"), (4, "Inner"), (3, "H4"), (4, "Last"),
    ]  # fmt: skip
    assert [words_in_order(pages, one) for one in elements(pages.structure, "H4")] == [
        "Inner", "Last",
    ]  # fmt: skip


@pytest.mark.slow
@settings(max_examples=examples(60), deadline=None)
@given(documents())
def test_no_level_of_heading_is_left_out(document):
    pages = typeset(document, THEME)

    depths = [0, *(int(kind[1]) for kind in kinds(pages.structure) if re.fullmatch("H[1-6]", kind))]
    assert all(below <= above + 1 for above, below in pairwise(depths))


def test_sections_are_numbered_where_the_theme_asks():
    blocks = [Heading(level, inlines(f"H{level}"), f"h{index}")
              for index, level in enumerate((1, 2, 3, 2))]  # fmt: skip

    pages = typeset(document(*blocks), replace(THEME, number_headings=True))

    assert [entry.title for entry in pages.outline] == [
        "H1", "1\u2002H2", "1.1\u2002H3", "2\u2002H2"]  # fmt: skip


def test_a_heading_of_two_lines_is_even_and_breaks_at_a_space():
    heading = Heading(1, inlines("Sanctions and the wider Russia–North Korea summit"), "h")

    [page] = typeset(document(heading), THEME).pages

    first, second = page_lines(page)
    assert "Russia–North" in first + second
    assert abs(len(first) - len(second)) < 12


def test_a_heading_breaks_at_a_space_where_a_dash_would_make_it_more_even():
    heading = Heading(
        1, inlines("What the harbour towns of Kiel–Gdańsk line can bear this winter"), "h"
    )

    [page] = typeset(document(heading), THEME).pages

    assert [line.partition(" ")[0] for line in page_lines(page)] == ["What", "Kiel–Gdańsk"]


@pytest.mark.parametrize(
    ("levels", "tags"),
    [((1, 2, 2), "H1 H2 H2"), ((2, 3, 2), "H1 H2 H1"), ((1, 4, 2, 4), "H1 H2 H2 H3")],
)
def test_heading_tags_leave_out_no_level(levels, tags):
    blocks = [Heading(level, inlines("h"), f"h{index}") for index, level in enumerate(levels)]

    pages = typeset(document(*blocks), THEME)

    found = [element.kind for element in walked(pages.structure) if element.kind in tags]
    assert " ".join(found) == tags


def walked(element: StructureElement):
    yield element
    for kid in element.kids:
        if isinstance(kid, StructureElement):
            yield from walked(kid)


def test_running_heads_name_the_page_of_all_pages():
    last = PAGES.pages[-1]

    words = [line_words(line.line) for line in last.running]
    assert f"Page {len(PAGES.pages)} of {len(PAGES.pages)}" in words
    assert "Military implications of the Russia–North Korea summit" in words
    assert all(run.leaf is None for line in last.running for run in line.line.runs)


def test_a_field_that_is_empty_takes_its_separator_with_it():
    fields = {"publisher": "Institute", "number": "", "version": "1.0"}
    bare = document(text("words"), text("more"))
    bare = replace(bare, meta=replace(bare.meta, fields=fields))
    theme = replace(THEME, first_footer=THEME.footer)

    [page] = typeset(bare, theme).pages

    assert line_words(page.running[0].line) == "Institute · 1.0"


@pytest.mark.parametrize(
    ("words", "color"), [("TLP:AMBER+STRICT", "#ffc000"), ("TLP:CLEAR", "#ffffff")]
)
def test_a_marking_of_the_traffic_light_protocol_looks_as_it_must(words, color):
    marked = replace(SAMPLE, meta=replace(SAMPLE.meta, marking=marking_of(words, {})))
    right = THEME.page.left + THEME.page.text_width

    for page in typeset(marked, THEME).pages:
        labels = [line for line in page.running if line_words(line.line) == words]
        assert sorted(line.foot for line in labels) == [False, True]
        for label in labels:
            [run] = label.line.runs
            [ground] = [fill for fill in page.fills if fill.y < label.y < fill.y + fill.height]
            assert (run.size, run.color, ground.color) == (12.0, color, "#000000")
            assert ground.x < label.x < ground.x + ground.width == pytest.approx(right)


@pytest.mark.parametrize(("position", "along"), [("left", 0.0), ("center", 0.5), ("right", 1.0)])
def test_a_marking_of_the_house_stands_where_its_scheme_wants_it_and_nothing_beneath(
    position, along
):
    look = MarkingLook("#ffffff", "#7a1f2b", position, 10.0)
    meta = replace(SAMPLE.meta, marking=Marking("OFFICIAL-SENSITIVE", look))

    for page in typeset(replace(SAMPLE, meta=meta), THEME).pages:
        grounds = [fill for fill in page.fills if fill.color == "#7a1f2b"]
        assert len(grounds) == 2
        for ground in grounds:
            room = THEME.page.text_width - ground.width
            assert ground.x == pytest.approx(THEME.page.left + along * room)
            for line in page.running:
                if ground.y < line.y < ground.y + ground.height:
                    last = line.line.runs[-1]
                    start = line.x + line.line.runs[0].x
                    end = line.x + last.x + last.size * sum(word.width for word in last.words)
                    is_beside = end <= ground.x or start >= ground.x + ground.width
                    assert is_beside is (line_words(line.line) != "OFFICIAL-SENSITIVE")


def marked_with(words: str, position: str, size: float, theme=THEME, shown=SAMPLE):
    look = MarkingLook("#ffffff", "#7a1f2b", position, size)
    marking = Marking(words, look, Span.at("brief.toml", 3, 1, 9))
    return typeset(replace(shown, meta=replace(shown.meta, marking=marking)), theme)


@pytest.mark.parametrize("position", ["left", "center", "right"])
@pytest.mark.parametrize(
    "words",
    [
        "RELEASABLE TO THE MEMBERS OF THE WORKING GROUP AND THEIR STAFF UNTIL THE END OF THE YEAR",
        "RELEASABLE TO THE MEMBERS OF THE WORKING GROUP AND THEIR STAFF",  # little left beside it
        "RESTRICTED-" + "X" * 60,
    ],
)
def test_a_marking_longer_than_a_line_is_set_in_lines_on_its_ground(words, position):
    pages = marked_with(words, position, 12.0)

    sheet = THEME.page
    assert not [one for one in pages.found if one.code == "L017"]
    for page in pages.pages:
        grounds = [fill for fill in page.fills if fill.color == "#7a1f2b"]
        assert [ground.y > sheet.height / 2 for ground in grounds] == [True, False]
        for ground in grounds:
            on = [x for x in page.running if ground.y < x.y < ground.y + ground.height]
            assert (
                "".join(line_words(one.line) for one in on)
                .replace(" ", "")
                .startswith(words.replace(" ", ""))
            )
            assert sheet.left - 0.01 <= ground.x
            assert ground.x + ground.width <= sheet.left + sheet.text_width + 0.01
            is_head = ground.y > sheet.height / 2
            low, high = (sheet.height - sheet.top, sheet.height) if is_head else (0, sheet.bottom)
            assert low <= ground.y < ground.y + ground.height <= high
            # The words keep their places, on a line of their own.
            rest = [x for x in page.running if x not in on and x.foot is not is_head]
            assert all(low < one.y < high for one in rest)
        number = f"Page {pages.pages.index(page) + 1} of {len(pages.pages)}"
        assert number in [line_words(one.line) for one in page.running]


def test_a_marking_higher_than_its_margin_is_told_at_its_place():
    [found] = [one for one in marked_with("SECRET " * 60, "left", 14.0).found if one.code == "L017"]

    assert found.is_error
    assert found.span == Span.at("brief.toml", 3, 1, 9)
    assert "more than a header has room for" in found.message


@pytest.mark.parametrize(
    ("first", "others", "told"),
    [("{title}", "", True), ("", "{title}", True), ("", "", False)],
)
def test_a_marking_with_no_room_beside_the_words_of_one_header_is_told(first, others, told):
    page = replace(THEME.page, bottom=THEME.page.bottom + 40)  # room enough in the footer
    headers = {"first_header": RunningHead(first), "header": RunningHead(others)}
    theme = replace(THEME, page=page, **headers)

    found = marked_with("SECRET " * 28, "left", 14.0, theme, document(text("Words."))).found

    assert any(one.code == "L017" for one in found) is told


@given(
    st.text("AB -\u00a0\u200bé", max_size=90),
    st.sampled_from(["left", "center", "right"]),
    st.floats(6, 80),
)
@settings(max_examples=examples(30))
def test_whatever_a_marking_is_its_pages_are_set(words, position, size):
    assert marked_with(words, position, size).pages


def test_a_marking_without_a_scheme_is_only_words():
    fields = {**SAMPLE.meta.fields, "marking": "Internal"}
    marked = replace(SAMPLE, meta=replace(SAMPLE.meta, marking=None, fields=fields))

    page = typeset(marked, THEME).pages[1]

    assert "Internal" in [line_words(line.line) for line in page.running]
    assert not [fill for fill in page.fills if fill.color == "#000000"]


def test_a_rule_at_the_foot_of_the_text_keeps_clear_of_the_rule_above_the_notes():
    marked = replace(table(60), rows=tuple(
        (inlines(f"row {number}", NoteMark(number, f"mark-{number}")), (), ())
        for number in range(1, 61)))  # fmt: skip
    notes = tuple(note(number, "Said.") for number in range(1, 61))

    for page in typeset(document(marked, notes=notes), THEME).pages:
        low = min(fill.y for fill in page.fills if fill.color == THEME.tables.head.color)
        [rule] = [fill.y for fill in page.fills if fill.height == THEME.notes.rule.weight]
        assert low - rule > 10


def test_a_long_title_in_a_running_head_makes_way_for_what_stands_beside_it():
    long = replace(SAMPLE, meta=replace(SAMPLE.meta, fields={
        **SAMPLE.meta.fields, "title": SENTENCE * 3}))  # fmt: skip

    page = typeset(long, THEME).pages[1]

    head = line_words(page.running[0].line)
    assert head.endswith("…")
    assert SENTENCE.startswith(head[:40])


IMAGE = Figure(
    b"", "image/png", 4000, 9000, "A tall image", inlines("A caption"), "Figure 1", "fig-1"
)


@pytest.mark.parametrize(
    "blocks",
    [
        (),
        (Paragraph(()),),
        (Paragraph((Text(""),)),),
        (Paragraph((Text("  \n\t "),)),),
        (Heading(9, (), "h"),),
        (BulletList(()), BulletList(((),)), NumberedList(((Paragraph(()),),))),
        (DefinitionList((((), ()),)),),
        (Table((), (), ()),),
        (Table((inlines("a"),), ((), (inlines("b"), inlines("c"))), ()),),
        (Box("no-such-role", (), inlines("Title")), Box("plain", ())),
        (Quotation(()),),
        (IMAGE,),
        (text("x" * 3000),),
        (text("\u0000\ufffe\U0001f600 \u202eabc\u202c \u0301"),),
        (Paragraph(inlines(NoteMark(7, "m"), Link((), "#nowhere"))),),
    ],
)
def test_nothing_that_a_document_holds_stops_typesetting(blocks):
    pages = typeset(document(*blocks, text("The end.")), THEME)

    assert "The end." in words_in_order(pages)


def test_lists_nested_ever_deeper_still_leave_room_for_words():
    block = text("deep down")
    for _ in range(60):
        block = BulletList(((text("more"), block),))

    pages = typeset(document(block), THEME)

    assert "deep down" in " ".join(words_in_order(pages).split())
    lines = (line_words(one.line) for page in pages.pages for one in page.lines)
    assert {"deep", "down"} <= set(" ".join(lines).split())  # neither is cut


def test_twenty_notes_in_one_line_all_stand_on_its_page():
    marks = [NoteMark(number, f"mark-{number}") for number in range(1, 21)]
    notes = tuple(note(number, prose(number, 2)) for number in range(1, 21))

    pages = typeset(
        document(Paragraph(inlines("Claim", *marks)), text(SENTENCE), notes=notes), THEME
    )

    assert {pages.page_of[f"note-{number}"] for number in range(1, 21)} == {1}


def test_notes_that_fill_pages_are_all_set_and_in_order():
    marks = [NoteMark(number, f"mark-{number}") for number in range(1, 41)]
    notes = tuple(note(number, f"N{number} " + prose(number, 12)) for number in range(1, 41))
    body = [text(prose(number)) for number in range(5)]

    pages = typeset(document(Paragraph(inlines("Claim", *marks)), *body, notes=notes), THEME)

    shown = [line for page in pages.pages for line in page_lines(page)]
    order = [line.split()[0] for line in shown if line.startswith("N") and line[1].isdigit()]
    assert order == [f"N{number}" for number in range(1, 41)]


def test_a_note_marked_inside_a_note_is_set_behind_it():
    outer = Note(1, (Paragraph(inlines("outer", NoteMark(2, "mark-2"))),), "note-1")

    pages = typeset(
        document(
            Paragraph(inlines("Claim", NoteMark(1, "mark-1"))), notes=(outer, note(2, "inner"))
        ),
        THEME,
    )

    assert "inner" in words_in_order(pages)
    assert pages.page_of["note-2"] == 1


@pytest.mark.parametrize("seed", range(25))
def test_notes_keep_to_the_page_of_their_marks_in_any_document(seed):
    pages, count = random_document(seed)

    for number in range(1, count + 1):
        assert pages.page_of[f"note-{number}"] == pages.page_of[f"mark-{number}"]
    for page in pages.pages:
        assert min(placed.y for placed in page.lines) > THEME.page.bottom - 1


def random_document(seed: int) -> tuple[Pages, int]:
    pick = random.Random(seed)
    blocks, notes = [], []
    for index in range(30):
        if pick.random() < 0.2:
            blocks.append(Heading(2, inlines(f"Heading {index}"), f"h{index}"))
        parts = []
        for part in range(pick.randint(1, 6)):
            parts.append(prose(seed * 100 + index * 7 + part, 1) + " ")
            if pick.random() < 0.5:
                number = len(notes) + 1
                parts.insert(len(parts) - 1, "Claim")
                parts.insert(len(parts) - 1, NoteMark(number, f"mark-{number}"))
                notes.append(note(number, prose(number, pick.choice((1, 1, 2, 3, 12)))))
        blocks.append(Paragraph(inlines(*parts)))
    theme = replace(THEME, notes=NoteStyle())
    return typeset(document(*blocks, notes=tuple(notes)), theme), len(notes)


def test_how_sure_a_judgement_is_stays_on_its_page():
    for count in range(30, 50):
        judged = (text("It is likely.", "list"), text("Low confidence: one source.", "confidence"))
        lines = [text("One line.")] * count

        pages = typeset(document(*lines, NumberedList((judged,))), THEME)

        [page] = [page for page in pages.pages if "It is likely." in page_lines(page)]
        assert "Low confidence: one source." in page_lines(page)
