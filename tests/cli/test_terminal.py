from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from generator.cli import terminal
from generator.cli.terminal import columns, hanging

LETTERS = st.characters(codec="utf-8", exclude_categories=["C", "Z"], exclude_characters="*")
WORDS = st.text(LETTERS, min_size=1, max_size=12)
TEXTS = st.lists(WORDS, min_size=1, max_size=40).map(" ".join)


@given(text=TEXTS, data=st.data())
def test_no_word_is_lost_or_moved_however_a_text_is_marked(text, data):
    cuts = sorted(data.draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    marks = tuple(zip(cuts[::2], cuts[1::2], strict=False))

    shown = hanging("¶1 s1  ", text, marks)

    assert shown.startswith("¶1 s1  ")
    assert re.sub(r"[\s*]", "", shown.removeprefix("¶1 s1  ")) == re.sub(r"\s", "", text)


@given(text=TEXTS)
def test_no_line_is_wider_than_the_terminal_but_for_one_long_word(text):
    for line in hanging("  ", text).split("\n"):
        assert columns(line) <= terminal.terminal_width() or " " not in line.strip()


def test_words_are_marked_between_asterisks_where_there_are_no_colours():
    assert hanging("", "a growing axis", [(2, 9)]) == "a *growing* axis"


def test_words_are_set_off_in_a_terminal_unless_it_wants_no_colour(monkeypatch):
    class Screen:
        def isatty(self) -> bool:
            return True

    monkeypatch.delenv("NO_COLOR", raising=False)
    assert terminal.has_color(Screen())
    monkeypatch.setenv("NO_COLOR", "1")
    assert not terminal.has_color(Screen())


def test_korean_is_two_columns_wide():
    assert columns("김정은 is") == 9
