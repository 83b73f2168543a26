"""`brief publish`."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.findings import in_workspace, show
from generator.diagnostics import BriefError

if TYPE_CHECKING:
    from generator.archive.inventory import User

_AMENDMENTS = ("minor", "significant")


def publish(
    briefs: Annotated[list[str], typer.Argument(help="Briefs by name or path.")],
    message: Annotated[
        str, typer.Option("--message", "-m", help="What this version is, in a line.")
    ],
    amendment: Annotated[
        str | None,
        typer.Option(help="How much it amends the last version: minor or significant."),
    ] = None,
    acknowledge: Annotated[
        list[str] | None,
        typer.Option(metavar="CAVEAT", help="An unresolved caveat that you know of, or `all`."),
    ] = None,
    author: Annotated[
        str | None,
        typer.Option(metavar="'NAME <ADDRESS>'", help="Who publishes; else the publisher."),
    ] = None,
    date: Annotated[
        str | None, typer.Option(metavar="TIME", help="When it is published (ISO 8601); else now.")
    ] = None,
) -> None:
    """Store briefs in the archive, each as its next version, never to be changed.

    Checks as with --strict and writes every format first; a brief that may not be published
    leaves the archive as it was.

    Examples: `brief publish military -m "First publication" --acknowledge venue` ·
    `brief publish military -m "Corrects a date" --amendment minor`
    """
    from generator import publishing
    from generator.reading import find_briefs

    if amendment not in (None, *_AMENDMENTS):
        raise typer.BadParameter(f"{amendment!r} is neither minor nor significant")
    publication = publishing.Publication(
        message=message,
        created=_moment(date),
        amendment=amendment or "",
        acknowledged=tuple(acknowledge or ()),
        author=_user(author),
    )
    failed = False
    with in_workspace() as workspace:
        for path in find_briefs(workspace, briefs):
            try:
                done = publishing.publish(workspace, path, publication)
            except BriefError as error:
                show(error.diagnostics, workspace.root)
                typer.echo(f"{workspace.shown(path)}: not published", err=True)
                failed = True
                continue
            show(done.findings, workspace.root)
            told = f"{done.slug}@v{done.stored.number}  version {done.label}, {done.files} files"
            typer.echo(f"{told}, {done.bytes / 1e6:.1f} MB, sha512 {done.stored.digest[:16]}…")
    raise typer.Exit(1 if failed else 0)


def _moment(date: str | None) -> str:
    from generator.publishing import moment

    try:
        return moment(date)
    except ValueError:
        hint = "write it as 2026-11-22 or 2026-11-22T09:00:00Z"
        raise typer.BadParameter(f"{date!r} is no time: {hint}", param_hint="--date") from None


def _user(author: str | None) -> User | None:
    from generator.archive.inventory import User

    if author is None:
        return None
    found = re.fullmatch(r"\s*([^<>]+?)\s*(?:<([^<>\s]+)>)?\s*", author)
    if found is None:
        raise typer.BadParameter("write it as 'Name <desk@example.org>'", param_hint="--author")
    address = found[2] or ""
    if address and ":" not in address:
        address = f"mailto:{address}"
    return User(found[1], address)
