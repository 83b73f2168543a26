"""A BagIt 1.0 bag (RFC 8493), as a folder, a ZIP or a tar: the same bytes for the same content.

ZIP entries are stored, not compressed. Neither kind names a time, an owner or a machine.
"""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tarfile
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import BinaryIO, Protocol

from msgspec import Struct, field

from generator.archive.durable import sync_folder
from generator.archive.inventory import ALGORITHM
from generator.diagnostics import Span, codes, refusal

DECLARATION = "bagit.txt"
INFO = "bag-info.txt"
PAYLOAD = "data"
_PIECE = 1 << 20


class BagFile(Struct, frozen=True):
    """A file of a bag: its path below the payload, or below the bag for a tag file.

    `source` is where its bytes are, or the bytes; `digest` what they have to be, if known.
    """

    path: str
    source: Path | bytes
    digest: str = ""

    @property
    def size(self) -> int:
        return len(self.source) if isinstance(self.source, bytes) else self.source.stat().st_size

    def opened(self) -> BinaryIO:
        return io.BytesIO(self.source) if isinstance(self.source, bytes) else self.source.open("rb")


class Bag(Struct, frozen=True):
    """The content of a bag: `info` are the lines of bag-info.txt without Payload-Oxum."""

    payload: Sequence[BagFile]
    info: Mapping[str, str]
    tags: Sequence[BagFile] = ()

    @property
    def size(self) -> int:
        return sum(part.size for part in self.payload)


def write_bag(bag: Bag, target: Path, shown: str) -> None:
    """Write a bag to a new file (.zip, .tar) or a new folder, completely or not at all.

    Raises BriefError if the target exists or cannot be written, or if a published file has changed.
    """
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        message = f"{shown} is there already" + (", with files in it" if target.is_dir() else "")
        raise refusal(codes.UNWRITABLE_ARCHIVE, message, Span.at(shown), hint="name another")
    partial = target.with_name(f".{target.name}.partial")
    try:
        _remove(partial)
        with _sink(target, partial) as sink:
            _write(bag, sink)
        if partial.is_file():
            with partial.open("rb+") as file:
                os.fsync(file.fileno())
        if target.is_dir():
            target.rmdir()
        partial.rename(target)
        sync_folder(target.absolute().parent)
    except OSError as error:
        message = f"cannot write {shown}: {error.strerror or error}"
        hint = "see that there is room and that the folder may be written to"
        raise refusal(codes.UNWRITABLE_ARCHIVE, message, Span.at(shown), hint=hint) from None
    finally:
        _remove(partial)


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):  # what refuses this refuses the bag itself, and that is told
            path.unlink()


def _write(bag: Bag, sink: Sink) -> None:
    """The declaration first, the tag manifest last, as it has the digests of all tag files."""
    info = {**bag.info, "Payload-Oxum": f"{bag.size}.{len(bag.payload)}"}
    lines = "".join(f"{name}: {' '.join(value.split())}\n" for name, value in info.items())
    declaration = b"BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"
    tags = _Manifest()
    tags.add(sink, BagFile(DECLARATION, declaration))
    tags.add(sink, BagFile(INFO, lines.encode()))
    payload = _Manifest()
    for part in sorted(bag.payload, key=lambda part: part.path):
        payload.add(sink, BagFile(f"{PAYLOAD}/{part.path}", part.source, part.digest))
    tags.add(sink, BagFile(f"manifest-{ALGORITHM}.txt", payload.lines()))
    for part in sorted(bag.tags, key=lambda part: part.path):
        tags.add(sink, part)
    last = tags.lines()
    sink.add(f"tagmanifest-{ALGORITHM}.txt", len(last), _Digesting(io.BytesIO(last)))


class _Manifest(Struct):
    """The digests of what was written, by path."""

    digests: dict[str, str] = field(default_factory=dict)

    def add(self, sink: Sink, part: BagFile) -> None:
        with part.opened() as file:
            reader = _Digesting(file)
            sink.add(part.path, part.size, reader)
        self.digests[part.path] = digest = reader.digest.hexdigest()
        if part.digest and part.digest != digest:
            message = f"{part.path} is not as it was published"
            hint = "see `brief docs archive`, “When an audit fails”"
            raise refusal(codes.DAMAGED_ARCHIVE, message, Span.at(str(part.source)), hint=hint)

    def lines(self) -> bytes:
        listed = sorted((_encoded(path), digest) for path, digest in self.digests.items())
        return "".join(f"{digest}  {path}\n" for path, digest in listed).encode()


def _encoded(path: str) -> str:
    """A path as a manifest has it (RFC 8493, 2.1.3)."""
    return path.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


class _Digesting:
    """A file that can be read once, and its digest behind it."""

    def __init__(self, file: BinaryIO) -> None:
        self._file = file
        self.digest = hashlib.new(ALGORITHM)

    def read(self, size: int = -1, /) -> bytes:
        piece = self._file.read(size)
        self.digest.update(piece)
        return piece


# --- folder, ZIP, tar -------------------------------------------------------------------


class Sink(Protocol):
    """Takes the files of a bag one after the other; their paths have forward slashes."""

    def add(self, path: str, size: int, reader: _Digesting) -> None: ...


@contextmanager
def _sink(target: Path, partial: Path) -> Iterator[Sink]:
    """Where the name of a target says that the bag goes; in a file, below a folder of its name."""
    match target.suffix.lower():
        case ".zip":
            with zipfile.ZipFile(partial, "w") as archive:
                yield _Zip(archive, target.stem)
        case ".tar":
            with tarfile.open(partial, "w", format=tarfile.PAX_FORMAT) as archive:
                yield _Tar(archive, target.stem)
        case _:
            partial.mkdir()
            yield _Folder(partial)


class _Folder(Struct, frozen=True):
    root: Path

    def add(self, path: str, size: int, reader: _Digesting) -> None:
        del size
        place = self.root / path
        place.parent.mkdir(parents=True, exist_ok=True)
        with place.open("xb") as file:
            shutil.copyfileobj(reader, file, _PIECE)
            file.flush()
            os.fsync(file.fileno())


class _Zip(Struct, frozen=True):
    archive: zipfile.ZipFile
    base: str

    def add(self, path: str, size: int, reader: _Digesting) -> None:
        entry = zipfile.ZipInfo(f"{self.base}/{path}")  # dated 1980-01-01, ZIP's earliest
        entry.create_system = 3  # Unix, on every system
        entry.external_attr = 0o100644 << 16
        entry.file_size = size
        with self.archive.open(entry, "w") as file:
            shutil.copyfileobj(reader, file, _PIECE)


class _Tar(Struct, frozen=True):
    archive: tarfile.TarFile
    base: str

    def add(self, path: str, size: int, reader: _Digesting) -> None:
        entry = tarfile.TarInfo(f"{self.base}/{path}")  # dated 1970-01-01, owned by nobody
        entry.size = size
        self.archive.addfile(entry, reader)
