"""`--jobs`: many briefs at once, with the same files and the same words in the same order."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec import Struct

from generator import BriefError, Library, find_workspace
from generator.cli.makers import Makers
from generator.config.files import BRIEF, read_of_workspace
from generator.config.inputs import Input
from tests.archive.workspaces import REPOSITORY, edit

NAMES = ("one", "two", "three")
NOTE = """---
title: Note {} on the summit
date: 2026-11-22
seeds: [ulislam-summit]
---

The author calls it "a growing military axis" [@ulislam-summit, ¶2].
"""


@pytest.fixture(autouse=True)
def caches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "caches"))


@pytest.fixture
def notes(workspace: Path) -> Path:
    for name in NAMES:
        (workspace / f"briefs/{name}.md").write_text(NOTE.format(name), "utf-8")
    return workspace


def files_in(folder: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in folder.iterdir()}


@pytest.mark.slow
def test_several_at_once_make_the_same_files_and_tell_them_in_the_same_order(notes, brief):
    edit(notes / "briefs/two.md", "growing", "shrinking")
    one = brief("build", *NAMES, "--format", "txt,docx", "--jobs", "1", "-o", "apart")
    two = brief("build", *NAMES, "--format", "txt,docx", "--jobs", "2", "-o", "at once")

    assert one.exit_code == two.exit_code == 1
    assert "briefs/two.md: not built" in two.stderr
    assert two.stderr == one.stderr
    assert [Path(line.split("  ")[0]).name for line in two.stdout.splitlines()[:4]] == [
        "one.txt",
        "one.docx",
        "three.txt",
        "three.docx",
    ]
    assert files_in(notes / "at once") == files_in(notes / "apart")


@pytest.mark.slow
def test_what_several_have_made_is_known_to_the_next_run(notes, brief):
    first = brief("check", *NAMES, "--jobs", "2", "--all")
    brief("build", *NAMES, "--format", "txt", "--jobs", "2")

    assert brief("check", *NAMES, "--all").stdout == first.stdout
    assert brief("build", *NAMES, "--format", "txt").stdout.count("unchanged") == 4
    edit(notes / "seeds/ulislam-summit/caveats.md", "venue", "place")
    assert "unchanged" not in brief("build", *NAMES, "--format", "txt").stdout


@pytest.mark.slow
def test_they_begin_where_a_socket_would_have_too_long_a_name(notes):
    long = notes / ("a" * 110)
    long.mkdir()
    command = [sys.executable, "-m", "generator", "build", *NAMES, "-q", "-j", "2"]
    run = subprocess.run(
        [*command, "--format", "txt"],
        env={**os.environ, "TMPDIR": str(long), "PYTHONPATH": str(REPOSITORY)},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )

    assert (run.returncode, run.stderr) == (0, "")
    assert len(files_in(notes / "build")) == 3


def test_a_site_is_written_by_one(notes, brief):
    assert brief("build", "--site", "--jobs", "2").exit_code == 2


class Words(Struct, frozen=True):
    """Tells the words of a brief; its process is ended from outside at one of them."""

    ended_at: str

    def make(self, library: Library, path: Path) -> tuple[str, dict[Path, bytes]]:
        if path.stem == self.ended_at:
            os.kill(os.getpid(), getattr(signal, "SIGKILL", signal.SIGTERM))
        return read_of_workspace(path, BRIEF).decode("utf-8"), {}

    def refused(self, error: BriefError) -> str:
        (found,) = error.diagnostics
        return f"{found.span.file}: {found.hint}"


@pytest.mark.slow
def test_a_process_that_is_ended_costs_no_brief_but_its_own(notes):
    library = Library(find_workspace(notes))
    paths = [notes / f"briefs/{name}.md" for name in NAMES]
    made = list(Makers(Words(ended_at="two"), library, 2).make_each(paths))

    assert [each.told for each in made] == [
        NOTE.format("one"),
        "briefs/two.md: make it alone: `brief build two --jobs 1`",
        NOTE.format("three"),
    ]
    (three,) = made[2].inputs.own
    assert three == Input("file", str(paths[2]), three.how)
    assert made[1].written is None  # so that it is not kept
