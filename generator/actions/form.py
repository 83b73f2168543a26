"""`brief new --docx`: a brief to be filled in in Word, by people who need nothing else."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from pathlib import Path

from generator.actions.init import new_brief
from generator.briefs.head_values import HEAD_VALUES
from generator.diagnostics import BriefError, Span, codes, refusal
from generator.document.file_data import FileData
from generator.incoming.file import IncomingFile
from generator.incoming.head_table import head_table
from generator.pipeline.composing import compose
from generator.pipeline.library import Library
from generator.pipeline.making import attachments_of
from generator.pipeline.reading import read
from generator.workspace.storing import FileChange, change_all
from generator.workspace.workspace import Workspace
from generator.writers import WRITERS, Manuscript

FORM = "form"
"""The template that a form is made by."""


def new_form(
    workspace: Workspace,
    slug: str,
    output: Path | None = None,
    *,
    seed: str | None,
    model: Path | None,
    today: datetime.date,
) -> tuple[Path, Path]:
    """Start a brief, and write the form in which it is to be filled in; return both files.

    `output` is the form's file or folder, else the present folder. Raises BriefError as `new_brief`
    does, and where the form would replace a file.
    """
    place = form_place(slug, output)
    path = new_brief(workspace, slug, seed=seed, model=model, today=today, in_words=True)
    store_new(place, _form_of(Library(workspace), path))
    return path, place


def form_place(slug: str, output: Path | None) -> Path:
    """Where a form is to be stored: a file, or a folder for it. Raises BriefError over a file."""
    place = output or Path()
    place = place / f"{slug}.docx" if place.is_dir() else place
    if place.exists():
        shown = place.as_posix()
        hint = "a form is never written over a file: name another with --output"
        raise refusal(codes.ALREADY_THERE, f"{shown} exists already", Span.at(shown), hint=hint)
    return place


def store_new(place: Path, data: bytes) -> None:
    """Store a file of somebody's where none is. Raises BriefError if it cannot be stored."""
    change_all([FileChange(place.as_posix(), place, None, FileData(data))])


def _form_of(library: Library, path: Path) -> bytes:
    """The Word form of a brief: its draft without findings, with a table of its front matter.

    It carries its Markdown and its manifest, as every file does: so what is written in it can be
    merged. Raises BriefError if the brief or the template cannot be read.
    """
    reading = read(library, path, template=FORM, draft=True)
    composed = compose(library, reading, draft=True)
    carried = attachments_of(composed, reading)
    return WRITERS["docx"].load()(Manuscript(composed.document, composed.theme, carried))


def is_form(library: Library, file: IncomingFile) -> bool:
    """Whether a file that has lost what it carried is a form: by the table at its head."""
    try:
        labels = head_labels(library, library.workspace.settings.language)
    except BriefError:  # a house without words for a form has handed out none
        return False
    return head_table(file, labels) is not None


def head_labels(library: Library, language: str) -> Mapping[str, str]:
    """The keys of the values at the head of a form, by the words that stand before each.

    Raises BriefError where the language has no words for a form.
    """
    template = library.template(FORM)
    if template is None:
        return {}
    labels, fields = library.labels(template, language), library.workspace.settings.fields
    own = {one.label_in(language): name for name, one in fields.items()}
    return own | {labels.plain(f"head_{key}"): key for key in HEAD_VALUES}
