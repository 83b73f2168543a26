"""The extension for VS Code: its package has all that the editor asks for."""

from __future__ import annotations

import json
import os
import re
import runpy
import subprocess
import zipfile
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from generator.version import __version__

REPOSITORY = Path(__file__).parent.parent.parent
EXTENSION = REPOSITORY / "docs/editors/vscode"
SETTINGS = json.loads((EXTENSION / "package.json").read_text(encoding="utf-8"))
CODE = (EXTENSION / "extension.js").read_text(encoding="utf-8")


def test_the_extension_has_the_version_of_the_package():
    assert SETTINGS["version"] == __version__
    assert f"brief-{__version__}.vsix" in (EXTENSION / "README.md").read_text(encoding="utf-8")


def test_each_command_that_it_shows_is_registered():
    shown = {command["command"] for command in SETTINGS["contributes"]["commands"]}

    assert set(re.findall(r'registerCommand\("([\w.]+)"', CODE)) == shown


def test_its_libraries_are_locked_and_come_from_no_named_host():
    lock = (EXTENSION / "package-lock.json").read_text(encoding="utf-8")
    packages = json.loads(lock)["packages"]

    assert "http" not in lock
    assert all("integrity" in one for name, one in packages.items() if name)


@pytest.mark.program
def test_its_package_holds_what_it_names(tmp_path, program):
    program("npm")

    written = runpy.run_path(str(EXTENSION / "package.py"))["package"](tmp_path)

    with zipfile.ZipFile(written) as archive:
        names = archive.namelist()
        manifest = ElementTree.fromstring(archive.read("extension.vsixmanifest"))
        kinds = ElementTree.fromstring(archive.read("[Content_Types].xml"))
        archive.extractall(tmp_path / "out")
    assets = [node.get("Path") for node in manifest.iter() if node.tag.endswith("Asset")]
    assert set(assets) <= set(names)
    suffixes = {node.get("Extension") for node in kinds}
    overridden = {node.get("PartName") for node in kinds}
    assert [
        n for n in names[2:] if Path(n).suffix not in suffixes and f"/{n}" not in overridden
    ] == []
    assert "extension/node_modules/vscode-languageclient/node.js" in names
    script = tmp_path / "out/extension/extension.js"
    subprocess.run([program("node"), "--check", script], check=True)


def pressed(brief: Path, command: str, program) -> dict[str, Any]:
    """What comes of the button of the preview, pressed twice over a brief."""
    told = subprocess.run(
        [program("node"), Path(__file__).with_name("vscode.js")],
        env=os.environ
        | {"BRIEF": str(brief), "COMMAND": command, "EXTENSION": str(EXTENSION / "extension.js")},
        timeout=60,
        check=True,
        capture_output=True,
        encoding="utf-8",
    )
    report: dict[str, Any] = json.loads(told.stdout)
    return report


@pytest.mark.program
def test_its_button_shows_the_brief_in_a_browser_and_its_end_ends_the_server(
    docks, brief_command, program
):
    report = pressed(docks, str(brief_command), program)  # it ends: so does `brief serve`

    assert report["told"] == []
    assert report["first"] == report["again"]
    assert '<script type="module" src="../shell/brief.js">' in report["first"]


@pytest.mark.program
def test_its_button_says_why_nothing_is_shown(docks, program):
    report = pressed(docks, "no-such-brief", program)

    assert report["told"][0].startswith("no-such-brief: ")
