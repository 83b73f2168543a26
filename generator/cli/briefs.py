"""`brief check` and `brief build`."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from generator.cli.findings import as_json, in_workspace, near, show, summary
from generator.diagnostics import BriefError, Severity
from generator.library import Library

if TYPE_CHECKING:
    from generator.pipeline import Rendition

_BRIEFS = typer.Argument(help="Briefs by name or path; all of the workspace where none is named.")
_SHOWN_BEFORE_A_BAR = 4  # briefs: fewer are done before a bar could be read


def check(
    briefs: Annotated[list[str] | None, _BRIEFS] = None,
    form: Annotated[
        str, typer.Option("--format", help="human, or json for other programs.")
    ] = "human",
    strict: Annotated[bool, typer.Option("--strict", help="Let warnings fail, too.")] = False,
) -> None:
    """Report every fault in briefs, and change nothing.

    Exit status: 0 clean, 1 an error found (or a warning under --strict), 2 could not run.

    Examples: `brief check` · `brief check military --format json`
    """
    from generator import pipeline

    if form not in ("human", "json"):
        typer.echo(f"no format `{form}`: this can be human or json", err=True)
        raise typer.Exit(2)
    library, paths = _asked_for(briefs)
    found = [finding for path in paths for finding in pipeline.check(library, path)]
    if form == "json":
        typer.echo(as_json(found))
    else:
        show(found, library.workspace.root)
        typer.echo(summary(len(paths), found), err=bool(found))
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    raise typer.Exit(1 if any(finding.severity in failing for finding in found) else 0)


def build(
    briefs: Annotated[list[str] | None, _BRIEFS] = None,
    formats: Annotated[
        str | None, typer.Option("--format", help="Formats to write, by comma: docx,pdf.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write to.")
    ] = None,
    template: Annotated[
        str | None, typer.Option("--template", help="A template instead of the brief's own.")
    ] = None,
    draft: Annotated[
        bool,
        typer.Option("--draft", help="Write whatever the checks find, and show it in the file."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only.")] = False,
) -> None:
    """Check briefs, then write them as Word files and PDFs.

    On an error nothing is written, and what was built before stays as it was; a draft is
    always written, marked as one, with each finding at its place.

    Examples: `brief build` · `brief build military --format pdf` · `brief build --draft`
    """
    from generator import pipeline

    library, paths = _asked_for(briefs)
    workspace = library.workspace
    wanted = tuple(part.strip() for part in (formats or "").split(",") if part.strip())
    began, files, notes, failed = time.perf_counter(), 0, 0, 0
    for path in _shown(paths, quiet=quiet):
        started = time.perf_counter()
        try:
            built = pipeline.build(
                library, path, formats=wanted, output=output, template=template, draft=draft
            )
        except BriefError as error:
            failed += 1
            show(error.diagnostics, workspace.root)
            typer.echo(f"{workspace.shown(path)}: not built", err=True)
            continue
        show(built.findings, workspace.root)
        failed += any(finding.is_error for finding in built.findings)
        files += len(built.files)
        notes += built.notes
        if not quiet:
            seconds = time.perf_counter() - started
            for place, rendition in built.files:
                typer.echo(f"{near(place)}  {_told(rendition)}, {seconds:.2f} s")
    if not quiet and len(paths) > 1:
        seconds = time.perf_counter() - began
        typer.echo(f"{len(paths)} briefs, {files} files, {notes} notes, {seconds:.2f} s")
    raise typer.Exit(1 if failed else 0)


def _asked_for(names: list[str] | None) -> tuple[Library, tuple[Path, ...]]:
    """The workspace and the briefs that the command is about; status 2 where there are none."""
    from generator.reading import find_briefs

    with in_workspace() as workspace:
        try:
            return Library(workspace), find_briefs(workspace, names or ())
        except BriefError as error:
            show(error.diagnostics, workspace.root)
            raise typer.Exit(2) from None


def _told(rendition: Rendition) -> str:
    pages = [f"{rendition.pages} pages"] if rendition.pages else []
    size = f"{len(rendition.data) / 1000:.0f} kB"
    return ", ".join([*pages, size, f"{rendition.notes} notes"])


def _shown(paths: tuple[Path, ...], *, quiet: bool) -> Iterator[Path]:
    """The paths, with a progress bar while they are worked through if a person is watching."""
    if quiet or len(paths) <= _SHOWN_BEFORE_A_BAR or not sys.stderr.isatty():
        yield from paths
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(paths, "Building", console=console, transient=True)
