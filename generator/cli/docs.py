"""`brief docs`: the manual."""

from __future__ import annotations

from typing import Annotated

import typer

from generator.cli.shell_completion import begun_page


def docs_command(
    page: Annotated[
        str | None,
        typer.Argument(
            metavar="PAGE",
            autocompletion=begun_page,
            help="A page, such as writing; or a code, such as C014.",
        ),
    ] = None,
) -> None:
    """Read the manual: a page of it, or what a code means and how to mend it.

    Without PAGE, list the pages, and the folder that they lie in.

    Examples: `brief docs` · `brief docs templates` · `brief docs C014`
    """
    from generator.actions.manual import manual_folder, manual_said, manual_titles

    if page is not None:
        try:
            typer.echo(manual_said(page), nl=False)
        except ValueError as error:
            typer.echo(str(error), err=True)
            raise typer.Exit(2) from None
        return
    titles = manual_titles()
    width = max(map(len, titles))
    for name, title in titles.items():
        typer.echo(f"  {name:<{width}}  {title}")
    typer.echo(f"\n`brief docs PAGE` prints one. All lie in {manual_folder()}")
