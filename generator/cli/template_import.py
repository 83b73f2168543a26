"""`brief template import`: the house's own Word file becomes a template."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.cache import cached_library
from generator.cli.findings import in_workspace
from generator.cli.shell_completion import begun_template
from generator.language.counting import counted

if TYPE_CHECKING:
    from generator.actions.template_import import ImportedTemplate


def template_import(
    source: Annotated[
        Path,
        typer.Argument(metavar="FILE", help="A Word file of the house: .docx, .dotx, .dotm."),
    ],
    name: Annotated[
        str | None,
        typer.Option("--name", metavar="NAME", help="Its name; without it, that of the file."),
    ] = None,
    parent: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="TEMPLATE",
            autocompletion=begun_template,
            help="The template that arranges the brief; without it, the house's.",
        ),
    ] = None,
    fonts: Annotated[
        list[str] | None,
        typer.Option(
            "--font",
            metavar="FAMILY=OTHER",
            help="Show a family of the file that has no files here in another: Calibri=Carlito.",
        ),
    ] = None,
) -> None:
    """Make a template of a Word file of your house: its page, styles, colours, fonts and heads.

    Word files then have the letterhead, the styles and the colours of that file; PDF and HTML look
    like it. What cannot be taken is listed. Macros, embedded objects, links to other files and
    fields that act are left out. The file stays the source: take it in again when it has changed.
    What you write into theme.toml holds against it, and is kept.

    In the header and footer, {title}, {number}, {date}, {marking} and the like stand for what a
    brief says.

    Examples: `brief template import letterhead.dotx` ·
    `brief template import house.docx --name our-house --font "Calibri=Carlito"`
    """
    from generator.actions.template_import import import_template

    chosen = dict(map(_pair, fonts or ()))
    with in_workspace() as workspace:
        library = cached_library(workspace)
        made = import_template(library, source, name=name, parent=parent, fonts=chosen)
    for line in _summary(made):
        typer.echo(line)


def _pair(said: str) -> tuple[str, str]:
    family, sign, other = (part.strip() for part in said.partition("="))
    if not (family and sign and other):
        raise typer.BadParameter(f"write FAMILY=OTHER, not `{said}`", param_hint="--font")
    return family, other


def _summary(made: ImportedTemplate) -> list[str]:
    verb = "made" if made.is_new else "renewed"
    lines = [f"{verb} templates/{made.name}: {', '.join(made.files)}"]
    styles = dict.fromkeys(made.styles.values())
    lines.append(f"taken: {counted(len(styles), 'style')} ({', '.join(styles)})")
    lines += (f"not taken: {line}" for line in made.untaken)
    lines += (f"unlike Word: {line}" for line in made.unlike)
    lines.append(f"see it: `brief build --template {made.name}`")
    lines.append(f"check it: `brief template check {made.name}`")
    return lines
