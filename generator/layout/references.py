"""Sources and public record as notes and the annex name them, and places in the record."""

from __future__ import annotations

import re
from collections.abc import Iterable

from generator.briefs.brief import Pinpoint
from generator.briefs.cited_places import are_several, by_kind
from generator.document import Inline, Link, Text
from generator.layout.seed_places import from_to
from generator.layout.typography import quotation_marks
from generator.seeds.seed import Seed
from generator.templates.labels import Labels


def source_anchor(key: str, number: str) -> str:
    return f"src-{key}-{number}"


def note_anchor(number: int) -> str:
    return f"note-{number}"


def mark_anchor(number: int) -> str:
    return f"mark-{number}"


def record_anchor(name: str) -> str:
    """Where the annex lists a record: no key of a seed has an @, so it is no paragraph's place."""
    return f"src-@{name}"


def seed_reference(seed: Seed, labels: Labels) -> str:
    """A source as a reader would look for it, without its address: author, title, house, date."""
    when = labels.day(seed.meta.published) if seed.meta.published else labels.word("undated")
    title = quotation_marks(labels).around(seed.meta.title)
    parts = [seed.meta.author, title, seed.meta.publisher]
    return ", ".join(part for part in parts if part) + f" ({when})"


def places_named(places: Iterable[Pinpoint], labels: Labels) -> str:
    """Places in a record as the language names them: "vol. 2, pp. 3–5, 9"; empty without any."""
    return ", ".join(_places_of_kind(kind, row, labels) for kind, row in by_kind(places))


def _places_of_kind(kind: str, row: tuple[Pinpoint, ...], labels: Labels) -> str:
    numbers = ", ".join(from_to(place.first, place.last) for place in row)
    return labels.place(kind, numbers, several=are_several(row))


def printed_address(url: str) -> list[Inline]:
    """What a reference says behind its words of where the source can be read; nothing without."""
    if not url:
        return []
    shown = re.sub(r"^https?://(?:www\.)?", "", url)
    return [Text(", "), Link((Text(shown),), url)]
