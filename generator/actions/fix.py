"""Mending what the checks know how to mend, in the author's own files."""

from __future__ import annotations

import codecs
import difflib
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from generator.actions.check import check
from generator.config.files import BRIEF, read_of_workspace
from generator.diagnostics import Diagnostic, Span, codes, refusal
from generator.diagnostics.fixes import fixes_in, mended
from generator.document.file_data import FileData
from generator.workspace.storing import store_all
from generator.workspace.workspace import Workspace


class FileChange(Struct, frozen=True):
    """A file, its bytes now and as they would be with `count` places mended."""

    file: str
    path: Path
    before: FileData
    after: FileData
    count: int

    @property
    def diff(self) -> str:
        """The change as a unified diff, which `patch -p1` takes."""
        before, after = (_plain_lines(data) for data in (self.before, self.after))
        names = (f"a/{self.file}", f"b/{self.file}")
        return "\n".join(difflib.unified_diff(before, after, *names, lineterm=""))


_MOST_ROUNDS = 5  # what is mended may show what else is to be mended


def mend(workspace: Workspace, path: Path) -> Iterator[FileChange]:
    """Mend a brief, and the caveats it carries; each change, once it is written.

    Raises BriefError where a file may not be written to; then none of that round is.
    """
    for _ in range(_MOST_ROUNDS):
        found = fixes_of(workspace, path)
        if not found:
            return
        _apply(found)
        yield from found


def fixes_of(workspace: Workspace, path: Path) -> tuple[FileChange, ...]:
    """What mending a brief, and the caveats it carries, would change. Nothing is written."""
    found = check(path, workspace=workspace)
    files = dict.fromkeys(finding.fix.span.file for finding in found if finding.fix)
    return tuple(_file_change(workspace, path, file, found) for file in files)


def _file_change(
    workspace: Workspace, path: Path, file: str, found: Iterable[Diagnostic]
) -> FileChange:
    place = path if file == workspace.shown(path) else workspace.root / file
    before = FileData(read_of_workspace(place, BRIEF))
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    fixes = fixes_in(found, file)
    after = FileData(mark + mended(before.removeprefix(mark).decode(), fixes).encode())
    return FileChange(file, place, before, after, len(fixes))


def _apply(changed: tuple[FileChange, ...]) -> None:
    """Write the changed files, each whole or not at all. Raises BriefError."""
    try:
        store_all((change.path, change.after) for change in changed)
    except OSError as error:
        file = next(change.file for change in changed if str(change.path) == error.filename)
        message = f"cannot write {file}: {error.strerror or error}"
        hint = "nothing was changed; see that the file may be written"
        raise refusal(codes.UNWRITABLE_FILE, message, Span.at(file), hint=hint) from None


def _plain_lines(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n")
