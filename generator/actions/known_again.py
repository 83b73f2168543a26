"""A file that has lost what it carried, known again by its name and its words.

So come files back from Google Docs, or out of a text in which somebody has pasted everything anew.
"""

from __future__ import annotations

from pathlib import Path

from generator.actions.draft_in import slug_of
from generator.actions.form import FORM, is_form
from generator.diagnostics import BriefError
from generator.incoming.file import IncomingFile
from generator.language.visible import words_of
from generator.manifest.passages import body_passages
from generator.pipeline.composing import compose
from generator.pipeline.library import Library
from generator.pipeline.reading import read
from generator.workspace.workspace import Workspace

_FEWEST = 5  # words of a paragraph, to be more than a label
_SHARE = 0.5  # of the paragraphs of a file: more than these are the brief's


def known_again(workspace: Workspace, file: IncomingFile, name: str) -> Path | None:
    """The brief whose name a file bears, if more than half of its paragraphs are the brief's."""
    library, asked = Library(workspace), slug_of(name)
    named = [path for path in library.briefs() if asked.startswith(path.stem)]
    path = max(named, key=lambda one: len(one.stem), default=None)
    try:
        return path if path and _share_of(library, path, file) > _SHARE else None
    except BriefError:  # a brief that cannot be printed is not known again
        return None


def _share_of(library: Library, path: Path, file: IncomingFile) -> float:
    template = FORM if is_form(library, file) else None
    reading = read(library, path, template=template, draft=True)
    document = compose(library, reading, draft=True).document
    said = {tuple(words_of(one.text)) for one in body_passages(document)}
    own = [tuple(words_of(one.text)) for one in file.paragraphs]
    long = [one for one in own if len(one) >= _FEWEST]
    return sum(one in said for one in long) / len(long) if long else 0.0
