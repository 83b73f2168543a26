"""What earlier runs made by means of a package that takes long to load.

Settings, templates, records and front matter are mostly as they were an hour ago. What the readers
of TOML and YAML, Jinja and pdfium make of them is kept among the user's caches, and they are not
loaded for it again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import Any, TypeVar

import msgspec
from msgspec import Struct, field

from generator.version import __version__

T = TypeVar("T")

_MOST = 1_000  # kept results: with more, all are forgotten, and those still needed come back
_MOST_OF_A_RUN = 64  # more than one brief takes: of many, the first ones load what all need


class _Results(Struct):
    """Where results are kept, how many more this run may keep, and the state of each room."""

    folder: Path
    left: int = _MOST_OF_A_RUN
    rooms: dict[str, bytes] = field(default_factory=dict)


_RESULTS: ContextVar[_Results | None] = ContextVar("results", default=None)


def recall_from(folder: Path | None) -> None:
    """Keep results in a folder from now on, and believe those that are there.

    Whoever can write into the folder can feign a result, so it belongs to the user, as this program
    does, and is no part of a workspace. Without a folder nothing is kept and nothing is believed.
    """
    current = _RESULTS.get()
    if current is None or current.folder != folder:
        _RESULTS.set(_Results(folder) if folder else None)


def recalled(kind: type[T], given: object, make: Callable[[], T], *, by: str, room: str) -> T:
    """What `make` makes of what is `given`, or what an earlier run made of the same.

    `by` is the package or module that it needs, and `room` the package that it is part of. A result
    is looked up only while `by` is not loaded: after that, making is as quick. That of a room or of
    installed packages which have changed since is not taken. Nor is a damaged one.
    """
    results, loaded = _RESULTS.get(), by in sys.modules
    if results is None or (loaded and not results.left):
        return make()
    try:
        place = results.folder / _name_of_result(results, given, by, room)
    except (OSError, ValueError):  # a program that is not in files, words that are not in Unicode
        return make()
    if not loaded:
        with contextlib.suppress(OSError, ValueError):  # none, or a damaged one
            return read_sealed(place, kind)
    made = make()
    if results.left:
        results.left -= 1
        _keep_result(place, kind, made)
    return made


def _name_of_result(results: _Results, given: object, by: str, room: str) -> str:
    if room not in results.rooms:
        results.rooms[room] = _state_of(_stamps(Path(sys.modules[room].__file__ or "").parent))
    rests_on = (results.rooms[room], by, given)
    return hashlib.sha256(msgspec.msgpack.encode(rests_on)).hexdigest()


def state_of_program() -> bytes:
    """A digest of all rooms, and of what is installed beside them."""
    return _state_of(_stamps(Path(__file__).parents[1], below=True))


def _state_of(stamps: object) -> bytes:
    # The folder of packages changes with each that is installed, renewed or taken away.
    installed = Path(msgspec.__file__).parents[1].stat().st_mtime_ns
    rests_on = (__version__, sys.version, installed, stamps)
    return hashlib.sha256(msgspec.msgpack.encode(rests_on)).digest()


def _stamps(folder: str | Path, *, below: bool = False) -> list[tuple[str, int, int]]:
    """The files in a folder of this program, each as it was when last written."""
    found: list[tuple[str, int, int]] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.is_file():
                status = entry.stat()
                found.append((entry.path, status.st_mtime_ns, status.st_size))
            elif below and entry.name != "__pycache__":
                found += _stamps(entry.path, below=True)
    return sorted(found)


def read_sealed(place: Path, kind: type[T]) -> T:
    """The value in a file. Raises OSError if there is none, ValueError if it is damaged."""
    kept = place.read_bytes()
    if hashlib.sha256(kept[_LONG:]).digest() != kept[:_LONG]:
        raise ValueError
    return _of_kind(kept[_LONG:], kind)


def _of_kind(data: bytes, kind: type[T]) -> T:
    try:
        return msgspec.msgpack.decode(data, type=kind)
    except msgspec.MsgspecError as error:  # no ValueError before msgspec 0.20
        raise ValueError from error


_LONG = hashlib.sha256().digest_size


def _keep_result(place: Path, kind: type[T], made: T) -> None:
    """Keep a result whole or not at all. That it cannot be kept is no fault.

    A value that comes back as another is not kept: a date of TOML would be words.
    """
    with contextlib.suppress(OSError, ValueError, OverflowError):
        data = msgspec.msgpack.encode(made)
        if _of_kind(data, kind) != made:
            return
        write_sealed(place, data, most=_MOST)


def write_sealed(place: Path, data: bytes, *, most: int) -> None:
    """Keep a value, as MessagePack, with its digest: whole or not at all. Raises OSError.

    A folder that has as many files as it may have is emptied first.
    """
    place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    kept = list(place.parent.iterdir())
    for path in kept if len(kept) >= most else ():
        path.unlink(missing_ok=True)
    half = place.with_name(f"{place.name}-{os.urandom(4).hex()}")
    half.write_bytes(hashlib.sha256(data).digest() + data)
    half.replace(place)


def shipped_tables(path: Path) -> dict[str, Any]:
    """The tables of a TOML file that comes with the program. Raises OSError if there is none."""
    text = path.read_text(encoding="utf-8")

    def read() -> dict[str, Any]:
        import tomllib

        return tomllib.loads(text)

    return recalled(dict[str, Any], text, read, by="tomllib", room=__package__)
