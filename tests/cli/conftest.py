from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from generator.cli import command_line
from tests.workspaces import laid_out

Brief = Callable[..., Result]


@pytest.fixture
def workspace(tmp_path, monkeypatch) -> Path:
    """The repository's own workspace, in a folder where it may be damaged."""
    laid_out(tmp_path, templates=False)
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    return tmp_path


@pytest.fixture
def brief(workspace) -> Brief:
    """Run `brief …` in the workspace."""
    return lambda *arguments: CliRunner().invoke(
        command_line(), list(arguments), catch_exceptions=False
    )


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
