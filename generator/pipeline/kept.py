"""What was told of briefs and from which inputs, as a file keeps it: each thing once, by number."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from weakref import WeakKeyDictionary

from msgspec import Raw, Struct, field

from generator.config.inputs import Fingerprint, Input, Inputs

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
