"""Numbers are compared with what they are of: degrees, a year, more than so many."""

from __future__ import annotations

import pytest

from tests.checking import codes, findings

TEXT = (
    "The port took over 212 kilometres of quay. It saves £900,000 a year and has 300 passengers a "
    "day. The water fell to 12 °C. Wheat sold for $412 a tonne, up from $265 a year earlier."
)


@pytest.mark.parametrize(
    ("claim", "expected"),
    [
        ("It took over 221 kilometres of quay", ["C014"]),
        ("It saves £900,000 a month", ["C014"]),
        ("It has 300 passengers a week", ["C014"]),
        ("The water fell to 12 °F", ["C014"]),
        ("It took over more than 200 kilometres of quay", []),
        ("It saves £900,000 per year", []),
        ("It saves £900,000", []),
        ("It has 300 passengers each day", []),
        ("The water fell to 12 degrees", []),
        ("Wheat rose from 265 to 412 dollars a tonne within a year", []),
    ],
)
def test_a_number_is_of_the_same(tmp_path, claim, expected):
    assert codes(findings(tmp_path, f"{claim} [@harbour, ¶1].", texts=(TEXT,))) == expected
