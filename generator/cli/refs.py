"""`brief refs`: what a brief cites, for reference managers."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from generator.cli.findings import ONE_BRIEF, asked_for, in_workspace
from generator.language.counting import counted


def refs_command(
    brief: Annotated[str, ONE_BRIEF],
    csl_json: Annotated[
        bool, typer.Option("--csl-json", help="As CSL-JSON, for Zotero, pandoc and others.")
    ] = False,
    bibtex: Annotated[bool, typer.Option("--bibtex", help="As BibLaTeX, for LaTeX.")] = False,
    ris: Annotated[bool, typer.Option("--ris", help="As RIS, for EndNote and others.")] = False,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="The file to write.")
    ] = None,
) -> None:
    """Print what a brief cites, seeds and records, in the form of a reference manager.

    Examples: `brief refs military --bibtex` · `brief refs military --csl-json -o military.json`
    """
    from generator.actions.refs import cited_items, store_refs
    from generator.references import REFERENCE_FORMATS

    asked = {"csl-json": csl_json, "bibtex": bibtex, "ris": ris}
    chosen = [name for name, is_asked in asked.items() if is_asked]
    if len(chosen) != 1:
        typer.echo("name one form: --csl-json, --bibtex or --ris", err=True)
        raise typer.Exit(2)
    library, (path,) = asked_for([brief])
    with in_workspace():
        items = cited_items(library, path)
        text = REFERENCE_FORMATS[chosen[0]].text_of(items)
        if output is None:
            typer.echo(text, nl=False)
            return
        store_refs(output, text)
    typer.echo(f"{output.as_posix()}  {counted(len(items), 'reference')}")
