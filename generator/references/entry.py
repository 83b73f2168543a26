"""An entry of a file of a reference manager as it stands there, and how far it can be read."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from generator.config.addresses import PAGE_HINT, is_web_address
from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.references.item import LibraryItem, edtf, values_of_record


class LibraryEntry(Struct, frozen=True):
    """An entry: its key, its type and its fields by name, in the words of its format.

    `line` is where it begins, and `lines` where each field stands, counted from 1.
    """

    key: str
    type: str
    fields: Mapping[str, Any]
    file: str
    line: int
    lines: Mapping[str, int]

    def place(self, name: str = "") -> Span:
        return Span.at(self.file, self.lines.get(name, self.line))


class ItemFault(Struct, frozen=True):
    """What is amiss with the value of a record (see `item.values_of_record`) that a field gives."""

    value: str
    finding: Diagnostic


class ItemRead(Struct, frozen=True):
    """What an entry says. `unread` are its fields that no format of this kind has."""

    item: LibraryItem
    faults: tuple[ItemFault, ...] = ()
    unread: tuple[str, ...] = ()


class EntryReader(Struct):
    """Takes the values of an entry's fields, and keeps what could not be read."""

    entry: LibraryEntry
    faults: list[ItemFault] = field(default_factory=list)

    def fault(self, value: str, name: str, message: str, hint: str) -> None:
        place = self.entry.place(name)
        found = diagnose(codes.BAD_REFERENCE, message, place, hint=hint)
        self.faults.append(ItemFault(value, found))

    def day(self, name: str, written: str) -> str:
        """The day of issue, as far as it is known."""
        try:
            return edtf(written) if written.strip() else ""
        except ValueError:
            hint = "write 2024, 2024-03 or 2024-03-28 there, or `date:` beside `from:`"
            self.fault("date", name, f"`{name}` is no date: {_shortened(written)}", hint)
            return ""

    def accessed(self, name: str, written: str) -> datetime.date | None:
        """The day on which the address was read; None without one, or if it is not whole."""
        try:
            return datetime.date.fromisoformat(edtf(written)) if written.strip() else None
        except ValueError:
            hint = "write 2026-11-25 there, or `accessed:` beside `from:`"
            self.fault("accessed", name, f"`{name}` is no day: {_shortened(written)}", hint)
            return None


# Control characters, which XML and so a Word file cannot hold, and non-characters.
_UNPRINTABLE = "[\x00-\x1f\x7f-\x9f\ue000-\uf8ff\ufffe\uffff\ud800-\udfff]"


def _faults_of_item(item: LibraryItem, reader: EntryReader) -> Iterator[ItemFault]:
    """What a note needs of an item and does not find: a title, letters, the address of a page."""
    entry = reader.entry
    values = values_of_record(item)
    if not item.title and not any(fault.value == "title" for fault in reader.faults):
        hint = "add it there, or write `title:` beside `from:` in records.yaml"
        message = f"`{entry.key}` has no title, and a note prints it"
        yield ItemFault("title", diagnose(codes.BAD_REFERENCE, message, entry.place(), hint=hint))
    for name, words in values.items():
        if found := re.search(_UNPRINTABLE, words):
            message = f"the {name} of `{entry.key}` holds U+{ord(found[0]):04X}"
            finding = diagnose(
                codes.BAD_REFERENCE, message, entry.place(), hint="remove this character"
            )
            yield ItemFault(name, finding)
    if values["url"] and not is_web_address(values["url"]):
        message = f"the address of `{entry.key}` leads to no page: {_shortened(values['url'])}"
        finding = diagnose(codes.BAD_REFERENCE, message, entry.place(), hint=PAGE_HINT)
        yield ItemFault("url", finding)


_TO = r"\s*[-–—]+\s*"
_BEFORE_DOI = r"(?i)\s*(?:https?://(?:(?:dx|www)\.)?doi\.org/|doi:\s*)"


def item_read(item: LibraryItem, reader: EntryReader, unread: Iterator[str]) -> ItemRead:
    """An item with everything that is amiss with it.

    Its DOI is bare, and its pages have a dash between them, however they are written.
    """
    pages = re.sub(_TO, "–", item.pages)
    item = replace(item, doi=re.sub(_BEFORE_DOI, "", item.doi), pages=pages)
    faults = (*reader.faults, *_faults_of_item(item, reader))
    return ItemRead(item, faults, tuple(dict.fromkeys(unread)))


def unread_fields(entry: LibraryEntry, read: ItemRead) -> Iterator[Diagnostic]:
    """A note on the fields of an entry that no item has."""
    if read.unread:
        named = ", ".join(read.unread)
        message = f"of `{entry.key}` this is not read: {named}"
        hint = "nothing to do, unless a note should print it: see `brief docs writing`"
        place = entry.place(read.unread[0])
        yield diagnose(codes.UNREAD_FIELD, message, place, hint=hint)


def bad_library(file: str, line: int, message: str, hint: str) -> Diagnostic:
    """The finding for a file that cannot be read as a whole."""
    return diagnose(codes.BAD_REFERENCE, message, Span.at(file, line), hint=hint)


def _shortened(words: str) -> str:
    return " ".join(words.split())[:80]
