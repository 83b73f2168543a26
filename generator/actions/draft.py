"""`brief new --from FILE`: a draft in Word or elsewhere becomes the skeleton of a brief."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable, Iterator
from itertools import count
from pathlib import Path

from msgspec import Struct

from generator.actions.beginning import fresh_head, part_in_words
from generator.actions.candidates import with_candidates
from generator.actions.form import FORM, form_place, store_new
from generator.actions.hand_in import handed_back
from generator.actions.init import new_place, write_new
from generator.actions.merge import EditedFile, Merging, ToldOfFile
from generator.actions.typed_citations import with_typed_citations
from generator.briefs.head_values import with_head_values
from generator.config.files import BRIEF, stands
from generator.config.names import name_from
from generator.config.text import read_text
from generator.diagnostics import Diagnostic, Span, codes, refusal
from generator.drafting.draft import Draft, draft_of
from generator.drafting.pieces import in_comment
from generator.incoming.file import IncomingFile
from generator.incoming.needs import incoming_budget
from generator.language.counting import and_more, numbered
from generator.language.words import shortened
from generator.markdown.citing import CITED
from generator.merging.told import Told, WordPlace
from generator.pipeline.library import Library
from generator.pipeline.reading import read
from generator.proof.finished import read_handed
from generator.receiving.formats import read_incoming
from generator.workspace.workspace import Workspace


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


# --- for people who see no Markdown -----------------------------------------------------


_ASKED_FOR = ("summary", "judgements")
"""The parts that every brief has, and few drafts."""


def form_from_draft(
    workspace: Workspace,
    slug: str,
    output: Path | None,
    draft: Path,
    *,
    seed: str | None,
    today: datetime.date,
) -> tuple[Path, Path]:
    """Begin a brief with a draft, and write the form in which it goes on; return both files.

    Raises BriefError as `new_form` and `draft_taken_in` do.
    """
    place = form_place(slug, output)
    begun = draft_taken_in(workspace, draft, slug, seed=seed, today=today)
    (form,) = handed_back(workspace, begun).renditions
    store_new(place, form.data)
    return begun.path, place


def draft_taken_in(
    workspace: Workspace, handed: Path, slug: str, *, seed: str | None = None, today: datetime.date
) -> Merging:
    """Begin a brief with a draft that was handed in; what is to be done is told.

    What the Markdown would say in comments, which no page shows, is left out of it: it goes back as
    comments of the Word file. Parts that are missing are there to be filled in, as in a form.
    Raises BriefError if the file cannot be read.
    """
    library = Library(workspace)
    begun = new_from_draft(library, slug, handed, seed=seed, today=today)
    shown = workspace.shown(begun.path)
    text = read_text(begun.path, shown, BRIEF, code=codes.UNREADABLE_BRIEF)
    write_new({begun.path: _with_parts(_COMMENT.sub("", text), library)}, library.workspace)
    left = (one for one in begun.left if not _FOUND.match(one))
    told = tuple(ToldOfFile(handed.name, WordPlace(), Told("untaken", one)) for one in left)
    return Merging(begun.path, None, told, (EditedFile(handed.name, begun.content, FORM),))


_COMMENT = re.compile(r"[ \t]*<!--.*?-->\n?", re.DOTALL)
# What is a comment in any case: what the check finds, and what people remark.
_FOUND = re.compile(r"[A-Z]\d{3}, |[\d,]+ comments? in the text")


def _with_parts(text: str, library: Library) -> str:
    """The text of a brief with the parts that every brief has, in words to be typed over."""
    missing = [part for part in _ASKED_FOR if f"::: {{.{part}}}" not in text]
    head, rule, body = text.partition("\n---\n")
    parts = (part_in_words(part, library) for part in missing)
    return head + rule + "".join(f"\n{part}\n" for part in parts) + body


def new_slug(workspace: Workspace, name: str) -> str:
    """The first name of a brief that nothing has yet, after that of a file."""
    free = (
        slug for slug in _numbered(slug_of(name)) if not stands(workspace.briefs / f"{slug}.md")
    )
    return next(free)


def slug_of(name: str) -> str:
    """The name of a file as the name of a brief: "My Draft (v2).docx" → "my-draft-v2"."""
    return name_from(Path(name).stem) or "draft"


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))
