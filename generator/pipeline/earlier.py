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
from weakref import WeakKeyDictionary

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
from generator.pipeline.library import fingerprint_of_head
from generator.recall.results import read_sealed, state_of_program, write_sealed

Known = tuple[Input, Fingerprint]


class KeptInputs(Struct, array_like=True, frozen=True):
    """`Inputs` by their numbers: those that are their own, and their parts."""

    own: tuple[int, ...]
    parts: tuple[int, ...]


class KeptBrief(Struct, array_like=True, frozen=True):
    inputs: KeptInputs
    told: Raw


class KeptRuns(Struct, array_like=True):
    """All that a file keeps, and the state of the program that has made it."""

    program: bytes = b""
    inputs: list[Known] = field(default_factory=list)
    parts: list[KeptInputs] = field(default_factory=list)
    briefs: dict[str, KeptBrief] = field(default_factory=dict)


class Keeping(Struct):
    """Adds to what is kept: what is there already keeps the number that it has."""

    kept: KeptRuns
    _inputs: dict[tuple[object, ...], int] = field(default_factory=dict)
    _parts: dict[KeptInputs, int] = field(default_factory=dict)
    # Those that another process noted come with each brief, and would fill the memory.
    _noted: WeakKeyDictionary[Inputs, int] = field(default_factory=WeakKeyDictionary)

    def __post_init__(self) -> None:
        for number, (one, known) in enumerate(self.kept.inputs):
            self._inputs[_same_as(one, known)] = number
        for number, part in enumerate(self.kept.parts):
            self._parts[part] = number

    def numbered(self, inputs: Inputs, written: Iterable[Known] = ()) -> KeptInputs:
        """Inputs by their numbers, files that were written among them."""
        own = tuple(self.number_of_input(known) for known in (*inputs.own.items(), *written))
        return KeptInputs(own, tuple(map(self._number_of_noted, inputs.parts)))

    def _number_of_noted(self, inputs: Inputs) -> int:
        if inputs not in self._noted:
            self._noted[inputs] = self.number_of_part(self.numbered(inputs))
        return self._noted[inputs]

    def number_of_input(self, known: Known) -> int:
        number = self._inputs.setdefault(_same_as(*known), len(self.kept.inputs))
        if number == len(self.kept.inputs):
            self.kept.inputs.append(known)
        return number

    def number_of_part(self, part: KeptInputs) -> int:
        number = self._parts.setdefault(part, len(self.kept.parts))
        if number == len(self.kept.parts):
            self.kept.parts.append(part)
        return number


def _same_as(one: Input, known: Fingerprint) -> tuple[object, ...]:
    return (one, known.digest or known.stamp)


def without_gone(kept: KeptRuns) -> KeptRuns:
    """What is kept of the briefs that are still there, and no more than they need."""
    fresh = KeptRuns(kept.program)
    keeping = Keeping(fresh)
    parts: dict[int, int] = {}

    def renumbered(inputs: KeptInputs) -> KeptInputs:
        own = tuple(keeping.number_of_input(kept.inputs[number]) for number in inputs.own)
        return KeptInputs(own, tuple(map(new_number, inputs.parts)))

    def new_number(part: int) -> int:
        if part not in parts:
            parts[part] = keeping.number_of_part(renumbered(kept.parts[part]))
        return parts[part]

    for name, brief in kept.briefs.items():
        if Path(name).exists():
            fresh.briefs[name] = KeptBrief(renumbered(brief.inputs), brief.told)
    return fresh


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
