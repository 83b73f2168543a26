"""`brief schema`."""

from __future__ import annotations

import json
from typing import Annotated

import typer

from generator.cli.shell_completion import begun_schema

_NAMES = "brief, seed, template, theme, records, answers or workspace (brief.toml)."


def schema_command(
    name: Annotated[str, typer.Argument(metavar="NAME", autocompletion=begun_schema, help=_NAMES)],
) -> None:
    """Print the JSON Schema of a kind of file. With it an editor completes and checks the file.

    Example: `brief schema records > records.schema.json`. docs/editors.md says where to put it.
    """
    from generator.actions.schemas import SCHEMAS

    if name not in SCHEMAS:
        typer.echo(f"no schema `{name}`: this can be {', '.join(SCHEMAS)}", err=True)
        raise typer.Exit(2)
    typer.echo(json.dumps(SCHEMAS[name](), ensure_ascii=False, indent=2))
