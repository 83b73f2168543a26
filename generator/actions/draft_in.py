"""A draft that is handed in, in Word or elsewhere → a new brief, for people who see no Markdown."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterator
from itertools import count
from pathlib import Path

from generator.actions.beginning import part_in_words
from generator.actions.draft import new_from_draft
from generator.actions.form import FORM, form_place, store_form
from generator.actions.hand_in import handed_back
from generator.actions.init import write_new
from generator.actions.merge import EditedFile, Merging, ToldOfFile
from generator.config.files import BRIEF, stands
from generator.config.names import name_from
from generator.config.text import read_text
from generator.diagnostics import codes
from generator.merging.told import Told, WordPlace
from generator.pipeline.library import Library
from generator.workspace.workspace import Workspace

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
    (form,) = handed_back(workspace, begun).back.renditions
    store_form(place, form.data)
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
    free = (slug for slug in _numbered(slug_of(name)) if not _is_taken(workspace, slug))
    return next(free)


def slug_of(name: str) -> str:
    """The name of a file as the name of a brief: "My Draft (v2).docx" → "my-draft-v2"."""
    return name_from(Path(name).stem) or "draft"


def _is_taken(workspace: Workspace, slug: str) -> bool:
    return stands(workspace.briefs / f"{slug}.md")


def _numbered(stem: str) -> Iterator[str]:
    yield stem
    yield from (f"{stem}-{number}" for number in count(2))
