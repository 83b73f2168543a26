"""The headings of a document: their levels, and their depths without a gap."""

from __future__ import annotations

from generator.document import Aside, Block, Box, Document, Heading, Meta, NoteMark, Paragraph, Text
from generator.document.sections import heading_levels

WORDS = (Text("Words"),)
SAID = Paragraph(WORDS)


def levels(*blocks: Block) -> list[tuple[int, int]]:
    found = heading_levels(Document("Brief", "en-GB", Meta(), blocks, ())).values()
    return [(one.level, one.depth) for one in found]


def heading(level: int) -> Heading:
    return Heading(level, WORDS, f"at-{level}")


def test_a_level_that_is_left_out_leaves_no_gap_in_the_depths():
    assert levels(heading(1), heading(3), heading(4), heading(2)) == [
        *((1, 1), (3, 2), (4, 3), (2, 2)),
    ]


def test_the_title_of_a_box_lies_below_the_heading_before_it_and_ends_with_the_box():
    box = Box("caveat", (heading(5),), WORDS)

    assert levels(heading(1), heading(2), box, heading(4)) == [
        *((1, 1), (2, 2), (3, 3), (5, 4), (4, 3)),
    ]


def test_the_label_of_an_aside_is_no_heading_and_one_inside_ends_with_it():
    aside = Aside("glance", (heading(3),), WORDS)

    assert levels(heading(1), aside, heading(4)) == [(1, 1), (3, 2), (4, 2)]


def test_a_heading_without_words_takes_no_level_from_those_behind_it():
    marked = Heading(2, (NoteMark(1, "mark-1"),), "marked")

    assert levels(heading(1), marked, heading(3)) == [(1, 1), (3, 2)]


def test_a_box_without_a_title_may_hold_the_title_of_the_document():
    assert levels(Box("masthead", (heading(1), SAID)), heading(2)) == [(1, 1), (2, 2)]


def test_none_lies_deeper_than_six():
    assert levels(*map(heading, range(1, 9)))[-1] == (8, 6)
