"""Sources and public record as notes and the annex name them, and places in the record."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from generator.briefs.brief import Pinpoint
from generator.briefs.pinpoints import are_several, by_kind
from generator.document import Inline, Link, Text
from generator.layout.seed_places import from_to
from generator.layout.typography import QuotationMarks, quotation_marks, typographic
from generator.seeds.records import Record
from generator.seeds.seed import Seed
from generator.templates.labels import Labels


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


def record_reference(record: Record, labels: Labels, place: str = "") -> list[Inline]:
    """A record as a reader would look for it, with the place in it, its address a link."""
    marks = quotation_marks(labels)
    parts = (record.author, titled_as_printed(record, marks), record.publisher)
    words = typographic(", ".join(part for part in parts if part), marks=marks)
    if record.date:
        words += f", {labels.when(record.date)}"
    if record.note:
        words += f" ({record.note})"
    if place:
        words += f", {place}"
    return [Text(words), *printed_address(record.url, labels, record.accessed)]


def titled_as_printed(record: Record, marks: QuotationMarks) -> str:
    """The title in quotation marks, unless it is in [square brackets] and describes the item."""
    return marks.around(record.title) if record.headline else record.title


def printed_address(url: str, labels: Labels, accessed: date | None = None) -> list[Inline]:
    """What a reference says behind its words of where the source can be read; nothing without."""
    if not url:
        return []
    shown = re.sub(r"^https?://(?:www\.)?", "", url)
    parts: list[Inline] = [Text(", "), Link((Text(shown),), url)]
    if accessed:
        parts.append(Text(", " + labels.word("accessed", date=labels.day(accessed))))
    return parts
