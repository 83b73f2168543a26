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
