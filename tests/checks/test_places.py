"""What is said of the places in records that a brief cites."""

from __future__ import annotations

import pytest

from tests.checking import findings


@pytest.mark.parametrize(
    ("place", "message", "hint"),
    [
        ("pp. 9-3", "the range 9-3 runs backward", "write pp. 3-9"),
        ("pp. 123-8", "the range 123-8 runs backward", "write pp. 123-128"),
        ("§§ 3.10-3.9", "the range 3.10-3.9 runs backward", "write §§ 3.9-3.10"),
        ("at 1:30-1:05", "the range 1:30-1:05 runs backward", "write at 1:05-1:30"),
    ],
)
def test_a_range_of_places_that_runs_backward_is_an_error(tmp_path, place, message, hint):
    (found,) = findings(tmp_path, f"It is in the log [@R1, {place}].")

    assert (found.code, found.message, found.hint) == ("C003", message, hint)


@pytest.mark.parametrize(
    "place", ["pp. 3-9", "pp. iv-xi", "pp. iv-3", "§§ 3.9-3.10", "at 59:10-1:01:00", "Arts. 5(2)-7"]
)
def test_a_range_that_rises_or_that_only_people_can_rank_is_none(tmp_path, place):
    assert findings(tmp_path, f"It is in the log [@R1, {place}].") == []
