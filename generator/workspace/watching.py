"""Waiting until a person saves a file.

It looks again and again. That also works on network folders and in containers, where change events
often do not arrive, and a workspace has few files.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from generator.workspace.finding import find_files
from generator.workspace.workspace import Workspace

PAUSE = 0.4
"""Seconds between two looks."""

Stamps = Mapping[Path, tuple[int, int]]
"""For each file, when it was last written (nanoseconds) and its size (bytes)."""


def changed_files(
    workspace: Workspace,
    briefs: Iterable[Path] = (),
    known: Stamps | None = None,
    *,
    wait: Callable[[], None] = lambda: time.sleep(PAUSE),
    settle: Callable[[], None] | None = None,
) -> Iterator[tuple[Path, ...]]:
    """Each time files change, those that were changed, added or removed since the last time.

    `known` is an earlier look to begin from; without it, files saved meanwhile would be missed. A
    change is reported only when two looks agree, because a file may still be being written: `wait`
    comes before the first of them, `settle` (or `wait` again) before the second.
    """
    known = stamps(workspace, briefs) if known is None else known
    while True:
        wait()
        now = stamps(workspace, briefs)
        if now == known:
            continue
        (settle or wait)()
        if (settled := stamps(workspace, briefs)) == now:
            yield tuple(sorted({path for path, _ in known.items() ^ settled.items()}))
            known = settled


def stamps(workspace: Workspace, briefs: Iterable[Path] = ()) -> Stamps:
    """The stamps of a workspace's files, and of briefs outside it."""
    return stamps_of((*find_files(workspace), *briefs))


def stamps_of(paths: Iterable[Path]) -> Stamps:
    """The stamps of those files that are there."""
    found: dict[Path, tuple[int, int]] = {}
    for path in paths:
        try:
            status = path.stat()
        except OSError:  # gone between two looks
            continue
        found[path] = (status.st_mtime_ns, status.st_size)
    return found
