from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import Result

from tests.archive.workspaces import command, copy_workspace

Brief = Callable[..., Result]


@pytest.fixture
def workspace(tmp_path, monkeypatch) -> Path:
    """The repository's own workspace, in a folder where it may be damaged."""
    copy_workspace(tmp_path, "seeds", "briefs")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture
def brief(workspace) -> Brief:
    """Run `brief …` in the workspace."""
    return command


@pytest.fixture
def damage(workspace) -> Callable[..., Path]:
    """Change words of a brief: `damage("military", ("axis", "front"))`."""

    def damaged(slug: str, *changes: tuple[str, str]) -> Path:
        path = workspace / "briefs" / f"{slug}.md"
        text = path.read_text(encoding="utf-8")
        for old, new in changes:
            assert old in text
            text = text.replace(old, new, 1)
        path.write_text(text, encoding="utf-8", newline="\n")
        return path

    return damaged
