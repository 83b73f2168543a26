"""The head of a brief: what holds, what does not, and where."""

from __future__ import annotations

import datetime

import pytest

from generator.briefs.front import Author, read_front, split_front
from generator.diagnostics import BriefError
from tests.checking import words_at

SOUND = "title: The harbour\ndate: 2026-11-22\n"


def faults(text: str):
    text = "\n" + text
    try:
        return text, read_front(text, "x.md")[2]
    except BriefError as error:
        return text, error.diagnostics


def test_values_stay_as_they_are_written():
    front, _, found = read_front(
        "title: 'No: 1'\ndate: 2026-11-22\nversion: 1.10\nlang: no\n"
        "author: [{name: 'Quay, N.', role: Desk}]\nseeds:\n- a\n- b",
        "x.md",
    )

    assert not found
    assert (front.title, front.version, front.lang) == ("No: 1", "1.10", "no")
    assert front.date == datetime.date(2026, 11, 22)
    assert front.author == (Author("Quay, N.", "Desk"),)
    assert front.seeds == ("a", "b")


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        (SOUND + "titel: x", "unknown key `titel`", "titel"),
        (SOUND + "titre😀: x", "unknown key `titre😀`", "titre😀"),
        ("title: x\ndate: soon", "`date` must be a date, not 'soon'", "soon"),
        ("title: x\ndate: 2026-02-30", "`date` must be a date, not '2026-02-30'", "2026-02-30"),
        ("date: 2026-11-22", "`title` is missing", "d"),
        ("title:\ndate: 2026-11-22", "`title` is missing", "title"),
        ("title: '  '\ndate: 2026-11-22", "`title` is empty", "'  '"),
        (SOUND + "seeds: a", "`seeds` must be a list, not 'a'", "a"),
        (SOUND + "author: N. Quay", "`author` must be a list, not 'N. Quay'", "N. Quay"),
        (SOUND + "author: [{role: x}]", "`author.0.name` is missing", "{"),
        (
            SOUND + "lang: old English",
            "`lang` must be a language tag, not “old English”",
            "old English",
        ),
        (
            SOUND + 'version: "1.1-rc2"',
            "`version` must be a version number, not “1.1-rc2”",
            '"1.1-rc2"',
        ),
        (SOUND + "version: v1", "`version` must be a version number, not “v1”", "v1"),
        (SOUND + "title: y", "`title` is here twice", "title"),
        (
            SOUND + "author: [{name: Quay, Desk}]",
            "`Desk` is read as a key of its own",
            "Desk",
        ),
        (SOUND + "topics: &t [*t]", "a reference to another value is not read", "*t"),
        (SOUND + 'series: "a\\x07b"', "the character U+0007 cannot be printed", '"a\\x07b"'),
        (SOUND + "? [a]\n: b", "this cannot be a key", "["),
        (SOUND + "a: " + "[" * 99, "too many brackets inside one another", "["),
        ("- a", "the front matter has no keys", "-"),
    ],
)
def test_a_fault_is_said_at_its_place(text, message, place):
    text, found = faults(text)

    assert message in [f.message for f in found]
    span = next(f.span for f in found if f.message == message)
    assert words_at(text, span) == place or (span.start == span.end and text[1] == place)


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("title: a: b", 'write title: "a: b"'),
        ('title: "a', 'write title: "a"'),
        ("seeds: [a", "close it with ]"),
        ("title: x\n\tdate: y", "indent with blanks, not tabs"),
        ("title: @x", 'write title: "@x"'),
        ("title: \x07", "remove the character that cannot be seen"),
        ("title: *x", "write it out"),
    ],
)
def test_what_is_no_yaml_is_said_with_the_usual_cure(text, hint):
    _, (found,) = faults(text)

    assert found.message.startswith("not YAML: ") or found.message.startswith("a reference")
    assert found.hint == hint


@pytest.mark.parametrize(
    ("author", "hint"),
    [
        ("Ann Quay", 'write [{ name: "Ann Quay" }]'),
        ("Ann Quay, Bo Ek", 'write [{ name: "Ann Quay" }, { name: "Bo Ek" }]'),
        ("[Ann Quay]", 'write { name: "Ann Quay" }'),
    ],
)
def test_an_author_written_as_a_name_is_shown_as_it_is_to_be_typed(author, hint):
    _, (found,) = faults(f"{SOUND}author: {author}")

    assert found.hint == hint
    assert not faults(f"{SOUND}author: [{hint.removeprefix('write ').strip('[]')}]")[1]


def test_all_faults_are_found_in_one_run():
    _, found = faults("title:\ndate: no\nseeds: x\nfoo: 1")

    assert [f.message for f in found] == [
        "unknown key `foo`",
        "`title` is missing",
        "`date` must be a date, not 'no'",
        "`seeds` must be a list, not 'x'",
    ]


def test_a_wrong_type_hides_no_other_fault():
    front, _, found = read_front("title: x\ndate: no\nlang: english\nversion: v1", "x.md")

    assert [f.message for f in found] == [
        "`date` must be a date, not 'no'",
        "`lang` must be a language tag, not “english”",
        "`version` must be a version number, not “v1”",
    ]
    assert front.lang == ""  # nothing else tells of a language that there is not


def test_what_holds_is_kept_beside_what_does_not():
    front, _, found = read_front("title: x\ndate: no\nseeds: [a]", "x.md")

    assert found
    assert (front.title, front.seeds) == ("x", ("a",))


@pytest.mark.parametrize("brackets", ["[", "{", "- ", "? ", "a: {", "&a [*a, "])
def test_no_row_of_brackets_breaks_the_reader(brackets):
    _, found = faults(brackets * 50_000)

    assert found


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("Title\n", "this brief has no front matter"),
        ("", "this brief has no front matter"),
        ("---\ntitle: x\n", "the front matter is never closed"),
        (" ---\ntitle: x\n---\n", "this brief has no front matter"),
    ],
)
def test_a_head_that_is_missing_or_open_is_said(text, message):
    with pytest.raises(BriefError) as raised:
        split_front(text, "x.md")

    assert raised.value.diagnostics[0].message == message


@pytest.mark.parametrize(
    ("text", "line"),
    [("\n---\ntitle: x\n---\n", 2), ("----\ntitle: x\n----\n", 1), ("—\ntitle: x\n—\n", 1)],
)
def test_dashes_that_do_not_open_the_head_are_shown(text, line):
    with pytest.raises(BriefError) as raised:
        split_front(text, "x.md")

    (told,) = raised.value.diagnostics
    assert (told.span.start.line, "three hyphens" in told.hint) == (line, True)


def test_the_body_keeps_its_lines():
    front, body = split_front("---\ntitle: x\n---\nBody", "x.md")

    assert front.split("\n")[1] == "title: x"
    assert body.split("\n")[3] == "Body"
