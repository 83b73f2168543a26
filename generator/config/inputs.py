"""What something was made from: each input with its fingerprint, to know later if it has changed.

An input is a question to the disk: what a file holds, whether a name stands there, which names a
folder has. The door to the files of a workspace notes them. What is made may be kept with its
inputs, and need not be made again while all of these have their fingerprints: a verifying trace
(Mokhov, Mitchell and Peyton Jones, "Build Systems à la Carte", 2018).
"""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Literal, TypeAlias

from msgspec import Struct, field

Stamp: TypeAlias = tuple[int, int, int, int]
"""When a file was last written and last changed (nanoseconds), its size (bytes), its inode."""


class Input(Struct, frozen=True):
    """What was asked of a path. `how` is the kind of the file, or the pattern of the names."""

    what: Literal["file", "stands", "names", "head"]
    path: str
    how: str = ""


class Fingerprint(Struct):
    """SHA-256 of what the disk said. A file that still has its stamp need not be read again.

    A large file that nobody has saved lately, such as a font, is known by its stamp alone, for to
    hash all fonts takes a tenth of the time of a check. If it is saved again, it counts as changed.
    """

    digest: bytes
    stamp: Stamp | None = None

    def fits(self, said: bytes, stamp: Stamp | None) -> bool:
        """Whether it is that of an answer and, of a file, its stamp."""
        if stamp is not None and self.stamp == stamp:
            return True
        return self.digest == hashlib.sha256(said).digest()


class Inputs(Struct, eq=False, weakref=True):
    """The inputs of something, and the parts of it, which have inputs of their own.

    They are not `steady` if one had two fingerprints: then a file was saved meanwhile. Nor if
    something rests on what is no input, as on a place that could not be written to.
    """

    own: dict[Input, Fingerprint] = field(default_factory=dict)
    parts: dict[Inputs, None] = field(default_factory=dict)  # each once
    steady: bool = True

    def add(self, one: Input, said: bytes, stamp: Stamp | None) -> None:
        if one in self.own:
            self.steady = self.steady and self.own[one].fits(said, stamp)
        else:
            is_known_by_stamp = stamp is not None and len(said) > _LARGE
            digest = b"" if is_known_by_stamp else hashlib.sha256(said).digest()
            self.own[one] = Fingerprint(digest, stamp)

    @property
    def are_steady(self) -> bool:
        return self.steady and all(part.are_steady for part in self.parts)


_NOTED: ContextVar[Inputs | None] = ContextVar("noted", default=None)


@contextmanager
def noting_inputs() -> Iterator[Inputs]:
    """Note the inputs of what is made within."""
    inputs = Inputs()
    before = _NOTED.set(inputs)
    try:
        yield inputs
    finally:
        _NOTED.reset(before)


def note_part(part: Inputs) -> None:
    """Note that what is being made rests on something that has these inputs."""
    inputs = _NOTED.get()
    if inputs is not None:
        inputs.parts[part] = None


def note_input(one: Input, said: bytes, stamp: Stamp | None = None) -> None:
    """Note an input and what the disk has said, if anybody keeps notes."""
    inputs = _NOTED.get()
    if inputs is not None:
        inputs.add(one, said, stamp)


def note_passing() -> None:
    """Note that what is told rests on what passes, and is no input: it is not told again."""
    inputs = _NOTED.get()
    if inputs is not None:
        inputs.steady = False


_LARGE = 100_000  # bytes


def fingerprint_of(said: bytes, stamp: Stamp | None = None) -> Fingerprint:
    return Fingerprint(hashlib.sha256(said).digest(), stamp)


def stamp_of(status: os.stat_result) -> Stamp:
    return (status.st_mtime_ns, status.st_ctime_ns, status.st_size, status.st_ino)


def settled_stamp(status: os.stat_result) -> Stamp | None:
    """The stamp of a file, unless it was changed so lately that a next change might not show.

    The times of files count in steps, on FAT of two seconds.
    """
    stamp = stamp_of(status)
    return stamp if time.time_ns() - max(stamp[:2]) > _SETTLED else None


_SETTLED = 2_500_000_000  # nanoseconds
