"""Mending what the checks know how to mend, in the author's own files."""

from __future__ import annotations

import codecs
import difflib
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

from generator.actions.check import check
from generator.diagnostics import Fix, Span, codes, refusal
from generator.diagnostics.fixes import mended
from generator.pipeline.library import Library
from generator.workspace.storing import store_all
from generator.workspace.workspace import Workspace


class FileChange(Struct, frozen=True):
    """A file, its bytes now and as they would be with `count` places mended."""

    file: str
    path: Path
    before: bytes
    after: bytes
    count: int

    @property
    def diff(self) -> str:
        """The change as a unified diff, which `patch -p1` takes."""
        before, after = (_plain_lines(data) for data in (self.before, self.after))
        names = (f"a/{self.file}", f"b/{self.file}")
        return "\n".join(difflib.unified_diff(before, after, *names, lineterm=""))


def fixes_of(workspace: Workspace, path: Path) -> tuple[FileChange, ...]:
    """What mending a brief, and the caveats it carries, would change. Nothing is written."""
    found = check(Library(workspace), path)
    return changes_of(workspace, path, (finding.fix for finding in found if finding.fix))


def offers_of(workspace: Workspace, path: Path) -> tuple[Fix, ...]:
    """What a person may say yes to, one by one: words that may be terms. Nothing is written."""
    found = check(Library(workspace), path)
    return tuple(dict.fromkeys(offer for finding in found for offer in finding.offers))


def changes_of(workspace: Workspace, path: Path, fixes: Iterable[Fix]) -> tuple[FileChange, ...]:
    """What the fixes change in the files of a brief. Nothing is written."""
    by_file: dict[str, list[Fix]] = {}
    for fix in dict.fromkeys(fixes):
        by_file.setdefault(fix.span.file, []).append(fix)
    return tuple(_file_change(workspace, path, file, own) for file, own in by_file.items())


def _file_change(workspace: Workspace, path: Path, file: str, fixes: Sequence[Fix]) -> FileChange:
    place = path if file == workspace.shown(path) else workspace.root / file
    before = place.read_bytes()
    mark = codecs.BOM_UTF8 if before.startswith(codecs.BOM_UTF8) else b""
    after = mark + mended(before.removeprefix(mark).decode(), fixes).encode()
    return FileChange(file, place, before, after, len(fixes))


def apply_fixes(found: Iterable[FileChange]) -> None:
    """Write the changed files, each whole or not at all. Raises BriefError."""
    changed = tuple(found)
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
