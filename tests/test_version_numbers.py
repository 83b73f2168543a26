"""Versions of briefs are compared by their numbers, old and odd ones too."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.config.version_numbers import is_same_version, is_version, rank

versions = st.lists(st.integers(0, 999_999_999), min_size=1, max_size=4)


def written(numbers: list[int]) -> str:
    return ".".join(map(str, numbers))


@pytest.mark.parametrize(
    ("lower", "higher"),
    [
        ("0.9", "1"),
        ("1.0", "1.0.1"),
        ("1.9", "1.10"),
        ("1.1-rc2", "1.1"),
        ("1.0", "1.1-rc2"),
        ("1.1b", "1.1"),
        ("v1", "2"),
        ("final", "0.1"),
        ("", "0.1"),
    ],
)
def test_a_version_comes_before_another(lower, higher):
    assert rank(lower) < rank(higher)
    assert not is_same_version(lower, higher)


@given(versions, st.integers(0, 3))
def test_noughts_at_the_end_make_no_other_version(numbers, more):
    longer = [*numbers, *[0] * more][:4]

    assert is_version(written(numbers))
    assert is_same_version(written(numbers), written(longer))


@given(versions, versions)
def test_versions_stand_in_the_order_of_their_numbers(one, other):
    padded = [(*numbers, 0, 0, 0)[:4] for numbers in (one, other)]

    assert (rank(written(one)) < rank(written(other))) == (padded[0] < padded[1])


@given(st.text("0123456789.-v rcβ٣\n"))
def test_whatever_an_archive_holds_has_its_rank(text):
    assert rank(text) <= rank(text)
    assert is_same_version(text, text)


@pytest.mark.parametrize(
    "text",
    ["", "v1", "1.", ".1", "1..0", "1.0-rc1", "1,0", "01", "1.01", "1 0", "١", "1\n", "1.2.3.4.5"],
)
def test_what_is_not_numbers_divided_by_stops_is_no_version(text):
    assert not is_version(text)
