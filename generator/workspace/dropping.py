"""Files that people put into a shared folder: when one is whole, and what was done with each.

It looks again and again, as `watching` does and for the same reasons. A file counts as whole when
two looks agree and no program holds it open. What was taken in is remembered by its digest, beside
a copy of it: so it is taken in once, also after a restart, and nothing is ever lost.
"""

from __future__ import annotations

import errno
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from pathlib import Path

from msgspec import Struct, field

from generator.config.files import HANDED_IN, RefusedFileError, read_regular
from generator.config.text import json_value
from generator.document.file_data import FileData
from generator.workspace.storing import store_all
from generator.workspace.watching import Stamps, stamps_of

TAKEN = "taken"
"""The folder, below the shared one, of all files that were taken in, each as it was."""

_MEMORY = "desk.json"


class DroppedFile(Struct, frozen=True):
    """A whole file that somebody has put into the folder, or has edited there.

    `fault` says why it may not be read; it has no data then.
    """

    path: Path
    data: FileData
    fault: str = ""

    @property
    def digest(self) -> str:
        return sha256_of(self.data or f"{self.path.name} {self.fault}".encode())


class DeskMemory(Struct):
    """What a desk knows of its folder: SHA-256 of what was taken in, and of what it wrote.

    `left` are files that stay where they are: a form that waits, a file that cannot be read.
    `unwritten` are files that could not be written yet, since somebody holds the old ones open.
    """

    taken: set[str] = field(default_factory=set)
    left: set[str] = field(default_factory=set)
    written: dict[str, str] = field(default_factory=dict)  # by the name of each file
    unwritten: dict[str, bytes] = field(default_factory=dict)

    def waits(self, name: str, digest: str) -> bool:
        """Whether nothing is to be done about a file: left there, or written and untouched."""
        return digest in self.left or self.written.get(name) == digest

    def knows(self, name: str, digest: str) -> bool:
        """Whether a file is nothing new: it may be written over."""
        return digest in self.taken or self.waits(name, digest)


def sha256_of(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def memory_of(folder: Path) -> DeskMemory:
    """What a desk remembers of a folder; nothing if that was lost, which does no harm."""
    try:
        kept = json_value(read_regular(folder / TAKEN / _MEMORY, HANDED_IN))
        taken, left = ({str(one) for one in kept[name]} for name in ("taken", "left"))
        return DeskMemory(taken, left, dict(kept["written"]))
    except (OSError, ValueError, KeyError, TypeError):
        return DeskMemory()


def remember(folder: Path, memory: DeskMemory) -> None:
    """Keep what a desk knows. Raises OSError."""
    kept = {
        "taken": sorted(memory.taken),
        "left": sorted(memory.left),
        "written": dict(sorted(memory.written.items())),
    }
    text = json.dumps(kept, ensure_ascii=False, indent=1) + "\n"
    store_all([(_own_place(folder, TAKEN, _MEMORY), text.encode())])


def _own_place(folder: Path, *names: str) -> Path:
    """The place of a file of the desk's own, its folder made. Raises OSError.

    Whoever shares the folder may have put a link there: none is followed, into or out of it.
    """
    place = folder.joinpath(*names)
    if names[1:]:
        place.parent.mkdir(exist_ok=True)
    if place.is_symlink() or place.parent.resolve() != folder.resolve().joinpath(*names[:-1]):
        raise OSError(errno.ELOOP, "a link stands in its place", str(place))
    return place


def look_at(folder: Path, suffixes: Iterable[str]) -> Stamps:
    """The stamps of the files in a folder that may be taken in; none while it is out of reach.

    A link is none of them: it may lead to what is not for all who share the folder.
    """
    wanted = frozenset(suffixes)
    try:
        found = [path for path in folder.iterdir() if path.suffix.lower() in wanted]
    except OSError:
        return {}
    return stamps_of(
        path for path in found if not (path.name.startswith((".", "~$")) or path.is_symlink())
    )


def dropped_files(before: Stamps, now: Stamps, memory: DeskMemory) -> Iterator[DroppedFile]:
    """The new files that two looks found the same, and that nobody holds open: the oldest first.

    One that cannot be read yet is left for another look.
    """
    settled = [path for path, stamp in now.items() if before.get(path) == stamp]
    for path in sorted(settled, key=lambda path: (now[path], path.name)):
        if _is_held_open(path):
            continue
        with suppress(OSError):
            file = _read(path)
            if not memory.waits(path.name, file.digest):
                yield file


def _read(path: Path) -> DroppedFile:
    if path.is_symlink():  # put there meanwhile
        raise OSError(errno.ELOOP, "a link", str(path))
    try:
        return DroppedFile(path, FileData(read_regular(path, HANDED_IN)))
    except RefusedFileError as error:
        if path.stat().st_size <= HANDED_IN.most:  # it changes while it is read
            raise
        return DroppedFile(path, FileData(), error.pattern.format(file=path.name))


def _is_held_open(path: Path) -> bool:
    """Whether Word or LibreOffice holds a file open, by the file that either lays beside it.

    Word puts `~$` in place of up to two letters, by how long the name is.
    """
    name = path.name
    locks = (f"~${name}", f"~${name[1:]}", f"~${name[2:]}", f".~lock.{name}#")
    return any((path.parent / lock).exists() for lock in locks)


def keep_taken(file: DroppedFile) -> Path:
    """Copy a file to where all that were taken in are, under a name of its own; return the copy.

    Raises OSError.
    """
    path = file.path
    kept = _own_place(path.parent, TAKEN, f"{path.stem}-{file.digest[:8]}{path.suffix}")
    store_all([(kept, file.data)])
    return kept


def clear_taken(file: DroppedFile, memory: DeskMemory) -> None:
    """Take a kept file out of the shared folder, unless somebody has saved it again meanwhile."""
    try:
        if sha256_of(read_regular(file.path, HANDED_IN)) == file.digest:
            file.path.unlink()
    except OSError:  # held open elsewhere: it stays
        memory.left.add(file.digest)


def put_back(folder: Path, files: Mapping[str, bytes], memory: DeskMemory) -> None:
    """Write files of the desk's own into the shared folder, as soon as nobody holds them open.

    None replaces what somebody has saved there and nobody has taken in yet.
    """
    memory.unwritten |= files
    for name, data in tuple(memory.unwritten.items()):
        with suppress(OSError):
            place = _own_place(folder, name)
            if _is_held_open(place):
                continue
            if _is_new(place, memory):
                del memory.unwritten[name]  # what is made of that comes in its place
                continue
            store_all([(place, data)])
            memory.written[name] = sha256_of(data)
            del memory.unwritten[name]


def _is_new(path: Path, memory: DeskMemory) -> bool:
    """Whether a file is there that no desk has seen. Raises OSError if it cannot be read."""
    if not path.exists():
        return False
    return not memory.knows(path.name, sha256_of(read_regular(path, HANDED_IN)))


def untouched_file(folder: Path, name: str, memory: DeskMemory) -> bytes | None:
    """A file that the desk has written, if it lies there as it was written."""
    with suppress(OSError):
        data = read_regular(_own_place(folder, name), HANDED_IN)
        if memory.written.get(name) == sha256_of(data):
            return data
    return None


def take_away(folder: Path, name: str, memory: DeskMemory) -> None:
    """Remove a file that the desk has written and that says nothing any more, if untouched."""
    if untouched_file(folder, name, memory) is None:
        return
    with suppress(OSError):
        (folder / name).unlink()
        del memory.written[name]
