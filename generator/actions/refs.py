"""What a brief cites, as items for reference managers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec.structs import replace

from generator.briefs.brief import Body, RecordRef
from generator.diagnostics import Span, codes, refusal
from generator.pipeline.library import Library
from generator.pipeline.reading import read
from generator.references.item import LibraryItem, PersonName, values_of_record
from generator.workspace.storing import store_all

if TYPE_CHECKING:
    from generator.seeds.records import Record
    from generator.seeds.seed import Seed


def cited_items(library: Library, path: Path) -> tuple[LibraryItem, ...]:
    """The seeds and records that a brief cites, in the order of their first citation.

    Those that cannot be read are left out: `brief check` tells of them. Raises BriefError if the
    brief cannot be read.
    """
    evidence = read(library, path, draft=True).evidence
    return tuple(_cited_items(library, evidence.bodies, evidence.seeds))


def store_refs(path: Path, text: str) -> None:
    """Write the text of references to a file. Raises BriefError if it cannot be written."""
    try:
        store_all([(path, text.encode())])
    except OSError as error:
        shown = path.as_posix()
        message = f"cannot write {shown}: {error.strerror or error}"
        hint = "see that its folder is there and it may be written, or name another by --output"
        raise refusal(codes.UNWRITABLE_FILE, message, Span.at(shown), hint=hint) from None


def _cited_items(
    library: Library, bodies: Iterable[Body], seeds: Mapping[str, Seed]
) -> Iterator[LibraryItem]:
    for name, is_seed in cited_names(bodies):
        if is_seed and name in seeds:
            yield item_of_seed(seeds[name])
        held = None if is_seed else library.records().take(name)
        if held and held.record:
            yield item_of_record(name, held.record, held.item)


def cited_names(bodies: Iterable[Body]) -> tuple[tuple[str, bool], ...]:
    """The keys and ids of what is cited, each once and in order, and whether it is a seed."""
    targets = (
        citation.target
        for body in bodies
        for _, group in sorted(body.groups.items())
        for citation in group.citations
    )
    names = (
        (target.id, False) if isinstance(target, RecordRef) else (target.key, True)
        for target in targets
    )
    return tuple(dict.fromkeys(names))


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
