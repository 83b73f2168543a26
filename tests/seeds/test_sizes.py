"""Sources longer than any book: refused at once, whatever kind of file they come in."""

from __future__ import annotations

import pytest

from generator.diagnostics import BriefError
from generator.seeds.readers.kinds import kind_of

MANY = 100_001
HEADERS = "From: a@b.example\nTo: c@d.example\nMIME-Version: 1.0\nDate: 1 May 2025 10:00 +0000\n\n"
CUE = "00:00:01.000 --> 00:00:02.000\nOn.\n\n"


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        ("On.\n" * MANY, "a plain text"),
        (HEADERS + "On.\n" * MANY, "a mail"),
        ("---\ntitle: On\n---\n" + "On.\n" * MANY, "Markdown"),
        ("WEBVTT\n\n" + CUE * 50_001, "captions"),
        ("<html><body><pre>" + "On.\n" * MANY, "a web page"),
    ],
    ids=["text", "mail", "markdown", "captions", "page"],
)
def test_a_source_of_more_lines_than_a_book_is_refused(data, kind):
    found = kind_of(data.encode())

    with pytest.raises(BriefError, match="more than 100,000 lines of text") as caught:
        found.read(data.encode(), "on", "UTF-8")

    assert (found.called, caught.value.diagnostics[0].code) == (kind, "S018")
