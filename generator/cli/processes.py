"""Briefs made by several processes at once.

Each process has a library of its own and stores the files of its briefs by itself. What there is to
tell of them comes back, in the order of the briefs.
"""

from __future__ import annotations

import contextlib
import gc
import multiprocessing
import signal
from collections import deque
from collections.abc import Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from multiprocessing import forkserver
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Any, TypeVar

from generator.cli.cache import cached_library
from generator.cli.findings import leave_out_what_is_loaded
from generator.cli.makers import Maker
from generator.config.inputs import Inputs
from generator.diagnostics import BriefError, Span, codes, refusal
from generator.pipeline.earlier import MadeNow, made_now
from generator.pipeline.library import Library
from generator.workspace.workspace import Workspace

T = TypeVar("T")


def made_beside(
    maker: Maker[T], workspace: Workspace, paths: Sequence[Path], processes: int
) -> Iterator[MadeNow[T]]:
    """Make briefs in as many other processes, and hand them on in turn.

    If one of these is ended from outside, all of them are. The briefs that are left are made one
    at a time then, so that the one that ends its process again is known.
    """
    left = deque(paths)
    while left:
        try:
            for made in _made_in_pool(maker, workspace, [*left], processes):
                left.popleft()
                yield made
        except BrokenProcessPool:
            if processes == 1:
                lost = _refused_as_lost(left.popleft(), workspace)
                yield MadeNow(maker.refused(lost), Inputs(), None, 0)
            processes = 1


def can_be_had() -> bool:
    """Whether the system has what processes need to wait for each other."""
    try:
        multiprocessing.Lock()
    except (ImportError, OSError):
        return False
    return True


def _refused_as_lost(path: Path, workspace: Workspace) -> BriefError:
    message = "the process that made it came to an end, as one does that needs too much memory"
    hint = f"make it alone: `brief build {path.stem} --jobs 1`"
    return refusal(codes.UNREADABLE_BRIEF, message, Span.at(workspace.shown(path)), hint=hint)


def _made_in_pool(
    maker: Maker[T], workspace: Workspace, paths: Sequence[Path], processes: int
) -> Iterator[MadeNow[T]]:
    """Make briefs in as many processes; raises BrokenProcessPool if one is ended from outside."""
    pool = ProcessPoolExecutor(processes, _way_to_begin(), _begin, (maker, workspace))
    try:
        ahead: Iterator[Future[Any]] = (pool.submit(_made_here, path) for path in paths)
        waiting = deque(islice(ahead, 3 * processes))
        while waiting:
            yield waiting.popleft().result()
            waiting.extend(islice(ahead, 1))
    finally:
        pool.shutdown(cancel_futures=True)


def _way_to_begin() -> BaseContext:
    """How processes begin: as copies of one that has loaded all, or else by themselves."""
    if "forkserver" in multiprocessing.get_all_start_methods():
        multiprocessing.set_forkserver_preload(["generator.actions.build"])
        # Where its socket would have too long a name, or there are no sockets, it cannot be had.
        with contextlib.suppress(OSError):
            forkserver.ensure_running()
            return multiprocessing.get_context("forkserver")
    return multiprocessing.get_context("spawn")


# --- in each of the processes -----------------------------------------------------------


_HERE: list[tuple[Maker[object], Library]] = []


def _begin(maker: Maker[object], workspace: Workspace) -> None:
    """What a process does first. Ctrl-C is for the one that tells: this ends with its brief."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    _HERE.append((maker, cached_library(workspace)))


def _made_here(path: Path) -> MadeNow[object]:
    ((maker, library),) = _HERE
    made = made_now(path, partial(maker.make, library))
    if gc.get_freeze_count() == 0:
        leave_out_what_is_loaded()
    return made
