"""`brief check`."""

# Without `from __future__ import annotations`: Typer would compile each type of an option.

import sys
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import Annotated, TextIO

import typer
from msgspec import Struct

from generator.cli.cache import earlier_runs
from generator.cli.findings import (
    ALLOW,
    ANEW,
    BRIEFS,
    FORM,
    STRICT,
    asked_for,
    codes_to_allow,
    failing_severities,
    in_workspace,
    show_each,
    show_first,
)
from generator.cli.makers import Jobs, Makers
from generator.cli.telling import answered, summary, way_out
from generator.cli.terminal import colored_diff
from generator.diagnostics import BriefError, Diagnostic, Fix, in_reading_order
from generator.language.counting import counted
from generator.pipeline.earlier import ToldAndWritten
from generator.pipeline.library import Library
from generator.workspace.workspace import Workspace


class _Telling(Struct, frozen=True):
    """How to check and how to print the findings, as the options say."""

    form: str
    fix: bool
    every: bool
    quiet: bool
    anew: bool
    jobs: int | None


def check_command(
    briefs: Annotated[list[str] | None, BRIEFS] = None,
    form: Annotated[str, FORM] = "human",
    strict: Annotated[bool, STRICT] = False,
    fix: Annotated[
        bool,
        typer.Option("--fix", help="First correct what is safe to correct, and show the changes."),
    ] = False,
    ask: Annotated[
        bool,
        typer.Option(
            "--ask",
            help="With --fix: for words in quotation marks, ask whether they are a name or a term.",
        ),
    ] = False,
    allow: Annotated[list[str] | None, ALLOW] = None,
    anew: Annotated[bool, ANEW] = False,
    jobs: Jobs = None,
    watch: Annotated[
        bool, typer.Option("--watch", help="Check again each time a file is saved, until Ctrl-C.")
    ] = False,
    every: Annotated[
        bool,
        typer.Option("--all", help="Show each finding separately, in the order of the text."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only.")] = False,
) -> None:
    """Check briefs and list what is wrong. Only --fix changes a file.

    Errors come first. Similar findings are shown once, with all their places. At most ten kinds
    of findings are shown for each brief; `--all` shows all.

    Exit status: 0 clean, 1 an error found (or a warning under --strict), 2 could not run.

    Examples: `brief check` · `brief check military --format json` · `brief check --fix`
    """
    if ask and not (fix and sys.stdin.isatty()):
        typer.echo("--ask asks a person: use it with --fix, at a terminal", err=True)
        raise typer.Exit(2)
    codes = codes_to_allow(allow)
    failing = failing_severities(strict=strict)

    def once(_: tuple[Path, ...] = ()) -> int:
        if ask:
            mark_terms(briefs, sys.stdin)
        asked = _Telling(form, fix, every, quiet, anew or watch, jobs)
        found = _checked_findings(briefs, codes, asked)
        return 1 if any(finding.severity in failing for finding in found) else 0

    if not watch:
        raise typer.Exit(once())
    from generator.cli.watching import watched

    raise typer.Exit(watched(briefs, once))


def _checked_findings(
    names: Sequence[str] | None, codes: tuple[str, ...], asked: _Telling
) -> tuple[Diagnostic, ...]:
    """Check the briefs, mend them first if asked to, and print what is found."""
    if asked.fix:
        _mend(names, aside=asked.form != "human")
    library, paths = asked_for(names)
    told: dict[Diagnostic, None] = {}  # what briefs share is told once
    for path, every in _findings_of_each(library, paths, _Checking(codes), asked):
        fresh = [finding for finding in every if finding not in told]
        told |= dict.fromkeys(fresh)
        if asked.form == "human":
            _show_brief(fresh, library.workspace, path, asked)
    found = in_reading_order(told)
    if asked.form != "human":
        from generator.cli.formats import FORMS

        typer.echo(FORMS[asked.form](found), nl=bool(found) or asked.form != "github")
    if not asked.quiet and asked.form in ("human", "github"):
        typer.echo(summary(len(paths), found), err=asked.form == "github")
    if not asked.quiet and asked.form == "human" and (line := way_out(found)):
        typer.echo(line)
    return found


class _Checking(Struct, frozen=True):
    """Checks briefs; `codes` are those of the errors to let through."""

    codes: tuple[str, ...]

    def make(self, library: Library, path: Path) -> ToldAndWritten[tuple[Diagnostic, ...]]:
        from generator.actions.check import check

        return check(path, allow=self.codes, workspace=library), {}

    def refused(self, error: BriefError) -> tuple[Diagnostic, ...]:
        return error.diagnostics


def _findings_of_each(
    library: Library, paths: Sequence[Path], checking: _Checking, asked: _Telling
) -> Iterator[tuple[Path, tuple[Diagnostic, ...]]]:
    """Each brief with its findings: those of an earlier run, where all is as it was."""
    makers, options = Makers(checking, library, asked.jobs), {"allow": checking.codes}
    kind = tuple[Diagnostic, ...]
    with closing(earlier_runs(kind, library, "check", options, anew=asked.anew)) as earlier:
        for telling in earlier.tell_each(paths, makers.make_each):
            yield telling.path, telling.told


def _show_brief(
    found: Sequence[Diagnostic], workspace: Workspace, path: Path, asked: _Telling
) -> None:
    """Print what is found in one brief, and what was answered there."""
    standing = [finding for finding in found if finding.answer is None]
    if asked.every:
        show_each(standing, workspace.root)
    else:
        show_first(standing, workspace.root, path.stem, err=False)
    if not asked.quiet:
        for line in answered(workspace.shown(path), found):
            typer.echo(line)


def _mend(names: Sequence[str] | None, *, aside: bool) -> None:
    """Show and make the safe changes; `aside` leaves standard output to the findings."""
    from generator.actions.fix import mend

    stream = sys.stderr if aside else sys.stdout
    with in_workspace() as workspace:
        for path in asked_for(names)[1]:
            for one in mend(workspace, path):
                diff = colored_diff(one.change.diff, stream)
                told = f"{one.change.file}: {counted(one.count, 'place')} mended"
                typer.echo(f"{diff}\n{told}\n", file=stream)


def mark_terms(names: Sequence[str] | None, answers: TextIO) -> None:
    """Ask of each term that is not marked as one, and mark those that are."""
    from generator.actions.fix import offers_of, take_offers

    with in_workspace() as workspace:
        for path in asked_for(names)[1]:
            take_offers(workspace, path, _agreed(offers_of(workspace, path), answers))


def _agreed(offers: Sequence[Fix], answers: TextIO) -> Iterator[Fix]:
    """The offers that are answered with yes, up to a q."""
    for number, offer in enumerate(offers, 1):
        words = offer.replacement.removeprefix("[").partition("]")[0]
        place = f"line {offer.span.start.line}"
        question = f"{number} of {len(offers)}, {place}: is {words} a name or a term? [y/N/q] "
        typer.echo(question, nl=False)
        answer = answers.readline().strip().lower()
        if answer == "q":
            return
        if answer in ("y", "yes"):
            yield offer
