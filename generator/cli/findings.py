"""Printing findings for a person or another program, and the exit status that belongs to them."""

from __future__ import annotations

import gc
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer

from generator.cli.cache import cached_library, recall_earlier_runs
from generator.cli.shell_completion import begun_brief, begun_promise, values_begun
from generator.cli.telling import other_places, told_later
from generator.cli.terminal import has_color, messages_language, printable_lines, terminal_width
from generator.config.files import SOURCE, read_of_workspace
from generator.config.inputs import noting_inputs
from generator.diagnostics import BriefError, Diagnostic, Severity, in_reading_order
from generator.diagnostics.codes import PROMISE
from generator.diagnostics.gathering import AlikeFindings, gathered_alike, without_consequences
from generator.diagnostics.rendering import is_carets, render
from generator.diagnostics.translating import translation
from generator.pipeline.library import Library
from generator.workspace.finding import find_workspace
from generator.workspace.workspace import Workspace

BRIEFS = typer.Argument(
    autocompletion=begun_brief, help="Briefs, by name or path; without any, all in the workspace."
)
ONE_BRIEF = typer.Argument(
    metavar="BRIEF", autocompletion=begun_brief, help="The brief, by name or path."
)
ALLOW = typer.Option(
    "--allow",
    metavar="CODE",
    autocompletion=begun_promise,
    help="Let citation errors with this code through; the finished file records it. "
    "May be repeated.",
)
ANEW = typer.Option("--anew", help="Also do again what is as it was at the last time.")


def form_option(*forms: str) -> Any:
    """The option that chooses how something is printed: for people, or for programs.

    Exit status 2 for another form.
    """

    def one_of(form: str) -> str:
        if form not in forms:
            known = f"{', '.join(forms[:-1])} or {forms[-1]}"
            typer.echo(f"no format `{form}`: this can be {known}", err=True)
            raise typer.Exit(2)
        return form

    return typer.Option(
        "--format",
        metavar="FORM",
        autocompletion=values_begun(*forms),
        callback=one_of,
        help=f"{forms[0]}, or for programs: {', '.join(forms[1:])}.",
    )


FORM = form_option("human", "json", "sarif", "github")
TEXT_FORM = form_option("text", "json")
STRICT = typer.Option("--strict", help="Exit with status 1 on a warning, too.")


def failing_severities(*, strict: bool) -> frozenset[Severity]:
    """The severities of findings that let a check fail."""
    return frozenset({Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR})


@contextmanager
def in_workspace(status: int = 1) -> Iterator[Workspace]:
    """The workspace of the current folder. A `BriefError` raised inside is shown; exit `status`."""
    with telling_refusals(Path(), status):
        workspace = find_workspace(Path())
    with telling_refusals(workspace.root, status):
        yield workspace


@contextmanager
def telling_refusals(root: Path, status: int) -> Iterator[None]:
    """A `BriefError` raised inside is shown, with lines of files below `root`; exit `status`."""
    try:
        yield
    except BriefError as error:
        show(error.diagnostics, root)
        raise typer.Exit(status) from None


def asked_for(names: Sequence[str] | None) -> tuple[Library, tuple[Path, ...]]:
    """The workspace and the briefs that a command is about; exit status 2 if there are none."""
    from generator.workspace.finding import find_briefs

    recall_earlier_runs()
    with (
        noting_inputs() as ground,
        in_workspace() as workspace,
        telling_refusals(workspace.root, 2),
    ):
        return cached_library(workspace, ground), find_briefs(workspace, names or ())


def codes_to_allow(given: Sequence[str] | None) -> tuple[str, ...]:
    """The codes named after `--allow`; exit status 2 for a code that it does not take."""
    codes = tuple(dict.fromkeys(code.upper() for code in given or ()))
    if other := [code for code in codes if code not in PROMISE]:
        takes = ", ".join(sorted(PROMISE))
        typer.echo(f"--allow {other[0]}: this can be one of {takes}", err=True)
        raise typer.Exit(2)
    return codes


def show(diagnostics: Iterable[Diagnostic], root: Path, *, err: bool = True) -> None:
    """Print findings, errors first and similar ones together.

    The first of similar findings is shown with its line, from a file under `root`. They go to
    standard error, unless they are what the command was asked for.
    """
    shown = _Shown(root, err=err)
    for alike in gathered_alike(in_reading_order(diagnostics)):
        shown.print(alike)


def show_each(diagnostics: Iterable[Diagnostic], root: Path) -> None:
    """Print each finding separately on standard output, in reading order, for a program to read."""
    shown = _Shown(root, err=False)
    for finding in in_reading_order(diagnostics):
        shown.print((finding,))


MOST = 10
"""Kinds of findings that are shown for a brief: nobody takes in more at once."""


def show_first(
    diagnostics: Iterable[Diagnostic], root: Path, brief: str, *, err: bool = True
) -> None:
    """Print what to correct first in a brief, and how many findings are left for later."""
    found = in_reading_order(diagnostics)
    told = without_consequences(found)
    groups = gathered_alike(told)
    show([finding for alike in groups[:MOST] for finding in alike], root, err=err)
    later = [finding for alike in groups[MOST:] for finding in alike]
    if line := told_later(brief, later, len(found) - len(told)):
        typer.echo(f"{line}\n", err=err)


class _Shown:
    """Prints findings with their lines; each file is read once."""

    def __init__(self, root: Path, *, err: bool) -> None:
        self.root = root
        self.err = err
        self.sources: dict[str, str | None] = {}
        self.translation = translation(messages_language())

    def print(self, alike: AlikeFindings) -> None:
        first, *rest = map(self.translation.finding, alike)
        file = first.span.file
        if file not in self.sources:
            self.sources[file] = _source_text(file, self.root)
        seen = render(first, self.sources[file], terminal_width(), self.translation)
        told = printable_lines("\n".join([seen, *other_places(first, rest)]))
        told = _colored(first, told) if has_color(sys.stderr if self.err else sys.stdout) else told
        typer.echo(f"{told}\n", err=self.err)


def _source_text(file: str, root: Path) -> str | None:
    """The text of a file, safe to print in a terminal; None if it cannot be read."""
    # The path of a source to import starts at the current folder, not at the workspace.
    try:
        path = next((path for path in (root / file, Path(file)) if path.is_file()), None)
        data = read_of_workspace(path, SOURCE) if path else None
    except OSError:  # which may be the very finding to show
        return None
    if data is None:
        return None
    text = data.decode("utf-8-sig", errors="replace")
    return printable_lines(text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " "))


def in_turn(paths: Iterable[Path]) -> Iterator[Path]:
    """The briefs of a run. Garbage is looked for only after the first one."""
    for index, path in enumerate(paths):
        yield path
        if index == 0:
            leave_out_what_is_loaded()


def leave_out_what_is_loaded() -> None:
    """Look for garbage from now on, but in nothing that is there already: it stays to the end."""
    gc.freeze()
    gc.set_threshold(_OBJECTS)


_OBJECTS = 20_000  # new objects before garbage is looked for: fewer cost time, more cost memory


def near(path: Path) -> str:
    """The path from the current folder if it is below it, else as given; both with `/`."""
    try:
        return path.resolve().relative_to(Path.cwd()).as_posix()
    except ValueError:
        return path.as_posix()


_COLORS = {
    Severity.ERROR: typer.colors.RED,
    Severity.WARNING: typer.colors.YELLOW,
    Severity.NOTE: typer.colors.CYAN,
}


def _colored(finding: Diagnostic, shown: str) -> str:
    color = _COLORS[finding.severity]
    lines = shown.split("\n")
    label, _, message = lines[0].partition(": ")
    lines[0] = f"{typer.style(label, fg=color, bold=True)}: {typer.style(message, bold=True)}"
    lines = [typer.style(line, fg=color) if is_carets(line) else line for line in lines]
    return "\n".join(lines)
