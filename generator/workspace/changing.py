"""Changes to the files of a workspace: shown as a difference, then made together or not at all."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from pathlib import Path

from msgspec import Struct

from generator.diagnostics import Span, codes, refusal
from generator.document.file_data import FileData
from generator.workspace.storing import store_all


class FileChange(Struct, frozen=True):
    """A file with its bytes before and after the change; `before` is None for a new file."""

    file: str  # as messages name it
    path: Path
    before: FileData | None
    after: FileData

    @property
    def diff(self) -> str:
        """The change as a unified diff for `patch -p1`; one line for a file that is not text."""
        names = ("/dev/null" if self.before is None else f"a/{self.file}", f"b/{self.file}")
        try:
            before, after = _lines(self.before or b""), _lines(self.after)
        except UnicodeDecodeError:
            return f"Binary files {names[0]} and {names[1]} differ"
        return "\n".join(difflib.unified_diff(before, after, *names, lineterm=""))


def change_all(changes: Iterable[FileChange]) -> None:
    """Write all changed files. Raises BriefError, and writes none, if one cannot be written."""
    changed = tuple(changes)
    try:
        for change in changed:
            change.path.parent.mkdir(parents=True, exist_ok=True)
        store_all((change.path, change.after) for change in changed)
    except OSError as error:
        blocked = Path(error.filename)  # the file, or a folder on the way to it
        file = next(it.file for it in changed if blocked in (it.path, *it.path.parents))
        message = f"cannot write {file}: {error.strerror or error}"
        hint = "nothing was changed; see that the file may be written"
        raise refusal(codes.UNWRITABLE_FILE, message, Span.at(file), hint=hint) from None


def _lines(data: bytes) -> list[str]:
    text = data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    return text.split("\n") if text else []
