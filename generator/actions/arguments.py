"""Checks of what a script passes to an action: paths, names, a workspace."""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from generator.pipeline.library import Library
from generator.workspace.finding import find_workspace
from generator.workspace.workspace import Workspace

StrPath = str | os.PathLike[str]
Names = tuple[str, ...] | list[str]
"""Several names. A single string is refused: Python would read it as a row of letters."""


def path_of(value: object, argument: str) -> Path:
    """The path that was passed as `argument`. Raises TypeError."""
    if not isinstance(value, str | os.PathLike):
        raise TypeError(f"{argument} is a str or a Path, not {_kind(value)}")
    return Path(value)


def names_of(value: object, argument: str, example: str) -> tuple[str, ...]:
    """The names that were passed as `argument`. Raises TypeError."""
    if not isinstance(value, tuple | list) or not all(isinstance(name, str) for name in value):
        found = repr(value) if isinstance(value, str) else _kind(value)
        raise TypeError(f'{argument} is a tuple of names such as ("{example}",), not {found}')
    return tuple(value)


def text_of(value: object, argument: str) -> str:
    """The words that were passed as `argument`. Raises TypeError, and ValueError for none."""
    if not isinstance(value, str):
        raise TypeError(f"{argument} is a str, not {_kind(value)}")
    if not value.strip():
        raise ValueError(f"{argument} is empty: say something")
    return value


def one_of(value: str, argument: str, known: Iterable[str]) -> None:
    """Raise ValueError if a value is not one of the known names."""
    names = tuple(known)
    if value not in names:
        raise ValueError(f"{argument} can be {' or '.join(map(repr, names))}, not {value!r}")


def library_of(workspace: Workspace | Library | None, path: Path) -> Library:
    """The library that was passed, or a new one of the workspace, or of the path's workspace.

    Raises TypeError, and BriefError where `brief.toml` does not hold.
    """
    if isinstance(workspace, Library):
        return workspace
    return Library(workspace_of(workspace, path, "Workspace or a Library"))


def workspace_of(workspace: Workspace | None, path: Path, wanted: str = "Workspace") -> Workspace:
    """The workspace that was passed; else the one that a file lies in. Raises as `library_of`."""
    if workspace is None:
        return find_workspace(path.parent)
    if not isinstance(workspace, Workspace):
        raise TypeError(f"workspace is a {wanted}, not {_kind(workspace)}")
    return workspace


def _kind(value: object) -> str:
    return "None" if value is None else type(value).__name__
