"""What is told where the system refuses something, and no action has told it."""

from __future__ import annotations

import errno
import os
from pathlib import Path

_HINTS = {
    errno.ENAMETOOLONG: "give it a shorter name",
    errno.EACCES: "see that you may read and write it, and the folder that it lies in",
    errno.ENOENT: "see that it is there: it, or the folder that you are in, may be gone",
    errno.ENOSPC: "make room on the disk, then type the command again",
}
_OTHERWISE = "see that it is what you mean, and that its disk can be read and written"


def refused(error: OSError) -> str:
    """What was refused, why, and what helps, as findings are printed."""
    what = (
        "cannot go on"
        if error.filename is None
        else f"cannot use {_seen_from_here(error.filename)}"
    )
    hint = _HINTS.get(error.errno or 0, _OTHERWISE)
    return f"error: {what}: {error.strerror or error}\n  = hint: {hint}\n"


def _seen_from_here(file: str | bytes | int) -> str:
    """A file as seen from the folder that somebody is in."""
    name = os.fsdecode(file) if isinstance(file, str | bytes) else str(file)
    try:
        return name.removeprefix(f"{Path.cwd()}{os.sep}")
    except OSError:  # that folder is gone
        return name
