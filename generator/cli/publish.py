"""`brief publish`."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal

import typer

from generator.cli.findings import in_workspace, show, telling_refusals
from generator.cli.opening import AUTHOR, DATE, one_line, person, when
from generator.diagnostics import BriefError, Diagnostic, Severity
from generator.diagnostics.codes import SETTABLE
from generator.language.counting import counted


def publish_command(
    briefs: Annotated[list[str], typer.Argument(help="Briefs by name or path.")],
    message: Annotated[
        str, typer.Option("--message", "-m", help="What this version is, in one line.")
    ],
    amendment: Annotated[
        Literal["minor", "significant"] | None,
        typer.Option(help="How much it changes the last version."),
    ] = None,
    acknowledge: Annotated[
        list[str] | None,
        typer.Option(
            metavar="CAVEAT",
            help="Publish in spite of this unresolved caveat, or of `all`. May be repeated.",
        ),
    ] = None,
    sign: Annotated[
        Path | None, typer.Option(metavar="KEY", help="Sign the version with this SSH key.")
    ] = None,
    author: AUTHOR = None,
    date: DATE = None,
) -> None:
    """Store briefs in the archive, each as its next version. A stored version never changes.

    Each brief is first checked as with `brief check --strict` and built in every format. If
    something is wrong with it, it is not stored.

    Examples: `brief publish military -m "First publication" --acknowledge venue` ·
    `brief publish military -m "Corrects a date" --amendment minor`
    """
    from generator.actions.publish import publish
    from generator.workspace.finding import find_briefs

    one_line(message, "say what this version is")
    created, _ = when(date), person(author)
    failed = False
    with in_workspace() as workspace:
        with telling_refusals(workspace.root, 2):
            paths = find_briefs(workspace, briefs)
        for path in paths:
            try:
                done = publish(
                    path,
                    message=message,
                    amendment=amendment,
                    acknowledge=acknowledge or (),
                    sign=sign,
                    author=author,
                    date=created,
                    workspace=workspace,
                )
            except BriefError as error:
                show(error.diagnostics, workspace.root)
                way_out = _way_out(path.stem, error.diagnostics)
                typer.echo(f"{workspace.shown(path)}: not published{way_out}", err=True)
                failed = True
                continue
            show((each for each in done.findings if each.answer is None), workspace.root)
            told = f"{done.name}  version {done.label}"
            size = f"{counted(done.files, 'file')}, {done.bytes / 1e6:.1f} MB"
            typer.echo(f"{told}, {size}, sha512 {done.stored.digest[:16]}…")
            if done.stored.signer:
                typer.echo(f"    signed by {done.stored.signer}")
    raise typer.Exit(1 if failed else 0)


def _way_out(brief: str, found: Iterable[Diagnostic]) -> str:
    """What to type for a warning that is right as it stands."""
    for finding in found:
        if finding.severity is Severity.WARNING and finding.code in SETTABLE:
            place = f"{brief}:{finding.span.start.line}"
            return f'; a warning that may stand: brief answer {place} {finding.code} "why"'
    return ""
