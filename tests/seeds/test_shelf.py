"""records.yaml and the files of reference managers that it names."""

from __future__ import annotations

import datetime
import json

from generator.seeds.records import Record
from generator.seeds.shelf import RecordShelf, read_shelf

LIBRARY = [
    {
        "id": "smith2023",
        "type": "book",
        "title": "Ports",
        "author": [{"family": "Smith", "given": "Ada"}],
        "publisher": "Quay Press",
        "issued": {"date-parts": [[2023]]},
        "DOI": "10.5555/ports",
    },
    {"id": "http://zotero.org/2", "type": "webpage", "title": "Tide tables"},
    {"id": "undated", "type": "book", "title": "Wind", "issued": {"raw": "one day"}},
    {"id": "odd", "type": "book", "title": "Odd", "colour": "red"},
    {"id": "twice", "type": "book", "title": "First"},
    {"id": "twice", "type": "book", "title": "Second"},
]


def shelf(folder, text: str, *, seeds=(), library: object = LIBRARY) -> RecordShelf:
    written = json.dumps(library, indent=1)
    (folder / "library.json").write_text(written, encoding="utf-8")
    (folder / "records.yaml").write_text(text, encoding="utf-8")
    return read_shelf(folder / "records.yaml", "records.yaml", seeds=seeds)


def told(found: RecordShelf) -> list[tuple[str, int, str]]:
    return [(f.span.file, f.span.start.line, f.message) for f in found.faults]


def test_an_entry_is_cited_by_its_own_key(tmp_path):
    found = shelf(tmp_path, "files: [library.json]\n")

    taken = found.take("smith2023")

    assert found.faults == ()
    assert taken is not None
    assert taken.record == Record(
        "Ports",
        author="Ada Smith",
        publisher="Quay Press",
        date="2023",
        url="https://doi.org/10.5555/ports",
    )


def test_a_record_says_what_the_entry_it_comes_from_does_not(tmp_path):
    found = shelf(
        tmp_path,
        "files: [library.json]\n"
        "R7: {from: smith2023, note: a classic, accessed: 2026-11-25}\n"
        "R8: {from: Tide tables, url: 'https://met.example/tides'}\n"
        "R9: {from: 10.5555/ports, publisher: Reprint House}\n"
        "R10: {from: undated, date: 1998}\n",
    )

    assert found.faults == ()
    assert {name: held.record for name, held in found.own.items()} == {
        "R7": Record(
            "Ports",
            author="Ada Smith",
            publisher="Quay Press",
            date="2023",
            url="https://doi.org/10.5555/ports",
            accessed=datetime.date(2026, 11, 25),
            note="a classic",
        ),
        "R8": Record("Tide tables", url="https://met.example/tides"),
        "R9": Record(
            "Ports",
            author="Ada Smith",
            publisher="Reprint House",
            date="2023",
            url="https://doi.org/10.5555/ports",
        ),
        "R10": Record("Wind", date="1998"),
    }


def test_faults_of_entries_that_nothing_cites_are_not_told(tmp_path):
    found = shelf(tmp_path, "files: [library.json]\n")

    assert found.faults == ()
    assert {"undated", "odd", "twice"} <= found.names


def test_a_fault_of_a_cited_entry_is_told_at_its_line_and_a_field_not_read_is_a_note(tmp_path):
    found = shelf(tmp_path, "files: [library.json]\n")

    undated, odd, twice = (found.take(name) for name in ("undated", "odd", "twice"))

    assert undated and odd and twice
    assert undated.record is None
    assert [(f.code, f.span.start.line, f.message) for f in undated.found] == [
        ("S023", 31, "`issued` is no date: one day")
    ]
    assert odd.record == Record("Odd")
    assert [(f.code, f.severity, f.message) for f in odd.found] == [
        ("S024", "note", "of `odd` this is not read: colour")
    ]
    assert [(f.code, f.span.start.line, f.message) for f in twice.found] == [
        ("S023", 46, "two entries have the key `twice`, and a brief cites it")
    ]


def test_what_stands_for_two_things_is_an_error(tmp_path):
    found = shelf(
        tmp_path,
        "files: [library.json]\n"
        "smith2023: {title: Another}\n"
        "odd: {from: odd}\n"
        "harbour: {title: Log}\n",
        seeds=["harbour", "Twice"],
    )

    assert told(found) == [
        ("records.yaml", 2, "`smith2023` is a record here and an entry of a file"),
        ("library.json", 41, "`twice` is the key of a seed, too"),
        ("records.yaml", 4, "`harbour` is the key of a seed, too"),
    ]


def test_a_file_that_is_not_there_or_not_beside_the_records_is_an_error(tmp_path):
    found = shelf(tmp_path, "files: [no.bib, ../library.json, library.docx, a\\b.json]\n")

    assert told(found) == [
        ("records.yaml", 1, "no file `no.bib`"),
        (
            "records.yaml",
            1,
            "`../library.json` is no file of a reference manager beside records.yaml",
        ),
        ("records.yaml", 1, "`library.docx` is no file of a reference manager beside records.yaml"),
        ("records.yaml", 1, "`a\\b.json` is no file of a reference manager beside records.yaml"),
    ]


def test_an_entry_that_no_file_has_is_an_error_with_the_nearest_key(tmp_path):
    found = shelf(tmp_path, "files: [library.json]\nR7: {from: smith203}\n")

    assert told(found) == [("records.yaml", 2, "no entry `smith203`")]
    assert found.faults[0].hint == "did you mean `smith2023`?"
    assert "R7" in found.names


def test_files_that_are_no_list_of_names_are_an_error(tmp_path):
    assert told(shelf(tmp_path, "files: {a: b}\n")) == [
        ("records.yaml", 1, "`files` must be a list of names")
    ]


def test_an_id_that_no_citation_can_name_is_a_note(tmp_path):
    found = shelf(tmp_path, "tbl-1: {title: A}\nharbour log: {title: B}\n")

    assert [(f.code, f.message) for f in found.faults] == [
        ("S024", "no citation can name the record `tbl-1`"),
        ("S024", "no citation can name the record `harbour log`"),
    ]
