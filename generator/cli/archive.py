"""`brief archive …`: what was published, for as long as it is kept."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.findings import in_workspace, show

if TYPE_CHECKING:
    from generator.archive.catalogue import Held, Listed
    from generator.archive.places import Archive
    from generator.workspace import Workspace

app = typer.Typer(
    help="See, check and hand on what was published.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
)

_Brief = Annotated[str, typer.Argument(metavar="BRIEF", help="Its name, number or id.")]
_Version = Annotated[
    str,
    typer.Argument(metavar="BRIEF[@VERSION]", help="military, military@v2 or military@1.1"),
]
_Json = Annotated[bool, typer.Option("--json", help="For other programs.")]


@app.command("list")
def list_(as_json: _Json = False) -> None:
    """List the latest version of every brief.

    Example: `brief archive list`
    """
    from generator.archive.catalogue import list_latest

    with in_workspace() as workspace:
        entries = list_latest(settled(workspace))
    if as_json:
        typer.echo(json.dumps([_row(entry) for entry in entries], ensure_ascii=False, indent=2))
        return
    wide = max((len(entry.slug) for entry in entries), default=0)
    numbers = max((len(entry.number) for entry in entries), default=0)
    lines = [
        f"{entry.number:<{numbers}}  {entry.slug:<{wide}}  v{entry.version:<3} {entry.label:<6} "
        f"{entry.date}  {_withdrawn(entry)}{entry.title}"
        for entry in entries
    ]
    typer.echo("\n".join(lines))


def _withdrawn(entry: Listed) -> str:
    return "WITHDRAWN " if entry.amendment == "withdrawal" else ""


def _row(entry: Listed) -> dict[str, object]:
    from dataclasses import asdict

    return asdict(entry)


@app.command("log", no_args_is_help=True)
def log(brief: _Brief, as_json: _Json = False) -> None:
    """Tell the versions of a brief, the latest first.

    Example: `brief archive log military`
    """
    from generator.archive.catalogue import versions_of

    with in_workspace() as workspace:
        entries = versions_of(settled(workspace), brief)
    if as_json:
        typer.echo(json.dumps([_row(entry) for entry in entries], ensure_ascii=False, indent=2))
        return
    for entry in reversed(entries):
        typer.echo(f"v{entry.version}  {entry.label}  {entry.created}  {entry.author}")
        typer.echo(f"    {entry.amendment or 'version'}: {entry.message}")


@app.command("show", no_args_is_help=True)
def show_(version: _Version) -> None:
    """Show what a version holds: its files, and what they were made of.

    Example: `brief archive show military@v2`
    """
    from generator.archive.catalogue import held

    with in_workspace() as workspace:
        found = held(settled(workspace), version)
        record, said = found.record, found.inventory.versions[found.number - 1]
    typer.echo(f"{found.name}  {record.get('title', '')}")
    for name in ("number", "version", "date", "cutoff", "publisher", "marking", "amendment"):
        if record.get(name):
            typer.echo(f"  {name:<10} {record[name]}")
    typer.echo(f"  {'published':<10} {said.created} by {said.user.name}")
    typer.echo(f"  {'message':<10} {said.message}")
    typer.echo(f"  {'id':<10} {found.inventory.id}")
    typer.echo(f"  {'folder':<10} {workspace.shown(found.folder)}\n")
    for path in found.paths:
        place = found.place(path)
        typer.echo(f"  {place.stat().st_size:>9,}  {path}")


@app.command("checkout", no_args_is_help=True)
def checkout(
    version: _Version,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
) -> None:
    """Bring the workspace of a version back as it was.

    `brief build` in it gives the archived bytes again, with the same versions of the generator
    and its packages; where those here are others, it says which.

    Example: `brief archive checkout military@v1 old`
    """
    from generator.archive.catalogue import held
    from generator.archive.checkout import check_out

    with in_workspace() as workspace:
        found = held(settled(workspace), version)
        count = check_out(found, folder, folder.as_posix())
    typer.echo(f"{found.name}: {count} files in {folder}")
    _tell_tools(found)


def _tell_tools(found: Held) -> None:
    from generator.publishing import tools

    here, then = tools(), found.record.get("tools") or {}
    others = [f"{name} {then[name]} (here {here.get(name, 'none')})" for name in sorted(then)
              if here.get(name) != then[name]]  # fmt: skip
    if not others:
        typer.echo("the tools are those it was made with: `brief build` gives the same bytes")
        return
    typer.echo("made with other tools, so that `brief build` may give other bytes:")
    for line in others:
        typer.echo(f"  {line}")


def settled(workspace: Workspace) -> Archive:
    """The archive, once what a crash has left in it is settled, which is told."""
    from generator.archive.store import settle
    from generator.publishing import archive_of

    archive = archive_of(workspace)
    recovered = settle(archive)
    if recovered:
        show([recovered.told(archive.shown)], workspace.root)
    return archive
