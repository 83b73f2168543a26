"""The life of a brief in the archive, from its first publication to another house's archive."""

from __future__ import annotations

import json
import shutil
import subprocess
from pathlib import Path

import pygfried
import pytest
from lxml import etree

from generator import find_workspace
from generator.actions.archives import archive_of
from generator.archive.catalogue import Held, held
from tests.archive.bags import judged
from tests.archive.workspaces import REPOSITORY, brief, copy_workspace, edit, publish


def done(folder: Path, *arguments: object) -> str:
    run = brief(folder, *map(str, arguments))
    assert run.exit_code == 0, run.output
    return run.output


def files(folder: Path) -> dict[str, bytes]:
    paths = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def descriptions_hold(version: Held) -> None:
    """PREMIS against its schema, the crate's references, formats against PRONOM's signatures."""
    schema = etree.XMLSchema(etree.parse(REPOSITORY / "tests/archive/schemas/premis-v3-0.xsd"))
    schema.assertValid(etree.fromstring(version.read("premis.xml")))
    graph = json.loads(version.read("ro-crate-metadata.json"))["@graph"]
    root = next(entity for entity in graph if entity["@id"] == "./")
    parts = {part["@id"] for part in root["hasPart"]}
    assert parts == set(version.paths) - {"ro-crate-metadata.json"}
    assert ("creativeWorkStatus" in root) is version.withdrawn
    said = {file["path"]: file["pronom"] for file in version.record["files"] if file["pronom"]}
    assert said == {path: pygfried.identify(str(version.place(path))) for path in said}
    assert said["renditions/military.pdf"] == "fmt/479"
    assert said["renditions/military.docx"] == "fmt/412"


@pytest.mark.slow
def test_a_brief_is_published_amended_withdrawn_rebuilt_and_handed_on(
    folder, program, ocfl_py, request
):
    here, there, bag = folder / "here", folder / "there", folder / "bag"
    for place in (here, there):
        place.mkdir()
    key, signers = folder / "key", folder / "signers"
    command = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-C", "desk", "-f", key]
    subprocess.run(command, check=True)
    signers.write_text(f"desk@example.org {(folder / 'key.pub').read_text()}", encoding="utf-8")
    copy_workspace(here)

    # Publish, amend, withdraw, publish again.
    assert publish(here, "military", "--sign", str(key)).exit_code == 0
    edit(here / "briefs/military.md", 'version: "1.0"', 'version: "1.1"')
    edit(here / "briefs/military.md", "holds no later record", "holds no newer record")
    assert publish(here, "military", "--amendment", "minor", day=2).exit_code == 0
    when = ("--date", "2026-12-03T09:00:00Z")
    done(here, "archive", "withdraw", "military", "-m", "The source was retracted", *when)
    edit(here / "briefs/military.md", 'version: "1.1"', 'version: "2.0"')
    assert publish(here, "military", "--amendment", "significant", day=4).exit_code == 0

    # Each version checks out, describes itself, and builds to the archived bytes again.
    archive = archive_of(find_workspace(here))
    for number in range(1, 5):
        version = held(archive, f"military@v{number}")
        assert version.withdrawn is (number == 3)
        descriptions_hold(version)
        old = folder / f"v{number}"
        done(here, "archive", "checkout", f"military@v{number}", old)
        done(old, "build", "military")
        for name in ("military.docx", "military.pdf"):
            assert (old / "build" / name).read_bytes() == version.read(f"renditions/{name}")

    # Audit, export, import into an archive that is empty, audit there.
    assert "1 good" in done(here, "archive", "audit", "--allowed-signers", signers)
    done(here, "archive", "export", "military", bag)
    judged(bag)
    told = done(there, "archive", "import", bag)
    assert "military@v4  v1–v4 are new here, signatures: 1" in told
    assert "1 good" in done(there, "archive", "audit", "--allowed-signers", signers)
    assert files(there / "archive/ocfl") == files(here / "archive/ocfl")
    assert files(there / "archive/signatures") == files(here / "archive/signatures")
    for command in (("list",), ("log", "military"), ("search", "trilateral")):
        assert done(there, "archive", *command) == done(here, "archive", *command)
    roots = [place / "archive/ocfl" for place in (here, there)]
    assert all(valid for valid, _ in ocfl_py("root", roots))

    # A file of the first version is known there: who signed it, and that it was withdrawn.
    handed = folder / "v1/renditions/military.pdf"
    told = " ".join(done(there, "verify", handed, "--allowed-signers", signers).split())
    assert "authentic: the published bytes of military@v1" in told
    assert "military@v1 is signed by desk@example.org" in told
    assert "military@v3, version 1.1 (withdrawn): The source was retracted" in told

    # There, too, a byte that changes is found.
    (path,) = (there / "archive/ocfl").rglob("v2/content/briefs/military.md")
    path.chmod(0o644)
    path.write_bytes(path.read_bytes().replace(b"newer", b"Newer"))
    found = brief(there, "archive", "audit")
    assert found.exit_code == 1
    assert "v2/content/briefs/military.md" in found.stderr
    shutil.copy(here / "archive" / path.relative_to(there / "archive"), path)
    done(there, "archive", "audit")
    request.node.user_properties.append(
        ("counted", "OCFL: 4 versions published, rebuilt, handed on and audited")
    )
