"""Hearing of files that are saved as soon as the system tells it."""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Iterator
from pathlib import Path

from generator.workspace.watching import PAUSE, Stamps, changed_files
from generator.workspace.workspace import Workspace

_GATHERED = 40  # milliseconds in which changes count as one
_STEP = 5
_SETTLED = 0.01  # seconds


class _StoppedError(Exception):
    """Nobody waits for changes any longer."""


def followed(
    workspace: Workspace, known: Stamps, stopped: threading.Event
) -> Iterator[tuple[Path, ...]]:
    """Each time files change, those that did, until `stopped` is set.

    Where the system tells nothing, as of a network folder, they are looked at all the same.
    """
    woken = _woken(workspace, stopped)

    def wait() -> None:
        next(woken, None)
        if stopped.is_set():
            raise _StoppedError

    try:
        yield from changed_files(
            workspace, known=known, wait=wait, settle=lambda: time.sleep(_SETTLED)
        )
    except _StoppedError:
        return


def _woken(workspace: Workspace, stopped: threading.Event) -> Iterator[object]:
    """Comes back when the system tells of a change, or else after a while."""
    import watchfiles

    folders = (workspace.briefs, workspace.seeds, workspace.root / "templates")
    # There may be more folders than the system watches, or a file system that tells nothing.
    with contextlib.suppress(OSError, RuntimeError):
        yield from watchfiles.watch(
            *filter(Path.is_dir, folders),
            watch_filter=None,
            debounce=_GATHERED,
            step=_STEP,
            rust_timeout=int(1000 * PAUSE),
            yield_on_timeout=True,
            raise_interrupt=False,
            stop_event=stopped,
        )
    while not stopped.wait(PAUSE):
        yield None
