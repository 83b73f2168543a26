"""A brief beside a large library is read in a moment: what its words may name is looked up."""

from __future__ import annotations

import pytest
from msgspec.structs import replace

from generator.briefs.meant import NOTHING_CITABLE
from generator.briefs.signs import signs_in

pytestmark = pytest.mark.slow

LIBRARY = replace(NOTHING_CITABLE, records=frozenset(f"Smith_{number}" for number in range(20_000)))


def test_names_are_looked_up_among_tens_of_thousands():
    assert {LIBRARY.called(f"smith {number}") for number in range(300)} == {
        (f"Smith_{number}",) for number in range(300)
    }
    assert [LIBRARY.called(f"nobody{number}") for number in range(300)] == [()] * 300
    assert LIBRARY.key_of("smith-7") == "Smith_7"


def test_thousands_of_signs_of_one_kind_are_found_in_one_text():
    words = "[see R1 and ¶2] " + "R4 " * 20_000

    found = list(signs_in(words, NOTHING_CITABLE, in_bracket=False))

    assert [sign[0] for sign in found[:2]] == ["R1", "¶"]
    assert len(found) == 20_002
