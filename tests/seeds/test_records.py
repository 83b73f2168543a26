"""records.yaml: every fault of every entry, each at its own line."""

from __future__ import annotations

import pytest

from generator.seeds.shelf import RecordShelf, read_shelf


def records(folder, text: str):
    path = folder / "records.yaml"
    path.write_text(text, encoding="utf-8")
    return read_shelf(path, "records.yaml")


def faults(folder, text: str) -> list[tuple[int, str]]:
    found = records(folder, text).faults
    assert {fault.code for fault in found} == {"S014"}
    return [(fault.span.start.line, fault.message) for fault in found]


@pytest.mark.parametrize("date", ["2024", "2024-03", "2024-02-29", "2023/2024-03"])
def test_a_date_goes_as_far_as_it_is_known(tmp_path, date):
    found = records(tmp_path, f"R1:\n  title: Harbour log\n  date: {date}\n")

    assert found.faults == ()
    assert found.own["R1"].record.date == date


@pytest.mark.parametrize(
    "date", ["24", "March 2024", "2024-13", "2023-02-29", "2023/soon", "/2023"]
)
def test_what_is_no_date_is_said_at_its_line(tmp_path, date):
    assert faults(tmp_path, f"R1:\n  title: Harbour log\n  date: {date}\n") == [
        (3, f"`R1.date` must be a date, not {date!r}")
    ]


def test_a_draft_prints_a_record_without_the_date_that_is_none(tmp_path):
    found = records(tmp_path, "R1:\n  title: Harbour log\n  date: 2O24-12-05\n")

    assert found.own["R1"].record.date == ""


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "harbour.example"])
def test_an_address_of_no_page_is_said_at_its_line(tmp_path, url):
    assert faults(tmp_path, f"R1:\n  title: Harbour log\n  url: {url}\n") == [
        (3, f"`R1.url` must be the address of a page, not {url}")
    ]


def test_the_faults_of_all_entries_are_said_at_once(tmp_path):
    text = "R1:\n  titel: Log\nR2:\n  title: Log\n  date: soon\n  url: log\n"

    assert [line for line, _ in faults(tmp_path, text)] == [2, 5, 6]


def test_without_a_file_there_are_no_records(tmp_path):
    assert read_shelf(tmp_path / "records.yaml", "records.yaml") == RecordShelf()
