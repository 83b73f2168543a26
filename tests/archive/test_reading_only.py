"""An archive on a disk that may only be read, and one of which not all can be read."""

from __future__ import annotations

import os
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.archive.workspaces import REPOSITORY, brief, publish

Run = Callable[..., subprocess.CompletedProcess[str]]
COMMANDS = {
    "archive list": "PB-2026-01  military",
    "archive log military": "first: Publication 1",
    "archive show military@v1": "renditions/military.pdf",
    "archive search axis": "military@v1",
    "archive audit": "1 object",
}
posix = pytest.mark.skipif(sys.platform == "win32", reason="permissions are set by POSIX means")


@pytest.fixture
def workspace(published) -> Iterator[Path]:
    """A workspace with an archive of one version and no index."""
    (published / "archive/index.sqlite").unlink(missing_ok=True)
    yield published
    unprotect(published)


@pytest.fixture(scope="module")
def two_publications(publication, tmp_path_factory) -> Path:
    folder = shutil.copytree(publication, tmp_path_factory.mktemp("two") / "workspace")
    run = publish(folder, "economic")
    assert run.exit_code == 0, run.stderr
    (folder / "archive/index.sqlite").unlink()
    return folder


@pytest.fixture
def two_published(two_publications, folder) -> Iterator[Path]:
    yield shutil.copytree(two_publications, folder, dirs_exist_ok=True)
    unprotect(folder)


def protect(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        readable = stat.S_IRUSR | stat.S_IRGRP | stat.S_IROTH
        path.chmod(readable | (0o111 if path.is_dir() else 0))


def unprotect(folder: Path) -> None:
    for path in (folder, *folder.rglob("*")):
        path.chmod(0o755)


@pytest.fixture
def only_reading(program) -> Run:
    """Run `brief` in a folder as somebody whom permissions bind, as they do not bind root."""
    bound: tuple[str, ...] = ()
    if os.geteuid() == 0:
        bound = (program("setpriv"), "--bounding-set=-all", "--inh-caps=-all")

    def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        command = [*bound, sys.executable, "-m", "generator", *arguments]
        environment = os.environ | {"PYTHONPATH": str(REPOSITORY)}
        return subprocess.run(
            command, cwd=folder, env=environment, capture_output=True, encoding="utf-8", check=False
        )

    return run


def files(folder: Path) -> set[Path]:
    return set(folder.rglob("*"))


@pytest.mark.slow
@posix
@pytest.mark.parametrize(("command", "told"), COMMANDS.items())
def test_an_archive_without_an_index_on_a_protected_disk_is_read(
    workspace, only_reading, command, told
):
    protect(workspace)
    before = files(workspace)

    run = only_reading(workspace, *command.split())

    assert run.returncode == 0, run.stderr
    assert "Traceback" not in run.stderr
    assert told in run.stdout
    assert files(workspace) == before


@pytest.mark.slow
@posix
def test_a_file_is_verified_by_an_archive_on_a_protected_disk(workspace, only_reading):
    (handed,) = (workspace / "archive").rglob("renditions/military.pdf")
    protect(workspace)

    run = only_reading(workspace, "verify", str(handed), "--archive")

    assert run.returncode == 0, run.stderr
    assert "authentic: the published bytes of military@v1" in run.stdout


@pytest.mark.parametrize("name", ["index.sqlite", "index.sqlite.new"])
def test_an_index_whose_place_is_taken_by_a_folder_is_kept_in_memory(workspace, name):
    (workspace / "archive" / name / "x").mkdir(parents=True)

    listed = brief(workspace, "archive", "list")
    found = brief(workspace, "archive", "search", "axis")
    again = brief(workspace, "archive", "search", "axis", "--rebuild")

    assert (listed.exit_code, found.exit_code) == (0, 0)
    assert "PB-2026-01" in listed.stdout
    assert again.exit_code == 2
    assert "A010" in again.stderr


@pytest.mark.slow
def test_what_is_published_while_the_index_is_in_memory_is_listed(workspace):
    (workspace / "archive/index.sqlite/x").mkdir(parents=True)
    assert "PB-2026-01" in brief(workspace, "archive", "list").stdout

    made = publish(workspace, "economic")

    assert made.exit_code == 0, made.stderr
    assert "PB-2026-02" in brief(workspace, "archive", "list").stdout


@pytest.mark.slow
@posix
@pytest.mark.parametrize(
    "place",
    [
        *("v1/content/record.json", "inventory.json", "v1", "v1/content/seeds"),
        *("v1/inventory.json", "inventory.json.sha512", "0=ocfl_object_1.1", "."),
    ],
)
def test_an_audit_names_what_cannot_be_read_and_goes_on(two_published, only_reading, place):
    ocfl = two_published / "archive/ocfl"
    first = next(path.parent for path in ocfl.rglob("0=ocfl_object_1.1"))
    protect(two_published)
    (first / place).chmod(0)

    run = only_reading(two_published, "archive", "audit")

    assert run.returncode == 1, run.stderr
    assert "Traceback" not in run.stderr
    assert "cannot be read: Permission denied" in run.stderr
    shown = (first / place).relative_to(two_published).as_posix()
    assert shown in run.stderr
    assert "the file is missing" not in run.stderr


@pytest.mark.slow
@posix
def test_an_audit_holds_the_other_files_against_their_digests(workspace, only_reading):
    (record,) = (workspace / "archive/ocfl").rglob("record.json")
    (original,) = (workspace / "archive/ocfl").rglob("original.txt")
    original.chmod(0o644)
    original.write_bytes(original.read_bytes()[:-1] + b"?")
    protect(workspace)
    record.chmod(0)

    run = only_reading(workspace, "archive", "audit")

    assert run.returncode == 1
    assert "record.json" in run.stderr
    assert "E092 the file has another sha512 digest" in run.stderr


@pytest.mark.slow
@posix
def test_a_folder_above_the_objects_that_cannot_be_read_is_named(workspace, only_reading):
    above = next(path for path in (workspace / "archive/ocfl").iterdir() if len(path.name) == 3)
    protect(workspace)
    above.chmod(0)

    run = only_reading(workspace, "archive", "audit")

    assert run.returncode == 1, run.stderr
    assert f"archive/ocfl/{above.name}" in run.stderr
    assert "cannot be read: Permission denied" in run.stderr


@pytest.mark.slow
@posix
def test_a_version_whose_inventory_cannot_be_read_is_damaged(workspace, only_reading):
    assert brief(workspace, "archive", "list").exit_code == 0  # which makes the index
    (inventory,) = (workspace / "archive/ocfl").rglob("v1/inventory.json")
    protect(workspace)
    (inventory.parents[1] / "inventory.json").chmod(0)

    run = only_reading(workspace, "archive", "show", "military")

    assert run.returncode == 1
    assert "error[A012]: the inventory cannot be read: Permission denied" in run.stderr
