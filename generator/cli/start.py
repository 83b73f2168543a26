"""`brief init` and `brief new`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.findings import in_workspace, near, telling_refusals
from generator.cli.shell_completion import begun_brief, begun_seed
from generator.language.counting import counted

if TYPE_CHECKING:
    import datetime

    from generator.workspace.workspace import Workspace


def init_command(
    folder: Annotated[Path, typer.Argument(help="The folder to fill.")] = Path(),
) -> None:
    """Set up a workspace with an example: a source, four briefs, templates and fonts.

    Files that exist already stay as they are.

    Examples: `brief init` · `brief init policy && cd policy && brief build`
    """
    from generator.actions.init import lay_out

    with telling_refusals(folder, 2):
        made = lay_out(folder)
    laid_out = f"{counted(len(made), 'file')} laid out" if made else "all is here already"
    typer.echo(f"{near(folder.resolve())}: {laid_out}; `brief build` builds them")


def new_command(
    slug: Annotated[str, typer.Argument(help="The brief's name: small letters and hyphens.")],
    seed: Annotated[
        str | None,
        typer.Option(
            "--seed", metavar="KEY", autocompletion=begun_seed, help="The source to cite."
        ),
    ] = None,
    model: Annotated[
        str | None,
        typer.Option(
            "--from",
            metavar="BRIEF|FILE",
            autocompletion=begun_brief,
            help="Copy the front matter and headings of this brief, or take in this draft.",
        ),
    ] = None,
    docx: Annotated[
        bool, typer.Option("--docx", help="Write a Word form as well, to be filled in.")
    ] = False,
    output: Annotated[
        Path | None, typer.Option("--output", help="The form's file or folder.")
    ] = None,
) -> None:
    """Start a new brief. Comments in it say what to write where.

    With --docx it is written in Word: the form says what belongs where, and `brief merge` takes
    back what was filled in.

    With --from and a file (.docx, .odt, .html) the brief begins with what stands there: headings,
    lists, tables, notes and comments. A list says what is left to do; with --docx, comments do.

    Examples: `brief new energy --seed smith-trade` · `brief new energy --docx` · `brief new energy
    --from draft.docx`
    """
    import datetime

    from generator.actions.init import new_brief
    from generator.workspace.finding import find_briefs

    if output is not None and not docx:
        raise typer.BadParameter("goes with --docx", param_hint="--output")

    with in_workspace() as workspace:
        today = datetime.datetime.now().astimezone().date()
        draft = Path(model) if model and _is_draft(Path(model)) else None
        if draft and not docx:
            _begin_from_draft(workspace, slug, draft, seed, today)
            return
        after = find_briefs(workspace, [model])[0] if model and not draft else None
        if after and seed:
            message = "a brief --from another lists the sources of that one: leave this out"
            raise typer.BadParameter(message, param_hint="--seed")
        if docx:
            from generator.actions.draft import form_from_draft
            from generator.actions.form import new_form

            path, form = (
                form_from_draft(workspace, slug, output, draft, seed=seed, today=today)
                if draft
                else new_form(workspace, slug, output, seed=seed, model=after, today=today)
            )
            typer.echo(f"{near(path)}")
            typer.echo(f"{near(form)}: fill it in, then `brief merge {near(form)} --write`")
            return
        path = new_brief(workspace, slug, seed=seed, model=after, today=today)
    typer.echo(f"{near(path)}: write, then `brief check {slug}`")


def _is_draft(named: Path) -> bool:
    """Whether no brief is meant: a brief is named by its slug or by its file of Markdown."""
    ending = named.suffix.lower()
    return ending != ".md" and (bool(ending) or named.is_file())


def _begin_from_draft(
    workspace: Workspace, slug: str, source: Path, seed: str | None, today: datetime.date
) -> None:
    from generator.actions.draft import new_from_draft
    from generator.cli.cache import cached_library

    begun = new_from_draft(cached_library(workspace), slug, source, seed=seed, today=today)
    typer.echo(f"{near(begun.path)}: begun from {near(source)}")
    for one in begun.left:
        typer.echo(f"- {one}")
    typer.echo(f"the list stands at its head; then `brief check {slug}`")
