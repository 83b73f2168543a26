"""A paragraph of nothing but signs is read in a moment: time grows with its length, not faster."""

from __future__ import annotations

import pytest

from generator.markdown.parse import parse

pytestmark = pytest.mark.slow


@pytest.mark.parametrize("sign", ["_a_", "<http://"])
def test_thousands_of_signs_are_read_in_one_paragraph(sign):
    found = parse(sign * 6_000, "briefs/x.md")

    assert len(found.blocks) == 1


@pytest.mark.parametrize("sign", ["[", "^[", "!["])
def test_brackets_that_nobody_closes_are_refused_where_they_are_too_many(sign):
    found = parse(f"So.\n\n{sign * 60_000}\n", "briefs/x.md")

    (told,) = found.diagnostics
    assert told.message == "more than 100 brackets are open here"
    assert told.span.start.line == 3


def test_brackets_of_many_paragraphs_and_many_that_are_closed_are_read():
    text = "[One](https://a.example), [two] ^[three]. " * 200 + "\n\n" + "Open [ once.\n\n" * 200

    assert not [one for one in parse(text, "briefs/x.md").diagnostics if "are open" in one.message]
