"""`brief upgrade`."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.findings import in_workspace, show
from generator.cli.terminal import colored_diff
from generator.diagnostics import BriefError
from generator.language.counting import counted

if TYPE_CHECKING:
    from generator.actions.upgrade import Upgrade
    from generator.workspace.refreshing import Unsettled


def upgrade_command(
    write: Annotated[
        bool, typer.Option("--write", help="Make the changes that are shown.")
    ] = False,
    keep: Annotated[
        list[str] | None,
        typer.Option(
            metavar="FILE",
            help="Leave this template file as it is. May be repeated.",
        ),
    ] = None,
) -> None:
    """Bring a workspace of an earlier version to this one. Only --write changes a file.

    Templates that `brief init` copied take what the new version changed in its own, beside what you
    changed in yours. Sources keep their numbers and words. All files are written or none; what was
    published is never touched.

    Exit status: 0 shown, written or nothing to do, 1 a person must decide something first, 2 could
    not run.

    Examples: `brief upgrade` · `brief upgrade --write` ·
    `brief upgrade --write --keep templates/policy-brief/theme.toml`
    """
    from generator.actions.upgrade import upgrade
    from generator.workspace.storing import change_all

    with in_workspace() as workspace:
        try:
            found = upgrade(workspace, keep=[name.replace("\\", "/") for name in keep or ()])
        except ValueError as error:
            raise typer.BadParameter(str(error), param_hint="--keep") from None
        except BriefError as error:
            show(error.diagnostics, workspace.root)
            typer.echo("mend this, then upgrade: nothing was written", err=True)
            raise typer.Exit(1) from None
        _tell(found)
        if found.unsettled:
            _tell_unsettled(found.unsettled, workspace.root)
            raise typer.Exit(1)
        if write:
            change_all(found.changes)
    if found.changes:
        typer.echo(_outcome(found, written=write))


def _tell(found: Upgrade) -> None:
    if not found.steps:
        typer.echo(f"this workspace has format {found.start}, the newest: nothing to change")
    for step in found.steps:
        typer.echo(f"format {step.start} → {step.start + 1}  {step.what}")
    for change in found.changes:
        typer.echo(f"\n{colored_diff(change.diff, sys.stdout)}")


def _tell_unsettled(unsettled: tuple[Unsettled, ...], root: Path) -> None:
    """Print each place that both sides changed, with both wordings."""
    for one in unsettled:
        show([one.found], root)
        if one.clash:
            mine = [f"  here         | {line}" for line in one.clash.mine]
            theirs = [f"  new version  | {line}" for line in one.clash.theirs]
            typer.echo("\n".join([*mine, *theirs, ""]), err=True)
    files = counted(len({one.found.span.file for one in unsettled}), "file")
    typer.echo(f"{files} changed on both sides: nothing was written", err=True)


def _outcome(found: Upgrade, *, written: bool) -> str:
    files = counted(len(found.changes), "file")
    if written:
        return f"\n{files} written: the workspace has format {found.end}; now run `brief check`"
    return f"\n{files} to write; `brief upgrade --write` does it"
