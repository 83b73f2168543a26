"""What a run makes once of a thing that it meets again."""

from __future__ import annotations

from typing import Any

from msgspec import Struct, field

from generator.recall.once import once_each, remembered


def _copied(table: dict[str, int]) -> dict[str, int]:
    return dict(table)


def test_what_is_made_of_a_thing_is_made_once() -> None:
    copied, one = once_each(2)(_copied), {"size": 1}
    assert copied(one) is copied(one)


def test_an_equal_thing_is_another_one() -> None:
    copied = once_each(2)(_copied)
    assert copied({"size": 1}) is not copied({"size": 1})


def test_no_more_than_the_last_few_are_kept() -> None:
    copied = once_each(2)(_copied)
    first, second, third = ({"size": size} for size in range(3))
    of_first, of_second = copied(first), copied(second)
    copied(third)
    assert copied(second) is of_second
    assert copied(first) is not of_first


class Text(Struct, eq=False):
    words: str
    found: dict[Any, dict[Any, Any]] = field(default_factory=dict)


@remembered
def _places(text: Text, word: str) -> list[int]:
    return [place for place, one in enumerate(text.words.split()) if one == word]


@remembered
def _words(text: Text) -> list[str]:
    return text.words.split()


def test_what_is_asked_of_a_thing_again_is_not_looked_for_again() -> None:
    text = Text("the mill and the lock")
    assert _places(text, "the") == [0, 3]
    assert _places(text, "the") is _places(text, "the")


def test_each_question_has_an_answer_of_its_own() -> None:
    text = Text("the mill and the lock")
    assert (_places(text, "mill"), _places(text, "lock"), _words(text)[1]) == ([1], [4], "mill")


def test_another_thing_is_asked_anew() -> None:
    one, other = Text("the mill"), Text("the mill")
    assert _words(one) == _words(other)
    assert _words(one) is not _words(other)
