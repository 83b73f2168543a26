"""`brief build` and `brief check` do again what has changed, and tell the same of all else."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from tests.archive.workspaces import edit

NOTE = """---
title: A note on the summit
date: 2026-11-22
seeds: [ulislam-summit]
---

The author calls it "a growing {} axis" [@ulislam-summit, ¶2].
"""


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))


@pytest.fixture
def notes(workspace: Path) -> Path:
    for name in ("one", "two"):
        (workspace / f"briefs/{name}.md").write_text(NOTE.format("military"), "utf-8")
    return workspace / "build"


def written(folder: Path) -> Mapping[str, int]:
    return {path.name: path.stat().st_mtime_ns for path in folder.iterdir()}


def test_what_is_unchanged_is_not_built_again(notes, brief):
    brief("build", "one", "two", "--format", "txt,html")
    before = written(notes)
    told = brief("build", "one", "two", "--format", "txt,html").output

    assert written(notes) == before
    assert told.count("unchanged") == 5
    assert told.startswith("build/one.txt  5 kB, 6 notes, unchanged\nbuild/one.html")
    assert "2 briefs, 4 files, 12 notes, 2 unchanged, " in told


def test_what_could_not_be_written_is_written_once_its_place_is_free(notes, brief):
    (notes / "one.txt").mkdir(parents=True)
    refused = brief("build", "one", "--format", "txt")
    (notes / "one.txt").rmdir()
    again = brief("build", "one", "--format", "txt")

    assert "error[W002]: cannot write build/one.txt" in refused.output
    assert again.exit_code == 0, again.output
    assert (notes / "one.txt").is_file()


def test_only_what_has_changed_is_built_again(notes, brief):
    brief("build", "one", "two", "--format", "txt")
    before = written(notes)
    edit(notes.parent / "briefs/two.md", "calls", "names")
    told = brief("build", "one", "two", "--format", "txt").output

    assert [name for name, time in written(notes).items() if time != before[name]] == ["two.txt"]
    assert "build/one.txt  5 kB, 6 notes, unchanged\n" in told
    assert "build/two.txt  5 kB, 6 notes, unchanged\n" not in told


@pytest.mark.parametrize("words", [None, "edited"])
def test_a_file_that_is_gone_or_edited_is_written_again(words: str | None, notes, brief):
    brief("build", "one", "--format", "txt")
    file = notes / "one.txt"
    made = file.read_bytes()
    file.write_text(words) if words else file.unlink()

    assert "unchanged" not in brief("build", "one", "--format", "txt").output
    assert file.read_bytes() == made


@pytest.mark.parametrize(
    "other",
    [
        ("--anew",),
        ("--verbose",),
        ("--draft",),
        ("--template", "memo"),
        ("--length", "page"),
        ("--output", "elsewhere"),
        ("--allow", "C005"),
    ],
    ids=" ".join,
)
def test_asked_for_in_another_way_it_is_built(other: tuple[str, ...], notes, brief):
    brief("build", "one", "--format", "txt")

    assert "unchanged" not in brief("build", "one", "--format", "txt", *other).output


def test_what_is_told_with_verbose_is_not_told_without(notes, brief):
    assert "SHA-256" in brief("build", "one", "--format", "txt", "--verbose").output
    told = brief("build", "one", "--format", "txt").output

    assert told == "build/one.txt  5 kB, 6 notes, unchanged\n"


def test_a_brief_with_an_error_is_refused_each_time(notes, brief):
    text = NOTE.format("naval")
    (notes.parent / "briefs/one.md").write_text(text, "utf-8")
    first, second = (brief("build", "one", "--format", "txt") for _ in range(2))

    assert "C005" in first.output
    assert (first.exit_code, first.output) == (second.exit_code, second.output) == (1, first.output)
    assert not notes.exists()


def test_a_check_tells_the_same_again(workspace, brief):
    first, second = (brief("check") for _ in range(2))

    assert first.output == second.output
    assert "C0" in first.output


def test_a_check_that_mends_checks_what_it_has_mended(notes, brief):
    path = notes.parent / "briefs/one.md"
    edit(path, "¶2", "para. 2")
    brief("check", "one")
    brief("check", "one", "--fix")

    assert "¶2" in path.read_text(encoding="utf-8")
    assert "para. 2" not in brief("check", "one").output
