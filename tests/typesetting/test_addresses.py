"""Addresses at the ends of lines, as the Chicago Manual of Style breaks them (17th ed., 14.18)."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.document import CodeSpan, Link, Text
from generator.typesetting.opportunities import address_opportunities
from tests.conftest import examples
from tests.typesetting.reading import line_words
from tests.typesetting.test_lines import BODY, set_lines

WORDS = ("grain", "export", "international", "proceedings", "administration", "organisation", "x")
PARTS = st.sampled_from(WORDS)
MARKS = st.sampled_from("/.,-_?#%~;+=&")
SCHEMES = st.sampled_from(("https://", "http://", "www.", ""))
BEFORE, EITHER = "/.,-_?#%~;+", "=&"


@st.composite
def addresses(draw) -> str:
    host = ".".join([*draw(st.lists(PARTS, min_size=1, max_size=3)), "org"])
    rest = draw(st.lists(st.tuples(MARKS, PARTS), max_size=12))
    return f"{draw(SCHEMES)}{host}/{''.join(mark + part for mark, part in rest)}"


@pytest.mark.parametrize(
    ("address", "parts"),
    [
        ("https://example.org/ab/cd", "https://|example|.org|/ab|/cd"),
        ("www.example.org/a_b?key=value&other=2", "www|.example|.org|/a|_b|?key|=|value|&|other=2"),
        ("desk@example.org", "desk|@example.org"),
        ("the.desk.for.policy-briefs@example.org", "the|.desk|.for|.policy|-briefs|@example.org"),
        ("https://example.org:8080/x%20y", "https://|example|.org:|8080|/x|%20y"),
        ("https://example.org/.", "https://|example|.org/."),
        ("https://example.org/abc.”,", "https://|example|.org|/abc.”,"),
        ("https://example.org/abc/?key=one", "https://|example|.org|/abc|/?key|=|one"),
        ("https://example.org/abc/-_def", "https://|example|.org|/abc|/-_def"),
    ],
)
def test_an_address_breaks_where_the_chicago_manual_breaks_it(address, parts):
    assert "|".join(address_opportunities(address)) == parts


@pytest.mark.slow
@settings(max_examples=examples(2000), deadline=None)
@given(addresses(), st.integers(0, 30), st.integers(90, 360), st.booleans())
def test_no_address_ends_a_line_with_a_hyphen_of_its_own_or_inside_a_word(
    address, before, measure, linked
):
    lead = "so " * before
    shown = Link((Text(address),), f"https://{address}") if linked else Text(address)
    lines = set_lines((Text(lead), shown), measure, BODY)

    set_words = [line_words(line) for line in lines]
    assert "".join(set_words) == lead + address
    for one, following in pairwise(set_words):
        if not one.endswith(" "):
            assert following[0] in BEFORE + EITHER or one.endswith(("//", ":", "=", "&"))


def test_a_soft_hyphen_of_the_author_is_no_part_of_an_address():
    address = "https://example.org/inter\u00adnational/proceed\u00adings"

    lines = [line_words(line) for line in set_lines(address, 70, BODY)]

    assert "".join(lines) == address.replace("\u00ad", "")
    assert len(lines) > 1


def test_a_word_of_a_link_is_divided_as_any_other():
    target = "https://example.org/internationalisation-of-proceedings"
    link = Link((Text("the internationalisation"),), target)

    lines = set_lines((link,), 70, BODY)

    assert any(line_words(line).endswith("\u00ad") for line in lines)


@pytest.mark.slow
@settings(max_examples=examples(2000), deadline=None)
@given(addresses(), st.integers(90, 360))
def test_code_has_no_foreign_hyphen_and_short_code_no_line_end_at_all(address, measure):
    lines = [line_words(line) for line in set_lines((CodeSpan((Text(address),)),), measure, BODY)]

    assert "".join(lines) == address


@pytest.mark.parametrize("code", ["brief-build", "--length=page", "internationalisation"])
def test_short_code_stays_in_one_piece(code):
    lines = set_lines((Text("so " * 9), CodeSpan((Text(code),)), Text(" and on")), 150, BODY)

    assert sum(code in line_words(line) for line in lines) == 1


def test_long_code_breaks_as_an_address_does():
    lines = set_lines((CodeSpan((Text("templates/policy-brief/theme.toml"),)),), 110, BODY)

    assert [line_words(line) for line in lines] == ["templates/policy", "-brief/theme.toml"]
