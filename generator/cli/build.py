"""`brief build`."""

# Without `from __future__ import annotations`: Typer would compile each type of an option.

from collections.abc import Sequence
from pathlib import Path
from typing import Annotated, Literal

import typer

from generator.cli.building import HowToBuild, build_all
from generator.cli.findings import (
    ALLOW,
    ANEW,
    BRIEFS,
    asked_for,
    codes_to_allow,
    in_turn,
    near,
    show,
    show_first,
)
from generator.cli.makers import Jobs
from generator.cli.shell_completion import begun_formats, begun_template
from generator.config.files import links_followed
from generator.diagnostics import BriefError
from generator.language.counting import counted
from generator.pipeline.library import Library
from generator.workspace.finding import template_meant


def build_command(
    briefs: Annotated[list[str] | None, BRIEFS] = None,
    formats: Annotated[
        list[str] | None,
        typer.Option(
            "--format",
            autocompletion=begun_formats,
            help="The formats to write, with commas between: docx,html,pdf,txt. May be repeated.",
        ),
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write to.")
    ] = None,
    template: Annotated[
        str | None,
        typer.Option(
            "--template",
            autocompletion=begun_template,
            help="Use this template instead of the brief's own.",
        ),
    ] = None,
    draft: Annotated[
        bool,
        typer.Option(
            "--draft", help="Write the files in spite of errors, and show the findings in them."
        ),
    ] = False,
    pdf_variant: Annotated[
        Literal["a-3a", "a-2a"],
        typer.Option(help="PDF/A-3a, or PDF/A-2a for archives that accept no attachments."),
    ] = "a-3a",
    length: Annotated[
        Literal["full", "page", "short"],
        typer.Option(help="The whole brief, one page of what its reader must know, or a mail."),
    ] = "full",
    purpose: Annotated[
        Literal["placing"] | None,
        typer.Option(
            "--for",
            help="A Word file to place in a program for layout: named styles and no frames.",
        ),
    ] = None,
    allow: Annotated[list[str] | None, ALLOW] = None,
    anew: Annotated[bool, ANEW] = False,
    jobs: Jobs = None,
    site: Annotated[
        bool,
        typer.Option("--site", help="Write web pages with an index of them, for anybody to read."),
    ] = False,
    watch: Annotated[
        bool,
        typer.Option("--watch", help="Build again what a saved file changes, until Ctrl-C."),
    ] = False,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="Print findings only.")] = False,
    verbose: Annotated[
        bool,
        typer.Option(
            "--verbose", "-v", help="Also list the inputs of each brief, and the time of each step."
        ),
    ] = False,
) -> None:
    """Check briefs, then write them as Word files and PDFs.

    If a brief has an error, its files are not written, and its earlier files stay as they were.
    With `--draft` they are written all the same: they say DRAFT and show each finding at its
    place.

    If `--allow` lets an error through, the output and the manifest in each file name its code.

    A brief is not built again while all that it rests on, and its files, are as they were.

    Examples: `brief build` · `brief build military --format pdf` · `brief build --draft` ·
    `brief build --watch` · `brief build military --for placing`
    """
    if site:
        others = (formats, template, draft, watch, verbose, purpose, length != "full", jobs)
        if any(others) or pdf_variant != "a-3a":
            message = "it writes whole, finished web pages in their own looks"
            raise typer.BadParameter(message, param_hint="--site")

        raise typer.Exit(build_site(briefs, output, codes_to_allow(allow), quiet=quiet))
    named = _formats(formats)
    if purpose and {*named} - {"docx"}:
        message = "only Word files are placed: leave --format out"
        raise typer.BadParameter(message, param_hint="--for")
    if pdf_variant != "a-3a" and ((named and "pdf" not in named) or purpose):
        raise typer.BadParameter("goes with a PDF: see --format", param_hint="--pdf-variant")
    asked = HowToBuild(
        options={
            "formats": named,
            "output": output and output.absolute(),
            "template": template,
            "draft": draft,
            "pdf_variant": pdf_variant,
            "allow": codes_to_allow(allow),
            "length": length,
            "placing": purpose == "placing",
        },
        quiet=quiet,
        verbose=verbose,
        anew=anew or watch or verbose,
        jobs=jobs,
    )

    def once(changed: tuple[Path, ...]) -> int:
        library, paths = asked_for(briefs)
        if template and not changed:
            _refuse_unknown_template(library, template)
        return build_all(library, _touched(paths, changed), asked)

    if not watch:
        raise typer.Exit(once(()))
    from generator.cli.watching import watched

    raise typer.Exit(watched(briefs, once))


def _refuse_unknown_template(library: Library, name: str) -> None:
    """Exit status 2 where there is no such template, and so nothing to build with."""
    if name not in library.workspace.templates:
        message = f"no template `{name}`: {template_meant(library.workspace, name)}"
        raise typer.BadParameter(message, param_hint="--template")


def _touched(paths: tuple[Path, ...], changed: tuple[Path, ...]) -> tuple[Path, ...]:
    """The briefs to build after a change: those that were saved; all, if anything else was."""
    real = {_real_path(path) for path in changed}
    own = tuple(path for path in paths if _real_path(path) in real) if real else ()
    return own if own and len(own) == len(real) else paths


def _real_path(path: Path) -> Path:
    """Where a file lies; one behind a ring of links lies nowhere, and building it tells that."""
    try:
        return links_followed(path)
    except OSError:
        return path


def _formats(given: Sequence[str] | None) -> tuple[str, ...]:
    """The formats named after `--format`; exit status 2 for an unknown one."""
    from generator.pipeline.writing import writers_of

    try:
        named = filter(None, map(str.strip, ",".join(given or ()).split(",")))
        return tuple(writer.name for writer in writers_of(named))
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--format") from None


# --- a site -----------------------------------------------------------------------------


def build_site(
    briefs: list[str] | None, output: Path | None, allow: tuple[str, ...], *, quiet: bool
) -> int:
    """Write each brief that anybody may read as HTML, and an index of them; the exit status."""
    from generator.actions import site

    library, paths = asked_for(briefs)
    folder = site.site_folder(library, output)
    root, pages, failed = library.workspace.root, [], 0
    for path in in_turn(paths):
        try:
            page = site.build_page(library, path, folder, allow=allow)
        except BriefError as error:
            failed += 1
            show_first(list(error.diagnostics), root, path.stem)
            typer.echo(f"{library.workspace.shown(path)}: not built", err=True)
            continue
        pages.append(page)
        if page.kept_back:
            typer.echo(f"{library.workspace.shown(path)}: left out, {page.kept_back}", err=True)
        elif page.file and not quiet:
            typer.echo(near(page.file))
    try:
        index = site.write_index(library, pages, folder)
    except BriefError as error:
        show(error.diagnostics, root)
        return 1
    if not quiet:
        there = sum(page.file is not None for page in pages)
        typer.echo(f"{near(index)}  {counted(there, 'brief')}")
    return 1 if failed else 0
