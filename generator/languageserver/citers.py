"""Who cites a source: the citations of all briefs and caveats of a workspace."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from generator.briefs.brief import Body, RecordRef, SeedRef
from generator.briefs.places_found import with_places_found
from generator.briefs.read import read_brief, read_caveats
from generator.checks.evidence import cited_paragraphs
from generator.diagnostics import BriefError
from generator.languageserver.cited_at import CitedThing, key_of
from generator.languageserver.cited_from import FoundPlace
from generator.languageserver.editor_text import EditorText
from generator.languageserver.session import Session
from generator.pipeline.library import Library
from generator.seeds.seed import Seed


def citers(cited: CitedThing, library: Library, session: Session) -> Iterator[FoundPlace]:
    """Every citation of a paragraph that is cited; of its whole source, if no paragraph is named.

    Open texts are read as they stand. Briefs that cannot be read are left out.
    """
    seed = _known_seed(cited, library)
    seeds = {seed.key: seed} if seed else {}
    wanted = _numbers_cited(cited.target, seed)
    for path, text in files_naming(cited.key, library, session):
        body = _body(path, text, library)
        groups = with_places_found(body, seeds).groups if body else {}
        for citation in (each for group in groups.values() for each in group.citations):
            if key_of(citation.target) != cited.key:
                continue
            if not wanted or wanted & _numbers_cited(citation.target, seed):
                yield FoundPlace(path, citation.span)


def files_naming(key: str, library: Library, session: Session) -> Iterator[tuple[Path, EditorText]]:
    """The briefs and the caveats whose text has a key, by their paths in the workspace."""
    workspace = library.workspace
    caveats = (workspace.caveats(name) for name in library.seed_keys())
    for path in (*library.briefs(), *caveats):
        text = session.text(path)
        if key in text.text:
            yield path, text


def _body(path: Path, text: EditorText, library: Library) -> Body | None:
    workspace, names = library.workspace, library.records().names
    shown = workspace.shown(path)
    if workspace.briefs not in path.parents:
        return read_caveats(text.text, shown, records=names)[1]
    try:
        read = read_brief(path, shown, draft=True, records=names, text=text.text)
    except BriefError:
        return None
    return read[0].body


def _known_seed(cited: CitedThing, library: Library) -> Seed | None:
    try:
        return library.seed(cited.key) if isinstance(cited.target, SeedRef) else None
    except BriefError:
        return None


def _numbers_cited(target: SeedRef | RecordRef, seed: Seed | None) -> frozenset[str]:
    """The numbers of the paragraphs that a citation names."""
    if seed is None or not isinstance(target, SeedRef):
        return frozenset()
    return frozenset(paragraph.number for paragraph in cited_paragraphs(seed, target))
