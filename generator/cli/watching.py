"""Doing a command again each time somebody saves a file, until Ctrl-C."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import typer

from generator.cli.findings import asked_for, near

_WATCHING = "watching; Ctrl-C ends"


def watched(names: Sequence[str] | None, once: Callable[[tuple[Path, ...]], int]) -> int:
    """Do `once` now and after each change, with the files that changed; the last status.

    At first it gets no files. Ctrl-C ends.
    """
    from generator.workspace.watching import changed_files, stamps

    library, paths = asked_for(names)
    status = 0
    try:
        before = stamps(library.workspace, paths)
        status = _tried(once, ())
        typer.echo(_WATCHING, err=True)
        for changed in changed_files(library.workspace, paths, before):
            typer.echo(f"\nchanged: {', '.join(near(path) for path in changed)}", err=True)
            status = _tried(once, changed)
            typer.echo(_WATCHING, err=True)
    except KeyboardInterrupt:
        typer.echo("", err=True)
    return status


def _tried(once: Callable[[tuple[Path, ...]], int], changed: tuple[Path, ...]) -> int:
    """The status of one time, also of one that could not run: the next change may mend that."""
    try:
        return once(changed)
    except typer.Exit as error:
        return int(error.exit_code)
