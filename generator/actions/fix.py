"""Mending what the checks know how to mend, in the author's own files."""

from __future__ import annotations

import codecs
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from msgspec import Struct

from generator.actions.check import check
from generator.config.files import BRIEF, read_of_workspace
from generator.diagnostics import Fix
from generator.diagnostics.fixes import fixes_in, mended
from generator.document.file_data import FileData
from generator.workspace.changing import FileChange, change_all
from generator.workspace.workspace import Workspace


class Mending(Struct, frozen=True):
    """A file as it would be with `count` places mended."""

    change: FileChange
    count: int


_MOST_ROUNDS = 5  # what is mended may show what else is to be mended


def mend(workspace: Workspace, path: Path) -> Iterator[Mending]:
    """Mend a brief, and the caveats it carries; each file, once it is written.

    Raises BriefError where a file may not be written to; then none of that round is.
    """
    for _ in range(_MOST_ROUNDS):
        found = fixes_of(workspace, path)
        if not found:
            return
        change_all(each.change for each in found)
        yield from found


def fixes_of(workspace: Workspace, path: Path) -> tuple[Mending, ...]:
    """What mending a brief, and the caveats it carries, would change. Nothing is written."""
    found = check(path, workspace=workspace)
    files = dict.fromkeys(finding.fix.span.file for finding in found if finding.fix)
    return tuple(_mending(workspace, path, file, fixes_in(found, file)) for file in files)


def offers_of(workspace: Workspace, path: Path) -> tuple[Fix, ...]:
    """What a person may say yes to, one by one, in a brief's own file. Nothing is written."""
    found = check(path, workspace=workspace)
    return tuple(dict.fromkeys(offer for finding in found for offer in finding.offers))


def take_offers(workspace: Workspace, path: Path, agreed: Iterable[Fix]) -> None:
    """Make the changes of a brief that a person has said yes to.

    Raises BriefError where the file may not be written to; then none of them is made.
    """
    fixes = tuple(agreed)
    if fixes:
        change_all([_mending(workspace, path, workspace.shown(path), fixes).change])


def _mending(workspace: Workspace, path: Path, file: str, fixes: Sequence[Fix]) -> Mending:
    place = path if file == workspace.shown(path) else workspace.root / file
    before = FileData(read_of_workspace(place, BRIEF))
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    after = FileData(mark + mended(before.removeprefix(mark).decode(), fixes).encode())
    return Mending(FileChange(file, place, before, after), len(fixes))
