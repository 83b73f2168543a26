"""What earlier runs made by means of a package that takes long to load.

Templates, records and front matter are mostly as they were an hour ago. What YAML, Jinja and pdfium
make of them is kept among the user's caches, and they are not loaded for it again.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sys
from collections.abc import Callable
from contextvars import ContextVar
from pathlib import Path
from typing import TypeVar

import msgspec
from msgspec import Struct

from generator.version import __version__

T = TypeVar("T")

_MOST = 1_000  # kept results: with more, all are forgotten, and those still needed come back
_MOST_OF_A_RUN = 32  # more than one brief takes: of many, the first ones load what all need


class _Results(Struct):
    """Where results are kept, and how many more this run may keep."""

    folder: Path
    left: int = _MOST_OF_A_RUN


_RESULTS: ContextVar[_Results | None] = ContextVar("results", default=None)


def recall_from(folder: Path | None) -> None:
    """Keep results in a folder from now on, and believe those that are there.

    Whoever can write into the folder can feign a result, so it belongs to the user, as this program
    does, and is no part of a workspace. Without a folder nothing is kept and nothing is believed.
    """
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
        place = results.folder / _name_of_result(given, by, room)
    except (OSError, ValueError):  # a program that is not in files, words that are not in Unicode
        return make()
    if not loaded:
        with contextlib.suppress(OSError, ValueError):  # none, or a damaged one
            return _read_result(place, kind)
    made = make()
    if results.left:
        results.left -= 1
        _keep_result(place, made)
    return made


def _name_of_result(given: object, by: str, room: str) -> str:
    # The folder of packages changes with each that is installed, renewed or taken away.
    installed = Path(msgspec.__file__).parents[1].stat().st_mtime_ns
    rests_on = (__version__, sys.version, installed, _stamps(room), by, given)
    return hashlib.sha256(msgspec.msgpack.encode(rests_on)).hexdigest()


def _stamps(room: str) -> list[tuple[str, int, int]]:
    """The modules of a room, each as it was when last written."""
    with os.scandir(Path(sys.modules[room].__file__ or "").parent) as files:
        modules = [(file.name, file.stat()) for file in files if file.name.endswith(".py")]
    return sorted((name, status.st_mtime_ns, status.st_size) for name, status in modules)


def _read_result(place: Path, kind: type[T]) -> T:
    """The result in a file. Raises OSError if there is none, ValueError if it is damaged."""
    kept = place.read_bytes()
    if hashlib.sha256(kept[_LONG:]).digest() != kept[:_LONG]:
        raise ValueError
    try:
        return msgspec.msgpack.decode(kept[_LONG:], type=kind)
    except msgspec.MsgspecError as error:  # no ValueError before msgspec 0.20
        raise ValueError from error


_LONG = hashlib.sha256().digest_size


def _keep_result(place: Path, made: object) -> None:
    """Keep a result whole or not at all. That it cannot be kept is no fault."""
    with contextlib.suppress(OSError, ValueError):
        data = msgspec.msgpack.encode(made)
        place.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        kept = list(place.parent.iterdir())
        for path in kept if len(kept) >= _MOST else ():
            path.unlink(missing_ok=True)
        half = place.with_name(f"{place.name}-{os.urandom(4).hex()}")
        half.write_bytes(hashlib.sha256(data).digest() + data)
        half.replace(place)
