"""What a brief cites, as items for reference managers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.briefs.brief import Body, RecordRef
from generator.briefs.read import read_brief
from generator.diagnostics import BriefError, Diagnostic, Span, codes, refusal
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


# --- which briefs cite which sources ----------------------------------------------------


class SourceUse(Struct, frozen=True):
    """A seed or a record, and the briefs that cite it, also by a caveat of a seed they cite."""

    key: str
    title: str
    is_seed: bool
    briefs: tuple[str, ...]


def source_uses(library: Library) -> tuple[tuple[SourceUse, ...], tuple[Diagnostic, ...]]:
    """The seeds, then the records, each with the briefs that cite it; and what cannot be read.

    Entries of a reference manager's file are among them only if a brief cites them.
    """
    found: list[Diagnostic] = []
    by_name: dict[tuple[str, bool], list[str]] = {}
    for path in library.briefs():
        try:
            for name in _named_in(library, path, found):
                by_name.setdefault(name, []).append(path.stem)
        except BriefError as error:
            found.extend(error.diagnostics)
    uses = (*_seeds(library, by_name, found), *_records(library, by_name))
    return uses, tuple(dict.fromkeys((*library.records().faults, *found)))


def _named_in(library: Library, path: Path, found: list[Diagnostic]) -> Iterator[tuple[str, bool]]:
    workspace, records = library.workspace, library.records().names
    shown = workspace.shown(path)
    brief, _ = read_brief(path, shown, draft=True, records=records)
    bodies: list[Body] = [brief.body]
    for key in brief.body.cited_seeds:
        try:
            seed = library.seed(key)
        except BriefError as error:
            found.extend(error.diagnostics)
            continue
        if seed and seed.caveats is not None:
            bodies.append(library.caveats(seed)[1])
    return iter(cited_names(bodies))


def _seeds(
    library: Library, by_name: dict[tuple[str, bool], list[str]], found: list[Diagnostic]
) -> Iterator[SourceUse]:
    for key in library.seed_keys():
        title = ""
        try:
            seed = library.seed(key)
            title = seed.meta.title if seed else ""
        except BriefError as error:
            found.extend(error.diagnostics)
        yield SourceUse(key, title, True, tuple(by_name.get((key, True), ())))


def _records(library: Library, by_name: dict[tuple[str, bool], list[str]]) -> Iterator[SourceUse]:
    shelf = library.records()
    cited = (name for name, is_seed in by_name if not is_seed)
    for name in dict.fromkeys((*shelf.own, *cited)):
        held = shelf.take(name)
        if held:
            title = held.record.title if held.record else ""
            yield SourceUse(name, title, False, tuple(by_name.get((name, False), ())))
