"""`brief seed list --unused` and `--cited`."""

from __future__ import annotations

import typer

from generator.cli.findings import in_workspace, show


def show_source_uses(*, unused: bool) -> None:
    """Print the seeds and records that no brief of the workspace cites, or those that some do.

    Exit status 1 if something could not be read, since it may cite more.
    """
    from generator.actions.cited import source_uses
    from generator.cli.cache import cached_library

    with in_workspace() as workspace:
        uses, found = source_uses(cached_library(workspace))
    told = [use for use in uses if bool(use.briefs) != unused]
    width = max((len(use.key) for use in told), default=0)
    for use in told:
        typer.echo(f"{use.key:<{width}}  {use.title}")
        if use.briefs:
            typer.echo(f"{'':<{width}}  cited in {', '.join(use.briefs)}")
    if not told:
        typer.echo("Every source is cited." if unused else "No brief cites a source.")
    faults = [finding for finding in found if finding.is_error]
    show(faults, workspace.root)
    if faults:
        raise typer.Exit(1)
