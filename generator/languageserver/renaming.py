"""Giving a source another key wherever it is named."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.briefs.brief import Body, RecordRef, SeedRef
from generator.briefs.front import split_front
from generator.briefs.places_found import with_places_found
from generator.briefs.read import read_brief, read_caveats
from generator.checks.evidence import cited_paragraphs
from generator.diagnostics import BriefError, Fix, Position, Span, codes, refusal
from generator.languageserver.cited_from import CitedThing, FoundPlace, key_of, record_key_span
from generator.languageserver.editor_text import EditorText
from generator.languageserver.session import Session
from generator.markdown.citing import CITED
from generator.pipeline.library import Library
from generator.seeds.seed import Seed
from generator.seeds.shelf import CITABLE_ID
from generator.seeds.store import check_key


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


class Renaming(Struct, frozen=True):
    """The changes in each file, and the folder that gets a new name, if one does."""

    fixes: dict[Path, tuple[Fix, ...]]
    folder: tuple[Path, Path] | None = None


def renaming(cited: CitedThing, new: str, library: Library, session: Session) -> Renaming:
    """What gives the source that is cited another key, in every brief and caveat.

    Raises BriefError if nothing can have the new key, or the source does not have it from here.
    """
    old = cited.key
    _refuse_taken(new, library)
    fixes = {
        path: found
        for path, text in files_naming(old, library, session)
        if (found := tuple(_key_replaced(text, old, new)))
    }
    if isinstance(cited.target, RecordRef):
        return Renaming(fixes | _in_records(old, new, library, session))
    check_key(new, new)
    seeds = library.workspace.seeds
    if old not in library.seed_keys():
        raise _refused(f"there is no seed `{old}`", "correct the citation instead")
    return Renaming(fixes, (seeds / old, seeds / new))


def _refuse_taken(new: str, library: Library) -> None:
    if new in library.seed_keys() or new in library.records().names:
        raise _refused(f"`{new}` is the key of another source", "choose another key")


def _in_records(
    old: str, new: str, library: Library, session: Session
) -> dict[Path, tuple[Fix, ...]]:
    if CITABLE_ID.fullmatch(new) is None:
        raise _refused(f"no citation can name the record `{new}`", "write one such as R7")
    record = library.records().own.get(old)
    span = record_key_span(old, library, session)
    if record is None or span is None:
        raise _refused(f"`{old}` does not stand in records.yaml", "rename it in its own file")
    if record.record and record.record.digest:
        hint = f"rename {old} in records.yaml and save the page again: brief seed snapshot {new}"
        raise _refused(f"a saved page is named after `{old}`", hint)
    return {library.workspace.records: (Fix(span, new),)}


def _refused(message: str, hint: str) -> BriefError:
    return refusal(codes.BAD_KEY, message, Span.at("seeds"), hint=hint)


def _key_replaced(text: EditorText, old: str, new: str) -> Iterator[Fix]:
    """The places of a text where a key is cited, or stands among the seeds."""
    fence = _end_of_front(text)
    in_seeds = False
    for number, line in enumerate(text.lines, 1):
        if number < fence:
            in_seeds = line.startswith("seeds:") or (in_seeds and line[:1] in ("", " ", "-"))
            found = re.finditer(rf"(?<![\w-]){re.escape(old)}(?![\w-])", line) if in_seeds else ()
            starts = [each.start() for each in found]
        else:
            starts = [
                each.start(1) + each[1].startswith("{")
                for each in CITED.finditer(line)
                if each[1].strip("{}") == old
            ]
        for start in starts:
            place = Position(number, start + 1)
            yield Fix(Span("", place, Position(number, start + 1 + len(old))), new)


def _end_of_front(text: EditorText) -> int:
    """The line below the front matter; 1 where there is none."""
    try:
        front, _ = split_front(text.text, "")
    except BriefError:
        return 1
    return front.count("\n") + 2
