"""Writing files so that nobody ever finds half a file, or only some of several."""

from __future__ import annotations

import difflib
import errno
import os
import shutil
import stat
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import partial
from pathlib import Path

from msgspec import Struct

from generator.config.files import FileKind, links_followed, read_of_workspace, stands
from generator.config.inputs import note_passing
from generator.diagnostics import Span, codes, refusal
from generator.document.file_data import FileData
from generator.workspace.workspace import Workspace


class _Waiting(Struct, frozen=True):
    """A complete file beside its place; `asked` is the path that the caller gave."""

    asked: Path
    place: Path
    made: Path


def store_all(files: Iterable[tuple[Path, bytes]]) -> None:
    """Write each file beside its place, and move all to their places only when all are complete.

    A file that is there already keeps its permissions, a new one has those that the system gives
    (on POSIX what the umask leaves). Raises OSError, its `filename` the path that could not be
    written, and leaves all as it was before.
    """
    with ExitStack() as leftovers:
        waiting = []
        for path, data in files:
            with _naming_errors(path):
                place = links_followed(path)  # a link stays a link, to the new file
                made = _beside(place)
                leftovers.callback(_cleared, made)
                _write(made, data, _mode(place) | stat.S_IWRITE)
            waiting.append(_Waiting(path, place, made))
        _move(waiting, leftovers)


ANOTHER_FOLDER = ", or name a folder by --output"


def store_for_people(
    files: Mapping[Path, bytes],
    workspace: Workspace,
    *,
    otherwise: str = "",
) -> None:
    """Write what somebody asked for, its folders too: all files or none. Raises BriefError.

    `otherwise` is what else can be done where one cannot be written, for the end of the hint.
    """
    try:
        for path in files:
            path.parent.mkdir(parents=True, exist_ok=True)
        store_all(files.items())
    except OSError as error:
        note_passing()
        shown = workspace.shown(Path(error.filename or next(iter(files))))
        free = "see that the disk has room, and that it may be written and is not open elsewhere"
        message = f"cannot write {shown}: {error.strerror or error}"
        hint = free + otherwise
        raise refusal(codes.UNWRITABLE_FILE, message, Span.at(shown), hint=hint) from None


def what_stands(path: Path) -> bytes | None:
    """The bytes of the file at a path, or None if there is none that can be read."""
    try:
        return path.read_bytes()
    except OSError:
        return None


def _move(waiting: Iterable[_Waiting], leftovers: ExitStack) -> None:
    """Move each file to its place. If one cannot be moved, put the earlier files back."""
    with ExitStack() as undo:
        for file in waiting:
            with _naming_errors(file.asked):
                if file.place.is_file():
                    if os.name != "nt":  # a file that is read-only there could not be removed
                        shutil.copymode(file.place, file.made)
                    put_back: Callable[[], object] = partial(
                        _kept(file.place, leftovers).replace, file.place
                    )
                else:
                    _refuse_folder(file.place)
                    put_back = partial(file.place.unlink, missing_ok=True)
                file.made.replace(file.place)
                undo.callback(put_back)  # only now: a file that is held open cannot be put back
        undo.pop_all()


def _kept(place: Path, leftovers: ExitStack) -> Path:
    """Give the file a second name, or copy it, so that it can be put back."""
    kept = _beside(place)
    leftovers.callback(_cleared, kept)
    if os.name == "nt":  # a second name of what Word holds open could not be removed
        shutil.copyfile(place, kept)
        return kept
    try:
        kept.hardlink_to(place)
    except OSError:  # a file system without links
        shutil.copy2(place, kept)
    return kept


def _refuse_folder(place: Path) -> None:
    if place.is_dir():
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))


def _beside(place: Path) -> Path:
    """A new name in the same folder, so that moving is one step; hidden from those who list it."""
    return place.with_name(f".brief-{os.urandom(8).hex()}")


def _cleared(made: Path) -> None:
    """Take away what is left; a refusal here would hide why the file could not be written."""
    with suppress(OSError):
        made.unlink()


def _mode(place: Path) -> int:
    """The first permissions: never more than the file will have in the end."""
    return stat.S_IMODE(place.stat().st_mode) if place.is_file() else 0o666


def _write(path: Path, data: bytes, mode: int) -> None:
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(path, flags, mode), "wb") as file:
        file.write(data)


@contextmanager
def _naming_errors(path: Path) -> Iterator[None]:
    """Let an error name the file that the caller asked for, not a temporary one."""
    try:
        yield
    except OSError as error:
        raise OSError(error.errno, error.strerror or str(error), str(path)) from None


# --- changes that are shown before they are made ----------------------------------------


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


def file_change(workspace: Workspace, path: Path, data: bytes, kind: FileKind) -> FileChange:
    """What storing bytes at a path would change; a file of a `kind` may stand there."""
    before = FileData(read_of_workspace(path, kind)) if stands(path) else None
    return FileChange(workspace.shown(path), path, before, FileData(data))


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
