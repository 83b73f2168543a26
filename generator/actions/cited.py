"""Which briefs of a workspace cite which of its sources."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.actions.refs import cited_names
from generator.briefs.brief import Body
from generator.briefs.read import read_brief
from generator.diagnostics import BriefError, Diagnostic
from generator.pipeline.library import Library


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
    for key in brief.cited_seeds:
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
