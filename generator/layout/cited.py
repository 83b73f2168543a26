"""Seeds and records alike, as the patterns of a note style name them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Literal

from msgspec import Struct

from generator.references.item import LibraryItem
from generator.seeds.as_items import item_of_record, item_of_seed
from generator.seeds.records import Record
from generator.seeds.seed import Seed


class CitedSource(Struct, frozen=True):
    """A seed or a record. `author` and `house` are as their file has them, in one line each."""

    key: str
    source: Literal["seed", "record"]
    item: LibraryItem
    author: str
    house: str
    address: str
    issued: str  # as far as known, as a record has it
    accessed: datetime.date | None = None
    remark: str = ""

    @property
    def kinds(self) -> tuple[str, ...]:
        """The kinds under which a style may have patterns for it, the nearest first."""
        kind = _KINDS.get(self.item.type)
        return (kind, self.source, "other") if kind else (self.source, "other")


_KINDS = {
    "article": "article",
    "article-journal": "article",
    "article-magazine": "news",
    "article-newspaper": "news",
    "bill": "law",
    "book": "book",
    "chapter": "chapter",
    "hearing": "speech",
    "interview": "speech",
    "legal_case": "case",
    "legislation": "law",
    "pamphlet": "book",
    "paper-conference": "chapter",
    "post": "web",
    "post-weblog": "web",
    "regulation": "law",
    "report": "report",
    "speech": "speech",
    "standard": "report",
    "thesis": "thesis",
    "treaty": "law",
    "webpage": "web",
}
"""The kind of patterns for each type of CSL that has one."""


def _cited_seed(seed: Seed) -> CitedSource:
    """A seed as patterns name it."""
    meta = seed.meta
    issued = meta.published.isoformat() if meta.published else ""
    return CitedSource(
        key=seed.key,
        source="seed",
        item=item_of_seed(seed),
        author=meta.author,
        house=meta.publisher,
        address=meta.url,
        issued=issued,
        accessed=meta.accessed,
    )


def _cited_record(name: str, record: Record, item: LibraryItem | None) -> CitedSource:
    """A record as patterns name it; `item` is what a file of a reference manager says of it."""
    return CitedSource(
        key=name,
        source="record",
        item=item_of_record(name, record, item),
        author=record.author,
        house=record.publisher,
        address=record.url,
        issued=record.date,
        accessed=record.accessed,
        remark=record.note,
    )


def cited_sources(
    seeds: Mapping[str, Seed], records: Mapping[str, Record], items: Mapping[str, LibraryItem]
) -> Mapping[str, CitedSource]:
    """Seeds and records as patterns name them; `items` are those of reference managers."""
    found = {key: _cited_seed(seed) for key, seed in seeds.items()}
    return found | {
        name: _cited_record(name, record, items.get(name)) for name, record in records.items()
    }
