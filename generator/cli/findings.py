"""Showing what was found in an author's files, and the exit status that goes with it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

import typer

from generator.diagnostics import BriefError, Diagnostic, in_reading_order, render
from generator.workspace import Workspace, find_workspace


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


def show(diagnostics: Iterable[Diagnostic], root: Path) -> None:
    """Print findings on standard error, each with its line from a file under `root`."""
    sources: dict[str, str | None] = {}
    for found in in_reading_order(diagnostics):
        file = found.span.file
        if file not in sources:
            sources[file] = _source(file, root)
        typer.echo(render(found, sources[file]) + "\n", err=True)


_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")


def _source(file: str, root: Path) -> str | None:
    """The text of a file, fit for a terminal; None where there is none to show."""
    # A source to be imported is named from where the command was given, not from the workspace.
    path = next((path for path in (root / file, Path(file)) if path.is_file()), None)
    if path is None:
        return None
    text = path.read_bytes().decode("utf-8-sig", errors="replace")
    plain = text.replace("\r\n", "\n").replace("\r", "\n")
    return _UNPRINTABLE.sub("\N{REPLACEMENT CHARACTER}", plain)
