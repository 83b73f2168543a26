from __future__ import annotations

import json
import os
import shutil
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from msgspec.structs import replace

from generator import BriefError
from generator.archive.clock import moment
from generator.archive.durable import remove_file, remove_tree
from generator.archive.inventory import NAME, SIDECAR, read_inventory, sidecar_bytes
from generator.archive.lock import locked
from generator.archive.places import Archive
from generator.archive.storage_root import object_path
from generator.archive.store import commit, writing
from tests.archive.objects import ID, change, three_versions

HERE = Path(__file__).parent


def run(script: str, *arguments: object) -> dict:
    command = [sys.executable, HERE / script, *map(str, arguments)]
    ended = subprocess.run(command, capture_output=True, encoding="utf-8", check=False)
    assert ended.returncode == 0, ended.stderr
    return json.loads(ended.stdout)


def stored(archive: Archive, base: int, files: dict[str, bytes]) -> None:
    with writing(archive):
        commit(archive, change(base, files))


def test_bytes_that_stay_the_same_are_stored_once(folder):
    found = three_versions(folder)

    content = sorted(p.relative_to(found).as_posix() for p in found.glob("*/content/**/*.*"))
    assert content == [
        "v1/content/brief.md",
        "v1/content/data/table.csv",
        "v2/content/brief.md",
        "v3/content/notes.txt",
    ]


def test_a_version_knows_its_files_wherever_their_bytes_lie(folder):
    found = three_versions(folder)

    inventory = read_inventory((found / "inventory.json").read_bytes())

    assert inventory.content_path(3, "brief.md") == "v2/content/brief.md"
    assert set(inventory.versions[2].state) == {"brief.md", "notes.txt"}


def test_content_cannot_be_written_to(folder):
    found = three_versions(folder)

    modes = {path.stat().st_mode & 0o222 for path in found.glob("v*/**/*") if path.is_file()}

    assert modes == {0}


def test_nothing_published_is_written_again(folder):
    archive = Archive(folder)
    for base in range(2):
        stored(archive, base, {"brief.md": b"%d" % base})
    found = archive.ocfl / object_path(ID)
    before = {
        path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in found.glob("v*/**/*.*")
    }

    stored(archive, 2, {"brief.md": b"3"})

    assert {path: (path.stat().st_ino, path.stat().st_mtime_ns) for path in before} == before


def test_a_writer_who_was_overtaken_is_told_to_publish_again(folder):
    archive = Archive(folder)
    stored(archive, 0, {"brief.md": b"first"})

    with pytest.raises(BriefError) as raised:
        stored(archive, 0, {"brief.md": b"also first"})

    (found,) = raised.value.diagnostics
    assert found.code == "A008"
    assert "v1" in found.message
    assert "publish again" in found.hint


def test_no_version_is_earlier_than_the_one_before_it(folder):
    archive = Archive(folder)
    stored(archive, 0, {"brief.md": b"first"})
    second = change(1, {"brief.md": b"second"})

    with pytest.raises(BriefError) as raised, writing(archive):
        commit(archive, replace(second, created="2026-10-31T23:59:59Z"))

    (found,) = raised.value.diagnostics
    assert found.code == "A004"
    assert found.message == ("2026-10-31T23:59:59Z is before v1, which is of 2026-11-01T09:00:00Z")
    assert found.hint.endswith("if it was wrong then, say a time that is not before v1")
    with writing(archive):
        commit(archive, replace(second, created="2026-11-01T10:00:00+01:00"))


@pytest.mark.parametrize("text", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-14:00", "x"])
def test_what_is_no_time_in_utc_is_refused(text):
    with pytest.raises(ValueError, match="is no time: write it as 2026-11-22"):
        moment(text)


def test_a_writer_who_waits_too_long_is_told_for_whom(folder):
    archive = Archive(folder)
    stored(archive, 0, {"brief.md": b"first"})

    with (
        locked(archive.lock, "archive", patience=0),
        pytest.raises(BriefError) as raised,
        writing(archive, patience=0.05),
    ):
        pass

    (found,) = raised.value.diagnostics
    assert found.code == "A009"
    assert f"process {os.getpid()} on " in found.message


def test_a_lock_left_by_a_dead_writer_is_free(folder):
    archive = Archive(folder)
    stored(archive, 0, {"brief.md": b"first"})
    archive.lock.write_text('{"host": "elsewhere", "process": 1}', encoding="utf-8")

    stored(archive, 1, {"brief.md": b"second"})

    assert archive.lock.read_bytes() == b""


@pytest.mark.slow
def test_a_writer_killed_at_any_step_leaves_the_old_or_the_new(folder, ocfl_py, request):
    outcome = run("crashing.py", folder, "steps")

    old, part, new = (outcome[key] for key in ("old", "part", "new"))
    assert old > 250
    assert new > 100
    assert part > 10
    verdicts = ocfl_py("root", outcome["roots"])
    assert len(verdicts) == 5  # nothing, v1, v2, v2 withdrawn, v3
    assert all(valid for valid, _ in verdicts)
    told = (
        f"OCFL: killed before each of {old + part + new} steps of commits, withdrawals, removals,"
        f" signings and imports: {old} old, {part} some of several, {new} new"
    )
    request.node.user_properties.append(("counted", told))


@pytest.mark.slow
def test_a_writer_killed_at_random_leaves_the_old_or_the_new(folder, ocfl_py, request):
    outcome = run("crashing.py", folder, "moments", 200)

    assert outcome["old"] + outcome["new"] == 200
    assert outcome["old"] > 5
    assert outcome["new"] > 5
    assert all(valid for valid, _ in ocfl_py("root", outcome["roots"]))
    told = f"OCFL: killed at 200 moments: {outcome['old']} old, {outcome['new']} new"
    request.node.user_properties.append(("counted", told))


@pytest.mark.slow
def test_eight_writers_lose_nothing_and_store_nothing_twice(folder, ocfl_py, request):
    outcome = run("competing.py", folder, 8, 50)

    assert outcome["versions"] == outcome["different"] == 400
    assert outcome["shared"] == 200
    assert outcome["litter"] == []
    assert ocfl_py("root", [folder / "ocfl"])[0][0]
    told = f"OCFL: 8 writers, 400 versions, {outcome['retries']} told to try again"
    request.node.user_properties.append(("counted", told))


# --- what the system will not let us do -------------------------------------------------


def hindered(folder: Path, how: str) -> str:
    command = [sys.executable, HERE / "hindered.py", str(folder), how]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def snapshot(folder: Path) -> dict[str, bytes]:
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="file sizes are limited by POSIX means")
def test_a_disk_that_is_full_leaves_nothing_behind(folder):
    stored(Archive(folder), 0, {"brief.md": b"first"})
    before = snapshot(folder)

    told = hindered(folder, "full")

    assert told.startswith("A010 cannot write to the archive: File too large")
    assert snapshot(folder) == before


@pytest.mark.slow
@pytest.mark.skipif(sys.platform == "win32", reason="permissions are set by POSIX means")
def test_a_folder_that_is_protected_leaves_nothing_behind(folder):
    stored(Archive(folder), 0, {"brief.md": b"first"})
    folder.chmod(0o755)
    before = snapshot(folder)
    for path in [folder / "ocfl", folder / "staging", *(folder / "ocfl").rglob("*")]:
        path.chmod(path.stat().st_mode & ~(stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH))

    told = hindered(folder, "protected")

    for path in [folder / "ocfl", folder / "staging"]:
        path.chmod(0o755)
    assert told.startswith("A010 cannot write to the archive: Permission denied")
    assert snapshot(folder) == before


def test_an_inventory_is_sealed_with_its_digest(folder):
    found = three_versions(folder)

    data = (found / "inventory.json").read_bytes()

    assert (found / "inventory.json.sha512").read_bytes() == sidecar_bytes(data)
    assert (found / "v3/inventory.json").read_bytes() == data


def test_the_root_says_how_it_is_read_without_a_program(folder, ocfl_py):
    inventory = json.loads((three_versions(folder) / NAME).read_bytes())
    readme = folder / "ocfl/README.txt"
    said = readme.read_bytes()
    remove_file(readme)

    stored(Archive(folder), 3, {"brief.md": b"four\n"})

    assert readme.read_bytes() == said
    assert all(f'"{key}"'.encode() in said for key in ("versions", "manifest", "state"))
    assert {"versions", "manifest"} <= inventory.keys()
    assert ocfl_py("root", [folder / "ocfl"])[0][0]


# --- what a version builds on ---------------------------------------------------------------


def _flip(path: Path, at: bytes = b"") -> None:
    data = bytearray(path.read_bytes())
    data[data.find(at)] ^= 1
    path.chmod(0o644)
    path.write_bytes(data)


def _put_back(folder: Path) -> None:
    """The object as it was before its last version."""
    remove_tree(folder / "v3")
    for name in (NAME, SIDECAR):
        remove_file(folder / name)
        shutil.copy(folder / "v2" / name, folder / name)


@pytest.mark.parametrize(
    ("base", "damage", "message"),
    [
        (3, lambda f: _flip(f / NAME, b"Version 1"), "the inventory is not as it was stored"),
        (3, lambda f: _flip(f / "v2/content/brief.md"), "the new version shares this file"),
        (3, lambda f: remove_tree(f / "v2"), "the new version shares this file"),
        (2, _put_back, "v3 of urn:example:brief:pb-1 should be here"),
        (0, remove_tree, "v3 of urn:example:brief:pb-1 should be here"),
        (0, lambda f: remove_file(f / NAME), "v3 of urn:example:brief:pb-1 should be here"),
        (0, lambda f: remove_file(_without_ledger(f)), "there is a folder of this object"),
    ],
    ids=["inventory", "file", "folder", "rolled back", "gone", "no inventory", "no ledger"],
)
def test_nothing_is_stored_on_what_is_damaged(folder, base, damage, message):
    damage(three_versions(folder))
    archive = Archive(folder)
    with writing(archive):
        before = sorted(path for path in folder.rglob("*") if path.is_file())

    with writing(archive), pytest.raises(BriefError) as raised:
        commit(archive, change(base, {"brief.md": b"four\n", "same.md": b"two\n"}))

    (found,) = raised.value.diagnostics
    assert found.code == "A012"
    assert found.message.startswith(message)
    assert sorted(path for path in folder.rglob("*") if path.is_file()) == before


def _without_ledger(folder: Path) -> Path:
    shutil.rmtree(folder.parents[4] / "log")
    return folder / NAME


def test_a_damaged_digest_of_a_sound_inventory_stops_nobody(folder):
    _flip(three_versions(folder) / SIDECAR)
    archive = Archive(folder)

    with writing(archive):
        assert commit(archive, change(3, {"brief.md": b"four\n"})).number == 4
