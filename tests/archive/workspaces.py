"""The repository's own workspace in a folder where it may be changed, and `brief` at work in it."""

from __future__ import annotations

import contextlib
import shutil
from pathlib import Path

from typer.testing import CliRunner, Result

from generator.cli.commands import command_line

REPOSITORY = Path(__file__).parent.parent.parent
SUMMIT = REPOSITORY / "tests/material/summit"
"""A workspace of the tests' own: its words stay when the shipped briefs are rewritten."""


def copy_workspace(folder: Path, *parts: str, fonts: bool = False) -> Path:
    """The tests' own workspace, or these of its folders, where it may be damaged.

    Its templates are those that are shipped. Their fonts, 3 MB, are only copied where a test is
    about them or about what is kept of them; others take them from the package, where they stand.
    """
    left_out = shutil.ignore_patterns() if fonts else shutil.ignore_patterns("fonts")
    for name in parts or ("seeds", "briefs", "templates"):
        root = REPOSITORY if name == "templates" else SUMMIT
        shutil.copytree(root / name, folder / name, ignore=left_out)
    for name in ("brief.toml", "records.yaml"):
        shutil.copy(SUMMIT / name, folder / name)
    return folder


def command(*arguments: str, given: bytes | None = None) -> Result:
    """`brief …` in the current folder, as `main` starts it, with what is piped in."""
    runner = CliRunner()
    return runner.invoke(command_line(arguments), arguments, input=given, catch_exceptions=False)


def brief(folder: Path, *arguments: str) -> Result:
    with contextlib.chdir(folder):
        return command(*arguments)


def publish(folder: Path, name: str = "military", *more: str, day: int = 1) -> Result:
    date = f"2026-12-{day:02}T09:00:00Z"
    known = ("-m", f"Publication {day}", "--date", date, "--acknowledge", "venue")
    return brief(folder, "publish", name, *known, *more)


def edit(path: Path, old: str, new: str) -> None:
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new), encoding="utf-8")
