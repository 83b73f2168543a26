"""What a hand has given to tables, tab stops, columns, running heads and properties is told."""

from __future__ import annotations

import pytest
from lxml import etree

from generator.actions.merge import Merging
from tests.merging.edited_files import NAMES, WordFile, element, text_of, w

_VML = "urn:schemas-microsoft-com:vml"


def told(found: Merging) -> list[tuple[str, str]]:
    return [(one.told.message.partition(",")[0], one.place.beginning) for one in found.told]


def test_grounds_lines_and_widths_of_a_table_are_told_in_one_line_each(merged):
    def edit(file: WordFile) -> None:
        for words in ("Pontoon", "Tug"):
            cell = next(file.paragraph(words).iterancestors(w("tc")))
            cell.find(w("tcPr")).append(element("shd", val="clear", fill="FF0000"))
        table = next(cell.iterancestors(w("tbl")))
        lines = element("tblBorders", element("insideV", val="single", sz="4"))
        table.find(w("tblPr")).append(lines)
        for column, width in zip(table.iter(w("gridCol")), (2000, 7760), strict=True):
            column.set(w("w"), str(width))

    ruled = "ruled off otherwise and"
    widths = "in a table with columns of other widths"
    assert told(merged(edit)) == [
        (f"6 paragraphs are {ruled} {widths}", "Vessel"),
        (f"2 paragraphs are {ruled} on another ground and {widths}", "Pontoon"),
    ]


@pytest.mark.slow
def test_a_row_that_was_put_in_has_the_look_of_its_table(merged):
    def edit(file: WordFile) -> None:
        (first, *_, last) = file.rows("Pontoon")
        first.addnext(last)

    assert told(merged(edit)) == []


def test_tab_stops_tabs_frames_columns_and_tables_of_contents_are_told(merged):
    def edit(file: WordFile) -> None:
        for words, given in (
            ("Today the board", element("tabs", element("tab", val="right", pos="5000"))),
            ("names no creditor", element("framePr", w="3000", hAnchor="page")),
            ("It runs all year", element("pBdr", element("left", val="single", sz="24"))),
        ):
            file.paragraph(words).find(w("pPr")).append(given)
        file.run_of("Tomorrow", where="Today the board").insert(0, element("tab"))
        file.run_of("emit", where="The engines").insert(0, element("br", type="column"))
        heading = file.paragraph("Who pays")
        heading.addprevious(contents("Who pays 2"))
        heading.addprevious(element("p", field_mark("end")))

    assert [(message, place[:12]) for message, place in told(merged(edit))] == [
        ("this paragraph is ruled off otherwise", "The ferry ca"),
        ("this paragraph is set with other tab stops", "Today the bo"),
        ("this paragraph is in a frame", "The report n"),
        ("a tab was typed", "Today the bo"),
        ("a new page or column was begun by hand", "The engines "),
        ("a table of contents was put in", "Who pays 2"),
    ]


def contents(words: str) -> etree._Element:
    code = element("instrText")
    code.text = "TOC"
    runs = (element("r", code), field_mark("separate"), element("r", text_of(words)))
    return element("p", field_mark("begin"), *runs)


def field_mark(kind: str) -> etree._Element:
    return element("r", element("fldChar", fldCharType=kind))


@pytest.mark.slow
def test_words_across_a_page_and_the_properties_of_the_file_are_told(merged):
    def edit(file: WordFile) -> None:
        name = next(one for one in file.parts if one.startswith("word/header"))
        head = etree.fromstring(file.parts[name])
        shape = etree.Element(f"{{{_VML}}}shape")
        etree.SubElement(shape, f"{{{_VML}}}textpath", string="CONFIDENTIAL")
        head.find(".//w:p", NAMES).append(element("r", element("pict", shape)))
        file.parts[name] = etree.tostring(head)
        title = b"<dc:title>What the ferry line costs"
        core = file.parts["docProps/core.xml"]
        assert title in core
        file.parts["docProps/core.xml"] = core.replace(title, b"<dc:title>A secret")

    assert [message for message, _ in told(merged(edit))] == [
        "a picture was put into a running head",
        "the property “title” of the file is “A secret”",
        "“CONFIDENTIAL” stands in a running head of the file",
    ]


def test_a_pasted_table_is_aligned_as_its_cells_are_and_its_dress_is_told_in_one_line(merged):
    def edit(file: WordFile) -> None:
        rows = [("Year", "Cars"), ("2023", "39,500"), ("2024", "41,000")]
        table = element("tbl", *(element("tr", *map(pasted_cell, row)) for row in rows))
        file.paragraph("Today the board").addnext(table)

    found = merged(edit)

    assert "| Year | Cars |\n|---|---:|\n| 2023 | 39,500 |\n" in found.change.after.decode()
    looks = "in another font and in another size and coloured"
    assert told(found) == [(f"“Year” and 5 more stretches of words are {looks}", "Year")]


def pasted_cell(words: str) -> etree._Element:
    is_number = words[0] in "34"
    properties = element("rPr", element("rFonts", ascii="Calibri"), element("sz", val="22"))
    properties.extend([element("color", val="111111")] * is_number)
    paragraph = element("p", element("pPr", *[element("jc", val="right")] * is_number))
    paragraph.append(element("r", properties, text_of(words)))
    return element("tc", paragraph)
