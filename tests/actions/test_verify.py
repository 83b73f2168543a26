"""`verify` as a script calls it: closed by default, whatever cannot be told."""

from __future__ import annotations

import contextlib
import subprocess
from pathlib import Path

import pytest

from generator import publish, verify
from tests.archive.workspaces import brief, copy_workspace


@pytest.fixture(scope="module")
def keys(tmp_path_factory, program) -> Path:
    """A folder with an SSH key, and a list that allows it to sign."""
    folder = tmp_path_factory.mktemp("keys")
    command = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", folder / "desk"]
    subprocess.run(command, check=True)
    public = (folder / "desk.pub").read_text(encoding="utf-8")
    (folder / "signers").write_text(f"desk@example.org {public}", encoding="utf-8")
    return folder


@pytest.fixture(scope="module")
def desk(tmp_path_factory, keys) -> Path:
    """A workspace with a version that is signed."""
    folder = copy_workspace(tmp_path_factory.mktemp("desk"))
    publish(
        folder / "briefs/military.md",
        message="First publication",
        acknowledge=("venue",),
        sign=keys / "desk",
        author="Ann Archer <ann@example.org>",
        date="2026-12-01",
    )
    return folder


@pytest.fixture
def handed(desk) -> Path:
    (path,) = (desk / "archive/ocfl").rglob("military.pdf")
    return path


def test_a_published_file_that_is_signed_holds(desk, handed, keys):
    verified = verify(handed, archive=desk / "archive", allowed_signers=keys / "signers")

    assert verified.holds
    assert verified.origin.exact
    assert [each.principal for each in verified.signatures] == ["desk@example.org"]


def test_a_signature_by_nobody_who_may_sign_does_not_hold(desk, handed, tmp_path):
    (tmp_path / "nobody").write_text("", encoding="utf-8")
    verified = verify(handed, archive=desk / "archive", allowed_signers=tmp_path / "nobody")

    assert verified.state == "consistent"
    assert not verified.holds


@pytest.mark.slow
def test_a_signature_that_nothing_here_can_check_does_not_hold(desk, handed, keys, monkeypatch):
    monkeypatch.setenv("PATH", str(keys))  # where there is no ssh-keygen
    verified = verify(handed, archive=desk / "archive", allowed_signers=keys / "signers")

    assert not verified.holds
    assert [finding.code for finding in verified.findings] == ["A016"]
    run = brief(desk, "verify", str(handed), "--allowed-signers", str(keys / "signers"))
    assert run.exit_code == 1
    assert "error[A016]" in run.stderr


@pytest.mark.parametrize("data", [None, b"", b"Dear Minister"])
def test_a_file_that_cannot_be_read_does_not_hold(tmp_path, data):
    if data is not None:
        (tmp_path / "handed.pdf").write_bytes(data)
    verified = verify(tmp_path / "handed.pdf")

    assert (verified.state, verified.holds) == ("unreadable", False)
    assert [finding.code for finding in verified.findings] == ["V001"]


def test_a_file_is_not_held_against_an_archive_that_is_not_there(handed, tmp_path):
    with contextlib.chdir(tmp_path):
        verified = verify(handed, archive="archive")

    assert not verified.holds
    (found,) = verified.findings
    assert (found.code, found.span.file) == ("A011", "archive")
