"""Lines and columns as editors count them: LSP 3.17, "Text Documents"."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import Position
from generator.languageserver.editor_text import EditorText

UNITS = ("utf-8", "utf-16", "utf-32")
ANY_TEXT = st.text(st.sampled_from("aб항😀\n\r\u2028\x0c"), max_size=40)


@given(ANY_TEXT, st.sampled_from(UNITS))
def test_each_position_leads_to_a_place_and_back(said, unit):
    text = EditorText(said, unit)

    for number, line in enumerate(text.lines, 1):
        for column in range(1, len(line) + 2):
            position = Position(number, column)
            assert text.position(*text.place(position)) == position


@pytest.mark.parametrize(("unit", "character"), [("utf-8", 7), ("utf-16", 5), ("utf-32", 4)])
def test_the_closing_mark_behind_an_emoji_stands_where_the_protocol_counts_it(unit, character):
    text = EditorText('x="😋"', unit)

    assert text.place(Position(1, 5)) == (0, character)


def test_only_what_the_protocol_calls_a_line_end_ends_a_line():
    assert EditorText("a\r\nb\rc\nd\u2028e\x0cf").lines == ("a", "b", "c", "d\u2028e\x0cf")


def test_a_place_behind_the_end_is_the_end():
    text = EditorText("one\ntwo")

    assert text.position(0, 99) == Position(1, 4)
    assert text.position(99, 0) == Position(2, 4)
    assert text.place(Position(9, 9)) == (1, 3)


def test_half_a_character_takes_the_place_of_one():
    assert EditorText("a\ud800b").lines == ("a\ufffdb",)
