"""RIS ↔ items. `rispy` divides a file and writes one. Tags as Zotero and EndNote use them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import partial

from generator.diagnostics import Diagnostic, refuse
from generator.references.entry import (
    EntryReader,
    ItemRead,
    LibraryEntry,
    bad_library,
    item_read,
)
from generator.references.item import LibraryItem, PersonName

_MEND = "write an entry from `TY  - ` to `ER  - `, or export the library again"
_TAGGED = re.compile(r"(?P<tag>[A-Z][A-Z0-9])  -(?:\s|$)")


def ris_entries(text: str, file: str) -> tuple[LibraryEntry, ...]:
    """The entries of a file, each value a list of words by its tag. Raises BriefError."""
    import rispy

    lines = text.split("\n")
    begun, faults = _entry_starts(lines, file)
    refuse(faults)
    tags = {tag: tag for tag in {*rispy.config.TAG_KEY_MAPPING, *_tags_of(lines)}}
    found = rispy.loads(
        "\n".join(line for line in lines if line.strip()),
        mapping=tags,
        list_tags=[tag for tag in tags if tag not in ("TY", "ER")],
        delimiter_tags_mapping={},  # an address may hold a semicolon
    )
    return tuple(
        _entry_with(values, file, first, lines) for values, first in zip(found, begun, strict=True)
    )


def _tags_of(lines: list[str]) -> set[str]:
    return {found["tag"] for line in lines if (found := _TAGGED.match(line))}


def _entry_starts(lines: list[str], file: str) -> tuple[list[int], list[Diagnostic]]:
    """The lines at which entries begin, from 0, and what of the file is no entry."""
    begun: list[int] = []
    faults: list[Diagnostic] = []
    is_open, tag = False, ""
    for number, line in enumerate(lines):
        found = _TAGGED.match(line)
        fault = ""
        if found and found["tag"] == "TY":
            fault = "an entry begins here before the last one ended" if is_open else ""
            begun.append(number)
            is_open = True
        elif found and found["tag"] == "ER":
            fault = "" if is_open else "an entry ends here that never began"
            is_open = False
        elif found:
            fault = "" if is_open else f"`{found['tag']}` stands in no entry"
        elif line.strip() and tag == "TY":
            fault = "this line has no tag"
        tag = found["tag"] if found else tag
        if fault:
            faults.append(bad_library(file, number + 1, fault, _MEND))
    if is_open:
        faults.append(bad_library(file, begun[-1] + 1, "this entry never ends", _MEND))
    return begun, faults


def _entry_with(
    values: Mapping[str, str | list[str]], file: str, first: int, lines: list[str]
) -> LibraryEntry:
    fields = {tag: [value] if isinstance(value, str) else value for tag, value in values.items()}
    places: dict[str, int] = {}
    for number in range(first, len(lines)):
        found = _TAGGED.match(lines[number])
        if found:
            places.setdefault(found["tag"], number + 1)
            if found["tag"] == "ER":
                break
    key = next(iter(fields.get("ID", [])), "").strip()
    return LibraryEntry(key, "".join(fields["TY"]).upper(), fields, file, first + 1, places)


# --- an entry ---------------------------------------------------------------------------

_TYPES = {
    "BILL": "bill",
    "BLOG": "post-weblog",
    "BOOK": "book",
    "CASE": "legal_case",
    "CHAP": "chapter",
    "COMP": "software",
    "CONF": "paper-conference",
    "CPAPER": "paper-conference",
    "DATA": "dataset",
    "ELEC": "webpage",
    "GOVDOC": "document",
    "HEAR": "hearing",
    "ICOMM": "post",
    "JOUR": "article-journal",
    "LEGAL": "regulation",
    "MANSCPT": "manuscript",
    "MAP": "map",
    "MGZN": "article-magazine",
    "NEWS": "article-newspaper",
    "PAT": "patent",
    "PCOMM": "personal_communication",
    "RPRT": "report",
    "SLIDE": "speech",
    "SOUND": "broadcast",
    "STAND": "standard",
    "STAT": "legislation",
    "THES": "thesis",
    "VIDEO": "motion_picture",
}

_NOT_PRINTED = """
A3 A4 AB AD AN C1 C2 C3 C4 C5 C6 C7 C8 CA CN DB DP ER ID J1 J2 JA JF JO KW L1 L2 L3 L4
LB LK N1 N2 NV OP RI RN RP SE ST T3 TA TT TY U1 U2 U3 U4 U5
"""
"""Tags that a note does not print."""

_READ = "AU A1 A2 ED TI T1 CT BT T2 VL IS SP EP ET PB CY M1 M3 SN PY Y1 DA Y2 UR DO LA"
_KNOWN_TAGS = frozenset(f"{_READ} {_NOT_PRINTED}".split())


_WORDS = {
    "title": ("TI", "T1", "CT"),
    "container_title": ("T2", "BT", "JO", "JF", "JA"),
    "volume": ("VL",),
    "issue": ("IS",),
    "edition": ("ET",),
    "publisher": ("PB",),
    "publisher_place": ("CY",),
    "genre": ("M3",),
    "number": ("M1",),
    "url": ("UR",),
    "doi": ("DO",),
    "language": ("LA",),
}
"""The fields of an item that are words, and the tags that fill them: the first there is."""

_WORDS_OF_REPORT = _WORDS | {"number": ("SN",)}


def item_of_ris(entry: LibraryEntry) -> ItemRead:
    """What an entry says."""
    reader = EntryReader(entry)
    first = partial(_first_tagged, entry.fields)
    known = _WORDS_OF_REPORT if entry.type == "RPRT" else _WORDS
    dated = next((tag for tag in ("DA", "PY", "Y1") if first(tag)), "DA")
    item = LibraryItem(
        key=entry.key,
        type=_TYPES.get(entry.type, "document"),
        author=_persons_tagged(entry, "AU", "A1"),
        editor=_persons_tagged(entry, "ED", "A2"),
        issued=reader.day(dated, _slashed(first(dated))),
        accessed=reader.accessed("Y2", _slashed(first("Y2"))),
        pages="–".join(page for page in (first("SP"), first("EP")) if page),
        **{own: first(*tags) for own, tags in known.items()},
    )
    return item_read(item, reader, (tag for tag in entry.fields if tag not in _KNOWN_TAGS))


def _first_tagged(fields: Mapping[str, list[str]], *tags: str) -> str:
    """The words of the first of these tags that has some; a line without a tag goes on with it."""
    said = (" ".join(" ".join(fields[tag]).split()) for tag in tags if tag in fields)
    return next((words for words in said if words), "")


def _slashed(written: str) -> str:
    """YYYY/MM/DD/other information, without the slashes of parts that are not known."""
    *day, other = [*written.split("/", 3), "", "", "", ""][:4]
    return other if "--" in other else "/".join(part for part in day if part.strip())


def _persons_tagged(entry: LibraryEntry, *tags: str) -> tuple[PersonName, ...]:
    names = (name for tag in tags for name in entry.fields.get(tag, []))
    return tuple(_person_tagged(" ".join(name.split())) for name in names if name.strip())


def _person_tagged(written: str) -> PersonName:
    """Last, First, Suffix; a name without a comma is of a house."""
    family, _, rest = written.partition(",")
    if not rest.strip():
        return PersonName(literal=family.strip())
    given, _, suffix = rest.partition(",")
    return PersonName(family.strip(), given.strip(), suffix=suffix.strip())


# --- writing ----------------------------------------------------------------------------

_TAGS = {name: tag for tag, name in _TYPES.items()} | {"document": "GEN", "treaty": "GEN"}


def ris_of(items: Sequence[LibraryItem]) -> str:
    """The items as RIS, in UTF-8."""
    return "\n".join(line for item in items for line in (*_tagged_lines(item), ""))


def _tagged_lines(item: LibraryItem) -> Iterator[str]:
    kind = _TAGS.get(item.type, "GEN")
    yield f"TY  - {kind}"
    yield from (f"AU  - {part}" for name in item.author for part in _by_family_name(name))
    yield from (f"ED  - {part}" for name in item.editor for part in _by_family_name(name))
    values = {
        "TI": item.title,
        "T2": item.container_title,
        "VL": item.volume,
        "IS": item.issue,
        "SP": item.pages.partition("–")[0],
        "EP": item.pages.partition("–")[2],
        "ET": item.edition,
        "CY": item.publisher_place,
        "PB": ", ".join(house for house in (item.authority, item.publisher) if house),
        "M3": item.genre,
        "SN" if kind == "RPRT" else "M1": item.number,
        "PY": item.issued[:4],
        "DA": _with_slashes(item.issued),
        "Y2": _with_slashes(item.accessed.isoformat() if item.accessed else ""),
        "UR": item.url,
        "DO": item.doi,
        "LA": item.language,
        "N1": item.note,
        "ID": item.key,
    }
    yield from (f"{tag}  - {' '.join(words.split())}" for tag, words in values.items() if words)
    yield "ER  - "


def _by_family_name(name: PersonName) -> list[str]:
    """A person as Last, First, Suffix. The commas of a house would divide it: a line for each part.

    A note prints the same then.
    """
    if name.literal:
        return [part.strip() for part in name.literal.split(",") if part.strip()]
    family = " ".join(part for part in (name.particle, name.family) if part)
    return [", ".join(part for part in (family, name.given, name.suffix) if part)]


def _with_slashes(written: str) -> str:
    """YYYY/MM/DD/other information; two days stand there with two hyphens between."""
    first, _, last = written.partition("/")
    parts = [*first.split("-"), "", "", ""][:3] if written else []
    return "/".join([*parts, f"{first}--{last}" if last else ""]) if parts else ""
