"""What the tests of the archive share."""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

import pytest

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
