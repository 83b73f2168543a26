"""`brief archive …`: show, check and pass on what was published."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli import keeping
from generator.cli.findings import in_workspace, show
from generator.cli.opening import BRIEF, VERSION, day, settled
from generator.cli.shell_completion import begun_seed
from generator.cli.terminal import command_group, json_text
from generator.language.counting import counted

if TYPE_CHECKING:
    from generator.archive.catalogue import Held, ListedVersion

app = command_group("Show, check and pass on published briefs.")

_Json = Annotated[bool, typer.Option("--json", help="Print JSON, for other programs.")]


@app.command("list")
def archive_list(as_json: _Json = False) -> None:
    """List the latest version of every brief.

    Example: `brief archive list`
    """
    from generator.archive.catalogue import list_latest

    with in_workspace() as workspace:
        entries = list_latest(settled(workspace))
    if as_json:
        typer.echo(json_text(entries))
        return
    wide = max((len(entry.slug) for entry in entries), default=0)
    numbers = max((len(entry.number) for entry in entries), default=0)
    lines = [
        f"{entry.number:<{numbers}}  {entry.slug:<{wide}}  v{entry.version:<3} {entry.label:<6} "
        f"{entry.date}  {_withdrawn(entry)}{entry.title}"
        for entry in entries
    ]
    typer.echo("\n".join(lines) or "nothing has been published here yet", err=not lines)


def _withdrawn(entry: ListedVersion) -> str:
    return "WITHDRAWN " if entry.amendment == "withdrawal" else ""


@app.command("log", no_args_is_help=True)
def log(brief: BRIEF, as_json: _Json = False) -> None:
    """List all versions of a brief, the latest first.

    Example: `brief archive log military`
    """
    from generator.archive.catalogue import versions_of

    with in_workspace() as workspace:
        entries = versions_of(settled(workspace), brief)
    if as_json:
        typer.echo(json_text(entries))
        return
    amendments = ["", *(entry.amendment for entry in entries)]
    for entry, before in reversed(list(zip(entries, amendments, strict=False))):
        again = ", published again after a withdrawal" if before == "withdrawal" else ""
        typer.echo(f"v{entry.version}  {entry.label}  {entry.created}  {entry.author}")
        typer.echo(f"    {entry.amendment or 'version'}{again}: {entry.message}")


@app.command("show", no_args_is_help=True)
def archive_show(version: VERSION) -> None:
    """Show one version of a brief: its details, signatures and files.

    Example: `brief archive show military@v2`
    """
    from generator.archive.catalogue import held
    from generator.archive.withdrawal import told

    with in_workspace() as workspace:
        found = held(settled(workspace), version)
        show(told(found), workspace.root)
        record, said = found.record, found.inventory.versions[found.number - 1]
    typer.echo(f"{found.name}  {record.get('title', '')}")
    for name in ("number", "version", "date", "cutoff", "publisher", "marking", "amendment"):
        if record.get(name):
            typer.echo(f"  {name:<10} {record[name]}")
    typer.echo(f"  {'published':<10} {said.created} by {said.user.name}")
    typer.echo(f"  {'message':<10} {said.message}")
    typer.echo(f"  {'id':<10} {found.inventory.id}")
    for signer in _signers(found):
        typer.echo(f"  {'signed by':<10} {signer}")
    typer.echo(f"  {'folder':<10} {workspace.shown(found.folder)}\n")
    for path in found.paths:
        place = found.place(path)
        typer.echo(f"  {place.stat().st_size:>9,}  {path}")


def _signers(held: Held) -> Iterator[str]:
    """The signers of a version. Only an audit checks whether their signatures are valid."""
    from generator.archive.signatures import fingerprint, signatures_of

    for number, path in signatures_of(held.archive, held.inventory.id):
        if number == held.number:
            try:
                yield f"{fingerprint(path.read_bytes())} (not checked here)"
            except (OSError, ValueError) as error:
                yield f"nobody: {error}"


@app.command("checkout", no_args_is_help=True)
def checkout(
    version: VERSION,
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="A new or empty folder.")],
) -> None:
    """Write the workspace of a version, as it was, into a new folder.

    `brief build` in that folder makes the same files again, byte for byte, if `brief` and its
    packages have the same versions as then. If they do not, this command says which differ.

    Example: `brief archive checkout military@v1 old`
    """
    from generator.archive.catalogue import held
    from generator.archive.exporting import check_out
    from generator.archive.withdrawal import told

    with in_workspace() as workspace:
        found = held(settled(workspace), version)
        show(told(found), workspace.root)
        count = check_out(found, folder, folder.as_posix())
    typer.echo(f"{found.name}: {counted(count, 'file')} in {folder}")
    _tell_tools(found)


def _tell_tools(found: Held) -> None:
    from generator.actions.recording import other_tools

    others = other_tools(found.record.get("tools") or {})
    if not others:
        typer.echo("made with the same tools as here: `brief build` gives the same bytes")
        return
    typer.echo("made with other tools, so `brief build` may give other bytes:")
    for name, (then, here) in others.items():
        typer.echo(f"  {name} {then} (here {here})")


@app.command("search")
def archive_search(
    words: Annotated[str, typer.Argument(help="Words that must all occur, or a “phrase”.")] = "",
    kind: Annotated[
        str,
        typer.Option("--in", metavar="brief|source", help="Search only briefs, or only sources."),
    ] = "",
    cites: Annotated[
        str,
        typer.Option(
            metavar="KEY[#N]",
            autocompletion=begun_seed,
            help="Only briefs that cite this source, or its ¶N.",
        ),
    ] = "",
    since: Annotated[
        str, typer.Option("--from", metavar="DATE", help="Only from this day on: 2026-01-31.")
    ] = "",
    until: Annotated[
        str, typer.Option("--to", metavar="DATE", help="Only up to this day: 2026-12-31.")
    ] = "",
    topic: Annotated[str, typer.Option(help="Only briefs on this topic.")] = "",
    marking: Annotated[
        str, typer.Option(help="Only briefs with this marking, such as TLP:CLEAR.")
    ] = "",
    rebuild: Annotated[
        bool, typer.Option("--rebuild", help="Make a new search index first.")
    ] = False,
    as_json: _Json = False,
) -> None:
    """Find published briefs and sources by words, citations, dates or topics.

    Exit status: 0 found, 1 nothing found, 2 could not run.

    Examples: `brief archive search "trilateral cooperation" --in source` ·
    `brief archive search --cites ulislam-summit#5`
    """
    from generator.archive.catalogue import rebuild_index as build_anew
    from generator.archive.search import Question
    from generator.archive.search import search as run

    if kind not in {"", "brief", "source"}:
        raise typer.BadParameter("this can be brief or source", param_hint="--in")
    days = day(since, "--from"), day(until, "--to")
    question = Question(words, kind, cites, *days, topic, marking)
    with in_workspace(2) as workspace:
        archive = settled(workspace)
        if rebuild:
            build_anew(archive)
        hits = run(archive, question)
    if as_json:
        typer.echo(json_text(hits))
    else:
        for hit in hits:
            versions = f"v{hit.first}" if hit.first == hit.last else f"v{hit.first}–v{hit.last}"
            withdrawn = "WITHDRAWN " if hit.withdrawn else ""
            typer.echo(f"{hit.slug}@{versions}  {hit.date}  {withdrawn}{hit.place or hit.title}")
            typer.echo("    " + " ".join(hit.excerpt.split()))
        typer.echo(f"{len(hits)} found" if hits else "nothing found", err=not hits)
    raise typer.Exit(0 if hits else 1)


app.command("withdraw", no_args_is_help=True)(keeping.archive_withdraw)
app.command("remove", no_args_is_help=True)(keeping.archive_remove)
app.command("export", no_args_is_help=True)(keeping.export)
app.command("import", no_args_is_help=True)(keeping.archive_import)
app.command("sign", no_args_is_help=True)(keeping.archive_sign)
app.command("audit")(keeping.archive_audit)
