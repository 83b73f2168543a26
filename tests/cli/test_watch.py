"""`brief check --watch` and `brief build --watch`: again after each change, until Ctrl-C."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

import pytest

from generator.workspace.finding import find_workspace
from generator.workspace.watching import changed_files, stamps
from tests.conftest import REPOSITORY


def nothing() -> None:
    pass


def test_each_change_is_told_once(workspace):
    military, records = workspace / "briefs" / "military.md", workspace / "records.yaml"

    def saved(path, words: str):
        return lambda: path.write_text(words, encoding="utf-8")

    edits = iter(
        [
            nothing,
            saved(military, "one"),
            nothing,
            records.unlink,
            nothing,
            saved(workspace / "briefs" / "new.md", "two"),
            nothing,
        ]
    )

    def wait() -> None:
        next(edits)()

    told = islice(changed_files(find_workspace(workspace), wait=wait), 3)

    assert [[path.name for path in paths] for paths in told] == [
        ["military.md"],
        ["records.yaml"],
        ["new.md"],
    ]


def test_a_file_still_being_written_is_waited_for(workspace):
    path = workspace / "briefs" / "military.md"
    edits = iter([path.write_text, path.write_text, path.write_text, lambda _: None])
    words = iter(["a", "ab", "abc", ""])

    (told,) = islice(
        changed_files(find_workspace(workspace), wait=lambda: next(edits)(next(words))), 1
    )

    assert told == (path,)
    assert path.read_text(encoding="utf-8") == "abc"


def test_what_a_build_writes_is_not_watched(workspace):
    before = stamps(find_workspace(workspace))
    (workspace / "build").mkdir()
    (workspace / "build" / "military.pdf").write_bytes(b"")
    (workspace / "briefs" / ".military.md.swp").write_bytes(b"")

    assert stamps(find_workspace(workspace)) == before


def test_a_brief_elsewhere_is_watched_too(workspace, tmp_path_factory):
    path = tmp_path_factory.mktemp("elsewhere") / "x.md"
    path.write_text("words", encoding="utf-8")

    assert path in stamps(find_workspace(workspace), [path])


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a whole console")
def test_watching_ends_cleanly_with_the_status_of_the_last_check(workspace):
    path = workspace / "briefs" / "military.md"

    with watching(workspace, "check", "military") as process:
        said = read_until(process, "watching")
        text = path.read_text(encoding="utf-8").replace("military axis", "naval axis", 1)
        path.write_text(text, encoding="utf-8", newline="\n")
        said += read_until(process, "watching")
        process.send_signal(signal.SIGINT)
        rest, _ = process.communicate(timeout=30)

    assert "changed: briefs/military.md" in said
    assert "error[C005]" in said
    assert "Traceback" not in said + rest
    assert process.returncode == 1


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="Windows sends Ctrl-C to a whole console")
def test_a_watching_build_builds_the_brief_that_was_saved_and_all_after_another_change(workspace):
    path, records = workspace / "briefs" / "military.md", workspace / "records.yaml"

    with watching(workspace, "build", "--format", "html") as process:
        first = read_until(process, "watching")
        path.write_bytes(path.read_bytes().replace(b"military axis", b"military Axis", 1))
        broken = read_until(process, "watching")
        path.write_bytes(path.read_bytes().replace(b"military Axis", b"military axis", 1))
        mended = read_until(process, "watching")
        records.write_bytes(records.read_bytes() + b"\n")
        every = read_until(process, "watching")
        process.send_signal(signal.SIGINT)
        process.communicate(timeout=30)

    assert "4 briefs, 4 files" in first
    assert "briefs/military.md: not built" in broken
    assert mended.count(".html") == 1
    assert "4 briefs, 4 files" in every
    assert process.returncode == 0


@contextmanager
def watching(workspace, *command: str) -> Iterator[subprocess.Popen[str]]:
    # A background job inherits that interrupts are ignored; a person at a terminal does not.
    heard = "import signal; signal.signal(signal.SIGINT, signal.default_int_handler)"
    program = f"{heard}; from generator.cli import main; main()"
    process = subprocess.Popen(
        [sys.executable, "-c", program, *command, "--watch"],
        cwd=workspace,
        env=os.environ | {"PYTHONPATH": str(REPOSITORY), "PYTHONUNBUFFERED": "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
    )
    late = threading.Timer(120, process.kill)
    late.start()
    try:
        yield process
    finally:
        late.cancel()
        process.kill()
        process.wait()


def read_until(process: subprocess.Popen[str], words: str) -> str:
    lines = []
    for line in process.stdout:
        lines.append(line)
        if words in line:
            return "".join(lines)
    pytest.fail(f"ended without {words!r}: {''.join(lines)}")
