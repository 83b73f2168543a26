"""How a command makes many briefs: one after the other, or some at once."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Annotated, Generic, Protocol, TypeAlias, TypeVar

import typer
from msgspec import Struct

from generator.cli.findings import in_turn
from generator.diagnostics import BriefError
from generator.pipeline.earlier import MadeNow, ToldAndWritten, made_now
from generator.pipeline.library import Library

T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)

Jobs: TypeAlias = Annotated[
    int | None,
    typer.Option(
        "--jobs",
        "-j",
        min=1,
        metavar="N",
        help="How many briefs are made at once. Without it, as many as pay.",
    ),
]


class Maker(Protocol[T_co]):
    """Makes briefs, and can go to another process."""

    def make(self, library: Library, path: Path) -> ToldAndWritten[T_co]:
        """What there is to tell of a brief, and the files that were written for it."""

    def refused(self, error: BriefError) -> T_co:
        """What there is to tell of a brief that could not be made."""


class Makers(Struct, Generic[T], frozen=True):
    """Makes the briefs of a workspace, `jobs` at once; None leaves it to their number."""

    maker: Maker[T]
    library: Library
    jobs: int | None = None

    def make_each(self, paths: Sequence[Path]) -> Iterator[MadeNow[T]]:
        """Make each brief, and hand them on in turn."""
        processes = _processes_for(len(paths), self.jobs)
        if processes > 1:
            from generator.cli.processes import can_be_had, made_beside

            if can_be_had():
                yield from made_beside(self.maker, self.library.workspace, paths, processes)
                return
        make = partial(self.maker.make, self.library)
        for path in in_turn(paths):
            yield made_now(path, make)


_PAYS = 16  # briefs, for which one process more saves as much as it takes to start
_UNASKED = 8  # processes that nobody asked for: each takes some 80 MiB


def _processes_for(briefs: int, asked: int | None) -> int:
    return min(asked, briefs) if asked else min(briefs // _PAYS, os.cpu_count() or 1, _UNASKED)
