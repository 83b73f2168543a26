"""The archive of a workspace. The room `archive` itself knows only folders."""

from __future__ import annotations

from pathlib import Path

from generator.archive.places import Archive
from generator.workspace.workspace import Workspace


def archive_of(workspace: Workspace) -> Archive:
    """The archive of a workspace; it need not exist yet."""
    return Archive(workspace.archive, workspace.shown(workspace.archive))


def archive_in(folder: Path) -> Archive:
    """The archive in a folder, which messages name as it is seen from where one is."""
    try:
        shown = folder.resolve().relative_to(Path.cwd())
    except ValueError:
        shown = folder
    return Archive(folder, shown.as_posix())
