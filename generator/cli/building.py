"""Building briefs one after the other, and telling of each."""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any

import typer
from msgspec import Struct

from generator.cli.cache import earlier_runs
from generator.cli.findings import near, show_first
from generator.cli.makers import Makers
from generator.cli.telling import count_of, say
from generator.cli.terminal import with_progress
from generator.diagnostics import BriefError, Diagnostic, Severity
from generator.diagnostics.codes import PROMISE
from generator.language.counting import counted

if TYPE_CHECKING:
    from generator.actions.build import Built
    from generator.pipeline.earlier import ToldAndWritten
    from generator.pipeline.library import Library
    from generator.pipeline.writing import Rendition


class HowToBuild(Struct, frozen=True):
    """How to build, as the options say, and how much to tell of it."""

    options: Mapping[str, Any]  # of the action
    quiet: bool
    verbose: bool
    anew: bool
    jobs: int | None = None


class _ToldOfBuild(Struct, frozen=True):
    """What a build tells of a brief: what to correct, how much to read again, and its files."""

    pressing: tuple[Diagnostic, ...]
    left: int  # findings for `brief check`
    has_errors: bool
    is_built: bool = False
    files: tuple[tuple[str, tuple[str, ...]], ...] = ()  # each name, and what is told of it
    notes: int = 0
    allowed: tuple[str, ...] = ()
    account: str = ""


def build_all(library: Library, paths: tuple[Path, ...], asked: HowToBuild) -> int:
    """Build each brief, and tell of it; the exit status."""
    root = library.workspace.root
    folder = near(asked.options["output"] or library.workspace.build)
    began, left, failed = time.perf_counter(), 0, 0
    shared: set[Diagnostic] = set()  # told already, of files that briefs share
    made = Counter[str]()  # the numbers only: the files of a thousand briefs would fill the memory

    makers = Makers(_Building(asked), library, asked.jobs)
    runs = earlier_runs(_ToldOfBuild, library, "build", asked.options, anew=asked.anew)
    with closing(runs) as earlier:
        each = earlier.tell_each(paths, makers.make_each)
        for telling in each if asked.quiet else with_progress(each, len(paths), "Building"):
            told, path = telling.told, telling.path
            fresh = [each for each in told.pressing if each.is_error or each not in shared]
            if fresh:
                show_first(fresh, root, path.stem)
                own = library.workspace.shown(path)
                shared.update(each for each in fresh if each.span.file != own)
            failed, left = failed + told.has_errors, left + told.left
            if not told.is_built:
                typer.echo(f"{library.workspace.shown(path)}: not built", err=True)
                continue
            is_earlier = telling.taken is None
            made.update(file=len(told.files), note=told.notes, unchanged=is_earlier)
            if not asked.quiet:
                taken = "unchanged" if is_earlier else f"{telling.taken:.2f} s"
                _tell_files(told, folder, taken, verbose=asked.verbose)
    if not asked.quiet and len(paths) > 1:
        _tell_sum(len(paths), made, time.perf_counter() - began)
    if not asked.quiet and left:
        typer.echo(say(f"{count_of(left, 'place', ' to read again')}: see `brief check`"))
    return 1 if failed else 0


class _Building(Struct, frozen=True):
    """Builds briefs as the options say."""

    asked: HowToBuild

    def make(self, library: Library, path: Path) -> ToldAndWritten[_ToldOfBuild]:
        """Build a brief: what to tell of it, and its files."""
        from generator.actions.build import build

        try:
            built = build(path, workspace=library, **self.asked.options)
        except BriefError as error:
            return self.refused(error), {}
        pressing, left = _shown_now(built.findings)
        told = _ToldOfBuild(
            pressing,
            left,
            has_errors=any(finding.is_error for finding in built.findings),
            is_built=True,
            files=tuple((place.name, _told_of_file(each)) for place, each in built.files),
            notes=built.notes,
            allowed=built.allowed,
            account=_account(built) if self.asked.verbose else "",
        )
        files = {place: rendition.data for place, rendition in built.files}
        return told, files | {one.kept: one.data for one in built.aside}

    def refused(self, error: BriefError) -> _ToldOfBuild:
        return _ToldOfBuild(*_shown_now(error.diagnostics), has_errors=True)


def _tell_files(told: _ToldOfBuild, folder: str, taken: str, *, verbose: bool) -> None:
    allowed = (f"allowed {', '.join(told.allowed)}",) if told.allowed else ()
    lines = [f"{folder}/{name}  {', '.join((*said, *allowed, taken))}" for name, said in told.files]
    typer.echo("\n".join([*lines, told.account] if verbose else lines))


def _tell_sum(briefs: int, made: Counter[str], seconds: float) -> None:
    told = [counted(briefs, "brief"), *(counted(made[noun], noun) for noun in ("file", "note"))]
    told += [f"{made['unchanged']} unchanged"] if made["unchanged"] else []
    typer.echo(f"{', '.join(told)}, {seconds:.2f} s")


def _shown_now(findings: Sequence[Diagnostic]) -> tuple[tuple[Diagnostic, ...], int]:
    """The findings that a build shows, and how many it leaves to `brief check`."""
    open_ones = [finding for finding in findings if finding.answer is None]
    pressing = tuple(finding for finding in open_ones if not _is_for_reviewers(finding))
    return pressing, len(open_ones) - len(pressing)


def _is_for_reviewers(finding: Diagnostic) -> bool:
    """Whether it only asks to read a place again. An error that `--allow` let through does not."""
    judged = finding.code.startswith(("C", "T")) and finding.code not in PROMISE
    return judged and finding.severity is Severity.NOTE


def _told_of_file(rendition: Rendition) -> tuple[str, ...]:
    pages = [counted(rendition.pages, "page")] if rendition.pages else []
    size = f"{len(rendition.data) / 1000:.0f} kB"
    return (*pages, size, counted(rendition.notes, "note"))


def _account(built: Built) -> str:
    """The inputs of a brief, with the first 12 digits of each digest, and the time of each step."""
    account = built.account
    seeds = [f"{key} (edition {edition})" for key, edition in account.sources.items()]
    inputs = [f"{name} {digest[:12]}" for name, digest in account.inputs.items()]
    seconds = [f"{room} {time_taken:.2f}" for room, time_taken in account.seconds.items()]
    return "\n".join(
        [
            f"  template  {account.template}",
            f"  seeds     {', '.join(seeds) or 'none'}",
            f"  SHA-256   {', '.join(inputs)}",
            f"  seconds   {', '.join(seconds)}",
        ]
    )
