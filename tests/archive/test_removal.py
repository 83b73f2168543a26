"""A brief that was removed leaves a line of the ledger, and nothing else."""

from __future__ import annotations

import json
import shutil

import pytest

from generator import BriefError, find_workspace
from generator.actions.archives import archive_of
from generator.archive.audit import audit, choose
from generator.archive.catalogue import find
from generator.archive.places import Archive
from generator.archive.storage_root import object_path
from generator.archive.store import commit, writing
from generator.archive.withdrawal import Reason, remove
from tests.archive.objects import DESK, ID, change, three_versions
from tests.archive.workspaces import brief, publish

OTHER = "urn:example:brief:pb-2"
REASON = Reason("Order of a court", "2026-12-03T09:00:00Z", DESK)


@pytest.fixture
def archive(folder):
    """An archive of two objects, one with three versions."""
    three_versions(folder)
    archive = Archive(folder)
    with writing(archive):
        commit(archive, change(0, {"brief.md": b"a name that must go\n"}, OTHER))
    return archive


def files_below(archive):
    return {path for path in archive.root.rglob("*") if path.is_file()}


def messages(archive):
    return [finding.fault.message for finding in audit(archive, choose(archive)).findings]


def test_nothing_is_left_of_it_but_what_the_ledger_keeps(archive):
    before = files_below(archive)
    versions, _ = remove(archive, OTHER, REASON)

    assert versions == 1
    gone = {path for path in before if path.is_relative_to(archive.ocfl / object_path(OTHER))}
    assert before - files_below(archive) - {archive.index} == gone
    assert not any(b"must go" in path.read_bytes() for path in files_below(archive))
    last = json.loads((archive.log / "ledger.jsonl").read_bytes().splitlines()[-1])
    assert last.pop("before")
    assert last == {
        "id": OTHER,
        "version": 1,
        "removed": {
            "name": "",
            "when": "2026-12-03T09:00:00Z",
            "by": "Policy Desk",
            "reason": "Order of a court",
        },
    }


def test_an_audit_knows_that_it_was_removed_and_that_the_others_were_not(archive):
    remove(archive, OTHER, REASON)
    assert messages(archive) == []

    remove(archive, ID, REASON)
    assert messages(archive) == []
    assert list(archive.ocfl.glob("???")) == []  # and no empty folder


def test_what_was_removed_and_stands_there_again_is_told(archive, tmp_path):
    folder = archive.ocfl / object_path(OTHER)
    shutil.copytree(folder, tmp_path / "copy")
    remove(archive, OTHER, REASON)
    shutil.copytree(tmp_path / "copy", folder)

    assert "this was removed on 2026-12-03" in messages(archive)


def test_who_looks_for_it_is_told_when_and_why(archive):
    remove(archive, OTHER, REASON)

    with pytest.raises(BriefError) as raised:
        find(archive, OTHER)
    (found,) = raised.value.diagnostics
    assert found.message == f"`{OTHER}` was removed on 2026-12-03 by Policy Desk: Order of a court"


def test_it_may_be_published_again_and_begins_with_v1(archive):
    remove(archive, OTHER, REASON)
    with writing(archive):
        commit(archive, change(0, {"brief.md": b"without the name\n"}, OTHER))

    assert find(archive, OTHER) == OTHER
    assert messages(archive) == []


def test_a_person_has_to_agree(published):
    ask = ("archive", "remove", "military", "-m", "Order of a court")
    run = brief(published, *ask)
    assert run.exit_code == 2
    assert run.stderr == "1 version of military would be gone for good: say --yes\n"

    run = brief(published, *ask, "--yes")
    assert run.exit_code == 0
    assert run.stdout.startswith("military  1 version removed; log/ledger.jsonl says so\n")
    assert brief(published, "archive", "audit").exit_code == 0
    log = brief(published, "archive", "log", "military")
    assert "`military` was removed on 20" in log.stderr
    assert not list(archive_of(find_workspace(published)).signatures.glob("*"))


def test_a_removed_brief_is_published_again(published):
    brief(published, "archive", "remove", "military", "-m", "Order of a court", "--yes")

    assert publish(published).exit_code == 0
    assert brief(published, "archive", "audit").exit_code == 0
