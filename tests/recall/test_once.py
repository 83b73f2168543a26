"""What a run makes once of a thing that it meets again."""

from __future__ import annotations

from generator.recall.once import once_each


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
