"""The server of the preview: on this computer alone, until Ctrl-C."""

from __future__ import annotations

import asyncio
import contextlib
import secrets
import socket
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import uvicorn

from generator.pipeline.library import Library
from generator.serving.application import Hearers, application
from generator.serving.guard import MOST_HEADERS, Guard
from generator.serving.viewing import Viewing
from generator.workspace.watching import PAUSE, Stamps, changed_files, stamps
from generator.workspace.workspace import Workspace

LOOPBACK = "127.0.0.1"


def serve(
    library: Library,
    *,
    port: int = 0,
    ready: Callable[[str], None],
    stopped: threading.Event | None = None,
) -> None:
    """Show the briefs of a workspace in browsers on this computer.

    It ends when it is interrupted, or when `stopped` is set. `ready` is told the address, which
    nobody can guess. Port 0 is any free one. Raises OSError if the port is taken.
    """
    token, stopped = secrets.token_urlsafe(16), stopped or threading.Event()
    viewing, hearers = Viewing(library), Hearers()
    with socket.socket() as own:
        own.bind((LOOPBACK, port))
        own.listen()
        taken: int = own.getsockname()[1]
        app = application(viewing, token, hearers, stopped.is_set)
        server = _Server(Guard(app, taken, token), stopped)

        async def run() -> None:
            hearing = (viewing, hearers, stopped, stamps(library.workspace))
            loop = asyncio.get_running_loop()
            threading.Thread(target=_follow, args=(loop, *hearing), daemon=True).start()
            ready(f"http://{LOOPBACK}:{taken}/{token}/")
            await server.serve(sockets=[own])

        try:
            asyncio.run(run())
        finally:
            stopped.set()


def _follow(
    loop: asyncio.AbstractEventLoop,
    viewing: Viewing,
    hearers: Hearers,
    stopped: threading.Event,
    known: Stamps,
) -> None:
    """Take note of each change, and wake those who wait for one."""
    for changed in followed(viewing.workspace, known, stopped):
        viewing.renew(changed)
        if not stopped.is_set():
            loop.call_soon_threadsafe(hearers.wake)


class _Server(uvicorn.Server):
    """Uvicorn, which tells the streams that it stops: else it would wait for them to end."""

    def __init__(self, app: Guard, stopped: threading.Event) -> None:
        super().__init__(
            uvicorn.Config(
                app,
                loop="asyncio",
                http="h11",
                ws="none",
                lifespan="off",
                interface="asgi3",
                log_level="error",
                access_log=False,
                server_header=False,
                limit_concurrency=64,
                h11_max_incomplete_event_size=MOST_HEADERS,
                timeout_graceful_shutdown=2,
            )
        )
        self._stopped = stopped

    async def on_tick(self, counter: int) -> bool:
        return await super().on_tick(counter) or self._stopped.is_set()

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._stopped.set()
        await super().shutdown(sockets)


# --- what the system tells of saved files -----------------------------------------------


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
