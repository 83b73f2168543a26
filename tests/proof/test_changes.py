"""Texts that were made to keep a comparison busy are told apart in a limited number of steps."""

from __future__ import annotations

import pytest

from generator.manifest.passages import Passage
from generator.proof.changes import compare_words


def repeated(count: int) -> list[Passage]:
    return [Passage("cell", ("yes",))] * count


@pytest.mark.slow
def test_words_that_repeat_without_end_are_told_as_changed_as_a_whole():
    first = [Passage("body", ("before",)), *repeated(10_000), Passage("body", ("first",))]
    second = [Passage("body", ("after",)), *repeated(10_000), Passage("body", ("second",))]

    (change,) = compare_words(first, second).changes

    assert change.before.split() == ["before", *["yes"] * 10_000, "first"]
    assert change.after.split() == ["after", *["yes"] * 10_000, "second"]


@pytest.mark.slow
def test_words_that_repeat_without_end_are_equal_to_themselves():
    assert not compare_words(repeated(20_000), repeated(20_000))


@pytest.mark.slow
def test_the_marks_of_thousands_of_notes_are_compared_in_one_go():
    marked = tuple(piece for number in range(1, 15_000) for piece in (f"word{number} ", number))
    other = tuple(f"other{piece}" if isinstance(piece, str) else piece for piece in marked)

    compared = compare_words([Passage("body", marked)], [Passage("body", other)])

    assert len(compared.changes) == 1
    assert not compared.marks
