from __future__ import annotations

import re
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.archive.inventory import urn

# RFC 8141, section 2: assigned-name, without its parts for resolvers.
_PCHAR = r"(?:[A-Za-z0-9._~!$&'()*+,;=:@-]|%[0-9A-F]{2})"
_URN = re.compile(rf"urn:[a-z0-9][a-z0-9-]{{0,30}}[a-z0-9]:{_PCHAR}(?:{_PCHAR}|/)*")


@pytest.mark.parametrize(
    ("names", "expected"),
    [
        (("Policy Brief Desk", "PB-2026-01"), "urn:policy-brief:policy-brief-desk:pb-2026-01"),
        (("Büro", "PB-ö-1"), "urn:policy-brief:b%C3%BCro:pb-%C3%B6-1"),
        (("外交部", "1"), "urn:policy-brief:%E5%A4%96%E4%BA%A4%E9%83%A8:1"),
        (("§§", "!"), "urn:policy-brief:%C2%A7%C2%A7:%21"),
    ],
)
def test_what_a_urn_may_not_hold_is_percent_encoded(names, expected):
    assert urn(*names) == expected


@given(st.lists(st.text(min_size=1), min_size=1, max_size=2))
def test_every_id_is_a_urn_and_the_same_however_its_letters_were_typed(names):
    assert _URN.fullmatch(urn(*names))
    assert urn(*(unicodedata.normalize("NFD", name) for name in names)) == urn(*names)
