"""What a note prints of a reference, by the variables of CSL 1.0.2 ("Appendix IV: Variables")."""

from __future__ import annotations

import datetime
import re

from msgspec import Struct

from generator.config.addresses import doi_address


class PersonName(Struct, frozen=True):
    """A name as CSL has it: of a person in parts, or of a house in one (`literal`)."""

    family: str = ""
    given: str = ""
    particle: str = ""  # "van der", in front of the family name
    suffix: str = ""
    literal: str = ""

    @property
    def printed(self) -> str:
        """The name as it is read aloud: given names first."""
        parts = (self.given, self.particle, self.family, self.suffix)
        return self.literal or " ".join(part for part in parts if part)


class LibraryItem(Struct, frozen=True):
    """A reference; empty where nothing is known.

    `type` is a type of CSL. `issued` is as far as known, or from one such day to another, as
    `edtf` writes it.
    """

    key: str
    type: str = "document"
    title: str = ""
    author: tuple[PersonName, ...] = ()
    editor: tuple[PersonName, ...] = ()
    container_title: str = ""  # the journal, newspaper, book or website that it is in
    volume: str = ""
    issue: str = ""
    pages: str = ""  # from–to, as far as they are known
    edition: str = ""
    publisher: str = ""
    publisher_place: str = ""
    authority: str = ""  # the court or body that issued it
    genre: str = ""  # "Working paper"
    number: str = ""
    issued: str = ""
    accessed: datetime.date | None = None
    url: str = ""
    doi: str = ""
    language: str = ""  # A BCP 47 tag.
    note: str = ""


def values_of_record(item: LibraryItem) -> dict[str, str]:
    """What a note prints of an item, by the names of a record's values; those that are empty, too.

    Editors stand for authors where there are none, and a DOI for an address.
    """
    author = ", ".join(name.printed for name in item.author or item.editor)
    volume = item.volume + (f"({item.issue})" if item.issue else "")
    container = f"{item.container_title} {volume}".strip() if item.container_title else ""
    numbered = f"{item.genre} {item.number}".strip()
    houses = [house for house in (container, item.authority, item.publisher, numbered) if house]
    is_house = author in (item.container_title, item.authority, item.publisher)
    return {
        "title": item.title,
        "author": "" if is_house else author,  # named once, as who published it
        "publisher": ", ".join(dict.fromkeys(houses)),
        "date": item.issued,
        "url": item.url or (doi_address(item.doi) if item.doi else ""),
        "accessed": item.accessed.isoformat() if item.accessed else "",
    }


_DAY = r"([0-9]{4})(?:[-/]([0-9]{1,2}))?(?:[-/]([0-9]{1,2}))?"


def edtf(written: str) -> str:
    """A day as far as it is known, or two of them with a slash between (EDTF, levels 0 and 1).

    2024, 2024-03, 2024-03-28, 2024/2025; also read from 2024/03/28. Raises ValueError for others.
    """
    words = written.strip()
    if whole := re.fullmatch(_DAY, words):
        return _day_as_known(whole)
    first, _, last = words.replace("--", "/").partition("/")
    ends = [re.fullmatch(_DAY, end.strip()) for end in (first, last)]
    if not ends[0] or not ends[1]:
        raise ValueError(written)
    return "/".join(_day_as_known(end) for end in ends if end)


def _day_as_known(found: re.Match[str]) -> str:
    year, month, day = found.groups()
    datetime.date(int(year), int(month or 1), int(day or 1))
    return "-".join([year, *(f"{int(part):02}" for part in (month, day) if part)])
