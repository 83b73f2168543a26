"""`brief desk`: a shared folder for people who write in Word."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.findings import in_workspace


def desk_command(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", exists=True, file_okay=False, help="The folder that all share."
        ),
    ],
    once: Annotated[
        bool, typer.Option("--once", help="Take in what lies there, and end: for a timetable.")
    ] = False,
) -> None:
    """Take in Word files that are put into a shared folder, and put back what comes of them.

    An edited brief or a filled form is merged into its brief, a draft becomes a new one. Back come
    a Word file with comments, a PDF and a line of status, each named after the brief. What was
    handed in is kept in `taken`. Nothing is published. Ctrl-C ends.

    Examples: `brief desk /srv/briefs` · `brief desk //office/briefs --once`
    """
    import datetime

    from generator.actions.desk import desk

    def today() -> datetime.date:
        return datetime.datetime.now().astimezone().date()

    with in_workspace() as workspace:
        if not once:
            typer.echo(f"{folder}: waiting for files; Ctrl-C ends", err=True)
        try:
            for line in desk(workspace, folder, today=today, once=once):
                typer.echo(line)
        except KeyboardInterrupt:
            typer.echo("", err=True)
