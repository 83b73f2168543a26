from __future__ import annotations

import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.archive.workspaces import brief
from tests.conftest import REPOSITORY
from tests.languageserver.editor import Editor

SOURCE = """The harbour of Aldern

The port authority appears ready to lease two docks to the northern line. It could reopen the ferry
by 2027, unless the strike goes on.

The harbour master said that not a single berth would be sold. Traffic grew by 2.5 per cent, to
3,400 ships; it was not enough.

Members from smaller ports cannot agree on a fee. The northern line has a growing share of the
island trade.
"""
PAGE = "<html><head><title>Fog</title></head><body><article>{}</article></body></html>".format(
    "".join(
        f"<p>The fog of day {n} kept the pilots of the northern line in port.</p>" for n in "123"
    )
)
FRONT = """---
title: Docks for the northern line
date: 2026-11-22
seeds: [aldern]
---
"""
BODY = """
## The docks

The authority is ready to lease two docks [@aldern, ¶1 s1]. Traffic grew [@aldern, ¶2; @R1].

## The trade

The line has a growing share of the trade [@aldern, ¶¶ 2-3].
"""
RECORDS = """R1:
  title: Harbour log
  author: Port office
  date: 2026-03
"""


@pytest.fixture(scope="session")
def laid_out(tmp_path_factory) -> Path:
    root = tmp_path_factory.mktemp("aldern")
    for name in ("briefs", "seeds"):
        (root / name).mkdir()
    (root / "brief.toml").write_text('publisher = "Desk"\nformat = 2\n', encoding="utf-8")
    for name, text in (("aldern.txt", SOURCE), ("fog.html", PAGE)):
        (root / name).write_text(text, encoding="utf-8")
        key = name.partition(".")[0]
        assert brief(root, "seed", "import", name, "--key", key).exit_code == 0
    (root / "records.yaml").write_text(RECORDS, encoding="utf-8")
    (root / "briefs/docks.md").write_text(FRONT + BODY, encoding="utf-8")
    return root


@pytest.fixture
def workspace(laid_out, tmp_path) -> Path:
    """A workspace of two sources, a record and a brief, where all may be changed."""
    return shutil.copytree(laid_out, tmp_path / "desk")


@pytest.fixture
def docks(workspace) -> Path:
    return workspace / "briefs/docks.md"


@pytest.fixture
def brief_command(tmp_path) -> Path:
    """The command under test, for an editor to start."""
    command = tmp_path / "bin/brief"
    command.parent.mkdir()
    command.write_text(
        f'#!/bin/sh\nPYTHONPATH={REPOSITORY} exec {sys.executable} -m generator "$@"\n', "utf-8"
    )
    command.chmod(0o755)
    return command


@pytest.fixture(scope="session")
def editor(tmp_path_factory) -> Iterator[Editor]:
    """One server for all tests, as for an editor that is never closed."""
    opened = Editor(tmp_path_factory.mktemp("elsewhere"))
    yield opened
    assert opened.stop() == 0
