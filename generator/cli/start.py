"""`brief init` and `brief new`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.findings import in_workspace, near, show
from generator.diagnostics import BriefError
from generator.language.counting import counted


def init_command(
    folder: Annotated[Path, typer.Argument(help="The folder to fill.")] = Path(),
) -> None:
    """Set up a workspace with an example: a source, four briefs, templates and fonts.

    Files that exist already stay as they are.

    Examples: `brief init` · `brief init policy && cd policy && brief build`
    """
    from generator.actions.init import lay_out

    try:
        made = lay_out(folder)
    except BriefError as error:
        show(error.diagnostics, folder)
        raise typer.Exit(2) from None
    laid_out = f"{counted(len(made), 'file')} laid out"
    typer.echo(f"{near(folder.resolve())}: {laid_out}; `brief build` builds them")


def new_command(
    slug: Annotated[str, typer.Argument(help="The brief's name: small letters and hyphens.")],
    seed: Annotated[
        str | None, typer.Option("--seed", metavar="KEY", help="The source to cite.")
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--from", metavar="BRIEF", help="Copy the front matter and headings of this brief."
        ),
    ] = None,
) -> None:
    """Start a new brief. Comments in it say what to write where.

    Examples: `brief new energy --seed smith-trade` · `brief new energy --from military`
    """
    import datetime

    from generator.actions.init import new_brief
    from generator.workspace.finding import find_briefs

    with in_workspace() as workspace:
        after = find_briefs(workspace, [model])[0] if model else None
        today = datetime.datetime.now().astimezone().date()
        path = new_brief(workspace, slug, seed=seed, model=after, today=today)
    typer.echo(f"{near(path)}: write, then `brief check {slug}`")
