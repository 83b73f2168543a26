from __future__ import annotations

import pytest

from generator.diagnostics import Span
from generator.document import Block, Box, Emphasis, Heading, Paragraph, Strong, Text
from generator.document.sections import section_numbers


def heading(level: int) -> Heading:
    return Heading(level, (Text("words"),), "")


@pytest.mark.parametrize(
    ("levels", "numbers"),
    [
        ((1, 2, 2), ["", "1", "2"]),
        ((1, 2, 3, 3, 2, 3), ["", "1", "1.1", "1.2", "2", "2.1"]),
        ((2, 3, 4, 4, 3, 4), ["1", "1.1", "1.1.1", "1.1.2", "1.2", "1.2.1"]),
        ((2, 4, 3, 6), ["1", "1.1.1", "1.2", "1.2.1"]),
    ],
)
def test_a_section_counts_within_the_one_that_it_is_in(levels, numbers):
    assert list(section_numbers(tuple(map(heading, levels)))) == numbers


def test_only_what_opens_a_section_is_numbered():
    blocks: tuple[Block, ...] = (
        heading(2),
        Paragraph((Text("words"),)),
        Box("plain", (heading(2),)),
        heading(2),
    )

    assert list(section_numbers(blocks)) == ["1", "", "", "2"]


WORDS = (Text("words"),)
HERE, THERE = Span.at("a.md", 1), Span.at("b.md", 2)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        (Paragraph(WORDS, span=HERE), Paragraph(WORDS, span=THERE), True),
        (Paragraph((Text("words", span=HERE),)), Paragraph((Text("words", span=THERE),)), True),
        (Paragraph(WORDS), Paragraph((Text("other words"),)), False),
        (Emphasis(WORDS), Strong(WORDS), False),
    ],
)
def test_two_nodes_are_the_same_where_their_kind_and_words_are_wherever_they_stand(
    one, other, same
):
    assert (one == other) is same
    assert (one != other) is not same
    assert (hash(one) == hash(other)) is same


def test_an_unnumbered_heading_and_those_below_it_count_for_nothing():
    annex = Heading(2, (Text("x"),), "annex", numbered=False)
    blocks = (heading(2), annex, heading(3), heading(2), heading(3))

    assert list(section_numbers(blocks)) == ["1", "", "", "2", "2.1"]
