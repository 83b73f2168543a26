"""Finding what is in the archive: briefs by name, versions by number, files by path."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.archive import index
from generator.archive.heads import read_head
from generator.archive.inventory import Inventory, sha512
from generator.archive.ledger import removed_from
from generator.archive.places import Archive
from generator.archive.record import NAME, NOTICE, WITHDRAWAL, read_record
from generator.archive.storage_root import object_path
from generator.config.files import bytes_of_regular
from generator.config.version_numbers import is_same_version
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, refusal
from generator.diagnostics.nearest import did_you_mean


class ListedVersion(Struct, frozen=True):
    """A version of a brief, as lists show it. `label` is the front matter's version."""

    identifier: str
    slug: str
    number: str
    version: int
    label: str
    title: str
    date: str
    amendment: str
    created: str
    author: str
    message: str


_COLUMNS = """versions.id, slug, number, version, label, title, date, amendment, created, author,
    message"""


@contextmanager
def index_of(archive: Archive) -> Iterator[sqlite3.Connection]:
    """The index; builds it first if there is no usable one. Raises BriefError without an archive.

    If the index cannot be written, as on a read-only disk, it is built in memory. One that turns
    out to be damaged where it is asked is thrown away, and that is a BriefError, too.
    """
    _refuse_nothing(archive)
    if _serves(archive) or _built(archive):
        try:
            with index.connected(archive) as connection:
                yield connection
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in _DAMAGED:
                raise
            index.discard(archive)
            message = "the index was damaged, and is thrown away"
            hint = "run this again: the index is built anew from the briefs"
            place = Span.at(archive.shown_path(archive.index))
            raise refusal(codes.DAMAGED_ARCHIVE, message, place, hint=hint) from None
    else:
        with index.in_memory(archive) as connection:
            yield connection


_DAMAGED = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)  # the lower byte of what it tells


def _refuse_nothing(archive: Archive) -> None:
    if not archive.ocfl.is_dir():
        message = "nothing has been published here yet"
        hint = "`brief publish BRIEF -m MESSAGE` begins an archive"
        raise refusal(codes.NOT_IN_ARCHIVE, message, Span.at(archive.shown), hint=hint)


def _serves(archive: Archive) -> bool:
    try:
        with index.connected(archive) as connection:
            connection.execute("SELECT count(*) FROM objects WHERE id = ''")
    except sqlite3.Error:
        return False
    return True


def _built(archive: Archive) -> bool:
    index.discard(archive)
    try:
        index.rebuild(archive)
    except (OSError, sqlite3.Error):
        return False
    return True


def rebuild_index(archive: Archive) -> None:
    """Build the index again. Raises BriefError if there is no archive, or it is read-only."""
    _refuse_nothing(archive)
    try:
        index.rebuild(archive)
    except (OSError, sqlite3.Error) as error:
        message = f"the index cannot be written: {getattr(error, 'strerror', None) or error}"
        hint = "leave --rebuild out: without it the archive is read as it is"
        place = Span.at(archive.shown_path(archive.index))
        raise refusal(codes.UNWRITABLE_ARCHIVE, message, place, hint=hint) from None


def list_latest(archive: Archive) -> tuple[ListedVersion, ...]:
    """The latest version of every brief, by number."""
    # A cross join, as SQLite would else look up the object of each version that there is.
    query = f"""SELECT {_COLUMNS} FROM objects CROSS JOIN versions
        ON versions.id = objects.id AND version = head ORDER BY number, objects.id"""
    with index_of(archive) as connection:
        return tuple(ListedVersion(*row) for row in connection.execute(query))


def latest_of(archive: Archive, slug: str, identifiers: Sequence[str]) -> tuple[ListedVersion, ...]:
    """The latest version of each brief with this name or one of these ids."""
    asked = ", ".join("?" * len(identifiers))
    query = f"""SELECT {_COLUMNS} FROM objects JOIN versions
        ON versions.id = objects.id AND version = head
        WHERE objects.slug = ? OR objects.id IN ({asked}) ORDER BY objects.id"""
    with index_of(archive) as connection:
        return tuple(ListedVersion(*row) for row in connection.execute(query, (slug, *identifiers)))


def versions_of(archive: Archive, name: str) -> tuple[ListedVersion, ...]:
    """All versions of a brief, the first one first. Raises BriefError."""
    query = f"""SELECT {_COLUMNS} FROM objects JOIN versions USING (id)
        WHERE objects.id = ? ORDER BY version"""
    identifier = find(archive, name)
    with index_of(archive) as connection:
        return tuple(ListedVersion(*row) for row in connection.execute(query, (identifier,)))


def holders_of(archive: Archive, digest: str) -> tuple[str, ...]:
    """The ids of the objects that hold a rendition of this digest, as the index has it."""
    query = "SELECT DISTINCT id FROM renditions WHERE digest = ? ORDER BY id"
    with index_of(archive) as connection:
        return tuple(str(identifier) for (identifier,) in connection.execute(query, (digest,)))


def copies_of(archive: Archive, source: str, path: str) -> Iterator[Held]:
    """A version for each content that a file has had in briefs that list a source."""
    with index_of(archive) as connection:
        query = "SELECT DISTINCT id FROM citations WHERE source = ? ORDER BY id"
        identifiers = [str(row[0]) for row in connection.execute(query, (source,))]
    for inventory in filter(None, (read_head(archive, each) for each in identifiers)):
        states = [version.state for version in inventory.versions]
        first = {state[path]: n for n, state in reversed([*enumerate(states, 1)]) if path in state}
        yield from (Held(archive, inventory, number) for number in sorted(first.values()))


def find(archive: Archive, name: str) -> str:
    """The id of the brief that has this name, number or id. Raises BriefError."""
    with index_of(archive) as connection:
        rows = connection.execute(
            "SELECT id FROM objects WHERE slug = ? UNION SELECT id FROM objects WHERE id = ?"
            " UNION SELECT objects.id FROM versions JOIN objects"
            " ON objects.id = versions.id AND version = head WHERE number = ?",
            (name, name, name),
        ).fetchall()
        if len(rows) == 1:
            return str(rows[0][0])
        known = [slug for (slug,) in connection.execute("SELECT slug FROM objects ORDER BY slug")]
    if rows:
        message = f"`{name}` names {len(rows)} briefs here"
        hint = "name one by its number or its id: see `brief archive list`"
    elif removed := removed_from(archive, name):
        message = f"`{name}` was removed on {removed.when[:10]} by {removed.by}: {removed.reason}"
        hint = "see `brief archive list` for what is there"
    else:
        message = f"no brief `{name}` has been published here"
        hint = did_you_mean(name, known, "see `brief archive list`")
    raise refusal(codes.NOT_IN_ARCHIVE, message, Span.at(archive.shown), hint=hint)


class Held(Struct, frozen=True):
    """One version of a brief in the archive."""

    archive: Archive
    inventory: Inventory
    number: int

    @property
    def folder(self) -> Path:
        return self.archive.ocfl / object_path(self.inventory.id)

    @property
    def paths(self) -> tuple[str, ...]:
        return tuple(sorted(self.inventory.versions[self.number - 1].state))

    @property
    def record(self) -> Mapping[str, Any]:
        return read_record(self.read(NAME)) if NAME in self.paths else {}

    @property
    def withdrawn(self) -> bool:
        """Whether this version is a withdrawal."""
        return NOTICE in self.inventory.versions[self.number - 1].state

    @property
    def name(self) -> str:
        """`military@v2`, as commands name it."""
        return f"{self.record.get('slug') or self.inventory.id}@v{self.number}"

    def place(self, path: str) -> Path:
        return self.folder / self.inventory.content_path(self.number, path)

    def read(self, path: str) -> bytes:
        """The bytes of a file, checked against their digest. Raises BriefError."""
        place = self.place(path)
        expected = self.inventory.versions[self.number - 1].state[path]
        try:
            data = bytes_of_regular(place)
        except OSError as error:
            raise BriefError([self._damage(place, f"cannot be read: {error.strerror}")]) from None
        if sha512(data) != expected:
            raise BriefError([self._damage(place, "is not as it was published")])
        return data

    def _damage(self, place: Path, fault: str) -> Diagnostic:
        shown = self.archive.shown_path(place)
        hint = "see `brief docs archive`, “When an audit fails”"
        return diagnose(codes.DAMAGED_ARCHIVE, f"{place.name} {fault}", Span.at(shown), hint=hint)


def held(archive: Archive, name: str) -> Held:
    """The version that `military`, `military@v2` or `military@1.1` names. Raises BriefError."""
    brief, _, wanted = name.rpartition("@") if "@" in name else (name, "", "")
    found = read_head(archive, find(archive, brief))
    if found is None:
        message = f"the index knows `{brief}`, the storage root does not"
        hint = "run `brief archive audit`; if that finds nothing: `brief archive search --rebuild`"
        raise refusal(codes.DAMAGED_ARCHIVE, message, Span.at(archive.shown), hint=hint)
    if not wanted:
        return Held(archive, found, found.head)
    listed = versions_of(archive, brief)[: found.head]  # the index may know more
    number = _number_of(wanted, listed)
    if number is None:
        there = ", ".join(
            f"v{entry.version} ({WITHDRAWAL if entry.amendment == WITHDRAWAL else entry.label})"
            for entry in listed
        )
        message, hint = f"`{brief}` has no version `{wanted}`", f"there are {there}"
        raise refusal(codes.NOT_IN_ARCHIVE, message, Span.at(archive.shown), hint=hint)
    return Held(archive, found, number)


def _number_of(wanted: str, listed: Sequence[ListedVersion]) -> int | None:
    """The last version of its name: `v2`, the front matter's `1.1`, or what equals that."""
    # A withdrawal bears the number of what it withdraws, which is what that number names.
    own = [entry for entry in listed if entry.amendment != WITHDRAWAL]
    named = [
        *(entry for entry in own if is_same_version(wanted, entry.label)),
        *(entry for entry in own if wanted == entry.label),
        *(entry for entry in listed if wanted == f"v{entry.version}"),
    ]
    return named[-1].version if named else None
