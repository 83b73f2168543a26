"""What the commands of the archive share: arguments, the archive itself, a bar."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.findings import show
from generator.cli.shell_completion import begun_brief

if TYPE_CHECKING:
    from generator.archive.inventory import User
    from generator.archive.places import Archive
    from generator.workspace.workspace import Workspace

BRIEF = Annotated[
    str,
    typer.Argument(
        metavar="BRIEF", autocompletion=begun_brief, help="The brief: its name, number or id."
    ),
]
VERSION = Annotated[
    str,
    typer.Argument(
        metavar="BRIEF[@VERSION]",
        autocompletion=begun_brief,
        help="Such as military, military@v2 or military@1.1.",
    ),
]
AUTHOR = Annotated[
    str | None,
    typer.Option(metavar="'NAME <ADDRESS>'", help="Who does this; without it, the publisher."),
]
DATE = Annotated[
    str | None,
    typer.Option(metavar="TIME", help="The date to record, in ISO 8601; without it, now."),
]


def when(date: str | None) -> str:
    """A time as the archive writes it; exit status 2 if `date` is not a time."""
    from generator.archive.clock import moment

    try:
        return moment(date)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--date") from None


def one_line(message: str, what: str) -> str:
    """A message; exit status 2 for one that says nothing, or has lines or signs of no line."""
    if not message.strip() or not message.isprintable():
        raise typer.BadParameter(f"{what}, in one line", param_hint="--message")
    return message


def day(text: str, option: str) -> str:
    """A day as the archive writes it, or "" for none; exit status 2 if `text` is no day."""
    try:
        return text and datetime.date.fromisoformat(text).isoformat()
    except ValueError:
        message = f"{text!r} is no day: write it as 2026-11-22"
        raise typer.BadParameter(message, param_hint=option) from None


def person(author: str | None) -> User | None:
    """The person named as `Name <desk@example.org>`; exit status 2 for another spelling."""
    from generator.archive.inventory import user_of

    try:
        return None if author is None else user_of(author)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--author") from None


def settled(workspace: Workspace) -> Archive:
    """The archive, after a publication that was cut off is finished or undone; says which."""
    from generator.actions.archives import archive_of

    archive = archive_of(workspace)
    if not archive.unsettled:
        return archive
    from generator.archive.store import settle

    recovered = settle(archive)
    if recovered:
        show([recovered.told(archive.shown)], workspace.root)
    return archive
