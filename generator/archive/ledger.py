"""What an archive should hold: a line for each version, tied to the line before it.

An inventory proves what an object holds. That the object is there at all, and that nobody has put
another sound one in its place, only what lies outside of it can prove. Each line of the ledger has
the digest of a version's inventory, and that of the line before. So no line can be changed or taken
out between others. It lies beside the root: who reads the archive needs it for nothing else.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import chain
from pathlib import Path

import msgspec
from msgspec import Struct
from msgspec.structs import replace

from generator.archive.durable import append_synced
from generator.archive.faults import OcflCode, OcflFault
from generator.archive.inventory import NAME, read_inventory, sha512
from generator.archive.places import Archive
from generator.archive.storage_root import README, object_path, objects_in
from generator.config.files import bytes_of_regular

_SHOWN = "log/ledger.jsonl"


class Removed(Struct, frozen=True):
    """That a brief was removed with all its versions: its name, when, by whom and why."""

    name: str
    when: str  # RFC 3339, with a time zone
    by: str
    reason: str


class Entry(Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A version that was stored: the SHA-512 of its inventory, the SHA-256 of the line before.

    Or, where it says so, the last version of what was removed.
    """

    id: str
    version: int
    inventory: str = ""
    removed: Removed | None = None
    before: str


def enter(archive: Archive, identifier: str) -> None:
    """Add the versions of an object that the ledger does not have; call it under the lock.

    Raises OSError.
    """
    data = _ledger(archive)
    end = data.rfind(b"\n") + 1
    if not end:
        begin(archive)
        return
    known = _last_in(data, end, identifier)
    versions = _versions(archive.ocfl / object_path(identifier))
    _append(archive, data, (one for one in versions if one.version > known))


def begin(archive: Archive) -> None:
    """Begin the ledger, if there is none, with all that is there; under the lock.

    Raises OSError.
    """
    data = _ledger(archive)
    folders = objects_in(archive.ocfl)
    if b"\n" not in data:
        _append(archive, data, chain.from_iterable(map(_versions, folders)))


def is_missing(archive: Archive) -> bool:
    """Whether there are objects, and the ledger was lost that said which. Raises OSError.

    Release 0.1.0 kept none, and wrote no README into the root. Who adds that begins the ledger.
    """
    has_readme = (archive.ocfl / README).exists()
    return has_readme and b"\n" not in _ledger(archive) and any(objects_in(archive.ocfl))


def enter_removal(archive: Archive, identifier: str, version: int, removed: Removed) -> None:
    """Add that an object was removed, unless the ledger has it; under the lock. Raises OSError."""
    data = _ledger(archive)
    if _last_in(data, len(data), identifier):
        entry = Entry(id=identifier, version=version, removed=removed, before="")
        _append(archive, data, [entry])


def _append(archive: Archive, data: bytes, entries: Iterable[Entry]) -> None:
    """Add lines to those of `data`, each tied to the one before it."""
    end = data.rfind(b"\n") + 1
    new, last = bytearray(), data[data.rfind(b"\n", 0, end - 1) + 1 : end - 1] if end else b""
    for entry in entries:
        before = hashlib.sha256(last).hexdigest() if last else ""
        last = msgspec.json.encode(replace(entry, before=before))
        new += last + b"\n"
    path = archive.log / "ledger.jsonl"
    archive.log.mkdir(exist_ok=True)
    if end < len(data):  # cut off by a crash, and what the rest was about is entered now
        with path.open("r+b") as file:
            file.truncate(end)
    append_synced(path, bytes(new))


def removed_from(archive: Archive, name: str) -> Removed | None:
    """That a brief of a name or an id was removed, if it was. Raises OSError."""
    entries = _entries_on(_whole_lines(archive)[0])
    found = [it for it in entries if it.removed and name in (it.id, it.removed.name)]
    return found[-1].removed if found else None


def last_version(archive: Archive, identifier: str) -> int:
    """The last version of an object that should be there; 0 if none should. Raises OSError."""
    data = _ledger(archive)
    return _last_in(data, len(data), identifier)


def _last_in(data: bytes, end: int, identifier: str) -> int:
    """The last version of an object by the whole lines, up to `end`; 0 if it should not be there.

    Only its line is read: reading ten thousand took longer than all else that a commit does.
    """
    at = data.rfind(b'{"id":' + msgspec.json.encode(identifier) + b",", 0, end)
    entries = list(_entries_on([data[at : data.find(b"\n", at)]])) if at >= 0 else []
    return entries[0].version if entries and not entries[0].removed else 0


def faults_by_ledger(archive: Archive, folders: Collection[Path]) -> Iterator[OcflFault]:
    """What is not there, or is there and should not be, and of some objects what was exchanged.

    Raises OSError.
    """
    if is_missing(archive):
        yield _said_otherwise(f"{_SHOWN} is not there: nothing says what should be here")
        return
    lines, cut = _whole_lines(archive)
    if not lines and not cut:
        return  # an archive of release 0.1.0: nothing is known of it
    before, entries = "", list[Entry]()
    for number, line in enumerate(lines, 1):
        found = list(_entries_on([line]))
        if not found or found[0].before != before:
            yield _said_otherwise(f"line {number} of {_SHOWN} does not follow from that before it")
        before = hashlib.sha256(line).hexdigest()
        entries += found
    if cut:
        yield _said_otherwise(f"{_SHOWN} is cut off in its last line")
    standing, removed = _said_to_stand(entries)
    yield from _not_there(archive, standing)
    for entry in standing:
        yield from _another_one(archive, entry, folders)
    last = {object_path(entry.id): entry.version for entry in standing}
    for folder in objects_in(archive.ocfl):
        path = folder.relative_to(archive.ocfl).as_posix()
        number = last.get(path, 0) + 1
        if path in removed:
            yield _said_otherwise(f"this was removed on {removed[path].when[:10]}", path)
        elif number == 1 or (folder / f"v{number}").exists():
            yield _said_otherwise(f"v{number} is not in {_SHOWN}: it was not stored here", path)


def _said_to_stand(entries: Iterable[Entry]) -> tuple[list[Entry], Mapping[str, Removed]]:
    """The versions that should be there, and by their paths the objects that should not."""
    standing: dict[str, list[Entry]] = {}
    removed: dict[str, Removed] = {}
    for entry in entries:
        if entry.removed:
            removed[object_path(entry.id)] = entry.removed
            standing.pop(entry.id, None)
        else:
            removed.pop(object_path(entry.id), None)
            standing.setdefault(entry.id, []).append(entry)
    return list(chain.from_iterable(standing.values())), removed


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


def _versions(folder: Path) -> Iterator[Entry]:
    """Each version of an object; none of one that cannot be read."""
    try:
        inventory = read_inventory(bytes_of_regular(folder / NAME))
        for number in range(1, inventory.head + 1):
            digest = sha512(bytes_of_regular(folder / f"v{number}" / NAME))
            yield Entry(id=inventory.id, version=number, inventory=digest, before="")
    except (OSError, ValueError):
        return
