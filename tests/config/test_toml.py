"""Files that a person writes: read, decoded, and every fault at its place."""

import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from msgspec import Struct

from generator.config.conversion import conform
from generator.config.files import BRIEF
from generator.config.text import read_text
from generator.config.toml import read_layered_toml, read_toml
from generator.config.toml_faults import fault_of_toml
from generator.diagnostics import BriefError, Position
from generator.diagnostics.codes import BAD_SETTINGS, UNREADABLE_BRIEF
from generator.recall.results import recall_from
from tests.checking import words_at


class Part(Struct, frozen=True):
    weight: float = 0.0


class House(Struct, frozen=True):
    name: str
    part: Part = Part()


def faults(folder, text: str):
    path = folder / "house.toml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BriefError) as raised:
        data, locate = read_toml(path, "house.toml", code=BAD_SETTINGS)
        conform(House, data, locate, code=BAD_SETTINGS)
    return raised.value.diagnostics


@pytest.mark.parametrize(
    ("text", "message", "place"),
    [
        ('nam = "x"\nname = "y"', "unknown key `nam`", "nam"),
        ('name = "x"\n\n[part]\nwight = 1', "unknown key `part.wight`", "wight"),
        (
            'name = "x"\npart.weight = "heavy"',
            "`part.weight` must be a number, not 'heavy'",
            "part",
        ),
        (
            'name = "x"\n[part]\n  "weight" = "heavy"',
            "`part.weight` must be a number, not 'heavy'",
            '"weight"',
        ),
        (
            'name = "x"\npart.weight = 1\nname = "y"',
            "`name` is here twice: it stands at line 1",
            "name",
        ),
        (
            'name = "x"\n[part]\nweight = 1\n[ part ] # again\n',
            "`[part]` is here twice: it begins at line 2",
            "[ part ]",
        ),
        ("part.weight = 1\n[part]", "`[part]` is said above in another way", "[part]"),
    ],
)
def test_a_fault_in_toml_is_said_at_its_key(tmp_path, text, message, place):
    (found, *_) = faults(tmp_path, text)

    assert found.message == message
    assert place == "" or words_at(text, found.span) == place


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ("name = mist", "`mist` is no value", 'write it in straight quotes: name = "mist"'),
        ("name = “mist”", "`“mist”` is no value", 'straight quotes: name = "mist"'),
        ("name = “#7a1f2b” # navy", "`“#7a1f2b”` is no value", 'quotes: name = "#7a1f2b"'),
        ("name = #c8881a # gold", "`#c8881a` is no value", 'name = "#c8881a"'),
        ("name = Yes # so be it", "`Yes` is no value", "write name = true"),
        ("name = [a, b]", "`[a, b]` is no value", "each of its words in quotes"),
        ("name = # later", "`name` has no value", 'write one: name = "…"'),
        ("name = 8,5", "`8,5` is no number", "write it with a point: name = 8.5"),
        ("name = 8.5 pt", "`8.5 pt` is no number", "write it without a unit: name = 8.5"),
        ('name = "a" "b"', '`"b"` stands behind a value', "one value stands on a line"),
        ('name = "a\nb"', "these words have no end", "put a quotation mark behind the words"),
        ('name = "C:\\Users"', "a backslash in words", "for a backslash"),
        ("[part side]", "`[part side]` is no head of a table", "write [part.side]"),
        ("[part.far side]", "`[part.far side]` is no head", "write [part.far-side]"),
        ("[part.büro]", "`[part.büro]` is no head", 'write [part."büro"]'),
        ("name = 210mm", "`210mm` is no number", "write it in points: name = 595.28"),
        ("[part # open", "`[part` is no head of a table", "write [part]"),
        ("name: 9", "`name: 9` says no value", "write name = 9"),
        ("just words", "`just words` says no value", "write `name = value`"),
        ("a = 1\nname = [1,\n2\n", "this list is not closed", "put ] at its end"),
        ("name = { a = 1\n", "these braces are not closed", "put } at its end"),
        ("= 3", "`= 3` says no value", "write `name = value`"),
        ("{# a: note #}", "`{# a: note #}` says no value", "write `name = value`"),
    ],
)
def test_what_is_not_toml_is_told_with_what_to_type(tmp_path, text, message, hint):
    (found,) = faults(tmp_path, text)

    assert found.message.startswith(f"not TOML: {message}")
    assert hint in found.hint


def test_of_several_lists_the_one_that_is_not_closed_is_told_where_it_begins(tmp_path):
    (found,) = faults(tmp_path, "a = [1]\nname = [1,\n2\n")

    assert (found.span.start.line, found.span.start.column) == (2, 1)


@pytest.mark.parametrize(
    "text",
    [
        'name = "x"\n\n# [part]\nweight = 1\n',
        'name = "x"\n\n# [part]  # of it\n# color = "red"\nweight = 1\n',
        'name = "x"\nweight = 2\n# [other]\n# [part]\nweight = 1\n',
    ],
)
def test_a_value_below_a_head_that_is_still_a_comment_is_an_error(tmp_path, text):
    (found,) = faults(tmp_path, text)

    line = text[: text.index("# [part]")].count("\n") + 1
    assert found.message == "`weight` stands below `# [part]`, which is a comment"
    elsewhere = "or move it to the top, if it is of no table"
    assert found.hint == f"take the # away from line {line}, too; {elsewhere}"
    assert words_at(text, found.span) == "weight"


def test_a_value_apart_from_a_head_in_a_comment_is_let_be(tmp_path):
    path = tmp_path / "house.toml"
    path.write_text("# [part]\n# weight = 1\n\nname = 'x'\n# as in [part]\nweight = 1\n")

    assert read_toml(path, "house.toml", code=BAD_SETTINGS)[0] == {"name": "x", "weight": 1}


@settings(max_examples=60, deadline=None)
@given(st.text("ab=[]{}\"'#,. 1\n:\\", max_size=30))
def test_whatever_is_not_toml_is_told_at_a_place_of_it(text):
    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        fault = fault_of_toml(text, error)
        line = text.split("\n")[fault.line - 1]

        assert fault.hint
        assert 1 <= fault.column <= len(line) + 1
        assert fault.column + fault.width <= len(line) + 1


def test_a_missing_key_is_said_of_its_table(tmp_path):
    (found,) = faults(tmp_path, "[part]\nweight = 1\n")

    assert found.message == "`name` is missing"
    assert found.hint == "add `name`"


@pytest.mark.parametrize(
    ("data", "message", "place"),
    [
        ("é\nab".encode("utf-16"), "this file is in UTF-16", Position(1, 1)),
        ("é".encode() + b"\nab\xe9", "not UTF-8 at byte 5", Position(2, 3)),
        (b"\xff", "not UTF-8 at byte 0", Position(1, 1)),
    ],
)
def test_another_encoding_is_refused_with_the_place_of_its_first_byte(
    tmp_path, data, message, place
):
    path = tmp_path / "x.md"
    path.write_bytes(data)

    with pytest.raises(BriefError) as raised:
        read_text(path, "x.md", BRIEF, code=UNREADABLE_BRIEF)

    (found,) = raised.value.diagnostics
    assert (found.message, found.span.start) == (message, place)
    assert found.hint.startswith("save the file as UTF-8")


@pytest.mark.parametrize("begins", [b"PK\x03\x04\xff", b"%PDF-1.7\n\xff", b"\xd0\xcf\x11\xe0"])
def test_a_file_of_another_program_is_no_text_in_another_encoding(tmp_path, begins):
    path = tmp_path / "x.md"
    path.write_bytes(begins)

    with pytest.raises(BriefError) as raised:
        read_text(path, "x.md", BRIEF, code=UNREADABLE_BRIEF)

    (found,) = raised.value.diagnostics
    assert (found.message, found.span.start) == ("this is no text file", Position(1, 1))


def test_line_ends_are_made_plain_and_a_mark_of_order_is_dropped(tmp_path):
    path = tmp_path / "x.md"
    path.write_bytes(b"\xef\xbb\xbfa\r\nb\rc\n")

    assert read_text(path, "x.md", BRIEF, code=UNREADABLE_BRIEF) == "a\nb\nc\n"


# --- layers -----------------------------------------------------------------------------


def laid(folder, own: str, parent: str, *, whole: str = ""):
    """The tables of two files over each other, and what finds the place of a key."""
    for name, text in (("own.toml", own), ("parent.toml", parent)):
        (folder / name).write_text(text, encoding="utf-8")
    files = [(folder / name, name) for name in ("own.toml", "parent.toml")]
    return read_layered_toml(files, code=BAD_SETTINGS, whole=whole)


def test_the_first_file_is_laid_over_the_next_key_by_key(tmp_path):
    own, parent = "[style.body]\nsize = 9\n", '[style.body]\nsize = 10\nfont = "serif"\n'

    data, locate = laid(tmp_path, own, parent)

    assert data == {"style": {"body": {"size": 9, "font": "serif"}}}
    assert locate(("style", "body", "size")).file == "own.toml"
    assert locate(("style", "body", "font")).file == "parent.toml"


def test_what_lies_in_a_table_that_is_kept_whole_comes_from_one_file(tmp_path):
    own = '[fonts.serif]\nregular = "own.ttf"\n'
    parent = '[fonts.serif]\nregular = "a.ttf"\nbold = "b.ttf"\n\n[fonts.sans]\nregular = "c.ttf"\n'

    data, _ = laid(tmp_path, own, parent, whole="fonts")

    assert data["fonts"] == {"serif": {"regular": "own.ttf"}, "sans": {"regular": "c.ttf"}}


# --- read by an earlier run ---------------------------------------------------------------


@pytest.fixture
def kept(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """The folder of results, with tomllib not loaded, as at the start of a program."""
    monkeypatch.delitem(sys.modules, "tomllib")
    recall_from(tmp_path / "kept")
    yield tmp_path / "kept"
    recall_from(None)


def as_a_later_run(path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delitem(sys.modules, "tomllib", raising=False)
    return read_toml(path, f"{path.name} read later", code=BAD_SETTINGS)


def test_what_an_earlier_run_read_is_taken_with_the_places_of_today(tmp_path, kept, monkeypatch):
    path = tmp_path / "harbour.toml"
    path.write_text('[tides]\nhigh = 4.5\nnames = ["spring", "neap"]\n', encoding="utf-8")
    read, _ = read_toml(path, path.name, code=BAD_SETTINGS)

    again, locate = as_a_later_run(path, monkeypatch)

    assert "tomllib" not in sys.modules
    assert again == read == {"tides": {"high": 4.5, "names": ["spring", "neap"]}}
    place = locate(("tides", "high"))
    assert (place.file, place.start) == ("harbour.toml read later", Position(2, 1))


def test_a_changed_file_is_read_anew(tmp_path, kept, monkeypatch):
    path = tmp_path / "harbour.toml"
    path.write_text("tides = 4", encoding="utf-8")
    read_toml(path, path.name, code=BAD_SETTINGS)
    path.write_text("tides = 5", encoding="utf-8")

    assert as_a_later_run(path, monkeypatch)[0] == {"tides": 5}


def test_a_file_with_a_day_is_read_anew_since_a_day_would_come_back_as_words(
    tmp_path, kept, monkeypatch
):
    path = tmp_path / "harbour.toml"
    path.write_text("opened = 2019-05-04", encoding="utf-8")
    read, _ = read_toml(path, path.name, code=BAD_SETTINGS)

    assert as_a_later_run(path, monkeypatch)[0] == read
    assert not kept.exists()


def test_a_fault_is_told_by_each_run(tmp_path, kept, monkeypatch):
    path = tmp_path / "harbour.toml"
    path.write_text("tides =", encoding="utf-8")
    for _ in range(2):
        with pytest.raises(BriefError):
            as_a_later_run(path, monkeypatch)
