"""`brief schema`."""

from __future__ import annotations

from typing import Annotated

import typer

from generator.cli.findings import in_workspace
from generator.cli.shell_completion import begun_schema
from generator.cli.terminal import json_text

_NAMES = "brief, seed, template, theme, labels, notes, records, answers or workspace (brief.toml)."


def schema_command(
    name: Annotated[str, typer.Argument(metavar="NAME", autocompletion=begun_schema, help=_NAMES)],
) -> None:
    """Print the JSON Schema of a kind of file. With it an editor completes and checks the file.

    That of a brief has the values that brief.toml declares under [fields], too.

    `brief docs editors` says where to put it.

    Example: `brief schema records > records.schema.json`
    """
    from generator.actions.schemas import SCHEMAS, brief_schema

    if name not in SCHEMAS:
        typer.echo(f"no schema `{name}`: this can be {', '.join(SCHEMAS)}", err=True)
        raise typer.Exit(2)
    if name == "brief":
        with in_workspace() as workspace:
            schema = brief_schema(workspace.settings.fields)
    else:
        schema = SCHEMAS[name]()
    typer.echo(json_text(schema))
