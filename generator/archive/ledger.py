"""What an archive should hold: a line for each version, tied to the line before it.

An inventory proves what an object holds. That the object is there at all, and that nobody has put
another sound one in its place, only what lies outside of it can prove. Each line of the ledger has
the digest of a version's inventory, and that of the line before. So no line can be changed or taken
out between others. It lies beside the root: who reads the archive needs it for nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from generator.archive.digests import sha512
from generator.archive.durable import append_synced
from generator.archive.faults import OcflCode, OcflFault
from generator.archive.inventory import NAME, read_inventory
from generator.archive.places import Archive
from generator.archive.storage_root import object_path, objects_in
from generator.config.files import bytes_of_regular

_SHOWN = "log/ledger.jsonl"


class Entry(Struct, frozen=True):
    """A version that was stored: the SHA-512 of its inventory, the SHA-256 of the line before."""

    id: str
    version: int
    inventory: str
    before: str = ""


def enter(archive: Archive, identifier: str) -> None:
    """Add the versions of an object that the ledger does not have; call it under the lock.

    A ledger begins with all that the archive holds by then. Raises OSError.
    """
    data = _ledger(archive)
    end = data.rfind(b"\n") + 1
    folders = [archive.ocfl / object_path(identifier)] if end else objects_in(archive.ocfl)
    known = _last_in(data, end, identifier)
    new, last = bytearray(), data[data.rfind(b"\n", 0, end - 1) + 1 : end - 1] if end else b""
    for folder in folders:
        for one, number, digest in _versions(folder):
            if number > known:
                before = hashlib.sha256(last).hexdigest() if last else ""
                last = msgspec.json.encode(Entry(one, number, digest, before))
                new += last + b"\n"
    path = archive.log / "ledger.jsonl"
    archive.log.mkdir(exist_ok=True)
    if end < len(data):  # cut off by a crash, and what the rest was about is entered now
        with path.open("r+b") as file:
            file.truncate(end)
    append_synced(path, bytes(new))


def last_version(archive: Archive, identifier: str) -> int:
    """The last version of an object that the ledger has; 0 if it has none. Raises OSError."""
    data = _ledger(archive)
    return _last_in(data, len(data), identifier)


def _last_in(data: bytes, end: int, identifier: str) -> int:
    """The last version of an object in the whole lines, up to `end`; 0 if they have none.

    Only its line is read: reading ten thousand took longer than all else that a commit does.
    """
    at = data.rfind(b'{"id":' + msgspec.json.encode(identifier) + b",", 0, end)
    entries = list(_entries_on([data[at : data.find(b"\n", at)]])) if at >= 0 else []
    return entries[0].version if entries else 0


def faults_by_ledger(archive: Archive, folders: Collection[Path]) -> Iterator[OcflFault]:
    """What is not there, or is there and should not be, and of some objects what was exchanged.

    An archive from before the ledger has none, and nothing is known of it. Raises OSError.
    """
    lines, cut = _whole_lines(archive)
    if not lines and not cut:
        return
    before, entries = "", list[Entry]()
    for number, line in enumerate(lines, 1):
        found = list(_entries_on([line]))
        if not found or found[0].before != before:
            yield _said_otherwise(f"line {number} of {_SHOWN} does not follow from that before it")
        before = hashlib.sha256(line).hexdigest()
        entries += found
    if cut:
        yield _said_otherwise(f"{_SHOWN} is cut off in its last line")
    yield from _not_there(archive, entries)
    for entry in entries:
        yield from _another_one(archive, entry, folders)
    last = {object_path(entry.id): entry.version for entry in entries}
    for folder in objects_in(archive.ocfl):
        path = folder.relative_to(archive.ocfl).as_posix()
        number = last.get(path, 0) + 1
        if number == 1 or (folder / f"v{number}").exists():
            yield _said_otherwise(f"v{number} is not in {_SHOWN}: it was not stored here", path)


def _not_there(archive: Archive, entries: list[Entry]) -> Iterator[OcflFault]:
    gone: dict[str, list[str]] = {}
    for entry in entries:
        if not _inventory(archive, entry).is_file():
            gone.setdefault(entry.id, []).append(f"v{entry.version}")
    for one, names in gone.items():
        message = f"{', '.join(names)} of {one} should be here"
        yield _said_otherwise(message, object_path(one))


def _another_one(archive: Archive, entry: Entry, folders: Collection[Path]) -> Iterator[OcflFault]:
    path, inventory = object_path(entry.id), _inventory(archive, entry)
    if archive.ocfl / path in folders and inventory.is_file():
        actual = sha512(bytes_of_regular(inventory))
        if actual != entry.inventory:
            message = f"v{entry.version} of {entry.id} is not the one that was stored"
            yield OcflFault(OcflCode.LEDGER, message, path, entry.inventory, actual)


def _inventory(archive: Archive, entry: Entry) -> Path:
    return archive.ocfl / object_path(entry.id) / f"v{entry.version}" / NAME


def _said_otherwise(message: str, path: str = "") -> OcflFault:
    return OcflFault(OcflCode.LEDGER, message, path)


def _whole_lines(archive: Archive) -> tuple[list[bytes], bool]:
    """The whole lines, and whether another one was begun. Raises OSError."""
    *lines, rest = _ledger(archive).split(b"\n")
    return lines, bool(rest)


def _ledger(archive: Archive) -> bytes:
    try:
        return bytes_of_regular(archive.log / "ledger.jsonl")
    except FileNotFoundError:
        return b""


def _entries_on(lines: list[bytes]) -> Iterator[Entry]:
    for line in lines:
        try:
            yield msgspec.json.decode(line, type=Entry)
        except (msgspec.DecodeError, UnicodeDecodeError):
            continue  # an audit tells it


def _versions(folder: Path) -> Iterator[tuple[str, int, str]]:
    """The id, number and digest of each version of an object; none of one that cannot be read."""
    try:
        inventory = read_inventory(bytes_of_regular(folder / NAME))
        for number in range(1, inventory.head + 1):
            yield inventory.id, number, sha512(bytes_of_regular(folder / f"v{number}" / NAME))
    except (OSError, ValueError):
        return
