"""Waiting until a person saves a file.

By looking again and again: that works on network folders and in containers, where news of
changes often does not arrive, and a workspace has few files.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from generator.workspace.workspace import Workspace

PAUSE = 0.4
"""Seconds between two looks."""

Stamps = Mapping[Path, tuple[int, int]]
"""Of each file: when it was last written (nanoseconds), and its size (bytes)."""


def changed_files(
    workspace: Workspace,
    briefs: Iterable[Path] = (),
    known: Stamps | None = None,
    *,
    wait: Callable[[], None] = lambda: time.sleep(PAUSE),
) -> Iterator[tuple[Path, ...]]:
    """The files that were changed, added or removed since the last time, as often as any are.

    `known` is an earlier look to begin from, or what is saved meanwhile would be missed. What
    is still being written is waited for: a change is told once two looks agree.
    """
    known = stamps(workspace, briefs) if known is None else known
    while True:
        wait()
        now = stamps(workspace, briefs)
        if now == known:
            continue
        wait()
        if (settled := stamps(workspace, briefs)) == now:
            yield tuple(sorted({path for path, _ in known.items() ^ settled.items()}))
            known = settled


def stamps(workspace: Workspace, briefs: Iterable[Path] = ()) -> Stamps:
    """What a look at a workspace, and at briefs that lie elsewhere, shows."""
    found: dict[Path, tuple[int, int]] = {}
    for path in (*_watched_files(workspace), *briefs):
        try:
            status = path.stat()
        except OSError:  # gone between two looks
            continue
        found[path] = (status.st_mtime_ns, status.st_size)
    return found


def _watched_files(workspace: Workspace) -> Iterator[Path]:
    yield from (workspace.root / "brief.toml", workspace.records)
    for folder in (workspace.briefs, workspace.seeds, workspace.root / "templates"):
        for parent, names, files in os.walk(folder):
            names[:] = sorted(name for name in names if not name.startswith("."))
            yield from (Path(parent, name) for name in files if not name.startswith("."))
