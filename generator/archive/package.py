"""A package from somebody else (a folder, a ZIP, a tar) → a folder of ours with plain files.

Nothing in it is trusted: not its names, not its kinds of entries, not the sizes that it states.
"""

from __future__ import annotations

import lzma
import re
import shutil
import stat
import struct
import tarfile
import zipfile
import zlib
from collections.abc import Generator, Iterator
from contextlib import ExitStack, closing, contextmanager
from pathlib import Path
from typing import IO

from msgspec import Struct

from generator.archive.durable import sync_folder, write_pieces_synced
from generator.archive.storage_root import entries_of
from generator.diagnostics import BriefError, Span, codes, refusal
from generator.language.counting import counted
from generator.language.normal_forms import normal

_PIECE = 1 << 20


class Limits(Struct, frozen=True):
    """The most that a package may hold, in unpacked bytes and in files."""

    size: int = 16 << 30
    files: int = 100_000


class _Entry(Struct, frozen=True):
    """An entry as the package states it; `size` may be wrong. `fault` says why to refuse it."""

    name: str
    size: int = 0
    is_folder: bool = False
    fault: str = ""


def unpack(package: Path, shown: str, folder: Path, limits: Limits | None = None) -> None:
    """Copy what a package holds into a new folder, all on the disk when this returns.

    Raises BriefError if it cannot be read, or if it holds what may not be unpacked: a name
    that leads out of the folder, a link, a device, too much. OSError where we cannot write.
    """
    folder.mkdir()
    with ExitStack() as stack:
        with _reading(shown):
            entries = stack.enter_context(_package_entries(package, shown))
        made = _copy(entries, folder, limits or Limits(), shown)
    for each in sorted({folder, *made}):
        sync_folder(each)


def _copy(entries: _Entries, folder: Path, limits: Limits, shown: str) -> set[Path]:
    """Write each entry that may be unpacked; return the new folders."""
    left = min(limits.size, shutil.disk_usage(folder).free)
    made, names = set[Path](), set[str]()
    for count, (entry, file) in enumerate(_each(entries, shown), 1):
        left -= entry.size
        if fault := _entry_fault(entry, names) or _too_much(left, count, limits):
            raise _unsafe(shown, f"{fault}: {entry.name[:200]!r}")
        place = folder / entry.name.rstrip("/")
        try:
            made |= _folders(folder, place if entry.is_folder else place.parent)
            if file is not None:
                write_pieces_synced(place, _read_pieces(file, entry.size, shown), read_only=True)
        except (FileExistsError, NotADirectoryError):
            raise _unsafe(shown, f"two names for one file: {entry.name[:200]!r}") from None
    return made


_WRONG = (zipfile.BadZipFile, tarfile.TarError, zlib.error, lzma.LZMAError, struct.error, EOFError,
          OSError, RuntimeError, ValueError, LookupError, ArithmeticError)  # fmt: skip
"""The errors of reading a package that is damaged, or made to do harm."""


@contextmanager
def _reading(shown: str) -> Iterator[None]:
    """Tell apart what is wrong with the package from what the system says about our own folder."""
    try:
        yield
    except _WRONG as error:
        hint = "it is damaged, or no bag: ask for it again, and compare the two"
        raise package_unreadable(shown, str(error) or type(error).__name__, hint) from None


def _each(entries: _Entries, shown: str) -> Iterator[tuple[_Entry, IO[bytes] | None]]:
    while True:
        with _reading(shown):
            found = next(entries, None)
        if found is None:
            return
        yield found


def _read_pieces(file: IO[bytes], size: int, shown: str) -> Iterator[bytes]:
    while True:
        with _reading(shown):
            piece = file.read(_PIECE)
        if not piece:
            return
        size -= len(piece)
        if size < 0:
            raise _unsafe(shown, "an entry is larger than it states")
        yield piece


def _too_much(left: int, files: int, limits: Limits) -> str:
    if files > limits.files:
        return f"more than {counted(limits.files, 'file')}"
    return f"more than there is room for, or than {limits.size:,} bytes" if left < 0 else ""


def _folders(root: Path, folder: Path) -> set[Path]:
    """Make a folder below a root; the folders on the way, whose entries have to be synced."""
    folder.mkdir(parents=True, exist_ok=True)
    return {folder, *(parent for parent in folder.parents if parent.is_relative_to(root))}


# --- names ------------------------------------------------------------------------------


def _entry_fault(entry: _Entry, names: set[str]) -> str:
    """Why an entry may not be unpacked; empty if it may. Adds its name to `names`."""
    if entry.fault:
        return entry.fault
    if fault := unsafe_name(entry.name.rstrip("/") if entry.is_folder else entry.name):
        return fault
    # As on a system that ignores capitals and the different ways to write an accent.
    name = normal("NFC", entry.name).casefold()
    if not entry.is_folder and name in names:
        return "two entries of one name"
    names.add(name)
    return ""


def unsafe_name(name: str) -> str:
    """Why a path with forward slashes may not be used below a folder; empty if it may."""
    parts = name.split("/")
    if name.startswith("/") or re.match(r"[A-Za-z]:", name):
        return "an absolute name"
    if "\\" in name:
        return "a name with a backslash"
    if ".." in parts:
        return "a name that leads out of its folder"
    if re.search(r"[\0-\x1f\x7f]", name):
        return "a name with a control character"
    if "" in parts or "." in parts:
        return "a name that is none"
    return ""


# --- folder, ZIP, tar -------------------------------------------------------------------

_Entries = Generator[tuple[_Entry, IO[bytes] | None], None, None]


@contextmanager
def _package_entries(package: Path, shown: str) -> Iterator[_Entries]:
    """The entries of a package with what to read each from."""
    if package.is_dir():
        with closing(_of_folder(package, "")) as entries:
            yield entries
    elif zipfile.is_zipfile(package):
        with zipfile.ZipFile(package) as zipped, closing(_of_zip(zipped)) as entries:
            yield entries
    elif package.is_file() and tarfile.is_tarfile(package):
        with tarfile.open(package) as tar, closing(_of_tar(tar)) as entries:
            yield entries
    else:
        raise package_unreadable(shown, "no folder, ZIP or tar")


def _of_folder(folder: Path, below: str) -> _Entries:
    for entry in entries_of(folder):
        name = below + entry.name
        if entry.is_symlink():
            yield _Entry(name, fault="a link"), None
        elif entry.is_dir():
            yield _Entry(name, is_folder=True), None
            yield from _of_folder(Path(entry.path), f"{name}/")
        elif not entry.is_file():
            yield _Entry(name, fault="neither a file nor a folder"), None
        else:
            with Path(entry.path).open("rb") as file:
                yield _Entry(name, entry.stat().st_size), file


def _of_zip(archive: zipfile.ZipFile) -> _Entries:
    for info in archive.infolist():
        # Unpacking would put a slash for each backslash of a name made on Windows.
        name = info.orig_filename
        mode = info.external_attr >> 16
        if stat.S_ISLNK(mode):
            yield _Entry(name, fault="a link"), None
        elif mode and stat.S_IFMT(mode) not in {0, stat.S_IFREG, stat.S_IFDIR}:
            yield _Entry(name, fault="neither a file nor a folder"), None
        elif info.is_dir():
            yield _Entry(name, is_folder=True), None
        else:
            entry = _Entry(name, info.file_size)
            # Refused before its bytes are read.
            with archive.open(info) as file:
                yield entry, file


def _of_tar(archive: tarfile.TarFile) -> _Entries:
    for member in archive:
        name = member.name.removeprefix("./")  # as `tar -c .` writes it
        if member.islnk() or member.issym():
            yield _Entry(name, fault="a link"), None
        elif member.isdir():
            if name != ".":
                yield _Entry(name, is_folder=True), None
        elif member.isreg() and (file := archive.extractfile(member)):
            with file:
                yield _Entry(name, member.size), file
        else:
            yield _Entry(name, fault="neither a file nor a folder"), None
    _to_the_end(archive)


_PADDING = 1 << 20  # bytes behind the last entry; those who write tars fill up some thousands


def _to_the_end(archive: tarfile.TarFile) -> None:
    """Read what fills up a tar: only at its end does a compressed one say that it is whole."""
    if len(archive.fileobj.read(_PADDING)) == _PADDING:
        raise tarfile.ReadError("something follows its end")


def _unsafe(shown: str, what: str) -> BriefError:
    message = f"the package is not unpacked: {what}"
    hint = "nothing of it was taken in; ask whoever made it"
    return refusal(codes.UNSAFE_PACKAGE, message, Span.at(shown), hint=hint)


_BAG = "name a bag or an OCFL object: a folder, a .zip or a .tar"


def package_unreadable(shown: str, what: str, hint: str = _BAG) -> BriefError:
    """What to raise where a package cannot be read at all."""
    message = f"the package cannot be read: {what}"
    return refusal(codes.UNSOUND_PACKAGE, message, Span.at(shown), hint=hint)
