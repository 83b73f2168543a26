"""The number of each format of ours is where docs/contributing.md says, and is the one it says."""

from __future__ import annotations

import sqlite3

import pytest

from generator.archive.index import rebuild
from generator.archive.places import Archive
from generator.archive.record import FORMAT as RECORD
from generator.manifest.writing import FORMAT as MANIFEST
from generator.seeds.editions import FORMAT as EDITION
from generator.workspace.format import NEWEST
from tests.conftest import REPOSITORY
from tests.versions.keeping import lay_out_kept


def row(start: str) -> str:
    lines = (REPOSITORY / "docs/contributing.md").read_text(encoding="utf-8").splitlines()
    return next(line for line in lines if line.startswith(f"| {start}"))


@pytest.mark.parametrize(
    ("start", "now"),
    [
        ("a workspace", f"| {NEWEST} |"),
        ("an edition", f"| {EDITION} |"),
        ("the manifest", f"| `{MANIFEST}` |"),
        ("`record.json`", f"| `{RECORD}` |"),
    ],
)
def test_the_table_of_formats_says_the_number_of_today(start, now):
    assert row(start).endswith(now)


@pytest.mark.slow
def test_the_index_has_the_number_that_the_table_says(tmp_path):
    archive = Archive(lay_out_kept("0.1.0", tmp_path) / "archive")
    rebuild(archive)

    connection = sqlite3.connect(archive.index)
    (number,) = connection.execute("PRAGMA user_version").fetchone()
    connection.close()

    assert row("`archive/index.sqlite`").endswith(f"| {number} |")
