"""`brief seed …`: import sources and show their numbered paragraphs."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.findings import in_workspace, show
from generator.cli.mending import KeyArgument, add_mending
from generator.cli.taking_in import seed_import, seed_snapshot, show_dropped
from generator.cli.terminal import command_group, hanging
from generator.cli.updating import add_updating
from generator.diagnostics import BriefError, Diagnostic
from generator.language.counting import counted

if TYPE_CHECKING:
    from generator.seeds.seed import Seed, SeedParagraph


app = command_group("Import sources as seeds, and show their numbered paragraphs.")


@app.command(
    "add", hidden=True, context_settings={"allow_extra_args": True, "ignore_unknown_options": True}
)
def seed_add() -> None:
    """What people type who have not read the help."""
    typer.echo("no command `seed add`: a source comes in with `brief seed import FILE`", err=True)
    raise typer.Exit(2)


app.command("import", no_args_is_help=True)(seed_import)


@app.command("list")
def seed_list(
    unused: Annotated[
        bool, typer.Option("--unused", help="The seeds and records that no brief cites.")
    ] = False,
    cited: Annotated[
        bool, typer.Option("--cited", help="Those that some do, and the names of these briefs.")
    ] = False,
) -> None:
    """List the seeds of this workspace with their paragraphs, dates and titles.

    Examples: `brief seed list` · `brief seed list --unused` · `brief seed list --cited`
    """
    if unused and cited:
        message = "take one of them: together they are all"
        raise typer.BadParameter(message, param_hint="--unused --cited")
    if unused or cited:
        show_source_uses(unused=unused)
        return
    from generator.seeds.store import list_seeds, read_seed

    found: list[Seed] = []
    broken: list[Diagnostic] = []
    with in_workspace() as workspace:
        for key in list_seeds(workspace.seeds):
            try:
                found.append(read_seed(workspace.seeds / key, file=f"seeds/{key}"))
            except BriefError as error:
                broken.extend(error.diagnostics)
    if not found and not broken:
        typer.echo("No seeds yet. Import one: brief seed import FILE --key KEY")
    width = max((len(seed.key) for seed in found), default=0)
    for seed in found:
        told = f"{seed.key:<{width}}  {len(seed.paragraphs):>4} ¶  {_dated(seed):<10}  "
        typer.echo(told + seed.meta.title)
    show(broken, workspace.root)
    if broken:
        raise typer.Exit(1)


@app.command("show", no_args_is_help=True)
def seed_show(
    key: KeyArgument,
    paragraph: Annotated[
        str | None,
        typer.Option(
            metavar="N",
            help="Show only this paragraph, with its sentences numbered for `¶3 s2`.",
        ),
    ] = None,
    dropped: Annotated[
        bool, typer.Option("--dropped", help="Show the dropped lines instead, and why.")
    ] = False,
    page: Annotated[
        bool,
        typer.Option(
            "--page", help="Write a page (HTML) with what was kept beside what was dropped."
        ),
    ] = False,
    docx: Annotated[
        bool, typer.Option("--docx", help="Write the numbered source as a Word file, to copy from.")
    ] = False,
    output: Annotated[
        Path | None,
        typer.Option(metavar="FILE", help="Where to write it, if not below build/sources/."),
    ] = None,
) -> None:
    """Show the numbered paragraphs of a seed, or its dropped lines.

    Examples: `brief seed show smith-2025` · `brief seed show smith-2025 --paragraph 3` ·
    `brief seed show smith-2025 --dropped` · `brief seed show smith-2025 --page`
    """
    from generator.actions.show_seed import write_source
    from generator.seeds.store import read_seed

    if page and docx and output is not None:
        raise typer.BadParameter("one file cannot be both: ask for --page or --docx alone")
    if output is not None and not (page or docx):
        raise typer.BadParameter("goes with --page or --docx", param_hint="--output")
    with in_workspace() as workspace:
        seed = read_seed(workspace.seeds / key, file=f"seeds/{key}")
        if page:
            typer.echo(workspace.shown(write_source(workspace, seed, "html", output)))
        if docx:
            typer.echo(workspace.shown(write_source(workspace, seed, "docx", output)))
    if page or docx:
        return
    if paragraph is not None:
        _show_sentences(seed, paragraph)
        return
    _show_heading(seed)
    if dropped:
        show_dropped(seed.edition.dropped)
        return
    for head, each in zip(_heads(seed.paragraphs), seed.paragraphs, strict=True):
        typer.echo()
        typer.echo(hanging(head, each.text))


add_mending(app)
add_updating(app)


app.command("snapshot", no_args_is_help=True)(seed_snapshot)


# --- what is printed --------------------------------------------------------------------


def _heads(paragraphs: Sequence[SeedParagraph]) -> tuple[str, ...]:
    """How each paragraph is cited, without its ¶, in a column."""
    from generator.seeds.places import paragraph_place

    places = [paragraph_place(paragraph).removeprefix("¶") for paragraph in paragraphs]
    width = max(5, *map(len, places))
    return tuple(f"{place:>{width}}  " for place in places)


def _show_heading(seed: Seed) -> None:
    meta = seed.meta
    count = counted(len(seed.paragraphs), "paragraph")
    rating = f"reliability {meta.reliability}"
    said = [meta.author, meta.publisher, _dated(seed), meta.kind, rating, count]
    typer.echo(f"{seed.key}  {meta.title}")
    edition = [f"edition {seed.edition.number}"] if seed.edition.number > 1 else []
    typer.echo("  " + " · ".join(part for part in said + edition if part))


def _show_sentences(seed: Seed, asked: str) -> None:
    from generator.seeds.places import cited_as, shown_place
    from generator.seeds.printed_numbers import number_asked

    paragraph = seed.paragraph(number_asked(asked))
    if paragraph is None:
        first, last = (cited_as(number, seed) for number in (seed.numbers[0], seed.numbers[-1]))
        message = f"no {asked} in {seed.key}: it has {first} to {last}"
        raise typer.BadParameter(message, param_hint="--paragraph")
    place = cited_as(paragraph.number, seed)
    typer.echo(f"{seed.key} {place}  {seed.edition.original}, {shown_place(paragraph.place)}\n")
    for count, sentence in enumerate(paragraph.sentences, 1):
        typer.echo(hanging(f"{f's{count}':>5}  ", sentence.text))


def _dated(seed: Seed) -> str:
    return "undated" if seed.meta.published is None else seed.meta.published.isoformat()


def show_source_uses(*, unused: bool) -> None:
    """Print the seeds and records that no brief of the workspace cites, or those that some do.

    Exit status 1 if something could not be read, since it may cite more.
    """
    from generator.actions.refs import source_uses
    from generator.cli.cache import cached_library

    with in_workspace() as workspace:
        uses, found = source_uses(cached_library(workspace))
    told = [use for use in uses if bool(use.briefs) != unused]
    width = max((len(use.key) for use in told), default=0)
    for use in told:
        typer.echo(f"{use.key:<{width}}  {use.title}")
        if use.briefs:
            typer.echo(f"{'':<{width}}  cited in {', '.join(use.briefs)}")
    if not told:
        typer.echo("Every source is cited." if unused else "No brief cites a source.")
    faults = [finding for finding in found if finding.is_error]
    show(faults, workspace.root)
    if faults:
        raise typer.Exit(1)
