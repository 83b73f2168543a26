"""Writing files so that nobody ever finds half of one."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterable
from pathlib import Path


def store_all(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write every file beside its place, and move them there only when all are whole.

    A file that is there already keeps its permissions. Raises OSError, and leaves what was there
    before, where one cannot be written.
    """
    waiting: list[tuple[Path, Path]] = []
    try:
        for path, data in files:
            place = path.resolve()  # a link stays a link to the file that is written anew
            handle, name = tempfile.mkstemp(dir=place.parent, prefix=f".{place.name}.")
            waiting.append((Path(name), place))
            with os.fdopen(handle, "wb") as file:
                file.write(data)
        for made, place in waiting:
            if place.is_file():
                shutil.copymode(place, made)
            else:
                made.chmod(0o644)
            made.replace(place)
    finally:
        for made, _ in waiting:
            made.unlink(missing_ok=True)
