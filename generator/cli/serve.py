"""`brief serve`."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated
from urllib.parse import quote

import typer

from generator.cli.extras import require_extra
from generator.cli.findings import asked_for, near


def serve_command(
    brief: Annotated[
        str | None, typer.Argument(help="The brief to show at first; without it, a list of all.")
    ] = None,
    port: Annotated[
        int, typer.Option(min=0, max=65535, help="The port to answer at; 0 takes a free one.")
    ] = 0,
    open_browser: Annotated[
        bool, typer.Option("--open", help="Open the address in the browser, too.")
    ] = False,
) -> None:
    """Show briefs in a browser while you write: each save shows at once, with its findings.

    Beside the page stands the whole source; the PDF's pages are shown as well. Template and look
    can be changed, and colours, sizes and margins set, which are written into theme.toml. A brief
    with an error keeps its last good page.

    The printed address works on this computer only, and for this run. Ctrl-C ends.

    Examples: `brief serve` · `brief serve military --open`
    """
    require_extra("preview", "serve")
    from generator.serving.serve import serve

    library, paths = asked_for([brief] if brief else None)
    first = _address_of(paths[0], library.workspace.briefs) if brief else ""

    def ready(address: str) -> None:
        shown = f"{address}{first}"
        typer.echo(shown)
        typer.echo("Ctrl-C ends", err=True)
        if open_browser:
            typer.launch(shown)

    try:
        serve(library, port=port, ready=ready)
    except OSError as error:
        typer.echo(
            f"port {port} cannot be used: {error.strerror}; take another: --port 0", err=True
        )
        raise typer.Exit(2) from None
    except KeyboardInterrupt:
        typer.echo("", err=True)


def _address_of(brief: Path, briefs: Path) -> str:
    """Where the page of a brief stands below the address; exit status 2 if it has none."""
    if brief.absolute().parent.resolve() != briefs.resolve():
        typer.echo(f"{near(brief)} is not in {near(briefs)}, whose briefs are shown", err=True)
        raise typer.Exit(2)
    return f"brief/{quote(brief.stem)}"
