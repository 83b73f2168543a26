"""`brief seed drop`, `keep`, `split`, `join`, `label`: mend what an import found, and say why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.actions.archives import archive_of
from generator.config.files import BRIEF, SOURCE
from generator.config.text import read_bytes
from generator.diagnostics import Span, codes, refusal
from generator.seeds.carrying import editions_carried_over, files_of
from generator.seeds.citing import cites_key
from generator.seeds.editions import edition_at, files_of_seed, newest_number, original_name
from generator.seeds.ink import OriginalInk
from generator.seeds.mending import CannotMendError, edition_mended, edition_mended_anew
from generator.seeds.mending_places import (
    half_asked,
    lines_asked,
    paragraph_asked,
    paragraphs_asked,
)
from generator.seeds.originals import ink_of_edition
from generator.seeds.seed import Edit, Edition, EditKind, SeedParagraph
from generator.seeds.store import check_key
from generator.workspace.storing import change_all, file_change
from generator.workspace.workspace import Workspace


class MendedSeed(Struct, frozen=True):
    """A seed before and after an edit. `is_cited` says that it has a new edition for that."""

    before: Edition
    after: Edition
    is_cited: bool

    @property
    def new(self) -> tuple[SeedParagraph, ...]:
        """The paragraphs that were not there before, or had other words or another number."""
        known = {(one.number, one.text) for one in self.before.paragraphs}
        return tuple(p for p in self.after.paragraphs if (p.number, p.text) not in known)

    @property
    def changed(self) -> tuple[SeedParagraph, ...]:
        """The paragraphs whose words were not those of a paragraph before."""
        known = {one.text for one in self.before.paragraphs}
        return tuple(one for one in self.after.paragraphs if one.text not in known)

    @property
    def gone(self) -> tuple[str, ...]:
        """The numbers that nothing has any more."""
        left = {one.number for one in self.after.paragraphs}
        return tuple(p.number for p in self.before.paragraphs if p.number not in left)


Asked = Callable[[Edition, OriginalInk, str], Edit]
"""From an edition, its ink and the folder of its seed for messages to the edit that was asked."""


def taking_out(number: str) -> Asked:
    """Take a paragraph out of the text."""
    return lambda edition, _, file: _edit("drop", paragraph_asked(edition, number, file))


def putting_back(first: int, last: int) -> Asked:
    """Put dropped lines back, as one paragraph."""
    lines = range(first, last + 1)
    return lambda edition, _, file: Edit("keep", "", "", "", lines_asked(edition, lines, file))


def parting(number: str, where: str) -> Asked:
    """Make two paragraphs of one, before a sentence (s3) or before some words."""

    def asked(edition: Edition, ink: OriginalInk, file: str) -> Edit:
        one = paragraph_asked(edition, number, file)
        start = half_asked(edition, one, where, ink, file)
        return Edit("split", "", "", one.number, (start, one.ink[-1]))

    return asked


def joining(numbers: str) -> Asked:
    """Make one paragraph of two that follow each other; the second loses its number."""

    def asked(edition: Edition, _: OriginalInk, file: str) -> Edit:
        one, other = paragraphs_asked(edition, numbers, file)
        return _edit("join", other, to=one.number)

    return asked


def relabelling(number: str, printed: str) -> Asked:
    """Cite a paragraph by the number that it has in print; none undoes that."""
    return lambda edition, _, file: _edit(
        "label", paragraph_asked(edition, number, file), to=printed
    )


def _edit(op: EditKind, one: SeedParagraph, *, to: str = "") -> Edit:
    return Edit(op, "", "", one.number, (one.ink[0], one.ink[-1]), to, one.label)


def mend_seed(workspace: Workspace, key: str, asked: Asked, *, by: str, why: str) -> MendedSeed:
    """Change a seed as asked, `by` whom and `why`.

    Raises BriefError if that cannot be, and changes nothing.

    While no brief of the workspace or the archive cites it, its first edition is numbered again.
    After that a new edition is written, in which no number changes but by the edit itself.
    """
    file = f"seeds/{key}"
    check_key(key, file)
    files = files_of_seed(workspace.seeds / key, file)
    newest = newest_number(files, file=file)
    changed = files_of(editions_carried_over(files, file=file), file=file)
    edition = edition_at(files.with_changes(changed), newest, file=file)
    if (ink := ink_of_edition(edition, files[original_name(file, edition)], file)) is None:
        raise ValueError("an edition that is proved has a reader")
    edit = replace(asked(edition, ink, file), by=by, why=why)
    cited = edition.number > 1 or is_cited(workspace, key)
    try:
        after = (edition_mended if cited else edition_mended_anew)(edition, edit, ink)
    except CannotMendError as error:
        span = Span.at(f"{file}/{edition.original}", ink.line_at(edit.ink[0]))
        raise refusal(codes.NOT_MENDED, f"this cannot be done: {error}", span) from None
    made = {**changed, **files_of([after], file=file)}
    change_all(
        file_change(workspace, workspace.root / name, data, SOURCE) for name, data in made.items()
    )
    return MendedSeed(edition, after, cited)


# --- who cites it -------------------------------------------------------------------------


def is_cited(workspace: Workspace, key: str) -> bool:
    """Whether a brief of the workspace, caveats of a source or a published brief cite a seed.

    Raises BriefError if one of them cannot be read.
    """
    written = (*workspace.briefs.rglob("*.md"), *workspace.seeds.glob("*/caveats.md"))
    texts = (path for path in sorted(written) if not path.is_dir())
    return any(cites_key(_words(workspace, text), key) for text in texts) or _is_published(
        workspace, key
    )


def _is_published(workspace: Workspace, key: str) -> bool:
    from generator.archive.search import Question, search

    archive = archive_of(workspace)
    return archive.ocfl.is_dir() and bool(search(archive, Question(cites=key)))


def _words(workspace: Workspace, text: Path) -> str:
    """A text, even with faults. Raises BriefError if it cannot be read."""
    data = read_bytes(text, workspace.shown(text), BRIEF, code=codes.UNREADABLE_BRIEF)
    return data.decode("utf-8", errors="replace")
