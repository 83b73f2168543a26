from __future__ import annotations

import pytest

from generator.language.counting import counted, numbered


@pytest.mark.parametrize(
    ("number", "noun", "told"),
    [
        (0, "error", "0 errors"),
        (1, "page", "1 page"),
        (2, "entry", "2 entries"),
        (2, "day", "2 days"),
        (3, "match", "3 matches"),
        (1200, "key point", "1,200 key points"),
    ],
)
def test_things_are_counted_in_the_singular_and_the_plural(number, noun, told):
    assert counted(number, noun) == told


def test_things_are_named_by_their_numbers():
    assert numbered("note", [7]) == "note 7"
    assert numbered("note", [1, 4]) == "notes 1, 4"
