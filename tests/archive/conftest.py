"""What the tests of the archive share."""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

from tests.archive.workspaces import copy_workspace, publish

SECOND_OPINION = Path(__file__).parent / "second_opinion.py"


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """A folder in memory where there is one, since syncing thousands of files to a disk is slow."""
    memory = Path("/dev/shm")
    if not memory.is_dir():
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory) as name:
        yield Path(name)


@pytest.fixture(scope="session")
def publication(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A workspace whose brief `military` is published: for tests that only look, or copy it."""
    folder = copy_workspace(tmp_path_factory.mktemp("publication"), fonts=True)
    run = publish(folder)
    assert run.exit_code == 0, run.stderr
    return folder


@pytest.fixture
def published(publication: Path, folder: Path) -> Path:
    """A copy of it that may be changed."""
    return shutil.copytree(publication, folder, dirs_exist_ok=True)


@pytest.fixture(scope="session")
def ocfl_py() -> Callable[[str, Iterable[Path]], list[tuple[bool, list[str]]]]:
    """Ask ocfl-py about each "object" or "root": whether it holds, and what there is to say."""

    def ask(kind: str, paths: Iterable[Path]) -> list[tuple[bool, list[str]]]:
        lines = "".join(f"{kind} {path}\n" for path in paths)
        run = subprocess.run(
            [sys.executable, SECOND_OPINION],
            input=lines,
            capture_output=True,
            encoding="utf-8",
            check=True,
        )
        return [tuple(json.loads(line)) for line in run.stdout.splitlines()]

    return ask
