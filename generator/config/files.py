"""The one place that opens the files of a workspace, and that looks which of them are there.

Closed by default: it reads only regular files inside the workspace (links are followed first) of a
limited size. It refuses devices, pipes that wait for another program, and names that systems read
in different ways. It notes what it is asked, and what it answers.
"""

from __future__ import annotations

import contextlib
import errno
import fnmatch
import glob
import io
import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path

from msgspec import Struct

from generator.config.inputs import (
    Fingerprint,
    Input,
    Stamp,
    fingerprint_of,
    note_input,
    settled_stamp,
)

SETTINGS_FILE = "brief.toml"


class FileKind(Struct, frozen=True):
    """A kind of file: its name in messages, and the most bytes that it may have."""

    called: str
    most: int


SETTINGS = FileKind("a file of settings", 1_000_000)
LAYOUT = FileKind("a layout", 1_000_000)
ANSWERS = FileKind("the answers to findings", 2_000_000)
BRIEF = FileKind("a brief", 2_000_000)  # some three hundred thousand words, far beyond any brief
CAVEATS = FileKind("the caveats of a source", 1_000_000)
RECORDS = FileKind("the records of a workspace", 10_000_000)
HANDED_IN = FileKind("a file that is handed in", 100_000_000)
LIBRARY = FileKind("a file of a reference manager", 20_000_000)
LIBRARY_SUFFIXES = (".json", ".bib", ".ris")  # of files of reference managers
SOURCE = FileKind("a source", 200_000_000)
IMAGE = FileKind("an image", 100_000_000)
LOGO = FileKind("a logo", 5_000_000)
FONT = FileKind("a font", 50_000_000)
_KINDS = (
    *(SETTINGS, LAYOUT, ANSWERS, BRIEF, CAVEATS, RECORDS),
    *(HANDED_IN, LIBRARY, SOURCE, IMAGE, LOGO, FONT),
)


class RefusedFileError(OSError):
    """A file that is refused. `pattern` says why, with `{file}` in place of its name."""

    def __init__(self, pattern: str, hint: str | None = None) -> None:
        super().__init__(errno.EINVAL, pattern.format(file="the file"))
        self.pattern = pattern
        self.hint = hint


def read_of_workspace(path: Path, kind: FileKind) -> bytes:
    """The bytes of a file that a workspace names. Raises OSError if it is missing or refused."""
    asked = input_of_file(path, kind)
    try:
        data, stamp = _opened_and_read(_admitted(path, kind), kind)
    except OSError as error:
        note_input(asked, _refusal(error))
        raise
    note_input(asked, data, stamp)
    return data


def input_of_file(path: Path, kind: FileKind) -> Input:
    return Input("file", str(path.absolute()), kind.called)


def _refusal(error: OSError) -> bytes:
    return f"{error.errno} {error}".encode()


def _admitted(path: Path, kind: FileKind) -> Path:
    """The path of a file of a workspace, with all links followed.

    Raises OSError if it does not exist, or is outside the workspace.
    """
    place = path.absolute()
    real = links_followed(place, strict=True)
    if real != place and not place.is_relative_to(_PACKAGE):
        root = workspace_above(place.parent) or place.parent
        if not real.is_relative_to(links_followed(root)):
            hint = "put the file itself here: a link may lead to what lies in the workspace only"
            raise RefusedFileError("{file} is a link that leads out of the workspace", hint)
    _check(real.stat(), kind, real)
    return real


# Files installed with the program count as its own, whatever links lead to them.
_PACKAGE = Path(__file__).parents[1]


def links_followed(path: Path, *, strict: bool = False) -> Path:
    """Where a path leads; unless `strict` as far as it is there. Raises OSError."""
    try:
        return path.resolve(strict=strict)
    except RuntimeError:  # what Python before 3.13 says about a ring of links
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from None
    except ValueError:
        raise RefusedFileError("{file} holds a NUL, which no name of a file may hold") from None


def where_each_leads(paths: Iterable[Path]) -> Iterator[tuple[Path, Path]]:
    """Many paths with all links followed, those of a folder once; none that leads nowhere."""
    folders: dict[Path, Path] = {}
    for path in paths:
        with contextlib.suppress(OSError):
            if path.is_symlink():
                yield path, links_followed(path)
                continue
            if path.parent not in folders:
                folders[path.parent] = links_followed(path.parent)
            yield path, folders[path.parent] / path.name


_SPECIAL = {
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
}


def open_regular(path: Path) -> io.FileIO:
    """A file, opened to be read. Raises OSError for what is none: it never waits for a pipe."""
    _refuse_special(path.stat(), path)
    file = io.FileIO(os.open(path, _FLAGS))
    try:
        _refuse_special(os.fstat(file.fileno()), path)
    except OSError:
        file.close()
        raise
    return file


def bytes_of_regular(path: Path) -> bytes:
    """The bytes of a file, however many. Raises OSError for what is none, as `open_regular`."""
    with open_regular(path) as file:
        return file.read()


def read_regular(path: Path, kind: FileKind) -> bytes:
    """The bytes of a file that a person names, wherever it lies.

    Raises OSError if it cannot be read, is no regular file, or has too many bytes.
    """
    return _opened_and_read(path, kind)[0]


def _opened_and_read(path: Path, kind: FileKind) -> tuple[bytes, Stamp | None]:
    """The bytes of a file, and its stamp as it was before they were read."""
    _check(path.stat(), kind, path)
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        status = os.fstat(file.fileno())
        size = _check(status, kind, path)
        data = file.read(size + 1)
    if len(data) != size:
        raise RefusedFileError("{file} changes while it is read")
    return data, settled_stamp(status)


# If a pipe was put there meanwhile, opening it must not wait for its other end.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def _check(status: os.stat_result, kind: FileKind, path: Path) -> int:
    """The bytes of a file that may be read. Raises OSError for one that may not."""
    _refuse_special(status, path)
    if status.st_size > kind.most:
        hint = f"{kind.called} may have {kind.most:,}; is this the right file?"
        raise RefusedFileError(f"{status.st_size:,} bytes are too many for {kind.called}", hint)
    return status.st_size


def _refuse_special(status: os.stat_result, path: Path) -> None:
    if special := _SPECIAL.get(stat.S_IFMT(status.st_mode)):
        refused = RefusedFileError(f"{{file}} is {special}, not a file")
        refused.filename = str(path)
        raise refused
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR), str(path))


# --- what is there ------------------------------------------------------------------------


def stands(path: Path) -> bool:
    """Whether anything has this name, even a broken link; nothing has one longer than names are.

    Raises OSError where the system does not let anybody look.
    """
    asked = Input("stands", str(path.absolute()))
    try:
        found = _has_name(path)
    except OSError as error:
        note_input(asked, _refusal(error))
        raise
    note_input(asked, _said_of_one(found))
    return found


def _has_name(path: str | Path) -> bool:
    try:
        os.lstat(path)
    except ValueError:  # no file has a NUL in its name
        return False
    except OSError as error:
        if error.errno in _NOT_THERE or getattr(error, "winerror", None) in _NOT_THERE_ON_WINDOWS:
            return False
        raise
    return True


_NOT_THERE = (errno.ENOENT, errno.ENOTDIR, errno.EBADF, errno.ELOOP, errno.ENAMETOOLONG)
_NOT_THERE_ON_WINDOWS = (21, 123, 1921)  # as pathlib has them: not ready, no name, a ring of links


def names_in(folder: Path, pattern: str) -> tuple[Path, ...]:
    """The paths below a folder that a pattern means, in order: "*.md", "**/*.md", "*/" its folders.

    Hidden ones are among them. A folder that is not there has none.
    """
    found = _names_below(folder, pattern)
    note_input(Input("names", str(folder.absolute()), pattern), _said_of_names(found))
    return tuple(folder / name for name in found)


def _names_below(folder: Path, pattern: str) -> list[str]:
    """The names as text: of thousands, pathlib takes five times as long."""
    first, deep, rest = pattern.partition("**/")
    if not deep:
        return sorted(glob.glob(first, root_dir=folder, include_hidden=True))  # noqa: PTH207
    before = len(str(folder)) + 1
    return sorted(
        f"{parent}{os.sep}{name}"[before:]
        for parent, _, names in os.walk(folder)
        for name in fnmatch.filter(names, rest)
    )


def _said_of_one(found: bool) -> bytes:
    return b"yes" if found else b"no"


def _said_of_names(found: list[str]) -> bytes:
    return "\0".join(found).encode(errors="surrogateescape")


def fingerprint_now(one: Input) -> Fingerprint:
    """The fingerprint of an input as it is now; it must be one that was noted here."""
    try:
        if one.what == "stands":  # asked of each brief, and a Path takes as long as the answer
            return fingerprint_of(_said_of_one(_has_name(one.path)))
        path = Path(one.path)
        if one.what == "names":
            return fingerprint_of(_said_of_names(_names_below(path, one.how)))
        kind = next(kind for kind in _KINDS if kind.called == one.how)
        return fingerprint_of(*_opened_and_read(_admitted(path, kind), kind))
    except OSError as error:
        return fingerprint_of(_refusal(error))


def workspace_above(folder: Path) -> Path | None:
    """The folder itself, or the nearest above it, that is a workspace; None if there is none.

    One has a `brief.toml`, or both `briefs/` and `seeds/`.
    """
    return next((one for one in (folder, *folder.parents) if _is_workspace(one)), None)


def _is_workspace(folder: Path) -> bool:
    return stands(folder / SETTINGS_FILE) or (
        (folder / "briefs").is_dir() and (folder / "seeds").is_dir()
    )
