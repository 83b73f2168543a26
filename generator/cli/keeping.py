"""Looking after what was published: `brief archive audit`, `withdraw`."""

from __future__ import annotations

from typing import Annotated

import typer

from generator.cli.findings import in_workspace, show
from generator.cli.opening import AUTHOR, BRIEF, DATE, person, progress, settled, when


def withdraw(
    brief: BRIEF,
    message: Annotated[
        str, typer.Option("--message", "-m", metavar="REASON", help="Why, in a line.")
    ],
    author: AUTHOR = None,
    date: DATE = None,
) -> None:
    """Take a brief back: a new version with a notice; what was published stays as it was.

    Publishing a version that rises brings the brief back.

    Example: `brief archive withdraw military -m "The source was retracted"`
    """
    from generator.archive.catalogue import held
    from generator.archive.withdrawal import Reason, withdraw

    reason = Reason(message, when(date), person(author))
    with in_workspace() as workspace:
        archive = settled(workspace)
        stored, told = withdraw(archive, brief, reason)
        show(told, workspace.root)
        name = held(archive, brief).name
    typer.echo(f"{name}  withdrawn, sha512 {stored.digest[:16]}…")
    before = stored.number - 1
    typer.echo("v1 stays as it was" if before == 1 else f"v1–v{before} stay as they were")


def audit(
    briefs: Annotated[list[str] | None, typer.Argument(help="Briefs; else all.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Every object there is.")] = False,
    sample: Annotated[
        int, typer.Option(metavar="N", min=0, help="So many objects, others each time.")
    ] = 0,
) -> None:
    """Hold every byte against its digest, and every object against OCFL 1.1.

    What is found names the file, the digest that it should have and the one that it has; the
    outcome is kept in the log beside the storage root. Exit status: 0 sound, 1 damaged, 2 could
    not run.

    Examples: `brief archive audit` · `brief archive audit --sample 100`
    """
    from generator.archive.audit import audit as run
    from generator.archive.audit import choose, write_log
    from generator.archive.catalogue import find, opened
    from generator.archive.clock import moment

    if everything + bool(sample) + bool(briefs) > 1:
        raise typer.BadParameter("name briefs, or say --all, or --sample N")
    with in_workspace() as workspace:
        archive = settled(workspace)
        with opened(archive):
            pass
        folders = choose(archive, [find(archive, name) for name in briefs or ()], sample)
        with progress(len(folders), "Auditing") as seen:
            result = run(archive, folders, lambda _: seen())
        show([finding.diagnostic(archive) for finding in result.findings], workspace.root)
        errors = sum(finding.fault.code.is_error for finding in result.findings)
        warnings = len(result.findings) - errors
        told = f"{result.objects} objects, {result.size / 1e6:,.1f} MB"
        typer.echo(f"{told}: {errors} errors, {warnings} warnings")
        write_log(archive, result, when=moment(None))
    raise typer.Exit(0 if result.sound else 1)
