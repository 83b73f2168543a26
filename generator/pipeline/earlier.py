"""What earlier runs told of briefs, believed while all that they were made from is as it was.

A brief is made from its own text, from its sources, records, template and fonts, and from what is
not there. The door to the workspace notes all of it. So whoever asks again is told the same at
once, and only what has changed is made anew.
"""

from __future__ import annotations

import contextlib
import hashlib
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Generic, Self, TypeAlias, TypeVar

import msgspec
from msgspec import Raw, Struct, field

from generator.config.files import HANDED_IN, fingerprint_now, input_of_file
from generator.config.inputs import (
    Fingerprint,
    Input,
    Inputs,
    Stamp,
    fingerprint_of,
    note_part,
    noting_inputs,
    stamp_of,
)
from generator.pipeline.heads import fingerprint_of_head
from generator.recall.results import read_sealed, state_of_program, write_sealed

T = TypeVar("T")

Made: TypeAlias = tuple[T, Mapping[Path, bytes]]
"""What there is to tell of a brief, and the files that were written for it."""

_MOST = 200  # files: with more, all are forgotten, and those still needed come back


class _KeptInputs(Struct, array_like=True, frozen=True):
    """`Inputs` as they are kept: what briefs share, such as a seed, only once, under a key."""

    own: tuple[tuple[Input, Fingerprint], ...]
    parts: tuple[bytes, ...]


class _ToldOfBrief(Struct, array_like=True, frozen=True):
    inputs: _KeptInputs
    told: Raw


class _Kept(Struct, array_like=True):
    """All that a file keeps, and the state of the program that has made it."""

    program: bytes = b""
    parts: dict[bytes, _KeptInputs] = field(default_factory=dict)
    briefs: dict[str, _ToldOfBrief] = field(default_factory=dict)


class Earlier(Struct, Generic[T]):
    """What runs of one kind told of each brief, as values of a type. `close` keeps what is new.

    Whoever can write into its file can feign what was found, so it belongs to the user and is no
    part of a workspace. Without a file nothing is kept, and nothing is believed; `anew`, all is
    made again.
    """

    kind: type[T]
    ground: Inputs  # of the workspace, and so of each brief
    place: Path | None = None
    anew: bool = False
    _kept: _Kept = field(default_factory=_Kept)
    _are_same: dict[bytes, bool] = field(default_factory=dict)  # parts that were looked at
    _keys: dict[Inputs, bytes] = field(default_factory=dict)
    _is_changed: bool = False

    @classmethod
    def at(cls, place: Path | None, kind: type[T], ground: Inputs, *, anew: bool = False) -> Self:
        """What is kept in a file; nothing, if another state of the program has made it."""
        if place is None:
            return cls(kind, ground)
        kept, program = _Kept(), state_of_program()
        with contextlib.suppress(OSError, ValueError):  # none, or a damaged one
            kept = read_sealed(place, _Kept)
        return cls(kind, ground, place, anew, kept if kept.program == program else _Kept(program))

    def tell(self, path: Path, make: Callable[[Path], Made[T]]) -> tuple[T, bool]:
        """What there is to tell of a brief, and whether an earlier run told it."""
        known = None if self.anew else self._kept.briefs.get(str(path.absolute()))
        if known is not None and self._is_as_it_was(known.inputs):
            return msgspec.msgpack.decode(known.told, type=self.kind), True
        with noting_inputs() as inputs:
            note_part(self.ground)
            told, files = make(path)
        if self.place is not None:
            self._keep(str(path.absolute()), told, inputs, files)
        return told, False

    def close(self) -> None:
        """Keep what is new for later runs. That it cannot be kept is no fault."""
        if self.place is None or not self._is_changed:
            return
        kept = self._kept
        kept.briefs = {name: told for name, told in kept.briefs.items() if Path(name).exists()}
        used = self._parts_below(told.inputs for told in kept.briefs.values())
        kept.parts = {key: kept.parts[key] for key in used}
        with contextlib.suppress(OSError):
            write_sealed(self.place, msgspec.msgpack.encode(kept), most=_MOST)

    def _keep(self, name: str, told: T, inputs: Inputs, files: Mapping[Path, bytes]) -> None:
        """Keep what is told, unless a file was saved while the brief was being made."""
        self._kept.briefs.pop(name, None)
        self._is_changed = True
        if not inputs.are_steady:
            return
        with contextlib.suppress(OSError):  # a file that was written is gone already
            written = [_written_file(place, data) for place, data in files.items()]
            parts = tuple(map(self._key_of, inputs.parts))
            kept = _KeptInputs((*inputs.own.items(), *written), parts)
            self._kept.briefs[name] = _ToldOfBrief(kept, Raw(msgspec.msgpack.encode(told)))

    def _key_of(self, part: Inputs) -> bytes:
        """The key under which a part is kept: a digest of its inputs with their fingerprints."""
        if part in self._keys:
            return self._keys[part]
        kept = _KeptInputs(tuple(part.own.items()), tuple(map(self._key_of, part.parts)))
        rests_on = ([(one, known.digest) for one, known in kept.own], kept.parts)
        key = hashlib.sha256(msgspec.msgpack.encode(rests_on)).digest()
        self._keys[part], self._kept.parts[key] = key, kept
        return key

    def _parts_below(self, kept: Iterable[_KeptInputs]) -> set[bytes]:
        """The keys of all parts that some inputs have, also by way of others."""
        found: set[bytes] = set()
        more = {key for each in kept for key in each.parts}
        while more:
            found |= more
            more = {key for one in more for key in self._kept.parts[one].parts} - found
        return found

    def _is_as_it_was(self, inputs: _KeptInputs) -> bool:
        return all(map(self._is_part_as_it_was, inputs.parts)) and all(
            self._has_fingerprint(one, known) for one, known in inputs.own
        )

    def _is_part_as_it_was(self, key: bytes) -> bool:
        if key not in self._are_same:
            part = self._kept.parts.get(key)
            self._are_same[key] = part is not None and self._is_as_it_was(part)
        return self._are_same[key]

    def _has_fingerprint(self, one: Input, known: Fingerprint) -> bool:
        """Whether an input is as it was: a file with the same stamp, or else the same answer."""
        if known.stamp and known.stamp == _stamp_now(one.path):
            return True
        now = fingerprint_of_head(one.path) if one.what == "head" else fingerprint_now(one)
        if now.digest != known.digest:
            return False
        if now.stamp != known.stamp:
            known.stamp, self._is_changed = now.stamp, True
        return True


def _stamp_now(path: str) -> Stamp | None:
    try:
        return stamp_of(Path(path).stat())
    except (OSError, ValueError):
        return None


def _written_file(place: Path, data: bytes) -> tuple[Input, Fingerprint]:
    """A file that was just written, as an input: it must stay as it is. Raises OSError.

    Its stamp holds at once, for nobody else has written to it.
    """
    return input_of_file(place, HANDED_IN), fingerprint_of(data, stamp_of(place.stat()))
