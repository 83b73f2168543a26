"""Seeds and records as items, by the variables of CSL 1.0.2."""

from __future__ import annotations

from msgspec.structs import replace

from generator.references.item import LibraryItem, PersonName, values_of_record
from generator.seeds.records import Record
from generator.seeds.seed import Seed

_TYPES = {
    "article": "article",
    "book": "book",
    "dataset": "dataset",
    "hearing": "hearing",
    "interview": "interview",
    "judgment": "legal_case",
    "law": "legislation",
    "news": "article-newspaper",
    "opinion": "article-newspaper",
    "regulation": "regulation",
    "report": "report",
    "speech": "speech",
    "standard": "standard",
    "statistics": "dataset",
    "thesis": "thesis",
    "treaty": "treaty",
}
"""The types of CSL 1.0.2 for the kinds of sources in seed.toml."""

_IN_A_PAPER = ("article", "article-newspaper", "webpage")


def item_of_seed(seed: Seed) -> LibraryItem:
    """A seed as an item. It is not known whether its author is a person: the name stays whole."""
    meta = seed.meta
    kind = _TYPES.get(meta.kind.strip().casefold(), "webpage" if meta.url else "document")
    in_a_paper = kind in _IN_A_PAPER
    return LibraryItem(
        key=seed.key,
        type=kind,
        title=meta.title,
        author=(PersonName(literal=meta.author),) if meta.author else (),
        container_title=meta.publisher if in_a_paper else "",
        publisher="" if in_a_paper else meta.publisher,
        issued=meta.published.isoformat() if meta.published else "",
        url=meta.url,
        language=meta.language,
    )


def item_of_record(name: str, record: Record, item: LibraryItem | None) -> LibraryItem:
    """A record as an item: what a file says of it, and before that what `records.yaml` says."""
    base = item or LibraryItem(name, type="webpage" if record.url else "document")
    said = values_of_record(base)
    if record.title != said["title"]:
        base = replace(base, title=record.title)
    if record.author != said["author"]:
        names = (PersonName(literal=record.author),) if record.author else ()
        base = replace(base, author=names, editor=())
    if record.publisher != said["publisher"]:
        base = replace(base, publisher=record.publisher, **_NO_HOUSE)
    if record.url != said["url"]:
        base = replace(base, url=record.url, doi="")
    return replace(base, key=name, issued=record.date, accessed=record.accessed, note=record.note)


_NO_HOUSE = dict.fromkeys(
    ("container_title", "volume", "issue", "authority", "genre", "number"), ""
)
