"""YAML is read as words, each with its place, and nothing in it is lost without a word."""

from __future__ import annotations

import pytest

from generator.config.conversion import KEY
from generator.config.yaml import read_yaml
from generator.diagnostics import BriefError
from generator.diagnostics.codes import BAD_FRONT_MATTER


def read(text: str):
    return read_yaml(text, "x.md", code=BAD_FRONT_MATTER)


def faults(text: str) -> list[tuple[str, int, int]]:
    with pytest.raises(BriefError) as raised:
        read(text)
    return [
        (found.message, found.span.start.line, found.span.start.column)
        for found in raised.value.diagnostics
    ]


def test_every_scalar_stays_as_it_is_written():
    data, _ = read("a: 1.10\nb: no\nc: 2026-11-22\nd: [~, 'x', 007]\n")

    assert data == {"a": "1.10", "b": "no", "c": "2026-11-22", "d": ["~", "x", "007"]}


def test_nothing_is_an_empty_table():
    assert read("")[0] == {}
    assert read("# a comment\n")[0] == {}


def test_a_value_and_its_key_have_their_places():
    _, locate = read("title: A\nauthor:\n  - name: B\n")

    value, key = locate(("author", 0, "name")), locate(("author", 0, "name", KEY))

    assert (value.start.line, value.start.column) == (3, 11)
    assert (key.start.line, key.start.column) == (3, 5)
    assert locate(("author", 0, "role")).start.line == 3  # what is not there: where it would be


def test_a_key_without_a_value_is_left_out_and_still_has_a_place():
    data, locate = read("title: A\nsubtitle:\n")

    assert data == {"title": "A"}
    assert locate(("subtitle",)).start.line == 2


def test_an_empty_text_in_quotes_is_a_value():
    assert read("title: ''\n")[0] == {"title": ""}


def test_a_key_that_stands_twice_is_told_at_the_second():
    assert faults("title: A\ntitle: B\n") == [("`title` is here twice", 2, 1)]


def test_a_key_that_a_comma_made_is_told():
    ((message, line, _),) = faults("author: {name: Smith, Jane}\n")

    assert (message, line) == ("`Jane` is read as a key of its own", 1)


def test_a_reference_to_another_value_is_not_followed():
    ((message, line, _), *_) = faults("a: &x 1\nb: *x\n")

    assert (message, line) == ("a reference to another value is not read", 2)


@pytest.mark.parametrize(("letter", "name"), [(r"\x07", "U+0007"), (r"\x85", "U+0085")])
def test_a_character_that_cannot_be_printed_is_told(letter, name):
    assert faults(f'a: "x{letter}"\n') == [(f"the character {name} cannot be printed", 1, 4)]


@pytest.mark.parametrize("letter", [r"\n", r"\t", "é", "~"])
def test_a_character_that_can_be_printed_is_taken(letter):
    assert read(f'a: "x{letter}y"\n')[0]["a"].startswith("x")


@pytest.mark.parametrize(
    ("text", "place", "message", "hint"),
    [
        ("title: A: B\n", (1, 8), "this value has a colon", 'write title: "A: B"'),
        ('title: "A\ndate: "B"\n', (1, 8), "mark is not closed", 'write title: "A"'),
        ("title: 'A\ndate: B\n", (1, 8), "mark is not closed", 'write title: "A"'),
        ("title: 'A's'\n", (1, 8), "marks stand inside the value", 'write title: "A\'s"'),
        ('title: "A "b" c"\n', (1, 8), "marks stand inside the value", "write title: 'A \"b\" c'"),
        ('title: "A "b" c\'s"\n', (1, 8), "marks stand inside", 'write title: "A \\"b\\" c\'s"'),
        ('title: "A",\n', (1, 8), "marks stand inside the value", 'write title: "A"'),
        ('title: "C:\\Users"\n', (1, 13), "a backslash in double quotes", "\\\\ for a backslash"),
        ("title: A\n\tdate: B\n", (2, 1), "a tab stands before this line", "blanks, not tabs"),
        ("title: A\n  date: B\n", (2, 3), "this line is further in", "where that line begins"),
        ("title: A\ndate B\nlang: C\n", (2, 1), "this line has no key", "write `key: value`"),
        ('title: A\nnumber:"B"\nlang: C\n', (2, 1), "a blank is missing", 'write number: "B"'),
        ("title: “A: B”\n", (1, 8), "this value has a colon", 'write title: "A: B"'),
        ("title: @A\n", (1, 8), "the sign @ means something else", 'write title: "@A"'),
        ("title: [A] B\n", (1, 8), "the sign [ means something else", 'write title: "[A] B"'),
        ("seeds: [A\ndate: B\n", (1, 8), "this list is not closed", "close it with ]"),
        ("seeds: [A,, B]\n", (1, 11), "a comma in these brackets has nothing", "take it away"),
        ("a:\n- b: 1\n c: 2\n", (3, 2), "this line begins where no other does", "where its like"),
    ],
)
def test_what_is_not_yaml_is_told_at_its_place_with_what_to_write(text, place, message, hint):
    with pytest.raises(BriefError) as raised:
        read(text)
    (found,) = raised.value.diagnostics

    assert found.message.startswith("not YAML: ")
    assert message in found.message
    assert hint in found.hint
    assert (found.span.start.line, found.span.start.column) == place


def test_a_row_of_brackets_is_refused_before_the_stack_ends():
    ((message, _, _),) = faults("a: " + "[" * 500 + "]" * 500 + "\n")

    assert message == "too many brackets inside one another"


@pytest.mark.slow
def test_a_file_of_more_values_than_anybody_writes_is_refused_before_all_are_read():
    ((message, _, _),) = faults("".join(f"R{number}: x\n" for number in range(60_001)))

    assert message == "more than 60,000 values are in this file"
