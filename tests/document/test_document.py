from __future__ import annotations

import pytest

from generator.document import Block, Box, Heading, Paragraph, Text
from generator.document.walking import section_numbers


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
