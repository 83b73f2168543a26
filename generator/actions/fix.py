"""Correcting in the author's own files what the checks know how to correct."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from generator.actions.check import check
from generator.config.files import BRIEF, read_of_workspace
from generator.config.text import byte_order_mark
from generator.diagnostics import Fix
from generator.diagnostics.fixes import fixes_in, mended
from generator.document.file_data import FileData
from generator.workspace.storing import FileChange, change_all
from generator.workspace.workspace import Workspace


class Mending(Struct, frozen=True):
    """A change of a file that corrects `count` places."""

    change: FileChange
    count: int


_MOST_ROUNDS = 5  # after a correction there may be more to correct


def mend(workspace: Workspace, path: Path) -> Iterator[Mending]:
    """Correct a brief and the caveats it carries; yields each file after it is written.

    Raises BriefError if a file cannot be written; then no file of that round is.
    """
    for _ in range(_MOST_ROUNDS):
        found = fixes_of(workspace, path)
        if not found:
            return
        change_all(each.change for each in found)
        yield from found


def fixes_of(workspace: Workspace, path: Path) -> tuple[Mending, ...]:
    """What correcting a brief and the caveats it carries would change. Nothing is written."""
    found = check(path, workspace=workspace)
    files = dict.fromkeys(finding.fix.span.file for finding in found if finding.fix)
    return tuple(_mending(workspace, path, file, fixes_in(found, file)) for file in files)


def offers_of(workspace: Workspace, path: Path) -> tuple[Fix, ...]:
    """The changes in a brief's own file that a person may accept one by one. Nothing is written."""
    found = check(path, workspace=workspace)
    return tuple(dict.fromkeys(offer for finding in found for offer in finding.offers))


def take_offers(workspace: Workspace, path: Path, agreed: Iterable[Fix]) -> None:
    """Make the changes of a brief that a person has accepted.

    Raises BriefError if the file cannot be written; then no change is made.
    """
    fixes = tuple(agreed)
    if fixes:
        change_all([_mending(workspace, path, workspace.shown(path), fixes).change])


def _mending(workspace: Workspace, path: Path, file: str, fixes: Sequence[Fix]) -> Mending:
    place = path if file == workspace.shown(path) else workspace.root / file
    return Mending(mended_file(file, place, fixes), len(fixes))


def mended_file(file: str, place: Path, fixes: Iterable[Fix]) -> FileChange:
    """The change of a file, which messages name `file`, by fixes of its text."""
    before = FileData(read_of_workspace(place, BRIEF))
    mark = byte_order_mark(before)
    after = FileData(mark + mended(before.removeprefix(mark).decode(), fixes).encode())
    return FileChange(file, place, before, after)
