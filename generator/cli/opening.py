"""What the commands of the archive share: arguments, the archive itself, a bar."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.findings import show

if TYPE_CHECKING:
    from generator.archive.inventory import User
    from generator.archive.places import Archive
    from generator.workspace.workspace import Workspace

BRIEF = Annotated[str, typer.Argument(metavar="BRIEF", help="Its name, number or id.")]
VERSION = Annotated[
    str,
    typer.Argument(metavar="BRIEF[@VERSION]", help="military, military@v2 or military@1.1"),
]
AUTHOR = Annotated[
    str | None,
    typer.Option(metavar="'NAME <ADDRESS>'", help="Who does it; else the publisher."),
]
DATE = Annotated[
    str | None, typer.Option(metavar="TIME", help="When it is done (ISO 8601); else now.")
]


def when(date: str | None) -> str:
    """A time as the archive writes it; status 2 for what is none."""
    from generator.archive.clock import moment

    try:
        return moment(date)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--date") from None


def person(author: str | None) -> User | None:
    """Who is named as `Name <desk@example.org>`; status 2 where it is written otherwise."""
    from generator.archive.inventory import user_of

    try:
        return None if author is None else user_of(author)
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--author") from None


@contextmanager
def progress(total: int, told: str) -> Iterator[Callable[[], None]]:
    """Count something done at each call, with a bar if it takes long and a person is watching."""
    if total < _SHOWN_BEFORE_A_BAR or not sys.stderr.isatty():
        yield lambda: None
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(told, total=total)
        yield lambda: bar.advance(task)


_SHOWN_BEFORE_A_BAR = 20


def settled(workspace: Workspace) -> Archive:
    """The archive, once what a crash has left in it is settled, which is told."""
    from generator.actions.archives import archive_of

    archive = archive_of(workspace)
    if not archive.unsettled:
        return archive
    from generator.archive.store import settle

    recovered = settle(archive)
    if recovered:
        show([recovered.told(archive.shown)], workspace.root)
    return archive
