"""What earlier runs told of briefs, believed while all that they were made from is as it was.

A brief is made from its own text, from its sources, records, template and fonts, and from what is
not there. The door to the workspace notes all of it. So whoever asks again is told the same at
once, and only what has changed is made anew.
"""

from __future__ import annotations

import contextlib
import os
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import cached_property
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
    noting_inputs,
    stamp_of,
)
from generator.pipeline.heads import fingerprint_of_head
from generator.pipeline.kept import Keeping, KeptBrief, KeptInputs, KeptRuns, Known, without_gone
from generator.recall.results import read_sealed, state_of_program, write_sealed

T = TypeVar("T")

ToldAndWritten: TypeAlias = tuple[T, Mapping[Path, bytes]]
"""What there is to tell of a brief, and the files that were written for it."""


class MadeNow(Struct, Generic[T], frozen=True):
    """What there is to tell of a brief, what it was made from, which files were written, how long.

    `written` is None if one of the files is gone already. `taken` is in seconds.
    """

    told: T
    inputs: Inputs
    written: tuple[Known, ...] | None
    taken: float


class TellingOf(Struct, Generic[T], frozen=True):
    """What there is to tell of a brief, and how many seconds it took; None: an earlier run told."""

    path: Path
    told: T
    taken: float | None = None


def made_now(path: Path, make: Callable[[Path], ToldAndWritten[T]]) -> MadeNow[T]:
    """Make a brief, and note what it is made from."""
    began = time.perf_counter()
    with noting_inputs() as inputs:
        told, files = make(path)
    written: tuple[Known, ...] | None = None
    with contextlib.suppress(OSError):
        written = tuple(_written_file(place, data) for place, data in files.items())
    return MadeNow(told, inputs, written, time.perf_counter() - began)


_MOST_TOLD = 100_000  # bytes of a brief: some five hundred findings
_MOST = 200  # files: with more, all are forgotten, and those still needed come back


class Earlier(Struct, Generic[T], dict=True):
    """What runs of one kind told of each brief, as values of a type. `close` keeps what is new.

    Whoever can write into its file can feign what was found, so it belongs to the user and is no
    part of a workspace. Without a file nothing is kept, and nothing is believed; `anew`, all is
    made again.
    """

    kind: type[T]
    ground: Inputs  # of the workspace, and so of each brief
    place: Path | None = None
    anew: bool = False
    _kept: KeptRuns = field(default_factory=KeptRuns)
    _are_same: dict[tuple[int, ...], bool] = field(default_factory=dict)  # parts, looked at once
    _now: dict[Input, Fingerprint] = field(default_factory=dict)  # inputs that were looked at
    _stamps: dict[str, Stamp | None] = field(default_factory=dict)
    _is_changed: bool = False

    @classmethod
    def at(cls, place: Path | None, kind: type[T], ground: Inputs, *, anew: bool = False) -> Self:
        """What is kept in a file; nothing, if another state of the program has made it."""
        if place is None:
            return cls(kind, ground)
        kept, program = KeptRuns(), state_of_program()
        with contextlib.suppress(OSError, ValueError):  # none, or a damaged one
            kept = read_sealed(place, KeptRuns)
        return cls(
            kind, ground, place, anew, kept if kept.program == program else KeptRuns(program)
        )

    def tell_each(
        self, paths: Iterable[Path], make_each: Callable[[Sequence[Path]], Iterator[MadeNow[T]]]
    ) -> Iterator[TellingOf[T]]:
        """What there is to tell of each brief; those that no earlier run told of are made now.

        `make_each` makes some briefs, in turn.
        """
        known = [(path, self._known_of(path)) for path in paths]
        made = make_each([path for path, brief in known if brief is None])
        for path, brief in known:
            if brief is not None:
                yield TellingOf(path, msgspec.msgpack.decode(brief.told, type=self.kind))
                continue
            now = next(made)
            self._keep(path, now)
            yield TellingOf(path, now.told, now.taken)

    def _known_of(self, path: Path) -> KeptBrief | None:
        """What is kept of a brief, if all that it was made from is as it was."""
        known = None if self.anew else self._kept.briefs.get(str(path.absolute()))
        return known if known and self._are_as_they_were(known.inputs) else None

    def close(self) -> None:
        """Keep what is new for later runs. That it cannot be kept is no fault."""
        if self.place is not None and self._is_changed:
            # A name of a file may hold bytes of no Unicode (UnicodeEncodeError).
            with contextlib.suppress(OSError, ValueError):
                data = msgspec.msgpack.encode(without_gone(self._kept))
                write_sealed(self.place, data, most=_MOST)

    @cached_property
    def _keeping(self) -> Keeping:
        return Keeping(self._kept)

    def _keep(self, path: Path, made: MadeNow[T]) -> None:
        """Keep what is told, unless a file was saved while the brief was being made.

        What is told of hundreds of faults is not kept: each run would have to read it.
        """
        if self.place is None:
            return
        name, inputs = str(path.absolute()), made.inputs
        self._kept.briefs.pop(name, None)
        self._is_changed = True
        inputs.parts[self.ground] = None
        encoded = msgspec.msgpack.encode(made.told)
        if made.written is None or not inputs.are_steady or len(encoded) > _MOST_TOLD:
            return
        kept = self._keeping.numbered(inputs, made.written)
        self._kept.briefs[name] = KeptBrief(kept, Raw(encoded))

    def _are_as_they_were(self, inputs: KeptInputs) -> bool:
        return self._are_parts_as_they_were(inputs.parts) and all(
            self._is_as_it_was(self._kept.inputs[number]) for number in inputs.own
        )

    def _are_parts_as_they_were(self, numbers: tuple[int, ...]) -> bool:
        """Whether all parts are: most briefs of a house have the same ones."""
        if numbers not in self._are_same:
            self._are_same[numbers] = (
                self._are_as_they_were(self._kept.parts[numbers[0]])
                if len(numbers) == 1
                else all(self._are_parts_as_they_were((number,)) for number in numbers)
            )
        return self._are_same[numbers]

    def _is_as_it_was(self, known: Known) -> bool:
        """Whether an input is as it was: a file with the same stamp, or else the same answer."""
        one, before = known
        if before.stamp and before.stamp == self._stamp_now(one.path):
            return True
        if one not in self._now:
            is_head = one.what == "head"
            self._now[one] = fingerprint_of_head(one.path) if is_head else fingerprint_now(one)
        now = self._now[one]
        if now.digest != before.digest:
            return False
        if now.stamp != before.stamp:
            before.stamp, self._is_changed = now.stamp, True
        return True

    def _stamp_now(self, path: str) -> Stamp | None:
        if path not in self._stamps:
            try:
                self._stamps[path] = stamp_of(os.stat(path))  # noqa: PTH116 - ten thousand of them
            except (OSError, ValueError):
                self._stamps[path] = None
        return self._stamps[path]


def _written_file(place: Path, data: bytes) -> Known:
    """A file that was just written, as an input: it must stay as it is. Raises OSError.

    Its stamp holds at once, for nobody else has written to it.
    """
    return input_of_file(place, HANDED_IN), fingerprint_of(data, stamp_of(place.stat()))
