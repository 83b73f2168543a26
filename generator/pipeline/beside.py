"""Words that a house writes outside a brief, and that each brief citing them prints."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import TYPE_CHECKING

from generator.config.files import RECORDS
from generator.config.text import read_text
from generator.config.toml import read_toml
from generator.config.yaml import read_yaml
from generator.diagnostics import Diagnostic, Span, codes
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generator.briefs.brief import Brief, Claim
    from generator.seeds.records import Record
    from generator.seeds.seed import Seed


def said_beside(
    workspace: Workspace, brief: Brief, seeds: Mapping[str, Seed], records: Mapping[str, Record]
) -> Iterator[Claim | Diagnostic]:
    """The quotations in notes of records, in descriptions of sources and in the house's name.

    The title of a source and the words of a record are the source's own, and are left out.
    """
    for words, place in _printed(workspace, brief, seeds, records):
        yield from _quoted_in(words, place)


def _quoted_in(words: str, place: Callable[[], Span]) -> Iterator[Claim | Diagnostic]:
    """The quotations in some words. Their file is read only if one of them needs a place."""
    from generator.briefs.claims import claims_in_words

    nowhere = Span.at("")
    if words and any(claims_in_words(words, None, nowhere)):
        yield from claims_in_words(words, None, place())


def _printed(
    workspace: Workspace, brief: Brief, seeds: Mapping[str, Seed], records: Mapping[str, Record]
) -> Iterator[tuple[str, Callable[[], Span]]]:
    """Words that are printed, and how to find their place."""
    for key, seed in seeds.items():
        for name in ("description", "reliability_reason"):
            yield getattr(seed.meta, name), _of_seed(workspace, key, name)
    for name in brief.cited_records:
        if name in records:
            yield records[name].note, _of_record(workspace, name)
    if not brief.front.publisher:
        yield workspace.settings.publisher, lambda: workspace.place("publisher")


def _of_seed(workspace: Workspace, key: str, name: str) -> Callable[[], Span]:
    path = workspace.seeds / key / "seed.toml"

    def place() -> Span:
        _, locate = read_toml(path, workspace.shown(path), code=codes.BAD_SEED_SETTINGS)
        return locate((name,))

    return place


def _of_record(workspace: Workspace, name: str) -> Callable[[], Span]:
    path = workspace.records

    def place() -> Span:
        shown, code = workspace.shown(path), codes.BAD_RECORDS
        _, locate = read_yaml(read_text(path, shown, RECORDS, code=code), shown, code=code)
        return locate((name, "note"))

    return place
