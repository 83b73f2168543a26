"""Lists inside lists, and headings below headings: each level can be told from the others."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from generator.document import Block, BulletList, NumberedList, Paragraph, Text
from generator.typesetting import typeset
from generator.typesetting.labels import numbered_labels
from tests.typesetting.reading import document, elements, line_words, page_lines
from tests.typesetting.sample import sample_theme

LOOKS = {name: sample_theme(name) for name in ("policy-brief", "in-focus", "memo")}
LOOK = LOOKS["policy-brief"]


def nested(kinds: str) -> Block:
    """Lists inside each other, `b` of bullets and `n` of numbers, with two items each."""
    kind = {"b": BulletList, "n": NumberedList}[kinds[0]]
    inner = (nested(kinds[1:]),) if kinds[1:] else ()
    return kind(((Paragraph((Text("item"),)), *inner), (Paragraph((Text("more"),)),)))


def labels_of(kinds: str, theme=LOOK) -> list[str]:
    """The bullets and numbers of the first item of each list, from the outermost."""
    pages = typeset(document(nested(kinds)), theme)
    lines = page_lines(pages.pages[0])
    return [label for label, words in pairwise(lines) if words == "item"]


@pytest.mark.parametrize(
    ("kinds", "labels"),
    [
        ("bbbb", ["•", "–", "▪", "•"]),
        ("nnnn", ["1.", "a.", "i.", "1."]),
        ("bnbn", ["•", "1.", "▪", "a."]),
        ("bbnn", ["•", "–", "1.", "a."]),
        ("nbbn", ["1.", "–", "▪", "a."]),
    ],
)
def test_bullets_count_all_lists_and_numbers_those_that_are_numbered(kinds, labels):
    assert labels_of(kinds) == labels


def test_a_theme_says_the_bullets_and_numbers_of_each_level():
    lists = replace(LOOK.lists, bullet=("*",), numerals=("upper-roman", "upper-letter"))

    theme = replace(LOOK, lists=lists)

    assert labels_of("bb", theme) == ["*", "*"]
    assert labels_of("nnn", theme) == ["I.", "A.", "I."]


def test_numbers_that_have_a_look_of_their_own_have_no_stop():
    points = NumberedList(((Paragraph((Text("item"),)),),), role="key-point")

    assert page_lines(typeset(document(points), LOOK).pages[0]) == ["1", "item"]


def test_lists_are_tagged_by_how_they_are_numbered():
    pages = typeset(document(nested("nnnbbb")), LOOK)

    tagged = [element.numbering for element in elements(pages.structure, "L")]
    assert tagged == ["Decimal", "LowerAlpha", "LowerRoman", "Disc", "Disc", "Square"]


@pytest.mark.parametrize(
    ("numeral", "start", "labels"),
    [
        ("lower-letter", 25, ["y", "z", "aa", "bb"]),
        ("upper-letter", 1, ["A", "B", "C", "D"]),
        ("lower-roman", 3, ["iii", "iv", "v", "vi"]),
        ("upper-roman", 1998, ["MCMXCVIII", "MCMXCIX", "MM", "MMI"]),
        ("lower-letter", 0, ["0", "a", "b", "c"]),
        ("decimal", 9, ["9", "10", "11", "12"]),
    ],
)
def test_numbers_are_written_as_word_writes_them(numeral, start, labels):
    assert [*numbered_labels(start, 4, numeral, "")] == labels


@given(st.integers(1, 3999))
def test_roman_numbers_add_up(number):
    (label,) = numbered_labels(number, 1, "lower-roman", "")
    values = [dict(zip("ivxlcdm", (1, 5, 10, 50, 100, 500, 1000), strict=True))[it] for it in label]

    signs = (-a if a < b else a for a, b in pairwise([*values, 0]))
    assert sum(signs) == number


@pytest.mark.parametrize("look", LOOKS)
def test_nine_levels_leave_room_for_words_in_each_look(look):
    theme = LOOKS[look]

    [page] = typeset(document(nested("b" * 9)), theme).pages

    starts = {round(placed.x) for placed in page.lines if line_words(placed.line) == "item"}
    assert len(starts) == 9
    assert page.lines[0].x + 9 * theme.lists.indent == pytest.approx(max(starts), abs=1)


@pytest.mark.parametrize("look", LOOKS)
def test_headings_of_each_level_can_be_told_apart_in_each_look(look):
    theme = LOOKS[look]

    shown = [theme.style(f"heading{level}") for level in (2, 3, 4)]
    looks = {(one.size, one.bold, one.italic, one.caps, one.color) for one in shown}
    assert len(looks) == 3
    assert all(above.size > below.size for above, below in pairwise(shown))
    body = theme.style("body")
    assert all((one.font, one.bold) != (body.font, body.bold) for one in shown)
