"""What was said of a place in an edited file is shown where that place is in the next one."""

from __future__ import annotations

import pytest

from generator.diagnostics import Span
from generator.document import Document, Emphasis, Heading, Meta, NoteMark, Paragraph, Text
from generator.incoming.file import (
    IncomingComment,
    IncomingFile,
    IncomingParagraph,
    IncomingRun,
)
from generator.merging.whereabouts import whereabouts


def text(words: str, line: int, column: int = 1) -> Text:
    return Text(words, span=Span.at("x.md", line, column, len(words)))


BASIN = "The basin is seven metres deep at low water."
DREDGER = "A second dredger was hired in 2021, and nobody asked why."
DOCUMENT = Document(
    "Port",
    "en",
    Meta(),
    (
        Heading(2, (text("Depth", 3),), "depth"),
        Paragraph((text(BASIN, 5),)),
        Paragraph(
            (
                text("A second ", 7),
                Emphasis((text("dredger", 7, 11),)),
                NoteMark(1, "mark-1"),
                text(" was hired in 2021, and nobody asked why.", 7, 20),
            )
        ),
        Paragraph((Text("Never written by the author."),)),
    ),
)


def handed(*paragraphs: str) -> IncomingFile:
    runs = (IncomingParagraph((IncomingRun(words),)) for words in paragraphs)
    return IncomingFile("Word file", tuple(runs))


def line_of(file: IncomingFile, paragraph: int) -> int | None:
    place = whereabouts(file, DOCUMENT).end_of(paragraph)
    return place.start.line if place else None


@pytest.mark.parametrize(
    ("paragraphs", "lines"),
    [
        (("Depth", BASIN, DREDGER), [3, 5, 7]),
        (("Depth", BASIN.replace("seven", "six"), DREDGER), [3, 5, 7]),
        (("Depth", BASIN, "A picture of the basin", DREDGER), [3, 5, 5, 7]),
        (("A word before all", "Depth", DREDGER), [None, 3, 7]),
        (("Depth", DREDGER, BASIN), [3, 7, 7]),
    ],
)
def test_a_paragraph_is_where_it_says_the_same_or_behind_the_one_before_it(paragraphs, lines):
    file = handed(*paragraphs)

    assert [line_of(file, place) for place in range(len(paragraphs))] == lines


@pytest.mark.parametrize(("offset", "column"), [(4, 1), (14, 11), (30, 20), (99, 20)])
def test_a_comment_stands_behind_the_words_that_it_is_on(offset, column):
    file = handed("Depth", DREDGER)
    comment = IncomingComment("Bo", "Why?", 1, offset)

    assert whereabouts(file, DOCUMENT).of(comment).start.column == column


def test_a_comment_that_stands_nowhere_has_no_place():
    file = handed("Depth")

    assert whereabouts(file, DOCUMENT).of(IncomingComment("Bo", "Why?", -1, 0)) is None
