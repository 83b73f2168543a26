"""Which characters a font has, read from its file; and what is no font."""

from __future__ import annotations

import struct
from contextlib import nullcontext
from pathlib import Path

import pytest
import uharfbuzz
from fontTools.ttLib import TTFont
from hypothesis import given, settings
from hypothesis import strategies as st

from generator.theme.font_files import (
    DamagedFontError,
    OtherOutlinesError,
    characters_of_font,
    check_font,
    line_height_of_font,
)
from tests.archive.workspaces import brief, copy_workspace
from tests.conftest import examples

FONTS = sorted((Path(__file__).parents[2] / "templates/fonts").glob("*.ttf"))
SERIF = next(path for path in FONTS if path.name == "SourceSerif4-Regular.ttf")


@pytest.mark.slow
@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_font_has_the_characters_that_the_shaper_finds_in_it(path):
    by_the_shaper = set(uharfbuzz.Face(uharfbuzz.Blob(path.read_bytes())).unicodes)

    own = characters_of_font(path)

    assert {code for code in range(0x110000) if own.has(chr(code))} == by_the_shaper


def test_characters_whose_glyphs_are_listed_one_by_one_are_found(tmp_path):
    font = TTFont(SERIF)
    [table] = [one for one in font["cmap"].tables if one.format == 4][:1]
    table.cmap = dict(zip(b"bdefgh", "zyxwvu", strict=True)) | {ord("c"): ".notdef"}
    font["cmap"].tables = [table]
    font.save(tmp_path / "a.ttf")

    own = characters_of_font(tmp_path / "a.ttf")

    assert [chr(code) for code in range(0x80) if own.has(chr(code))] == list("bdefgh")


@pytest.mark.parametrize("path", FONTS, ids=lambda path: path.stem)
def test_a_line_of_a_font_is_as_high_as_the_greatest_of_its_measures(path):
    font = TTFont(path)
    head, windows = font["hhea"], font["OS/2"]
    measures = (
        head.ascent - head.descent + head.lineGap,
        windows.sTypoAscender - windows.sTypoDescender + windows.sTypoLineGap,
        windows.usWinAscent + windows.usWinDescent,
    )

    assert line_height_of_font(path) == max(measures) / font["head"].unitsPerEm


def damaged(name: str) -> bytes:
    data = SERIF.read_bytes()
    entry = next(p for p in range(12, 1000, 16) if data[p : p + 4] == b"OS/2")
    match name:
        case "empty":
            return b""
        case "words":
            return b"This is no font.\n" * 100
        case "four bytes":
            return data[:4]
        case "cut off":
            return data[: len(data) // 2]
        case "beyond its end":
            return data[: entry + 8] + struct.pack(">I", len(data)) + data[entry + 12 :]
        case "short table":
            return data[: entry + 12] + struct.pack(">I", 8) + data[entry + 16 :]
        case "nameless table":
            return data[:entry] + b"XXXX" + data[entry + 4 :]
    raise AssertionError(name)


DAMAGES = (
    *("empty", "words", "four bytes", "cut off"),
    *("beyond its end", "short table", "nameless table"),
)


@pytest.mark.parametrize("damage", DAMAGES)
def test_what_is_no_whole_font_is_refused(tmp_path, damage):
    (tmp_path / "a.ttf").write_bytes(damaged(damage))

    for read in (check_font, line_height_of_font):
        with pytest.raises(DamagedFontError):
            read(tmp_path / "a.ttf")


# The head of a table of PostScript outlines and the index of its one name, then that of its one
# dictionary. A dictionary begins with operands: integers of all lengths, and a real number, 0.25.
_NAME = bytes((1, 0, 4, 1, 0, 1, 1, 1, 2)) + b"a" + bytes((0, 1, 1, 1, 40))
_OPERANDS = bytes((139, 247, 0, 28, 1, 135, 29, 0, 0, 1, 135, 30, 0x0A, 0x25, 0xFF))
_CUT_OFF = bytes((1, 0, 4, 1, 0, 1, 4, 0, 0, 0, 1, 127, 255, 255, 255))


def _with_outlines(table: bytes, data: bytes) -> bytes:
    font = SERIF.read_bytes().replace(b"glyf", table, 1)
    start = int.from_bytes(font[font.index(table) + 8 :][:4], "big")
    return font[:start] + data + font[start + len(data) :]


@pytest.mark.parametrize(
    ("table", "data", "raised"),
    [
        (b"CFF ", _NAME + _OPERANDS + b"\x0c\x1e", OtherOutlinesError),
        (b"CFF2", b"", OtherOutlinesError),
        (b"CFF ", _CUT_OFF, DamagedFontError),
        (b"CFF ", _NAME + _OPERANDS + b"\x00", None),
    ],
    ids=["keyed by identifiers", "variable", "cut off", "as most"],
)
def test_outlines_of_a_kind_that_no_pdf_here_takes_are_refused(tmp_path, table, data, raised):
    path = tmp_path / "a.otf"
    path.write_bytes(_with_outlines(table, data))

    with pytest.raises(raised) if raised else nullcontext() as told:
        check_font(path)

    assert raised is None or told.type is raised


def test_a_font_of_such_outlines_is_told_for_that(tmp_path):
    house = copy_workspace(tmp_path, fonts=True)
    variable = _with_outlines(b"CFF2", b"")
    (house / "templates/fonts/SourceSerif4-Bold.ttf").write_bytes(variable)

    run = brief(house, "build", "economic", "--format", "pdf")

    assert run.exit_code == 1
    assert "error[L009]: SourceSerif4-Bold.ttf has variable or East Asian outlines" in run.stderr


def test_a_damaged_font_is_said_at_the_line_of_the_theme(tmp_path):
    house = copy_workspace(tmp_path, fonts=True)
    (house / "templates/fonts/SourceSerif4-Bold.ttf").write_bytes(damaged("cut off"))

    run = brief(house, "build", "economic", "--format", "docx")

    assert run.exit_code == 1
    assert "error[L009]: SourceSerif4-Bold.ttf is no font, or it is damaged" in run.stderr
    assert "templates/policy-brief/theme.toml" in run.stderr


@pytest.mark.parametrize(
    ("table", "place", "named"),
    [(b"head", 11, "SourceSans3-Bold"), (b"loca", 0, "SourceSans3-Bold.ttf")],
)
def test_a_font_whose_damage_shows_when_it_is_used_is_said(tmp_path, table, place, named):
    house = copy_workspace(tmp_path, fonts=True)
    path = house / "templates/fonts/SourceSans3-Bold.ttf"
    font = bytearray(path.read_bytes())
    # Where the table begins; or its name, by which they are sorted.
    font[font.index(table, 12) + place] ^= 0x10
    path.write_bytes(font)

    run = brief(house, "build", "economic", "--format", "pdf")

    assert run.exit_code == 1
    assert f"error[L009]: {named} is no font, or it is damaged" in run.stderr


@settings(max_examples=examples(60))
@given(st.data())
def test_a_map_of_characters_with_other_bytes_is_read_or_refused(tmp_path_factory, data):
    font = bytearray(SERIF.read_bytes())
    entry = next(p for p in range(12, 1000, 16) if font[p : p + 4] == b"cmap")
    start, length = struct.unpack_from(">II", font, entry + 8)
    for _ in range(data.draw(st.integers(1, 8))):
        font[start + data.draw(st.integers(0, min(length, 400) - 1))] = data.draw(
            st.integers(0, 255)
        )
    path = tmp_path_factory.mktemp("fonts") / "a.ttf"
    path.write_bytes(font)

    try:
        found = characters_of_font(path)
    except DamagedFontError:
        return
    assert list(found.starts) == sorted(found.starts)
