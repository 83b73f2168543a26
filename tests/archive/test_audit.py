from __future__ import annotations

import json
import os
import random
import re
import sys

import pytest

from generator.archive.audit import audit, choose
from generator.archive.faults import OcflCode
from generator.archive.places import Archive
from generator.archive.storage_root import object_path
from generator.archive.store import commit, writing
from tests.archive.objects import change, three_versions
from tests.archive.workspaces import brief, copy_workspace


def flip(path, offset: int, bit: int = 0) -> None:
    path.chmod(0o644)
    data = bytearray(path.read_bytes())
    data[offset] ^= 1 << bit
    path.write_bytes(data)


def test_a_sound_archive_passes_and_the_log_says_so(published):
    run = brief(published, "archive", "audit")

    assert run.exit_code == 0, run.stderr
    assert re.fullmatch(r"1 object, \d\.\d MB: 0 errors, 0 warnings\n", run.stdout)
    entry = json.loads((published / "archive/log/audit.jsonl").read_text(encoding="utf-8"))
    assert (entry["outcome"], entry["objects"], entry["findings"]) == ("pass", 1, [])


def test_a_changed_byte_is_named_with_its_file_and_both_digests(published):
    (path,) = (published / "archive/ocfl").rglob("original.txt")
    flip(path, 100)

    run = brief(published, "archive", "audit")

    assert run.exit_code == 1
    assert "E092" in run.stderr
    assert path.relative_to(published).as_posix() in run.stderr
    (finding,) = json.loads((published / "archive/log/audit.jsonl").read_bytes())["findings"]
    assert finding["expected"] in run.stderr
    assert finding["actual"] in run.stderr


@pytest.mark.slow
def test_a_flipped_byte_anywhere_is_found_and_named(folder, request):
    found = three_versions(folder)
    files = sorted(path for path in found.rglob("*") if path.is_file())
    places = random.Random(11)
    flips = [
        (path, places.randrange(path.stat().st_size), places.randrange(8))
        for path in files
        for _ in range(30)
    ]

    for path, offset, bit in flips:
        flip(path, offset, bit)
        result = audit(Archive(folder), [found])
        flip(path, offset, bit)
        shown = path.relative_to(folder / "ocfl").as_posix()
        named = {finding.path for finding in result.findings}
        beside = {shown, shown.removesuffix(".sha512")}  # a digest belongs to its inventory
        assert not result.sound, (shown, offset, bit)
        assert named & beside or shown.startswith(f"{found.name}/0="), (shown, offset, bit, named)
    assert audit(Archive(folder), [found]).sound
    told = f"OCFL: {len(flips)} flipped bits in {len(files)} files found"
    request.node.user_properties.append(("counted", told))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such pipes")
@pytest.mark.parametrize("name", ["inventory.json", "v2/inventory.json", "v1/content/brief.md"])
def test_a_pipe_in_place_of_a_file_is_not_waited_for(folder, name):
    found = three_versions(folder)
    (found / name).unlink()
    os.mkfifo(found / name)

    assert not audit(Archive(folder), [found]).sound


@pytest.mark.parametrize("name", ["inventory.json", "v2/inventory.json"])
def test_an_inventory_that_is_nested_without_end_is_told(folder, name):
    found = three_versions(folder)
    (found / name).chmod(0o644)
    (found / name).write_bytes(b"[" * 100_000)

    told = audit(Archive(folder), [found]).findings

    assert OcflCode.E033 in {finding.fault.code for finding in told}


def test_an_object_in_the_wrong_place_is_found(folder):
    found = three_versions(folder)
    wrong = folder / "ocfl/aaa/bbb/ccc" / found.name
    wrong.parent.mkdir(parents=True)
    found.rename(wrong)
    for empty in (found.parent, found.parent.parent, found.parent.parent.parent):
        empty.rmdir()
    archive = Archive(folder)

    result = audit(archive, choose(archive))

    (finding,) = [one for one in result.findings if one.fault.code is not OcflCode.LEDGER]
    assert finding.fault.message.endswith(f"belongs in {object_path('urn:example:brief:pb-1')}")


def test_a_sample_is_another_one_each_time(folder):
    archive = Archive(folder)
    for number in range(20):
        with writing(archive):
            commit(archive, change(0, {"brief.md": b"%d" % number}, f"urn:example:{number}"))

    first = choose(archive, sample=5)
    again = choose(archive, sample=5)
    (archive.log / "audit.jsonl").write_text("{}\n", encoding="utf-8")

    assert len(first) == 5
    assert first == again
    assert choose(archive, sample=5) != first


@pytest.mark.parametrize(
    "command",
    [("archive", "audit", "nope"), ("archive", "search", "axis"), ("publish", "nope", "-mx")],
)
def test_what_could_not_run_has_not_the_status_of_damage_or_of_nothing_found(tmp_path, command):
    assert brief(tmp_path, *command).exit_code == 2


def test_without_an_archive_there_is_nothing_to_audit(folder):
    copy_workspace(folder)

    run = brief(folder, "archive", "audit")

    assert run.exit_code == 2
    assert "nothing has been published here yet" in run.stderr
