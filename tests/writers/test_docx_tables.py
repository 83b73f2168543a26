from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.document import Box, ColumnAlignment, Document, Meta, Table, Text
from generator.theme.theme import Theme
from generator.typesetting.measures import Measures
from generator.writers.docx import write_docx
from tests.projections import W, WordFile
from tests.typesetting.sample import sample_theme
from tests.writers.docx_rules import findings

BRIEF, COLUMNS = sample_theme("policy-brief"), sample_theme("in-focus")


def document(
    *rows: tuple[str, ...], align: ColumnAlignment = "left", language: str = "en-GB"
) -> Document:
    cells = [tuple((Text(words),) for words in row) for row in rows]
    table = Table(cells[0], tuple(cells[1:]), (align,) * len(rows[0]))
    return Document("Title", language, Meta(), (table,))


def widths(tree: Document, theme: Theme) -> list[float]:
    """The columns of the file's table in points; the file is as Word wants it."""
    data = write_docx(tree, theme)
    assert not findings(data)
    return [int(one.get(f"{W}w", "0")) / 20 for one in WordFile(data).body.iter(f"{W}gridCol")]


@pytest.mark.parametrize("count", [2, 5, 8, 11])
def test_columns_are_as_wide_as_in_the_pdf_and_fill_their_region(count):
    tree = document(("Administrative responsibility",) * count, ("1,000,000",) * count)

    found = widths(tree, BRIEF)

    assert sum(found) == pytest.approx(BRIEF.page.text_width, abs=0.1 * count)
    (only,) = tree.blocks
    fit = Measures(tree, BRIEF).fit(only, BRIEF.page.text_width)
    assert found == pytest.approx([one + 2 * fit.padding for one in fit.widths], abs=0.06)


def test_a_column_has_room_for_its_words_in_a_family_whose_files_are_not_there():
    fonts = {key: replace(one, name="Verdana") for key, one in BRIEF.fonts.items()}
    tree = document(("Implication", "words " * 30), ("Military", "words " * 30))

    own, unknown = widths(tree, BRIEF)[0], widths(tree, replace(BRIEF, fonts=fonts))[0]

    inset = 2 * BRIEF.tables.padding_x
    assert unknown - inset >= 1.25 * (own - inset)  # as much wider as Verdana is at most


def test_a_table_in_smaller_type_has_styles_of_its_own_and_less_padding():
    file = WordFile(write_docx(document(("Year",) * 12, ("1,234,567",) * 12), BRIEF))

    table = next(file.body.iter(f"{W}tbl"))
    styles = {file.style_names[one.get(f"{W}val")] for one in table.iter(f"{W}pStyle")}
    assert styles == {"Table Header 7 pt", "Table Cell 7 pt"}
    sides = table.find(f"{W}tblPr/{W}tblCellMar")
    assert sides is not None
    assert {int(one.get(f"{W}w", "0")) / 20 for one in sides} == {BRIEF.tables.padding_x / 2}


def test_where_words_are_divided_word_may_divide_them_too():
    still = replace(BRIEF.styles["table-cell"], hyphenate=False)
    theme = replace(BRIEF, styles={**BRIEF.styles, "table-cell": still})

    file = WordFile(write_docx(document(("Year",) * 12, ("1,234,567",) * 12), theme))

    look = file.parts["word/styles.xml"].find(f"{W}style[@{W}styleId='TableCellAt14']")
    assert look is not None
    hyphens = look.find(f"{W}pPr/{W}suppressAutoHyphens")
    assert hyphens is not None and hyphens.get(f"{W}val") == "0"


def test_a_table_too_wide_for_its_column_ends_the_columns_and_stands_across():
    tree = document(tuple(f"Country {n}" for n in range(8)), ("1,234,567",) * 8)

    assert sum(widths(tree, COLUMNS)) == pytest.approx(COLUMNS.page.text_width, abs=1)
    last = list(WordFile(write_docx(tree, COLUMNS)).body.iter(f"{W}cols"))[-1]
    assert last.get(f"{W}num") is None


def test_a_cell_of_the_header_over_several_columns_is_one_cell_of_words_grid():
    cells = ((Text("Tonnes"),), (), (Text("Port"),))
    row = tuple((Text(words),) for words in ("1", "2", "Quay"))
    table = Table(cells, (row,), ("left",) * 3, spans=(2, 0, 1))
    data = write_docx(Document("Title", "en-GB", Meta(), (table,)), BRIEF)

    assert not findings(data)
    head, body = WordFile(data).body.iter(f"{W}tr")
    spans = [cell.find(f"{W}tcPr/{W}gridSpan") for cell in head.iter(f"{W}tc")]
    assert [None if one is None else one.get(f"{W}val") for one in spans] == ["2", None]
    width = [int(one.get(f"{W}w", "0")) for one in head.iter(f"{W}tcW")]
    below = [int(one.get(f"{W}w", "0")) for one in body.iter(f"{W}tcW")]
    assert width == [below[0] + below[1], below[2]]
    aligned = [cell.find(f".//{W}jc") for cell in head.iter(f"{W}tc")]
    assert [None if one is None else one.get(f"{W}val") for one in aligned] == ["center", None]


@pytest.mark.parametrize(
    ("count", "kept"), [(9, (True, True)), (300, (True, False)), (1200, (False, False))]
)
def test_a_row_higher_than_a_page_may_be_divided_and_a_high_header_is_not_repeated(count, kept):
    file = WordFile(write_docx(document(("many words " * count,), ("one",)), BRIEF))

    head, row = file.body.iter(f"{W}tr")
    names = ("cantSplit", "tblHeader")
    assert tuple(head.find(f"{W}trPr/{W}{name}") is not None for name in names) == kept
    assert row.find(f"{W}trPr/{W}cantSplit") is not None


def test_a_row_of_the_body_that_is_higher_than_a_page_may_be_divided():
    file = WordFile(write_docx(document(("n",), ("many words " * 1200,), ("one",)), BRIEF))

    whole = [row.find(f"{W}trPr/{W}cantSplit") is not None for row in file.body.iter(f"{W}tr")]
    assert whole == [True, False, True]


def test_a_source_line_follows_its_table_and_is_kept_with_the_last_row():
    table = Table(
        ((Text("n"),),), (((Text("one"),),), ((Text("two"),),)), ("left",), source=(Text("Ours."),)
    )
    file = WordFile(write_docx(Document("Title", "en-GB", Meta(), (table,)), BRIEF))

    body = list(file.body)
    (place,) = (n for n, one in enumerate(body) if one.tag == f"{W}tbl")
    source = body[place + 1]
    assert "".join(one.text or "" for one in source.iter(f"{W}t")) == "Ours."
    assert file.style_names[source.find(f".//{W}pStyle").get(f"{W}val")] == "Table Source"
    kept = [row.find(f".//{W}keepNext") is not None for row in body[place].iter(f"{W}tr")]
    assert kept == [False, True, True]
    space = source.find(f"{W}pPr/{W}spacing")
    assert space is not None and int(space.get(f"{W}after", "0")) == 20 * BRIEF.tables.after
    assert space.get(f"{W}before") is None  # but for that of its style


def test_a_short_table_stands_on_one_page_as_in_the_pdf():
    file = WordFile(write_docx(document(*((f"row {n}",) for n in range(6))), BRIEF))

    _, *rows = file.body.iter(f"{W}tr")
    assert [row.find(f".//{W}keepNext") is not None for row in rows] == [True] * 4 + [False]


def test_no_row_stands_alone_under_the_head_or_at_the_top_of_a_page():
    file = WordFile(write_docx(document(*((f"row {n}",) for n in range(26))), BRIEF))

    _, *rows = file.body.iter(f"{W}tr")
    kept = [row.find(f".//{W}keepNext") is not None for row in rows]
    assert kept == [True, *[False] * (len(rows) - 3), True, False]


@pytest.mark.parametrize(("language", "mark"), [("en-GB", "."), ("fr", ",")])
def test_figures_are_aligned_by_a_decimal_stop_without_a_tab(language, mark):
    rows = [("Tonnes",), (f"3{mark}5",), (f"1200{mark}25",), ("–",)]
    file = WordFile(write_docx(document(*rows, align="decimal", language=language), BRIEF))

    head, *cells = file.body.iter(f"{W}tc")
    assert head.find(f".//{W}tab") is None
    stops = [stop for cell in cells for stop in cell.iter(f"{W}tab")]
    assert [stop.get(f"{W}val") for stop in stops] == ["decimal"] * 3
    assert len({stop.get(f"{W}pos") for stop in stops}) == 1
    symbol = file.parts["word/settings.xml"].find(f"{W}decimalSymbol")
    assert symbol is not None and symbol.get(f"{W}val") == mark


def test_the_banding_is_that_of_the_table_style():
    theme = replace(BRIEF, tables=replace(BRIEF.tables, banding="#eef2f7"))

    file = WordFile(write_docx(document(("n",), ("one",), ("two",)), theme))

    band = file.parts["word/styles.xml"].find(f".//{W}tblStylePr[@{W}type='band2Horz']//{W}shd")
    assert band is not None and band.get(f"{W}fill") == "EEF2F7"
    look = next(file.body.iter(f"{W}tblLook"))
    assert look.get(f"{W}noHBand") == "0"


def test_the_rows_of_a_table_in_a_box_keep_their_grounds():
    tables = replace(BRIEF.tables, header_fill="#12355b", banding="#e8f0d8")
    theme = replace(BRIEF, tables=tables)
    tree = document(("Port", "Ships"), ("North", "3"), ("South", "4"))
    boxed = replace(tree, blocks=(Box("sidebar", tree.blocks),))

    rows = WordFile(write_docx(boxed, theme)).body.iter(f"{W}tr")

    grounds = [row.find(f"{W}tc/{W}tcPr/{W}shd").get(f"{W}fill") for row in rows]
    assert grounds == ["12355B", "EEF2F6", "E8F0D8"]
