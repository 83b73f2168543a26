"""What belongs to a table is read with it, and nothing else is taken for a part of it."""

from __future__ import annotations

import pytest

from generator.markdown.parse import parse
from generator.markdown.syntax import words_aloud
from tests.checking import words_at

TABLE = "| Port | Tonnes |\n|---|---|\n| Quay | 12 |"
SOURCE = "::: {.table-source}\nSource: the harbour [@ferry, ¶1].\n:::"


@pytest.mark.parametrize(
    "text",
    [
        f"{TABLE}\n\n{SOURCE}",
        f"{TABLE}\n\n: Goods {{#tbl-goods}}\n\n{SOURCE}",
        f"{TABLE}\n\n{SOURCE}\n\n: Goods {{#tbl-goods}}",
        f": Goods {{#tbl-goods}}\n\n{TABLE}\n\n{SOURCE}",
    ],
)
def test_a_source_line_belongs_to_the_table_before_it(text):
    found = parse(text, "x.md")

    [table] = found.blocks
    assert found.diagnostics == ()
    assert table.children[-1].kind == "table_source"
    assert words_aloud(table.children[-1].children) == "Source: the harbour ."
    assert any(node.kind == "citations" for node in table.children[-1].children)


@pytest.mark.parametrize(
    ("text", "message", "line"),
    [
        (SOURCE, "this source line has no table", 1),
        (f"{TABLE}\n\nBut:\n\n{SOURCE}", "this source line has no table", 7),
        (f"{TABLE}\n\n{SOURCE}\n\n{SOURCE}", "this table has two source lines", 9),
        (
            f"{TABLE}\n\n::: {{.table-source}}\nOne.\n\nTwo.\n:::",
            "a source line is one paragraph",
            5,
        ),
        (f"{TABLE}\n\n::: {{.table-source}}\n- One.\n:::", "a source line is one paragraph", 5),
    ],
)
def test_a_source_line_without_its_table_is_an_error_at_its_fence(text, message, line):
    [found] = parse(text, "x.md").diagnostics

    assert (found.code, found.message, found.span.start.line) == ("B009", message, line)
    assert words_at(text, found.span) == "::: {.table-source}"


# --- cells of the header over several columns -----------------------------------------------

RULE = "|---|---|---|"


def test_a_cell_of_the_header_reaches_over_the_empty_cells_behind_it():
    found = parse(f"| [Tonnes *by* rail]{{colspan=2}} | | Port |\n{RULE}\n| 1 | 2 | Quay |", "x.md")

    header = found.blocks[0].children[0]
    assert found.diagnostics == ()
    assert [cell.level for cell in header.children] == [2, 0, 1]
    assert [words_aloud(cell.children) for cell in header.children] == [
        *("Tonnes by rail", "", "Port")
    ]
    assert [node.kind for node in header.children[0].children] == ["text", "emphasis", "text"]


def test_a_cell_over_several_columns_keeps_its_other_attributes():
    found = parse(f"| [Цена]{{colspan=3 lang=ru}} | | |\n{RULE}\n| 1 | 2 | 3 |", "x.md")

    [bracket] = found.blocks[0].children[0].children[0].children
    assert bracket.attributes == {"lang": "ru"}


@pytest.mark.parametrize(
    ("header", "message", "shown"),
    [
        ("| [A]{colspan=2} | B | C |", "`colspan=2` does not fit here", "[A]{colspan=2}"),
        ("| [A]{colspan=3} | | C |", "`colspan=3` does not fit here", "[A]{colspan=3}"),
        ("| A | B | [C]{colspan=2} |", "`colspan=2` does not fit here", "[C]{colspan=2}"),
        ("| [A]{colspan=1} | B | C |", "`colspan=1` does not fit here", "[A]{colspan=1}"),
        ("| [A]{colspan=two} | | C |", "`colspan=two` does not fit here", "[A]{colspan=two}"),
        ("| A || C |", "two bars side by side do not span columns", "| A || C |"),
    ],
)
def test_columns_that_a_cell_cannot_reach_over_are_an_error(header, message, shown):
    text = f"{header}\n{RULE}\n| 1 | 2 | 3 |"

    [found] = parse(text, "x.md").diagnostics

    assert (found.code, found.message) == ("B009", message)
    assert words_at(text, found.span) == shown


def test_a_cell_of_the_body_reaches_over_none():
    text = f"| A | B | C |\n{RULE}\n| [1]{{colspan=2}} | | 3 |"

    [found] = parse(text, "x.md").diagnostics

    assert found.message == "only a cell of the header can reach over several columns"
    assert words_at(text, found.span) == "[1]{colspan=2}"
