"""CSL-JSON ↔ items. The schema is that of CSL 1.0.2 (csl-data.json)."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from generator.diagnostics import BriefError
from generator.references.entry import (
    EntryReader,
    ItemRead,
    LibraryEntry,
    bad_library,
    item_read,
)
from generator.references.item import LibraryItem, PersonName

_EXPORT = "export the library as CSL JSON again"
_SPACES = re.compile(r"[ \t\n]*")


def csl_entries(text: str, file: str) -> tuple[LibraryEntry, ...]:
    """The items of a list of CSL-JSON, each with its line. Raises BriefError."""
    at = _offset_behind(_SPACES, text, 0)
    if not text.startswith("[", at):
        raise BriefError([bad_library(file, 1, "this is no list of CSL-JSON items", _EXPORT)])
    entries: list[LibraryEntry] = []
    at, line, counted = _offset_behind(_SPACES, text, at + 1), 1, 0
    while not text.startswith("]", at):
        line, counted = line + text.count("\n", counted, at), at
        data, end = _value_at(text, at, file, line)
        entries.append(_csl_entry(data, text[at:end], file, line))
        at = _offset_behind(_SPACES, text, end)
        if text.startswith(",", at):
            at = _offset_behind(_SPACES, text, at + 1)
        elif not text.startswith("]", at):
            line += text.count("\n", counted, at)
            raise BriefError([bad_library(file, line, "the list of items is cut off", _EXPORT)])
    return tuple(entries)


def _offset_behind(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at


def _value_at(text: str, at: int, file: str, line: int) -> tuple[Mapping[str, Any], int]:
    try:
        data, end = json.JSONDecoder().raw_decode(text, at)
    except (ValueError, RecursionError) as error:
        at_line = getattr(error, "lineno", line)
        reason = getattr(error, "msg", "too deep")
        message = f"this is not JSON: {reason}"
        raise BriefError([bad_library(file, at_line, message, _EXPORT)]) from None
    if not isinstance(data, dict):
        raise BriefError([bad_library(file, line, "this item is no table of values", _EXPORT)])
    return data, end


def _csl_entry(data: Mapping[str, Any], written: str, file: str, line: int) -> LibraryEntry:
    lines: dict[str, int] = {}
    for found in re.finditer(r'"([\w-]{1,60})"\s*:', written):
        lines.setdefault(found[1], line + written.count("\n", 0, found.start()))
    key = data.get("citation-key") or data.get("id") or ""
    kind = data.get("type", "document")
    return LibraryEntry(str(key), str(kind), data, file, line, lines)


# --- an item ----------------------------------------------------------------------------

_WORDS = {
    "title": "title",
    "container-title": "container_title",
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "edition": "edition",
    "publisher": "publisher",
    "publisher-place": "publisher_place",
    "authority": "authority",
    "genre": "genre",
    "number": "number",
    "URL": "url",
    "DOI": "doi",
    "language": "language",
}
"""The variables that are words, and the fields of an item that they fill."""

_NOT_PRINTED = """
abstract annote archive archive_collection archive_location archive-place call-number
categories chair chapter-number citation-key citation-label citation-number collection-editor
collection-number collection-title compiler composer container-author container-title-short
contributor curator custom dimensions director division editorial-director event
event-date event-place event-title executive-producer first-reference-note-number guest host id
illustrator interviewer ISBN ISSN journalAbbreviation jurisdiction keyword locator medium
narrator note number-of-pages number-of-volumes organizer original-author original-date
original-publisher original-publisher-place original-title page-first part-number
part-title performer PMCID PMID printing-number producer recipient references
reviewed-author reviewed-genre reviewed-title scale script-writer section series-creator
shortTitle source status submitted supplement-number title-short translator type version
volume-title volume-title-short year-suffix available-date
"""
"""The other variables of CSL 1.0.2, which a note does not print."""

_ALL = {*_NOT_PRINTED.split(), *_WORDS, "author", "editor", "issued", "accessed"}


def item_of_csl(entry: LibraryEntry) -> ItemRead:
    """What an item of CSL-JSON says."""
    reader = EntryReader(entry)
    words = {own: _words_of_variable(reader, name) for name, own in _WORDS.items()}
    item = LibraryItem(
        key=entry.key,
        type=entry.type,
        author=_persons(reader, "author"),
        editor=_persons(reader, "editor"),
        issued=reader.day("issued", _written_day(reader, "issued", "date")),
        accessed=reader.accessed("accessed", _written_day(reader, "accessed", "accessed")),
        **words,
    )
    unread = (name for name in entry.fields if name not in _ALL)
    return item_read(item, reader, unread)


_MARKUP = re.compile(r"</?(?:i|b|sc|sup|sub|span)(?:\s[^<>]*)?>")


def _words_of_variable(reader: EntryReader, name: str) -> str:
    value = reader.entry.fields.get(name, "")
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        reader.fault("title", name, f"`{name}` is no words", f'write "{name}": "…"')
        return ""
    return " ".join(_MARKUP.sub("", value).split())


_PARTICLES = ("dropping-particle", "non-dropping-particle")
_NAME_PARTS = {"family", "given", "literal", "suffix", *_PARTICLES}
_NAME_SETTINGS = {"comma-suffix", "static-ordering", "parse-names", "isInstitution", "multi"}


def _persons(reader: EntryReader, variable: str) -> tuple[PersonName, ...]:
    value = reader.entry.fields.get(variable, [])
    each = value if isinstance(value, list) else [None]
    names = tuple(name for one in each if (name := _person(one)))
    if len(names) != len(each):
        hint = 'write names as [{"family": "…", "given": "…"}] or [{"literal": "…"}]'
        reader.fault("author", variable, f"a name in `{variable}` cannot be read", hint)
    return names


def _person(value: object) -> PersonName | None:
    if not isinstance(value, dict) or value.keys() - _NAME_PARTS - _NAME_SETTINGS:
        return None
    parts = {name: value.get(name, "") for name in _NAME_PARTS}
    if not all(isinstance(part, str) for part in parts.values()) or not any(parts.values()):
        return None
    plain = {name: " ".join(part.split()) for name, part in parts.items()}
    particle = " ".join(part for name in _PARTICLES if (part := plain.pop(name)))
    return PersonName(particle=particle, **plain)


def _written_day(reader: EntryReader, variable: str, value: str) -> str:
    """A date of CSL-JSON in words. What it says besides its days is a fault: it would be lost."""
    date = reader.entry.fields.get(variable)
    if date is None:
        return ""
    said = {} if not isinstance(date, dict) else {k: v for k, v in date.items() if v}
    parts = said.get("date-parts")
    words = said.get("raw") or said.get("literal")
    if parts and not said.keys() - {"date-parts", "raw", "literal"}:
        ends = list(_days_of_parts(parts))
        if ends and None not in ends and len(ends) <= 2:
            return "/".join(end for end in ends if end)
    elif isinstance(words, str) and not said.keys() - {"raw", "literal"}:
        return words
    elif isinstance(date, dict) and not said:
        return ""
    hint = f'write "{variable}": {{"date-parts": [[2024, 3, 28]]}} there'
    reader.fault(value, variable, f"`{variable}` is no date that a note can print", hint)
    return ""


def _days_of_parts(parts: object) -> Iterator[str | None]:
    for end in parts if isinstance(parts, list) else [None]:
        numbers = [str(part) for part in end if part] if isinstance(end, list) else []
        whole = 1 <= len(numbers) <= 3 and all(re.fullmatch(r"[0-9]{1,4}", n) for n in numbers)
        yield "-".join([numbers[0].zfill(4), *numbers[1:]]) if whole else None


# --- writing ----------------------------------------------------------------------------


def csl_json_of(items: Sequence[LibraryItem]) -> str:
    """The items as a list of CSL-JSON."""
    return json.dumps([_csl_item(item) for item in items], ensure_ascii=False, indent=2) + "\n"


def _csl_item(item: LibraryItem) -> dict[str, Any]:
    data: dict[str, Any] = {"id": item.key, "type": item.type}
    data |= {name: getattr(item, own) for name, own in _WORDS.items()}
    data |= {
        "author": [_written_name(name) for name in item.author],
        "editor": [_written_name(name) for name in item.editor],
        "issued": _date_parts(item.issued),
        "accessed": _date_parts(item.accessed.isoformat() if item.accessed else ""),
        "note": item.note,
    }
    return {name: value for name, value in data.items() if value}


def _written_name(name: PersonName) -> dict[str, str]:
    parts = {
        "family": name.family,
        "given": name.given,
        "non-dropping-particle": name.particle,
        "suffix": name.suffix,
        "literal": name.literal,
    }
    return {part: words for part, words in parts.items() if words}


def _date_parts(written: str) -> dict[str, Any]:
    if not written:
        return {}
    return {"date-parts": [[int(part) for part in end.split("-")] for end in written.split("/")]}
