"""Columns of a table that were put in, taken out or moved in Word come back in each of its rows."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from lxml import etree

from tests.merging.conftest import edited_file
from tests.merging.edited_files import WordFile, element, text_of, w
from tests.merging.test_edits import becomes, told
from tests.merging.test_three_ways import merged_at, text_after

TABLE = """| Vessel | Cars |
|:-------|-----:|
| Ferry | 41,000 [@harbour, ¶1] |
| Pontoon | none |
| Tug | none |
"""


def put_in(file: WordFile, at: int, *words: str) -> None:
    """A column with words, as Word puts it in: at the right, as the cells beside it are."""
    for row, said in zip(file.rows("Pontoon"), words, strict=True):
        style = element("pPr", element("pStyle", val="TableCell"), element("jc", val="right"))
        own = element("tc", element("p", style, element("r", text_of(said))))
        row.findall(w("tc"))[at].addprevious(own)


def cells(file: WordFile, column: int) -> Iterator[etree._Element]:
    return (row.findall(w("tc"))[column] for row in file.rows("Pontoon"))


def add_lorries(file: WordFile) -> None:
    put_in(file, 1, "Lorries", "12", "", "3 | 4")


def test_a_column_that_was_put_in_stands_in_each_row_and_is_aligned_as_in_the_file(merged):
    lorries = """| Vessel | Lorries | Cars |
|:-------|---:|-----:|
| Ferry | 12 | 41,000 [@harbour, ¶1] |
| Pontoon |  | none |
| Tug | 3 \\| 4 | none |
"""
    assert becomes(merged(add_lorries), (TABLE, lorries))


def test_a_deleted_column_goes_from_each_row_and_its_citations_are_told(merged):
    def edit(file: WordFile) -> None:
        for cell in list(cells(file, 1)):
            cell.getparent().remove(cell)

    found = merged(edit)

    vessels = "| Vessel |\n|:-------|\n| Ferry |\n| Pontoon |\n| Tug |\n"
    assert found.change.after.decode().count(vessels) == 1
    assert told(found) == ["the citation [@harbour, ¶1] was deleted behind “41,000”"]


def test_a_column_that_was_moved_takes_its_alignment_and_its_citations_along(merged):
    def edit(file: WordFile) -> None:
        for cell in list(cells(file, 1)):
            cell.getparent().insert(0, cell)
        file.type("Pontoon", "Raft")

    moved = """| Cars | Vessel |
|-----:|:-------|
| 41,000 [@harbour, ¶1] | Ferry |
| none | Raft |
| none | Tug |
"""
    assert becomes(merged(edit), (TABLE, moved))


@pytest.mark.slow
def test_a_column_without_words_or_in_some_rows_alone_is_told_and_not_taken(merged):
    def parted(file: WordFile) -> None:
        add_lorries(file)
        row = list(file.rows("Pontoon"))[3]
        row.remove(row.findall(w("tc"))[2])

    message = "this table has 3 columns, and 2 in the Markdown"

    assert told(merged(lambda file: put_in(file, 1, "", "", "", ""))) == [message]
    assert f"{message}, without “Lorries”, “12”, “3 | 4”" in told(merged(parted))


@pytest.mark.slow
def test_a_row_that_has_come_since_gets_the_column_and_the_file_may_be_handed_in_again(desk):
    brief = desk / "briefs/ferry.md"
    ours = brief.read_text("utf-8").replace("| Tug |", "| Barge of the county | two |\n| Tug |")
    brief.write_text(ours.replace("¶1] |", "¶1 s1] |"), encoding="utf-8", newline="\n")
    path = edited_file(desk, add_lorries, desk / "edited.docx")

    first = merged_at(desk, path, write=True)
    again = merged_at(desk, path)

    assert "| Ferry | 12 | 41,000 [@harbour, ¶1 s1] |\n" in text_after(first)
    assert "| Barge of the county |  | two |\n| Tug | 3 \\| 4 | none |\n" in text_after(first)
    assert first.told == ()
    assert (again.change, again.told) == (None, ())


@pytest.mark.slow
def test_a_column_that_was_deleted_while_the_markdown_changed_a_word_in_it_is_told(desk):
    def edit(file: WordFile) -> None:
        for cell in list(cells(file, 1)):
            cell.getparent().remove(cell)

    brief = desk / "briefs/ferry.md"
    ours = brief.read_text("utf-8").replace("| Pontoon | none |", "| Pontoon | nine |")
    brief.write_text(ours, encoding="utf-8", newline="\n")

    found = merged_at(desk, edited_file(desk, edit, desk / "edited.docx"))

    assert [one.told.kind for one in found.told].count("conflict") == 1
    assert "| Pontoon | nine |" in text_after(found)
