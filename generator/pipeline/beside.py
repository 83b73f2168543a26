"""Words that a house writes outside a brief, and that each brief citing them prints."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import lru_cache, partial
from typing import TYPE_CHECKING, TypeVar

from msgspec import Struct

from generator.config.files import RECORDS
from generator.config.text import read_text
from generator.config.toml import read_toml
from generator.config.yaml import read_yaml
from generator.diagnostics import Diagnostic, Span, codes
from generator.workspace.settings import OF_THE_HOUSE
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generator.briefs.brief import Brief, Claim
    from generator.checks.evidence import Evidence
    from generator.seeds.records import Record
    from generator.seeds.seed import Seed


FoundBeside = TypeVar("FoundBeside")


class PrintedBeside(Struct, frozen=True):
    """A value of another file: its name, its words, how to find its place, the seed it is of."""

    name: str
    words: str
    place: Callable[[], Span]
    seed: Seed | None = None


def printed_beside(
    workspace: Workspace, brief: Brief, seeds: Mapping[str, Seed], records: Mapping[str, Record]
) -> Iterator[PrintedBeside]:
    """The notes of records, the descriptions of sources and what the house says once for all.

    The title of a source and the words of a record are the source's own, and are left out.
    """
    for key, seed in seeds.items():
        for name in ("description", "reliability_reason"):
            yield PrintedBeside(
                name, getattr(seed.meta, name), _of_seed(workspace, key, name), seed
            )
    for name in brief.body.cited_records:
        if name in records:
            yield PrintedBeside("note", records[name].note, _of_record(workspace, name))
    for name in OF_THE_HOUSE:
        if not getattr(brief.front, name):
            place = partial(workspace.place, name)
            yield PrintedBeside(name, getattr(workspace.settings, name), place)


def said_beside(printed: Iterable[PrintedBeside]) -> Iterator[Claim | Diagnostic]:
    """What is quoted there."""
    from generator.briefs.claims import claims_in_words

    for value in printed:
        yield from _placed(value, lambda words, span: claims_in_words(words, None, span))


def faults_beside(printed: Iterable[PrintedBeside], evidence: Evidence) -> Iterator[Diagnostic]:
    """What is amiss there besides quotations: what a brief may not say, either."""
    from generator.checks.strays import citable_in, cited_beside

    citable = citable_in(evidence)
    for value in printed:
        cited = partial(cited_beside, value.name, citable=citable, seed=value.seed)
        yield from _placed(value, cited)
        if _has_faults(value.name, value.words):
            yield from _faults_of_words(value.name, value.words, value.place())


@lru_cache(maxsize=256)  # of what most briefs of a house print
def _has_faults(name: str, words: str) -> bool:
    return any(True for _ in _faults_of_words(name, words, Span.at("")))


def _faults_of_words(name: str, words: str, place: Span) -> Iterator[Diagnostic]:
    """What is amiss with the words themselves, whatever a brief cites."""
    from generator.briefs.characters import misleading_in_words
    from generator.briefs.unfinished import half_done_words
    from generator.markdown.unread import markup_in_words

    yield from misleading_in_words(words, place)
    yield from half_done_words(words, place)
    yield from markup_in_words(words, name, place)


def _placed(
    value: PrintedBeside, finds: Callable[[str, Span], Iterator[FoundBeside]]
) -> Iterator[FoundBeside]:
    """What is found in a value; its file is read only where there is something to say."""
    if value.words and any(True for _ in finds(value.words, Span.at(""))):
        yield from finds(value.words, value.place())


def _of_seed(workspace: Workspace, key: str, name: str) -> Callable[[], Span]:
    def place() -> Span:
        path = workspace.seeds / key / "seed.toml"
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
