"""`brief new --from FILE`: a draft in Word or elsewhere becomes the skeleton of a brief."""

from __future__ import annotations

import datetime
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from generator.actions.beginning import fresh_head
from generator.actions.draft_citing import with_candidates
from generator.actions.init import new_place, write_new
from generator.actions.typed_citations import with_typed_citations
from generator.briefs.head_values import with_head_values
from generator.diagnostics import Diagnostic, Span, codes, refusal
from generator.drafting.draft import Draft, draft_of
from generator.drafting.pieces import in_comment
from generator.incoming.file import IncomingFile
from generator.incoming.needs import incoming_budget
from generator.language.counting import and_more, numbered
from generator.language.words import shortened
from generator.markdown.citing import CITED
from generator.pipeline.library import Library
from generator.pipeline.reading import read
from generator.proof.finished import read_handed
from generator.receiving.formats import read_incoming


class Drafted(Struct, frozen=True):
    """A brief that was begun from a draft, and what its author has to do yet."""

    path: Path
    content: IncomingFile
    left: tuple[str, ...]


def new_from_draft(
    library: Library, slug: str, source: Path, *, seed: str | None, today: datetime.date
) -> Drafted:
    """Start a brief with what stands in a file: its words, and what is left to do about them.

    Citations that were typed become citations where only one can be meant; beside others stand
    the places that may be. Raises BriefError if the file cannot be read, or the brief not begun.
    """
    path = new_place(library.workspace, slug)
    name = source.as_posix()
    content = read_incoming(read_handed(source), incoming_budget(name))
    draft = draft_of(content)
    if not draft.markdown.strip():
        hint = "see whether its words stand in pictures, and type them"
        raise refusal(codes.NOT_TAKEN_IN, "there are no words in it", Span.at(name), hint=hint)
    text = with_typed_citations(library, path, _with_head(draft, slug, library, seed, today))
    text = with_candidates(library, path, text, _lines_of_front(text) + 1)
    listed = _with_list(text, source.name, (*draft.left, *_check_lines(library, path, text)))
    left = (*draft.left, *_check_lines(library, path, listed))  # at the lines where they stand now
    write_new({path: _with_list(text, source.name, left)}, library.workspace)
    return Drafted(path, content, left)


def _with_head(
    draft: Draft, slug: str, library: Library, seed: str | None, today: datetime.date
) -> str:
    """The draft behind its front matter, with what the file says of itself."""
    title = draft.title or slug.replace("-", " ").capitalize()
    text = f"{fresh_head(title, seed, library, today)}\n{draft.markdown}"
    cited = dict.fromkeys(CITED.findall(draft.markdown))
    known = [key for key in (seed, *cited) if key in library.seed_keys()]
    said = {"subtitle": draft.subtitle, "author": draft.author, "seeds": "; ".join(known)}
    return with_head_values(text, {key: words for key, words in said.items() if words}, slug)[0]


def _check_lines(library: Library, path: Path, text: str) -> Iterator[str]:
    """What a check would find, each kind once, with its lines."""
    reading = read(library, path, draft=True, text=text)
    file = reading.evidence.brief.file
    kinds: dict[str, list[Diagnostic]] = {}
    for finding in reading.found:
        if finding.span.file == file and finding.code != codes.HALF_DONE:
            kinds.setdefault(finding.code, []).append(finding)
    for code, found in kinds.items():
        lines = [*dict.fromkeys(finding.span.start.line for finding in found)]
        more = and_more(len(lines), _MOST_LINES)
        said = shortened(found[0].message, _LONGEST_MESSAGE)
        yield f"{code}, {numbered('line', lines[:_MOST_LINES])}{more}: {said}"


_MOST_LINES = 8
_LONGEST_MESSAGE = 160


def _lines_of_front(text: str) -> int:
    return text.count("\n", 0, text.index("\n---\n", 4)) + 2


def _with_list(text: str, name: str, left: Iterable[str]) -> str:
    """The text with a list of what is left to do behind its front matter."""
    lines = text.split("\n")
    head = _lines_of_front(text)
    entries = (f"- {in_comment(one)}" for one in left)
    told = [f"<!-- TODO: what is left to do about {in_comment(name)}:", *entries, "-->"]
    return "\n".join([*lines[:head], *told, *lines[head:]])
