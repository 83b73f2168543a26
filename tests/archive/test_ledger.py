"""The ledger says what should be there: what is gone, put in or exchanged is told."""

from __future__ import annotations

import json
import shutil

import pytest

from generator import BriefError
from generator.archive.audit import audit, begin_ledger, choose
from generator.archive.durable import remove_file, remove_tree
from generator.archive.places import Archive
from generator.archive.storage_root import object_path
from generator.archive.store import commit, writing
from generator.archive.withdrawal import Reason, remove
from tests.archive.objects import DESK, ID, change, three_versions
from tests.archive.workspaces import brief

OTHER = "urn:example:brief:pb-2"


@pytest.fixture
def archive(folder):
    """An archive of two objects, with three versions and one."""
    three_versions(folder)
    archive = Archive(folder)
    store(archive, OTHER, 0)
    return archive


def store(archive, identifier, base, words=b"one\n"):
    with writing(archive):
        commit(archive, change(base, {"brief.md": words}, identifier))


def told(archive):
    result = audit(archive, choose(archive))
    assert not result.sound
    return [(finding.fault.code.name, finding.fault.message) for finding in result.findings]


def ledger(archive):
    return archive.log / "ledger.jsonl"


def entered(archive):
    lines = map(json.loads, ledger(archive).read_bytes().splitlines())
    return [(line["id"], line["version"]) for line in lines]


def test_each_version_has_a_line_that_is_tied_to_the_line_before(archive):
    lines = [json.loads(line) for line in ledger(archive).read_bytes().splitlines()]

    assert [(line["id"], line["version"]) for line in lines] == [
        *((ID, number) for number in (1, 2, 3)),
        (OTHER, 1),
    ]
    assert len({line["before"] for line in lines}) == 4
    assert not audit(archive, choose(archive)).findings


def test_a_brief_that_is_gone_is_told(archive):
    remove_tree(archive.ocfl / object_path(OTHER).split("/")[0])

    assert told(archive) == [("LEDGER", f"v1 of {OTHER} should be here")]


def test_versions_that_are_gone_are_told_in_one_line(archive):
    remove_tree(archive.ocfl / object_path(ID).split("/")[0])

    assert told(archive) == [("LEDGER", f"v1, v2, v3 of {ID} should be here")]


def test_a_brief_that_was_exchanged_for_a_sound_one_is_told(archive, tmp_path):
    forged = Archive(tmp_path / "forged")
    store(forged, OTHER, 0, b"another\n")
    remove_tree(archive.ocfl / object_path(OTHER))
    shutil.copytree(forged.ocfl / object_path(OTHER), archive.ocfl / object_path(OTHER))

    assert told(archive) == [("LEDGER", f"v1 of {OTHER} is not the one that was stored")]


def test_a_brief_that_somebody_put_in_is_told(archive, tmp_path):
    found = Archive(tmp_path / "found")
    store(found, "urn:example:brief:pb-3", 0)
    path = object_path("urn:example:brief:pb-3")
    shutil.copytree(found.ocfl / path, archive.ocfl / path)

    assert [code for code, _ in told(archive)] == ["LEDGER"]


@pytest.mark.parametrize("number", [0, 1, 2])
def test_a_line_that_was_taken_out_or_changed_is_told(archive, number):
    lines = ledger(archive).read_bytes().splitlines(keepends=True)
    ledger(archive).write_bytes(b"".join(lines[:number] + lines[number + 1 :]))
    assert any("does not follow" in message for _, message in told(archive))

    lines[number] = lines[number].replace(b'"version":', b'"version": ')
    ledger(archive).write_bytes(b"".join(lines))
    assert any("does not follow" in message for _, message in told(archive))


def test_an_archive_from_before_the_ledger_gets_one_with_all_that_is_there(archive):
    ledger(archive).unlink()
    remove_file(archive.ocfl / "README.txt")  # both came after release 0.1.0
    assert not audit(archive, choose(archive)).findings

    store(archive, OTHER, 1, b"two\n")

    assert len(entered(archive)) == 5
    assert not audit(archive, choose(archive)).findings


@pytest.mark.parametrize("left", [None, b"", b'{"id":"urn:'])
def test_an_archive_without_its_ledger_is_not_sound_and_takes_nothing(archive, left):
    ledger(archive).unlink()
    if left is not None:
        ledger(archive).write_bytes(left)

    missing = "log/ledger.jsonl is not there: nothing says what should be here"
    assert told(archive) == [("LEDGER", missing)]
    with pytest.raises(BriefError, match="it is not there"):
        store(archive, OTHER, 1, b"two\n")
    with pytest.raises(BriefError, match="it is not there"):
        store(archive, "urn:example:brief:pb-3", 0)
    with pytest.raises(BriefError, match="it is not there"):
        remove(archive, OTHER, Reason("order of a court", "2026-12-03T09:00:00Z", DESK))


def test_a_ledger_begins_with_all_that_is_there_once_a_person_says_so(archive):
    whole = ledger(archive).read_bytes()
    ledger(archive).unlink()

    begin_ledger(archive)

    assert sorted(entered(archive)) == sorted(
        (line["id"], line["version"]) for line in map(json.loads, whole.splitlines())
    )
    assert not audit(archive, choose(archive)).findings
    store(archive, OTHER, 1, b"two\n")
    assert len(entered(archive)) == 5


def test_no_ledger_begins_with_what_is_damaged(archive):
    ledger(archive).unlink()
    words = archive.ocfl / object_path(OTHER) / "v1" / "content" / "brief.md"
    words.chmod(0o644)
    words.write_bytes(b"others\n")

    with pytest.raises(BriefError, match="E092"):
        begin_ledger(archive)
    assert not ledger(archive).exists()


def test_a_line_that_was_cut_off_is_written_again_and_no_other(archive):
    whole = ledger(archive).read_bytes()
    ledger(archive).write_bytes(whole[:-20])
    assert ("LEDGER", "log/ledger.jsonl is cut off in its last line") in told(archive)

    store(archive, OTHER, 1, b"two\n")

    assert ledger(archive).read_bytes().startswith(whole)
    ledger(archive).write_bytes(ledger(archive).read_bytes()[:-20])
    store(archive, OTHER, 2, b"three\n")
    assert len(ledger(archive).read_bytes().splitlines()) == 6
    assert not audit(archive, choose(archive)).findings


def test_a_person_begins_the_ledger_of_an_archive_that_has_none(published):
    path = published / "archive" / "log" / "ledger.jsonl"
    whole = path.read_bytes()
    assert brief(published, "archive", "audit", "--begin-ledger").exit_code == 2
    path.unlink()
    assert brief(published, "archive", "audit").exit_code == 1

    run = brief(published, "archive", "audit", "--begin-ledger")

    assert run.exit_code == 0
    assert path.read_bytes() == whole
