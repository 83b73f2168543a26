"""What a brief cites, as items for reference managers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from generator.briefs.brief import Body, RecordRef
from generator.diagnostics import Span, codes, refusal
from generator.pipeline.library import Library
from generator.pipeline.reading import read
from generator.references.item import LibraryItem
from generator.seeds.as_items import item_of_record, item_of_seed
from generator.workspace.storing import store_all

if TYPE_CHECKING:
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
