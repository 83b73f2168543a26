"""No command uses the network, but for the two that are asked to fetch a page."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from generator.cli.commands import command_line
from tests.archive.workspaces import brief, copy_workspace, publish
from tests.seeds.test_importing import ARTICLE

COMMANDS = (
    "new harbour",
    "upgrade",
    "docs C014",
    "schema seed",
    "seed import mud.txt",
    "seed list",
    "seed show mud",
    "seed show mud --page --docx",
    "seed keep mud 9 --why asked",
    "seed restore mud 3",
    "seed split mud 2 and --why asked",
    "seed join mud 2-3 --why asked",
    "seed label mud 1 41 --why asked",
    "seed drop mud 2 --why asked",
    "seed diff mud@1",
    "seed update mud",
    "check military",
    "build military",
    "trace military 1",
    "cite military axis",
    "coverage military",
    "refs military --ris",
    "verify build/military.pdf",
    "diff military@v1 military",
    "merge build/military.docx",
    "desk handed --once",
    "template list",
    "template show memo",
    "template new our-house --from memo",
    "template check our-house",
    "template preview our-house",
    "template import build/military.docx --name taken",
    "archive list",
    "archive log military",
    "archive show military@v1",
    "archive search axis",
    "archive checkout military@v1 old",
    "archive audit",
    "archive sign military@v1 key",
    "archive export military bag",
    "archive withdraw military -m Retracted --date 2026-12-02T09:00:00Z",
    "archive remove military -m Ordered --yes",
)
REFUSED = ("answer military:1 C014 so", "archive import mud.txt", "seed add mud.txt")
# One in a fixture, one in a folder that is empty; two that answer until they are stopped.
OF_THEIR_OWN = ("publish", "init", "serve", "lsp")


def every_command(group: Any = None, above: str = "") -> Iterator[str]:
    group = group or typer.main.get_command(command_line([]))
    for name, one in group.commands.items():
        if hasattr(one, "commands"):
            yield from every_command(one, f"{above}{name} ")
        else:
            yield f"{above}{name}"


@pytest.fixture
def folder(tmp_path: Path, program) -> Path:
    folder = copy_workspace(tmp_path)
    (folder / "handed").mkdir()
    (folder / "mud.txt").write_text(ARTICLE, encoding="utf-8")
    command = [program("ssh-keygen"), "-q", "-t", "ed25519", "-N", "", "-f", folder / "key"]
    subprocess.run(command, check=True)
    assert publish(folder).exit_code == 0
    return folder


@pytest.mark.slow
def test_with_the_network_cut_off_every_other_command_does_its_work(folder, tmp_path):
    for line in COMMANDS:
        assert brief(folder, *line.split()).exit_code == 0, line
    for line in REFUSED:
        assert brief(folder, *line.split()).exit_code > 0, line
    (tmp_path / "empty").mkdir()
    assert brief(tmp_path / "empty", "init").exit_code == 0

    done = {" ".join(line.split()[:2]) for line in (*COMMANDS, *REFUSED)}
    done |= {line.split()[0] for line in (*COMMANDS, *REFUSED)}
    assert set(every_command()) - done == {*OF_THEIR_OWN, "seed snapshot"}


@pytest.mark.parametrize("line", ["seed import http://board.example/", "seed snapshot R1"])
def test_the_two_that_fetch_a_page_are_noticed_at_once(tmp_path, line, monkeypatch):
    folder = copy_workspace(tmp_path)
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)

    with pytest.raises(AssertionError, match="the network is used"):
        brief(folder, *line.split())
