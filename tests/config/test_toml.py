"""Files that a person writes: read, decoded, and every fault at its place."""

from __future__ import annotations

import pytest
from msgspec import Struct

from generator.config.conversion import conform
from generator.config.files import BRIEF
from generator.config.text import read_text
from generator.config.toml import read_layered_toml, read_toml
from generator.diagnostics import BriefError, Position
from generator.diagnostics.codes import BAD_SETTINGS, UNREADABLE_BRIEF
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
        ("name = x", "not TOML: invalid value", ""),
        ('name = "x"\nname = "y"', "not TOML: cannot overwrite a value", ""),
    ],
)
def test_a_fault_in_toml_is_said_at_its_key(tmp_path, text, message, place):
    (found, *_) = faults(tmp_path, text)

    assert found.message == message
    assert place == "" or words_at(text, found.span) == place


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
