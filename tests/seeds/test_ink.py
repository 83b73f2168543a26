from __future__ import annotations

from generator.seeds.ink import ink_of
from generator.seeds.reading import OriginalLines

FERRY = OriginalLines(
    ("No ferry", "2", ", and no cart, crosses.", "So it", "was."), tied=frozenset({1, 2})
)


def test_a_note_mark_left_out_of_a_word_leaves_no_space():
    ink = ink_of(FERRY)

    assert ink.reads((0, 7, 8, ink.length), "No ferry, and no cart, crosses. So it was.")


def test_a_line_that_ends_with_a_word_is_joined_by_a_space():
    ink = ink_of(FERRY)

    assert not ink.reads((0, 7, 8, ink.length), "No ferry, and no cart, crosses. So itwas.")


def test_a_space_before_a_note_mark_stays_where_the_mark_is_left_out():
    ink = ink_of(OriginalLines(("No ferry.", "2", "So it was."), tied=frozenset({1})))

    assert ink.reads((0, 8, 9, ink.length), "No ferry. So it was.")
    assert not ink.reads((0, 8, 9, ink.length), "No ferry.So it was.")
