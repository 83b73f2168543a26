"""records.yaml, and the files of reference managers that it names → the records to cite."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from pathlib import Path, PureWindowsPath
from typing import TYPE_CHECKING

from msgspec import Struct, field
from msgspec.structs import replace

from generator.config.conversion import KEY, KeyPath, Locate, conform
from generator.config.files import LIBRARY, RECORDS, stands
from generator.config.text import read_text
from generator.config.yaml import read_yaml
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, refuse
from generator.diagnostics.nearest import did_you_mean
from generator.references.item import LibraryItem, values_of_record
from generator.seeds.records import Record, faults_of_record, printable_record

if TYPE_CHECKING:
    from generator.references import ReferenceFormat
    from generator.references.entry import ItemRead, LibraryEntry

FILES = "files"
"""The key of records.yaml that names files of reference managers, and is no record."""

_MOST_READ = 30_000
"""Entries that are looked through for a DOI or a title; of more, each is called by its key."""

CITABLE_ID = re.compile(r"(?!(?:tbl|fig)-|files$)[A-Za-z0-9_](?:[\w:.+-]*\w)?")
"""What a citation can name: `R4`, or the key of an entry, `smith2023`."""


class ShelvedEntry(Struct, frozen=True):
    """An entry of a file, and the format that it is read by."""

    entry: LibraryEntry
    format: ReferenceFormat

    def read(self) -> ItemRead:
        return self.format.item_of(self.entry)


class ShelvedRecord(Struct, frozen=True):
    """A record; what a file says of it, if it comes from one; and what is amiss with it.

    `record` is None if a note could not print it.
    """

    record: Record | None
    item: LibraryItem | None = None
    found: tuple[Diagnostic, ...] = ()


class RecordShelf(Struct, frozen=True):
    """The public record of a workspace.

    `own` are the records of `records.yaml` by their ids. `entries` are the entries of the files by
    the keys that can be cited; they are read when a brief cites them, because a library has many.
    `names` are the ids of all, also of records that have a fault. If the file itself could not be
    read, nothing is known of what there is.
    """

    own: Mapping[str, ShelvedRecord] = {}
    entries: Mapping[str, tuple[ShelvedEntry, ...]] = {}
    names: frozenset[str] = frozenset()
    files: tuple[Path, ...] = ()
    faults: tuple[Diagnostic, ...] = ()
    is_read: bool = True

    def take(self, name: str) -> ShelvedRecord | None:
        """The record with an id; None if there is none, or records.yaml has told of its faults."""
        if name in self.own:
            return self.own[name]
        return _record_of(name, self.entries[name]) if name in self.entries else None


def _record_of(name: str, entries: tuple[ShelvedEntry, ...]) -> ShelvedRecord:
    """The record that an entry of a file is by itself."""
    from generator.references.entry import unread_fields

    first, *others = entries
    read, place = first.read(), first.entry.place()
    found = [*(fault.finding for fault in read.faults), *unread_fields(first.entry, read)]
    if others:
        message = f"two entries have the key `{name}`, and a brief cites it"
        hint = f"the other is in {place.file}, line {place.start.line}: give one another key"
        second = others[0].entry.place()
        found.append(diagnose(codes.BAD_REFERENCE, message, second, hint=hint))
    if read.faults:
        return ShelvedRecord(None, read.item, tuple(found))
    record = conform(Record, _values_said(read), lambda _: place, code=codes.BAD_REFERENCE)
    return ShelvedRecord(record, read.item, tuple(found))


def _values_said(read: ItemRead) -> dict[str, str]:
    return {name: value for name, value in values_of_record(read.item).items() if value}


def read_shelf(path: Path, file: str, *, seeds: Collection[str] = ()) -> RecordShelf:
    """The public record that a workspace keeps in a file; an empty one if there is no file.

    `seeds` are the keys of its seeds, which no record may have.
    """
    if not stands(path):
        return RecordShelf()
    try:
        text = read_text(path, file, RECORDS, code=codes.BAD_RECORDS)
        data, locate = read_yaml(text, file, code=codes.BAD_RECORDS)
    except BriefError as error:
        return RecordShelf(faults=error.diagnostics, is_read=False)
    said = data if isinstance(data, dict) else {}
    reader = _ShelfReader(path, locate)
    reader.take_files(said.get(FILES, ()))
    ids = tuple(name for name in said if name != FILES)
    for name in ids:
        reader.take_record(name, said[name])
    entries = _by_key(reader.library)
    reader.tell_of_clashes(ids, entries, frozenset(key.casefold() for key in seeds))
    return RecordShelf(
        own=reader.records,
        entries={key: found for key, found in entries.items() if key not in ids},
        names=frozenset((*ids, *entries)),
        files=tuple(reader.files),
        faults=tuple(reader.faults),
    )


def _by_key(library: Iterable[ShelvedEntry]) -> dict[str, tuple[ShelvedEntry, ...]]:
    found: dict[str, tuple[ShelvedEntry, ...]] = {}
    for shelved in library:
        key = shelved.entry.key
        if CITABLE_ID.fullmatch(key):
            found[key] = (*found.get(key, ()), shelved)
    return found


def _by_doi_and_title(library: Iterable[ShelvedEntry]) -> dict[str, list[ShelvedEntry]]:
    found: dict[str, list[ShelvedEntry]] = {}
    for shelved in library:
        item = shelved.read().item
        for name in {item.doi, item.title} - {""}:
            found.setdefault(name, []).append(shelved)
    return found


class _ShelfReader(Struct):
    """Takes in what `records.yaml` says, and keeps every fault."""

    path: Path
    locate: Locate
    library: list[ShelvedEntry] = field(default_factory=list)
    records: dict[str, ShelvedRecord] = field(default_factory=dict)
    origins: dict[str, str] = field(default_factory=dict)  # the keys of entries, by record
    files: list[Path] = field(default_factory=list)
    faults: list[Diagnostic] = field(default_factory=list)
    described: Mapping[str, list[ShelvedEntry]] | None = None  # made once, as all must be read

    def _fault(self, message: str, place: KeyPath, hint: str) -> None:
        self.faults.append(diagnose(codes.BAD_RECORDS, message, self.locate(place), hint=hint))

    def take_files(self, names: object) -> None:
        """The entries of the files of reference managers, which lie beside `records.yaml`."""
        if not isinstance(names, list | tuple) or not all(isinstance(each, str) for each in names):
            hint = "write files: [library.json]"
            self._fault("`files` must be a list of names", (FILES,), hint)
            return
        from generator.references import REFERENCE_FORMATS

        known = {each.suffix: each for each in REFERENCE_FORMATS.values()}
        for number, name in enumerate(names):
            chosen = known.get(PureWindowsPath(name).suffix.lower())
            if chosen is None or PureWindowsPath(name).name != name:  # both kinds of slashes
                message = f"`{name}` is no file of a reference manager beside records.yaml"
                hint = f"put it beside records.yaml; its name ends in {', '.join(known)}"
                self._fault(message, (FILES, number), hint)
            elif not stands(self.path.with_name(name)):
                self._fault(f"no file `{name}`", (FILES, number), "put it beside records.yaml")
            else:
                self._take_file(self.path.with_name(name), chosen)

    def _take_file(self, path: Path, chosen: ReferenceFormat) -> None:
        self.files.append(path)
        try:
            text = read_text(path, path.name, LIBRARY, code=codes.BAD_REFERENCE)
            entries = chosen.entries_in(text, path.name)
        except BriefError as error:
            self.faults.extend(error.diagnostics)
            return
        self.library.extend(ShelvedEntry(entry, chosen) for entry in entries)

    def take_record(self, name: str, said: object) -> None:
        """A record; what it does not say itself comes `from` an entry of a file."""
        try:
            if isinstance(said, dict) and "from" in said:
                own = {key: value for key, value in said.items() if key != "from"}
                shelved = self._with_entry(name, str(said["from"]), own)
            else:
                shelved = ShelvedRecord(self._conformed(name, said))
        except BriefError as error:
            self.faults.extend(error.diagnostics)
            return
        if shelved and shelved.record:
            self.faults.extend(faults_of_record(name, shelved.record, self.locate))
            self.records[name] = replace(shelved, record=printable_record(shelved.record))

    def _conformed(self, name: str, said: object) -> Record:
        def place(path: KeyPath) -> Span:
            return self.locate((name, *path))

        return conform(Record, said, place, code=codes.BAD_RECORDS)

    def _with_entry(self, name: str, wanted: str, own: dict[str, object]) -> ShelvedRecord | None:
        from generator.references.entry import unread_fields

        found = self._entries_called(wanted)
        if len(found) != 1:
            message = f"no entry `{wanted}`" if not found else f"several entries are `{wanted}`"
            keys = (shelved.entry.key for shelved in self.library)
            hint = did_you_mean(wanted, keys, "write its key, its DOI or its title")
            self._fault(message, (name, "from"), hint)
            return None
        read = found[0].read()
        self.origins[name] = found[0].entry.key
        faults = [fault.finding for fault in read.faults if fault.value not in own]
        refuse(faults)
        record = self._conformed(name, {**_values_said(read), **own})
        return ShelvedRecord(record, read.item, tuple(unread_fields(found[0].entry, read)))

    def _entries_called(self, wanted: str) -> list[ShelvedEntry]:
        """The entries with a key; if there is none, those with such a DOI or title."""
        named = [shelved for shelved in self.library if shelved.entry.key == wanted]
        if named:
            return named
        if self.described is None:
            readable = len(self.library) <= _MOST_READ
            self.described = _by_doi_and_title(self.library) if readable else {}
        return self.described.get(wanted, [])

    def tell_of_clashes(
        self,
        ids: Iterable[str],
        entries: Mapping[str, tuple[ShelvedEntry, ...]],
        seeds: Collection[str],
    ) -> None:
        """Tell of names that stand for two things, and of ids that no citation can name."""
        for name in ids:
            if not CITABLE_ID.fullmatch(name):
                hint = "write R7, or letters and digits, with _ - : . + between them"
                message = f"no citation can name the record `{name}`"
                place = self.locate((name, KEY))
                self.faults.append(diagnose(codes.UNREAD_FIELD, message, place, hint=hint))
            elif name in entries and self.origins.get(name) != name:
                message = f"`{name}` is a record here and an entry of a file"
                hint = f"give it another id, or write from: {name} if both are the same"
                self._fault(message, (name, KEY), hint)
        self.faults.extend(_seeds_too(seeds, ids, entries, self.locate))


def _seeds_too(
    seeds: Collection[str],
    ids: Iterable[str],
    entries: Mapping[str, tuple[ShelvedEntry, ...]],
    locate: Locate,
) -> Iterator[Diagnostic]:
    """The records and entries that have the key of a seed."""
    places = {name: shelved[0].entry.place() for name, shelved in entries.items()}
    places |= {name: locate((name, KEY)) for name in ids}
    for name, place in places.items():
        if name.casefold() in seeds:
            message = f"`{name}` is the key of a seed, too"
            hint = "give one of the two another key: a citation must lead to one thing"
            yield diagnose(codes.BAD_RECORDS, message, place, hint=hint)
