"""The search index: SQLite beside the storage root, made from the objects alone.

It may be deleted at any time: the next command that needs it builds it again, in memory if the disk
is read-only.
"""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from functools import lru_cache
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.archive.inventory import NAME, Inventory, read_inventory
from generator.archive.places import Archive
from generator.archive.record import NOTICE, RENDITIONS
from generator.archive.storage_root import object_path, objects_in
from generator.config.files import bytes_of_regular
from generator.config.text import json_value

_SCHEMA_VERSION = 3  # of the tables below; an index of another is built again

_SCHEMA = """
CREATE TABLE objects (id TEXT PRIMARY KEY, slug TEXT, head INTEGER, withdrawn INTEGER);
CREATE INDEX by_slug ON objects (slug);
CREATE TABLE versions (
    id TEXT, version INTEGER, label TEXT, number TEXT, title TEXT, date TEXT, marking TEXT,
    amendment TEXT, created TEXT, author TEXT, message TEXT, PRIMARY KEY (id, version)
) WITHOUT ROWID;
CREATE INDEX by_number ON versions (number);
CREATE TABLE topics (id TEXT, version INTEGER, topic TEXT);
CREATE INDEX by_topic ON topics (topic, id);
CREATE INDEX topics_of ON topics (id);
CREATE TABLE citations (id TEXT, version INTEGER, source TEXT, paragraph TEXT);
CREATE INDEX by_citation ON citations (source, paragraph);
CREATE INDEX citations_of ON citations (id);
CREATE TABLE renditions (id TEXT, version INTEGER, digest TEXT);
CREATE INDEX by_digest ON renditions (digest);
CREATE INDEX renditions_of ON renditions (id);
CREATE TABLE passages (
    number INTEGER PRIMARY KEY, id TEXT, first INTEGER, last INTEGER, kind TEXT, place TEXT
);
CREATE INDEX passages_of ON passages (id);
CREATE TABLE texts (number INTEGER PRIMARY KEY, words TEXT);
CREATE VIRTUAL TABLE fulltext USING fts5 (
    words, content='texts', content_rowid='number', tokenize='unicode61 remove_diacritics 2'
);
"""


def note(archive: Archive, identifier: str) -> None:
    """Bring the index up to date with one object. A fault in the index only costs the index."""
    _kept_in_memory.cache_clear()
    if not archive.index.exists():
        return  # the next search builds all of it
    try:
        with connected(archive) as connection:
            _note_object(connection, archive.ocfl / object_path(identifier))
    except sqlite3.Error:
        discard(archive)


def discard(archive: Archive) -> None:
    """Throw the index away; who asks next makes it anew."""
    _kept_in_memory.cache_clear()
    for path in (archive.index, archive.index.with_name(f"{archive.index.name}-journal")):
        with contextlib.suppress(OSError):
            path.unlink()


@contextmanager
def connected(archive: Archive) -> Iterator[sqlite3.Connection]:
    """The index for reading and writing, as it is. Raises sqlite3.Error."""
    connection = sqlite3.connect(archive.index, timeout=30)
    try:
        # What is lost in a power cut is built again; a killed process loses nothing.
        connection.execute("PRAGMA synchronous = OFF")
        (version,) = connection.execute("PRAGMA user_version").fetchone()
        if version != _SCHEMA_VERSION:
            raise sqlite3.DatabaseError("an index of another form")
        with connection:
            yield connection
    finally:
        connection.close()


def rebuild(archive: Archive) -> None:
    """Build the index from the objects, beside the old one, and put it in its place.

    Raises sqlite3.Error and OSError.
    """
    fresh = archive.index.with_name(f"{archive.index.name}.new")
    fresh.unlink(missing_ok=True)
    connection = sqlite3.connect(fresh)
    try:
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA journal_mode = OFF")
        _fill(connection, archive)
    finally:
        connection.close()
    fresh.replace(archive.index)


@contextmanager
def in_memory(archive: Archive) -> Iterator[sqlite3.Connection]:
    """The index of an archive beside which nothing can be written. Raises OSError."""
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        connection.deserialize(_kept_in_memory(archive))
        yield connection


@lru_cache(maxsize=1)  # one command asks several times
def _kept_in_memory(archive: Archive) -> bytes:
    with contextlib.closing(sqlite3.connect(":memory:")) as connection:
        _fill(connection, archive)
        return connection.serialize()


def _fill(connection: sqlite3.Connection, archive: Archive) -> None:
    connection.executescript(_SCHEMA)
    connection.execute(f"PRAGMA user_version = {_SCHEMA_VERSION}")
    with connection:
        for folder in objects_in(archive.ocfl):
            _note_object(connection, folder)


# --- one object -------------------------------------------------------------------------


def _note_object(connection: sqlite3.Connection, folder: Path) -> None:
    try:
        inventory = read_inventory(bytes_of_regular(folder / NAME))
    except (OSError, ValueError):
        return  # the audit reports it
    _forget(connection, inventory.id)
    records = [
        _record_of_version(folder, inventory, number) for number in _version_numbers(inventory)
    ]
    slug = records[-1].get("slug", "")
    withdrawn = NOTICE in inventory.versions[-1].state
    connection.execute(
        "INSERT INTO objects VALUES (?, ?, ?, ?)", (inventory.id, slug, inventory.head, withdrawn)
    )
    for number, record in zip(_version_numbers(inventory), records, strict=True):
        _note_version(connection, inventory, number, record)
    for passage in _indexed_passages(folder, inventory, records):
        row = (inventory.id, passage.first, passage.last, passage.kind, passage.place)
        cursor = connection.execute(
            "INSERT INTO passages (id, first, last, kind, place) VALUES (?, ?, ?, ?, ?)", row
        )
        text = (cursor.lastrowid, passage.words)
        connection.execute("INSERT INTO texts VALUES (?, ?)", text)
        connection.execute("INSERT INTO fulltext (rowid, words) VALUES (?, ?)", text)


def _version_numbers(inventory: Inventory) -> range:
    return range(1, inventory.head + 1)


def _forget(connection: sqlite3.Connection, identifier: str) -> None:
    connection.execute(
        "INSERT INTO fulltext (fulltext, rowid, words)"
        " SELECT 'delete', number, words FROM passages JOIN texts USING (number) WHERE id = ?",
        (identifier,),
    )
    connection.execute(
        "DELETE FROM texts WHERE number IN (SELECT number FROM passages WHERE id = ?)",
        (identifier,),
    )
    for table in ("objects", "versions", "topics", "citations", "renditions", "passages"):
        connection.execute(f"DELETE FROM {table} WHERE id = ?", (identifier,))


def _record_of_version(folder: Path, inventory: Inventory, number: int) -> Mapping[str, Any]:
    """record.json of a version; empty if there is none that can be read."""
    try:
        path = inventory.content_path(number, "record.json")
        record = json_value(bytes_of_regular(folder / path))
    except (KeyError, OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _note_version(
    connection: sqlite3.Connection, inventory: Inventory, number: int, record: Mapping[str, Any]
) -> None:
    version = inventory.versions[number - 1]
    said = [str(record.get(key, "")) for key in ("version", "number", "title", "date", "marking")]
    connection.execute(
        "INSERT INTO versions VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            *(inventory.id, number, *said, str(record.get("amendment", ""))),
            *(version.created, version.user.name, version.message),
        ),
    )
    connection.executemany(
        "INSERT INTO renditions VALUES (?, ?, ?)",
        [
            (inventory.id, number, digest)
            for path, digest in sorted(version.state.items())
            if path.startswith(RENDITIONS)
        ],
    )
    connection.executemany(
        "INSERT INTO topics VALUES (?, ?, ?)",
        [(inventory.id, number, str(topic)) for topic in record.get("topics", ())],
    )
    connection.executemany(
        "INSERT INTO citations VALUES (?, ?, ?, ?)",
        [
            (inventory.id, number, source["key"], paragraph)
            for source in record.get("sources", ())
            for paragraph in source.get("paragraphs") or ("",)
        ],
    )


class _IndexedPassage(Struct, frozen=True):
    """Words that stand in the versions from `first` to `last`, with their place to show."""

    first: int
    last: int
    kind: str  # "brief" or "source"
    place: str
    words: str


def _indexed_passages(
    folder: Path, inventory: Inventory, records: list[Mapping[str, Any]]
) -> Iterator[_IndexedPassage]:
    """The words of the briefs and their sources, those that stay the same said once."""
    held: dict[tuple[str, str], list[int]] = {}
    for number, record in zip(_version_numbers(inventory), records, strict=True):
        for path in _texts(record):
            digest = inventory.versions[number - 1].state.get(path)
            if digest:
                held.setdefault((path, digest), []).append(number)
    for (path, digest), numbers in held.items():
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
            data = bytes_of_regular(folder / inventory.manifest[digest])
            for kind, place, words in _split(path, data.decode().replace("\r\n", "\n")):
                yield _IndexedPassage(numbers[0], numbers[-1], kind, place, words)


def _texts(record: Mapping[str, Any]) -> Iterator[str]:
    if "brief" in record:
        yield record["brief"]
    for source in record.get("sources", ()):
        if source.get("edition"):
            yield f"seeds/{source['key']}/editions/{source['edition']}.json"


def _split(path: str, text: str) -> Iterator[tuple[str, str, str]]:
    """A file's words as kind, place and words: a brief by blocks, a source by paragraphs."""
    if path.endswith(".json"):
        key = path.split("/")[1]
        for paragraph in json_value(text)["paragraphs"]:
            yield "source", f"{key} ¶{paragraph['number']}", paragraph["text"]
        return
    line = 1
    for block in text.split("\n\n"):
        if block.strip():
            yield "brief", f"{path}:{line}", block.strip()
        line += block.count("\n") + 2
