from __future__ import annotations

import json
import shutil
import subprocess

import pytest

from generator import BriefError
from generator.archive.catalogue import held
from generator.archive.inventory import sidecar_bytes
from generator.archive.places import Archive
from generator.archive.signatures import (
    SignatureOutcome,
    check_signatures,
    fingerprint,
    sign,
    signatures_of,
)
from generator.archive.signing import sign_version
from generator.archive.storage_root import object_path
from generator.archive.store import commit, writing
from tests.archive.objects import ID, change
from tests.archive.workspaces import brief, copy_workspace, publish


@pytest.fixture(scope="session")
def keys(tmp_path_factory, program):
    """Two keys without passphrases: `desk` and `other`."""
    folder = tmp_path_factory.mktemp("keys")
    for name in ("desk", "other"):
        command = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", folder / name]
        subprocess.run([*command, "-C", name], check=True)
    return folder


def allowed(folder, keys, *names: str, options: str = ""):
    """A list of allowed signers in a folder."""
    path = folder / "signers"
    lines = (f"{n}@example.org {options} {(keys / f'{n}.pub').read_text()}" for n in names)
    path.write_text("".join(lines), encoding="utf-8")
    return path


@pytest.fixture
def archive(folder, keys):
    """An archive with one object of one version, signed by `desk`."""
    found = Archive(folder / "archive")
    with writing(found):
        commit(found, change(0, {"brief.md": b"one\n"}), lambda data: sign(keys / "desk", data))
    return found


def test_a_signature_is_kept_beside_the_root_and_holds(archive, keys, folder):
    (checked,) = check_signatures(archive, ID, allowed(folder, keys, "desk"))

    assert checked.outcome is SignatureOutcome.GOOD
    assert checked.principal == "desk@example.org"
    assert checked.path.parent == archive.signatures / object_path(ID)
    assert checked.path.name.startswith("v1-")


def test_a_fingerprint_is_as_ssh_keygen_says_it(archive, keys, program):
    ((_, path),) = signatures_of(archive, ID)
    command = [program("ssh-keygen"), "-l", "-f", keys / "desk.pub"]
    said = subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout

    assert fingerprint(path.read_bytes()) == said.split()[1]


def test_ssh_keygen_alone_can_check_a_signature(archive, keys, folder, program):
    ((_, path),) = signatures_of(archive, ID)
    sidecar = archive.ocfl / object_path(ID) / "v1/inventory.json.sha512"
    command = [program("ssh-keygen"), "-Y", "verify", "-f", allowed(folder, keys, "desk")]
    command += ["-I", "desk@example.org", "-n", "policy-brief", "-s", path]

    run = subprocess.run(command, input=sidecar.read_bytes(), capture_output=True, check=False)

    assert run.returncode == 0, run.stderr


@pytest.mark.parametrize(
    ("names", "options"),
    [
        (("other",), ""),
        (("desk",), 'namespaces="git"'),
        (("desk",), 'valid-before="20260101"'),
        ((), ""),
    ],
)
def test_a_key_that_was_not_allowed_is_unknown(archive, keys, folder, names, options):
    (checked,) = check_signatures(archive, ID, allowed(folder, keys, *names, options=options))

    assert checked.outcome is SignatureOutcome.UNKNOWN
    assert checked.fingerprint in checked.note


def test_a_key_counts_where_it_was_allowed_when_the_version_was_made(archive, keys, folder):
    signers = allowed(folder, keys, "desk", options='valid-before="20261102"')

    (checked,) = check_signatures(archive, ID, signers)

    assert checked.outcome is SignatureOutcome.GOOD


def test_a_flipped_byte_in_the_signature_or_the_inventory_is_found(archive, keys, folder):
    signers = allowed(folder, keys, "desk")
    ((_, path),) = signatures_of(archive, ID)
    inventory = archive.ocfl / object_path(ID) / "v1/inventory.json"

    for file in (path, inventory):
        file.chmod(0o644)
        data = file.read_bytes()
        for offset in (60, len(data) // 2):
            flipped = bytearray(data)
            flipped[offset] ^= 1
            file.write_bytes(flipped)
            (checked,) = check_signatures(archive, ID, signers)
            assert checked.outcome is not SignatureOutcome.GOOD, (file.name, offset)
        file.write_bytes(data)
    assert check_signatures(archive, ID, signers)[0].outcome is SignatureOutcome.GOOD


def test_an_inventory_that_was_changed_and_sealed_again_is_found(archive, keys, folder):
    path = archive.ocfl / object_path(ID) / "v1/inventory.json"
    data = path.read_bytes().replace(b"Version 1", b"Version !")
    for file in (path, path.parent.parent / "inventory.json"):
        file.chmod(0o644)
        file.write_bytes(data)
        file.with_name("inventory.json.sha512").chmod(0o644)
        file.with_name("inventory.json.sha512").write_bytes(sidecar_bytes(data))

    (checked,) = check_signatures(archive, ID, allowed(folder, keys, "desk"))

    assert checked.outcome is SignatureOutcome.BAD
    assert checked.note == "it is not over this inventory"


def test_a_signature_made_for_something_else_is_none_of_ours(archive, keys, folder, program):
    ((_, path),) = signatures_of(archive, ID)
    sidecar = archive.ocfl / object_path(ID) / "v1/inventory.json.sha512"
    statement = shutil.copy(sidecar, folder / "statement")
    command = [program("ssh-keygen"), "-Y", "sign", "-q", "-f", keys / "desk", "-n", "git"]
    subprocess.run([*command, statement], check=True, capture_output=True)
    path.chmod(0o644)
    shutil.copy(folder / "statement.sig", path)

    (checked,) = check_signatures(archive, ID, allowed(folder, keys, "desk"))

    assert checked.outcome is SignatureOutcome.BAD
    assert checked.note == "it was made for `git`, not for `policy-brief`"


def test_a_signature_of_a_version_that_is_not_there_is_found(archive, keys, folder):
    ((_, path),) = signatures_of(archive, ID)
    path.rename(path.with_name("v7-0123456789abcdef.sig"))

    (checked,) = check_signatures(archive, ID, allowed(folder, keys, "desk"))

    assert checked.outcome is SignatureOutcome.BAD
    assert checked.note == "there is no v7"


def test_where_signing_fails_nothing_is_stored(folder, keys):
    archive = Archive(folder / "archive")

    with pytest.raises(BriefError) as raised, writing(archive):
        commit(archive, change(0, {"brief.md": b"one"}), lambda data: sign(folder / "none", data))

    assert raised.value.diagnostics[0].code == "A016"
    assert not (archive.ocfl / object_path(ID)).exists()
    assert not archive.signatures.exists()


def test_without_ssh_keygen_a_person_is_told_where_it_comes_from(archive, keys, monkeypatch):
    monkeypatch.setenv("PATH", str(keys))

    with pytest.raises(BriefError) as raised:
        sign(keys / "desk", b"")

    (found,) = raised.value.diagnostics
    assert found.code == "A016"
    assert "ssh-keygen, which is not on this machine" in found.message
    assert "OpenSSH" in found.hint


@pytest.mark.slow
def test_publishing_signs_showing_names_and_auditing_checks(folder, keys):
    copy_workspace(folder)
    published = publish(folder, "military", "--sign", str(keys / "desk"))
    shown = brief(folder, "archive", "show", "military")
    not_checked = brief(folder, "archive", "audit")
    signed = brief(folder, "archive", "sign", "military@1.0", str(keys / "other"))
    both = str(allowed(folder, keys, "desk", "other"))
    good = brief(folder, "archive", "audit", "--allowed-signers", both)
    one = str(allowed(folder, keys, "other"))
    unknown = brief(folder, "archive", "audit", "--allowed-signers", one)

    assert "    signed by SHA256:" in published.stdout
    assert "  signed by  SHA256:" in shown.stdout
    assert "signatures: 1 not checked" in not_checked.stdout
    assert signed.exit_code == good.exit_code == 0
    assert good.stdout.endswith("signatures: 2 good, 0 unknown, 0 bad\n")
    assert unknown.exit_code == 1
    assert "error[A017]: v1 is signed by a key that may not sign" in unknown.stderr
    entries = (folder / "archive/log/audit.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(entries[-1])["outcome"] == "fail"
    assert {s["outcome"] for s in json.loads(entries[-1])["signatures"]} == {"good", "unknown"}


def test_a_damaged_version_is_not_signed(archive, keys):
    found = held(archive, ID)
    path = found.place("brief.md")
    path.chmod(0o644)
    path.write_bytes(b"?")

    with pytest.raises(BriefError) as raised:
        sign_version(found, keys / "other")

    assert "E092" in raised.value.diagnostics[0].message
    assert len(signatures_of(archive, ID)) == 1
