"""Writing so that a power cut leaves the old or the new: sync the bytes, then their folder."""

from __future__ import annotations

import itertools
import os
import stat
from collections.abc import Callable, Iterable
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO, TypeVar


def write_synced(path: Path, data: bytes, *, read_only: bool = False) -> None:
    """Write a new file and wait until its bytes are on the disk. Raises OSError."""
    write_pieces_synced(path, [data], read_only=read_only)


def write_pieces_synced(path: Path, pieces: Iterable[bytes], *, read_only: bool = False) -> None:
    """Write a new file, piece by piece, and wait until it is on the disk. Raises OSError."""
    with _new(path, read_only=read_only) as file:
        for piece in pieces:
            file.write(piece)
        file.flush()
        os.fsync(file.fileno())


_Each = TypeVar("_Each")
_BATCH = 64  # files that are open at once
_WAITING = 8  # threads


def _new(path: Path, *, read_only: bool) -> BinaryIO:
    mode = 0o444 if read_only else 0o666  # less what the umask takes
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    return os.fdopen(os.open(path, flags, mode), "wb")


def sync_folder(folder: Path) -> None:
    """Wait until the entries of a folder are on the disk; Windows does so by itself."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_tree(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Write files at their paths below a folder, read-only, all on the disk when this returns."""
    folders = {folder}
    rest = iter(files)
    # Write the whole batch before waiting for the first file: then the disk waits less.
    while batch := [(folder / name, data) for name, data in itertools.islice(rest, _BATCH)]:
        for path, _ in batch:
            if path.parent not in folders:
                path.parent.mkdir(parents=True, exist_ok=True)
                inner = (path.parent, *path.parent.parents)
                folders |= {each for each in inner if each.is_relative_to(folder)}
        with ExitStack() as opened:
            written = [opened.enter_context(_new(path, read_only=True)) for path, _ in batch]
            for file, (_, data) in zip(written, batch, strict=True):
                file.write(data)
                file.flush()
            _together(os.fsync, [file.fileno() for file in written])
    _together(sync_folder, sorted(folders))


def _together(wait: Callable[[_Each], None], what: Iterable[_Each]) -> None:
    """Wait for many files at once: the disk then writes them together."""
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(_WAITING) as pool:
        for _ in pool.map(wait, what):
            pass


def remove_tree(folder: Path) -> None:
    """Remove a folder and all in it, read-only files too. Raises OSError."""
    with os.scandir(folder) as found:
        entries = list(found)
    for entry in entries:
        path = Path(entry.path)
        if entry.is_dir(follow_symlinks=False):
            remove_tree(path)
        else:
            remove_file(path)
    folder.rmdir()


def remove_file(path: Path) -> None:
    """Remove a file, if it is there, a read-only one too. Raises OSError."""
    _allow_to_go(path)
    path.unlink(missing_ok=True)


def take_place_of(path: Path, other: Path) -> None:
    """Move a file to where another may stand, a read-only one too. Raises OSError."""
    _allow_to_go(other)
    path.replace(other)


def _allow_to_go(path: Path) -> None:
    """Let a file be removed or replaced: Windows refuses to do either to one that is read-only."""
    if os.name == "nt" and path.exists():
        path.chmod(stat.S_IWRITE)


def append_synced(path: Path, data: bytes) -> None:
    """Add bytes to the end of a file, and wait until they are on the disk. Raises OSError."""
    with path.open("ab") as file:
        file.write(data)
        file.flush()
        os.fsync(file.fileno())
