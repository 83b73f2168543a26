"""What this program remembers of the files that it wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.recall import written
from generator.recall.written import WrittenFiles


@pytest.fixture
def journal(tmp_path: Path) -> Path:
    return tmp_path / "caches/journal"


def test_a_later_run_knows_the_bytes_that_were_last_written(journal, tmp_path):
    place = tmp_path / "Größe\n.docx"
    for data in (b"first", b"last"):
        WrittenFiles(journal).note({place: data})

    later = WrittenFiles(journal)

    assert later.has(place, b"last") is True
    assert later.has(place, b"first") is False
    assert later.has(tmp_path / "other.docx", b"last") is None


def test_without_a_journal_a_run_knows_what_it_wrote_itself(tmp_path):
    files = WrittenFiles()
    files.note({tmp_path / "a.docx": b"words"})

    assert files.has(tmp_path / "a.docx", b"words") is True
    assert WrittenFiles().has(tmp_path / "a.docx", b"words") is None


def test_a_journal_names_no_file(journal, tmp_path):
    WrittenFiles(journal).note({tmp_path / "secret-talks.docx": b"words"})

    assert "secret" not in journal.read_text("ascii")


@pytest.mark.parametrize("damage", [b"\xff\xfe", b"half a li", b"one two\n"])
def test_what_is_damaged_in_a_journal_is_not_known(journal, tmp_path, damage):
    WrittenFiles(journal).note({tmp_path / "a.docx": b"words"})
    journal.write_bytes(damage)

    assert WrittenFiles(journal).has(tmp_path / "a.docx", b"words") is None


def test_a_long_journal_keeps_one_line_of_each_file(journal, tmp_path, monkeypatch):
    monkeypatch.setattr(written, "_LONG", 500)
    for number in range(9):
        WrittenFiles(journal).note({tmp_path / f"{number % 2}.docx": bytes([number])})

    assert len(journal.read_text("ascii").splitlines()) < 6
    assert WrittenFiles(journal).has(tmp_path / "1.docx", bytes([7])) is True
    assert WrittenFiles(journal).has(tmp_path / "0.docx", bytes([8])) is True
