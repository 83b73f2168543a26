"""The door by which the files of a workspace come in.

Closed: a regular file of the workspace itself, wherever links lead, of a size that is known
before it is read. No device, no pipe that waits for another program, no name that one system
reads as another does not.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path, PureWindowsPath

from msgspec import Struct

SETTINGS_FILE = "brief.toml"


class FileKind(Struct, frozen=True):
    """What a file is to be, as messages name it, and the bytes that one may have."""

    called: str
    most: int


SETTINGS = FileKind("a file of settings", 1_000_000)
LAYOUT = FileKind("a layout", 1_000_000)
ANSWERS = FileKind("the answers to findings", 2_000_000)
BRIEF = FileKind("a brief", 2_000_000)  # some three hundred thousand words, far beyond any brief
CAVEATS = FileKind("the caveats of a source", 1_000_000)
RECORDS = FileKind("the records of a workspace", 10_000_000)
SOURCE = FileKind("a source", 200_000_000)
IMAGE = FileKind("an image", 100_000_000)
FONT = FileKind("a font", 50_000_000)


class RefusedFileError(OSError):
    """A file that does not come in. `pattern` says why, with `{file}` where it is named."""

    def __init__(self, pattern: str, hint: str | None = None) -> None:
        super().__init__(errno.EINVAL, pattern.format(file="the file"))
        self.pattern = pattern
        self.hint = hint


def read_of_workspace(path: Path, kind: FileKind) -> bytes:
    """The bytes of a file that a workspace names. Raises OSError where it does not come in."""
    return read_regular(_admitted(path, kind), kind)


def _admitted(path: Path, kind: FileKind) -> Path:
    """Where a file of a workspace lies, its links followed.

    Raises OSError where there is none, or it is none of the workspace's.
    """
    place = path.absolute()
    real = links_followed(place, strict=True)
    if real != place and not place.is_relative_to(_PACKAGE):
        root = workspace_above(place.parent) or place.parent
        if not real.is_relative_to(links_followed(root)):
            hint = "put the file itself here: a link may lead to what lies in the workspace only"
            raise RefusedFileError("{file} is a link that leads out of the workspace", hint)
    _check(real.stat(), kind)
    return real


# What is installed with the program is its own, by whatever links it was installed.
_PACKAGE = Path(__file__).parents[1]


def links_followed(path: Path, *, strict: bool = False) -> Path:
    """Where a path leads; unless `strict` as far as it is there. Raises OSError."""
    try:
        return path.resolve(strict=strict)
    except RuntimeError:  # what Python before 3.13 says of a ring of links
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), str(path)) from None
    except ValueError:
        raise RefusedFileError("{file} holds a NUL, which no name of a file may hold") from None


_SPECIAL = {
    stat.S_IFCHR: "a device",
    stat.S_IFBLK: "a device",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
}


def read_regular(path: Path, kind: FileKind) -> bytes:
    """The bytes of a file that a person names, wherever it lies.

    Raises OSError where it cannot be read, is no regular file, or has too many bytes.
    """
    _check(path.stat(), kind)
    with os.fdopen(os.open(path, _FLAGS), "rb") as file:
        size = _check(os.fstat(file.fileno()), kind)
        data = file.read(size + 1)
    if len(data) != size:
        raise RefusedFileError("{file} changes while it is read")
    return data


# A pipe that was put there between two looks is opened without waiting for its other end.
_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0)


def _check(status: os.stat_result, kind: FileKind) -> int:
    """The bytes of what may be read. Raises OSError for what may not."""
    if special := _SPECIAL.get(stat.S_IFMT(status.st_mode)):
        raise RefusedFileError(f"{{file}} is {special}, not a file")
    if stat.S_ISDIR(status.st_mode):
        raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
    if status.st_size > kind.most:
        hint = f"{kind.called} may have {kind.most:,}; is this the right file?"
        raise RefusedFileError(f"{status.st_size:,} bytes are too many for {kind.called}", hint)
    return status.st_size


# --- names ------------------------------------------------------------------------------


def place_below(folder: Path, name: str) -> Path:
    """The place in a folder, or below it, that a file names as it is written on any system.

    Raises OSError for a name that leads elsewhere, or that a system reads as a device.
    """
    parts = PureWindowsPath(name).parts  # both kinds of slashes part names
    if "\0" in name:
        raise RefusedFileError("{file} holds a NUL, which no name of a file may hold")
    if PureWindowsPath(name).anchor or _leads_out(parts):
        raise RefusedFileError("{file} lies outside its folder")
    if any(part.split(".")[0].rstrip(" ").upper() in _DEVICES for part in parts):
        hint = "give the file another name"
        raise RefusedFileError("{file} has the name of a device on Windows", hint)
    return folder / name


def folder_below(root: Path, name: str) -> Path:
    """The folder below another that a file names, whether it is there yet or not.

    Raises OSError for a name that leads elsewhere, by itself or by a link.
    """
    place = place_below(root, name)
    real, own = links_followed(place), links_followed(root)
    if real == own or not real.is_relative_to(own):
        raise RefusedFileError("{file} is no folder of this workspace")
    return place


def _leads_out(parts: tuple[str, ...]) -> bool:
    depth = 0
    for part in parts:
        depth += -1 if part == ".." else 1
        if depth < 0:
            return True
    return False


# Microsoft, "Naming Files, Paths, and Namespaces".
_DEVICES = frozenset(
    (
        *("CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"),
        *(f"{port}{digit}" for port in ("COM", "LPT") for digit in "0123456789¹²³"),
    )
)


def stands(path: Path) -> bool:
    """Whether anything has this name, if only a link that leads nowhere."""
    return path.is_symlink() or path.exists()


def workspace_above(folder: Path) -> Path | None:
    """The nearest folder, itself or above, that is a workspace; None where none is.

    One has a `brief.toml`, or both `briefs/` and `seeds/`.
    """
    return next((one for one in (folder, *folder.parents) if _is_workspace(one)), None)


def _is_workspace(folder: Path) -> bool:
    return stands(folder / SETTINGS_FILE) or (
        (folder / "briefs").is_dir() and (folder / "seeds").is_dir()
    )
