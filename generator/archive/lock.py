"""One writer at a time: a lock that the system itself releases when its owner dies."""

from __future__ import annotations

import datetime
import json
import os
import platform
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from generator.config.text import json_value
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose

_PAUSE = 0.01  # seconds between two tries


@contextmanager
def locked(path: Path, shown: str, *, patience: float) -> Iterator[None]:
    """Hold the lock in a file; inside, the file says who holds it and since when.

    It is a lock of the system on the open file, so a crash frees it at once. The words in the file
    are for people. Raises BriefError if another process holds it for longer than `patience`
    seconds, and OSError if the file cannot be opened.
    """
    with path.open("a+b") as file:
        deadline = time.monotonic() + patience
        while not _taken(file.fileno()):
            if time.monotonic() > deadline:
                raise BriefError([_held(path, shown)])
            time.sleep(_PAUSE)
        try:
            _sign(file.fileno())
            yield
        finally:
            os.ftruncate(file.fileno(), 0)
            _release(file.fileno())


def _sign(handle: int) -> None:
    os.ftruncate(handle, 0)
    owner = {"host": platform.node(), "process": os.getpid()}
    os.write(handle, json.dumps(owner).encode())


def _held(path: Path, shown: str) -> Diagnostic:
    try:
        owner = json_value(path.read_bytes())
        since = datetime.datetime.fromtimestamp(path.stat().st_mtime, datetime.UTC)
        told = f"process {owner['process']} on {owner['host']}, since {since:%H:%M:%S} UTC"
    except (OSError, ValueError, KeyError):
        told = "another process"
    message = f"the archive is being written by {told}"
    return diagnose(
        codes.ARCHIVE_LOCKED, message, Span.at(shown), hint="wait until it is done, then try again"
    )


if sys.platform == "win32":
    import msvcrt

    # Far behind the words in the file, which stay legible while it is locked.
    _BYTE = 1 << 30

    def _taken(handle: int) -> bool:
        os.lseek(handle, _BYTE, os.SEEK_SET)
        try:
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

    def _release(handle: int) -> None:
        os.lseek(handle, _BYTE, os.SEEK_SET)
        msvcrt.locking(handle, msvcrt.LK_UNLCK, 1)

else:
    import fcntl

    def _taken(handle: int) -> bool:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _release(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_UN)
