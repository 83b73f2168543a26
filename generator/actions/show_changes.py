"""What has changed between two briefs, as a Word file or a PDF that shows it: a redline."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from msgspec import Struct

from generator.actions.compare import HandedFile, handed_file
from generator.diagnostics import Diagnostic, codes
from generator.document import Document
from generator.language.counting import counted
from generator.manifest.reading import Carried
from generator.pipeline.composing import compose
from generator.pipeline.library import Library
from generator.pipeline.reading import Reading, read
from generator.pipeline.writing import written_alone
from generator.proof.carried import ASK
from generator.proof.finished import cannot
from generator.redlining import redline
from generator.redlining.announcing import announced, announcing
from generator.theme.theme import Theme
from generator.workspace.finding import find_briefs


class ShownChanges(Struct, frozen=True):
    """A document that shows what has changed, and its look.

    `told` is what a reader of it must know: what of either side is not as it was.
    """

    document: Document
    theme: Theme
    told: tuple[str, ...]


def show_changes(library: Library, first: str, second: str, *, author: str) -> ShownChanges:
    """What has changed from one brief to another, both set in the template of the second.

    Each is a Markdown file, a name, a finished file or a version. The last two are made anew from
    the Markdown that they carry, with the sources as they are today. Raises BriefError if one does
    not exist or cannot be read.
    """
    before, after = _side(library, first), _side(library, second)
    later = _read_side(library, after)
    earlier = _read_side(library, before, template=later.template)
    broken = bool(_errors_of(later))
    composed = compose(library, later, draft=broken)
    old = compose(library, earlier, draft=bool(_errors_of(earlier)))
    shown = redline(old.document, composed.document)
    between = (before.shown, after.shown)
    shown = announced(shown, old.document.meta, between, author)
    told = (*_notices(before, earlier), *_notices(after, later))
    return ShownChanges(shown, announcing(composed.theme), told)


def changes_file(changes: ShownChanges, form: str) -> bytes:
    """The changes as a file in a format. Raises ValueError if there is no such format."""
    return written_alone(changes.document, changes.theme, form)


# --- the two sides ------------------------------------------------------------------------


class _Side(Struct, frozen=True):
    """One of the two: where its brief lies or would lie, and its text if that is elsewhere."""

    name: str
    path: Path
    text: str | None = None
    handed: HandedFile | None = None

    @property
    def shown(self) -> str:
        """Its name, without the folders that it lies in."""
        return Path(self.name).name


def _side(library: Library, name: str) -> _Side:
    handed = handed_file(library, name)
    if handed is None:
        (path,) = find_briefs(library.workspace, [name])
        return _Side(name, path)
    if handed.markdown is None:
        message = "it carries no Markdown that changes could be shown in"
        hint = "`brief diff` without --docx and --pdf compares its words"
        raise cannot(codes.NO_MANIFEST, name, message, hint)
    file, data = handed.markdown
    if not handed.carried.is_made_of(data):
        message = f"{file}, which travels with it, is not the Markdown that it was made from"
        raise cannot(codes.ALTERED_MANIFEST, name, message, ASK)
    path = library.workspace.briefs / Path(file).name
    return _Side(handed.name, path, data.decode("utf-8", "replace"), handed)


def _read_side(library: Library, side: _Side, template: str | None = None) -> Reading:
    return read(library, side.path, template=template, text=side.text)


def _errors_of(reading: Reading) -> list[Diagnostic]:
    """The errors of a brief. That it is like another one is none where these are compared."""
    return [found for found in reading.found if found.is_error and found.code != codes.TWIN]


def _notices(side: _Side, reading: Reading) -> Iterator[str]:
    """What of a side is not as it was, or as it should be."""
    if errors := _errors_of(reading):
        yield f"{side.shown} has {counted(len(errors), 'error')}: see `brief check`"
    if side.handed is None:
        return
    if _words_of_manifest(side.handed.said) != _words_of_manifest(side.handed.carried):
        yield f"{side.shown} has been edited: shown is the Markdown that it carries, without edits"
    for key, edition in side.handed.carried.editions.items():
        seed = reading.evidence.seeds.get(key)
        if seed is not None and seed.edition.number != edition:
            today = f"it is shown with edition {seed.edition.number}"
            yield f"{side.shown} was made with edition {edition} of {key}; {today}"


def _words_of_manifest(manifest: Carried) -> list[list[str]]:
    notes = (passage for note in manifest.notes for passage in note.passages)
    return [passage.words for passage in (*manifest.body, *notes)]
