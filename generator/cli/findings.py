"""Telling a person, or another program, what was found; and the exit status that goes with it."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import typer

from generator.cli.terminal import has_color
from generator.config.files import SOURCE, read_of_workspace
from generator.diagnostics import BriefError, Diagnostic, Severity, in_reading_order
from generator.diagnostics.codes import PROMISE
from generator.diagnostics.rendering import render
from generator.language.counting import counted
from generator.pipeline.library import Library
from generator.workspace.finding import find_workspace
from generator.workspace.workspace import Workspace

BRIEFS = typer.Argument(help="Briefs by name or path; all of the workspace where none is named.")
ALLOW = typer.Option(
    "--allow",
    metavar="CODE",
    help="Let errors of this code through; the finished file says so. May be repeated.",
)


@contextmanager
def in_workspace() -> Iterator[Workspace]:
    """The workspace of the current folder; findings raised inside are shown, with status 1."""
    root = Path()
    try:
        workspace = find_workspace(root)
        root = workspace.root
        yield workspace
    except BriefError as error:
        show(error.diagnostics, root)
        raise typer.Exit(1) from None


def asked_for(names: Sequence[str] | None) -> tuple[Library, tuple[Path, ...]]:
    """The workspace and the briefs that a command is about; status 2 where there are none."""
    from generator.workspace.finding import find_briefs

    with in_workspace() as workspace:
        try:
            return Library(workspace), find_briefs(workspace, names or ())
        except BriefError as error:
            show(error.diagnostics, workspace.root)
            raise typer.Exit(2) from None


def codes_to_allow(given: Sequence[str] | None) -> tuple[str, ...]:
    """The codes after `--allow`; status 2 for one that it is not for."""
    codes = tuple(dict.fromkeys(code.upper() for code in given or ()))
    if other := [code for code in codes if code not in PROMISE]:
        takes = ", ".join(sorted(PROMISE))
        typer.echo(f"--allow {other[0]}: only these need it: {takes}", err=True)
        raise typer.Exit(2)
    return codes


def show(diagnostics: Iterable[Diagnostic], root: Path) -> None:
    """Print findings on standard error, each with its line from a file under `root`."""
    sources: dict[str, str | None] = {}
    for found in in_reading_order(diagnostics):
        file = found.span.file
        if file not in sources:
            sources[file] = _source_text(file, root)
        shown = render(found, sources[file])
        typer.echo((_colored(found, shown) if has_color(sys.stderr) else shown) + "\n", err=True)


_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def _source_text(file: str, root: Path) -> str | None:
    """The text of a file, fit for a terminal; None where there is none to show."""
    # A source to be imported is named from where the command was given, not from the workspace.
    try:
        path = next((path for path in (root / file, Path(file)) if path.is_file()), None)
        data = read_of_workspace(path, SOURCE) if path else None
    except OSError:  # which may be what there is to tell
        return None
    if data is None:
        return None
    text = data.decode("utf-8-sig", errors="replace")
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", plain)


def summary(briefs: int, found: Sequence[Diagnostic]) -> str:
    """One line: "2 briefs checked: 1 error, 3 warnings · citations 3 · layout 1"."""
    checked = f"{counted(briefs, 'brief')} checked"
    counts = [
        counted(number, severity)
        for severity in Severity
        if (number := sum(finding.severity is severity for finding in found))
    ]
    families = [
        f"{name} {number}"
        for letter, name in _FAMILIES.items()
        if (number := sum(finding.code.startswith(letter) for finding in found))
    ]
    return " · ".join([f"{checked}: {', '.join(counts) or 'no findings'}", *families])


_FAMILIES = {
    "S": "sources",
    "B": "writing",
    "C": "citations",
    "T": "tradecraft",
    "L": "layout",
    "W": "output",
    "A": "archive",
    "V": "finished files",
}
"""What the first letter of a code stands for."""


def in_turn(paths: Iterable[Path]) -> Iterator[Path]:
    """The briefs of a run; behind the first, garbage is looked for.

    It is not looked for in what was loaded by then, for that stays to the end.
    """
    for index, path in enumerate(paths):
        yield path
        if index == 0:
            gc.freeze()
            gc.set_threshold(_OBJECTS)


_OBJECTS = 20_000  # between two looks for garbage: fewer cost time, more cost memory


def near(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)


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
    lines = [typer.style(line, fg=color) if _is_carets(line) else line for line in lines]
    return "\n".join(lines)


def _is_carets(line: str) -> bool:
    return line.startswith("  | ") and set(line[4:]) <= {" ", "^"}
