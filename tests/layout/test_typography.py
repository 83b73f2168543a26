from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.language.folding import fold
from generator.layout.typography import typographic


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("\"x\" and 'y'", "“x” and ‘y’"),
        ("Russia's", "Russia’s"),
        ("the '90s", "the ’90s"),
        ("1--2 --- 3...", "1–2 — 3…"),
        ('("x")', "(“x”)"),
        ("\"'x' y\"", "“‘x’ y”"),
    ],
)
def test_typed_marks_become_typographic(typed, printed):
    assert typographic(typed) == printed


@given(st.text("ab \"'-.()…—“’"))
def test_dressing_leaves_the_words_as_they_are_compared(text):
    assert fold(typographic(text)) == fold(text)


@given(st.text("ab \"'-.()…—“’"))
def test_dressing_twice_changes_nothing_more(text):
    once = typographic(text)

    assert typographic(once) == once
