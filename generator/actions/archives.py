"""The archive of a workspace: the room itself knows folders, and nothing of workspaces."""

from __future__ import annotations

from generator.archive.places import Archive
from generator.workspace.workspace import Workspace


def archive_of(workspace: Workspace) -> Archive:
    """The archive of a workspace, whether there is one yet or not."""
    return Archive(workspace.archive, workspace.shown(workspace.archive))
