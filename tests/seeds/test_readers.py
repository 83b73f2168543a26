from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.diagnostics import BriefError, Diagnostic
from generator.seeds.readers.text import read_text_source

TEXT = """Der Fährmann sagte: „Nein.“
Er blieb, und die Leute warteten auf der anderen Seite.
"""


def fault(data: bytes) -> Diagnostic:
    with pytest.raises(BriefError) as caught:
        read_text_source(data, "ferry.txt", None)
    return caught.value.diagnostics[0]


@pytest.mark.parametrize(
    ("codec", "name"),
    [
        ("utf-8", "UTF-8"),
        ("utf-8-sig", "UTF-8"),
        ("utf-16", "UTF-16"),
        ("utf-32", "UTF-32"),
        ("cp1252", "Windows-1252"),
    ],
)
def test_the_encoding_is_recognised(codec, name):
    found = read_text_source(TEXT.encode(codec), "ferry.txt", None)

    assert found.lines.texts == tuple(TEXT.splitlines())
    assert found.read_as.encoding == name


def test_lines_are_counted_as_an_editor_counts_them():
    found = read_text_source(b"one\r\ntwo\rthree\n\nfive", "ferry.txt", None)

    assert found.lines.texts == ("one", "two", "three", "", "five")


def test_utf_16_cut_in_two_is_refused():
    assert "broken at byte" in fault("The ferry".encode("utf-16")[:-1]).message


def test_nul_is_refused_at_its_place():
    found = fault(b"one\ntwo \0 three")

    assert (found.code, found.span.start.line, found.span.start.column) == ("S009", 2, 5)
    assert found.message == "not a text: NUL at byte 8"


@pytest.mark.parametrize("data", [b"", b" \n\t\n", b"\xef\xbb\xbf", b"\xff\xfe"])
def test_an_empty_file_is_refused(data):
    assert fault(data).message == "the file is empty"


def test_control_characters_do_not_reach_the_words():
    assert read_text_source(b"The\x07 ferry\x1b[0m", "ferry.txt", None).lines.texts == (
        "The  ferry [0m",
    )


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data):
    try:
        found = read_text_source(data, "ferry.txt", None)
    except BriefError as error:
        assert all(diagnostic.hint for diagnostic in error.diagnostics)
    else:
        assert any(line.strip() for line in found.lines.texts) or found.lines.texts
