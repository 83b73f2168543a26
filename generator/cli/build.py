"""`brief build`."""

from __future__ import annotations

import os
import sys
import time
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Literal

import typer
from msgspec import Struct

from generator.cli.cache import earlier_runs
from generator.cli.findings import (
    ALLOW,
    ANEW,
    BRIEFS,
    asked_for,
    codes_to_allow,
    in_turn,
    near,
    show_first,
)
from generator.cli.shell_completion import begun_formats, begun_template
from generator.cli.telling import count_of, say
from generator.config.files import links_followed
from generator.diagnostics import BriefError, Diagnostic, Severity
from generator.diagnostics.codes import PROMISE
from generator.language.counting import counted
from generator.workspace.finding import template_meant

if TYPE_CHECKING:
    from generator.actions.build import Built
    from generator.pipeline.earlier import Made
    from generator.pipeline.library import Library
    from generator.pipeline.writing import Rendition

_SHOWN_BEFORE_A_BAR = 4  # briefs: fewer are done before a bar could be read


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
        others = (formats, template, draft, watch, verbose, purpose, length != "full")
        if any(others) or pdf_variant != "a-3a":
            message = "it writes whole, finished web pages in their own looks"
            raise typer.BadParameter(message, param_hint="--site")
        from generator.cli.site import build_site

        raise typer.Exit(build_site(briefs, output, codes_to_allow(allow), quiet=quiet))
    named = _formats(formats)
    if purpose and {*named} - {"docx"}:
        message = "only Word files are placed: leave --format out"
        raise typer.BadParameter(message, param_hint="--for")
    asked = _Asked(
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
    )

    def once(changed: tuple[Path, ...]) -> int:
        library, paths = asked_for(briefs)
        if template and not changed:
            _refuse_unknown_template(library, template)
        return _build_all(library, _touched(paths, changed), asked)

    if not watch:
        raise typer.Exit(once(()))
    from generator.cli.watching import watched

    raise typer.Exit(watched(briefs, once))


class _Asked(Struct, frozen=True):
    """How to build, as the options say, and how much to tell of it."""

    options: Mapping[str, Any]  # of the action
    quiet: bool
    verbose: bool
    anew: bool


class _ToldOfBuild(Struct, frozen=True):
    """What a build tells of a brief: what to correct, how much to read again, and its files."""

    pressing: tuple[Diagnostic, ...]
    left: int  # findings for `brief check`
    has_errors: bool
    is_built: bool = False
    files: tuple[tuple[str, tuple[str, ...]], ...] = ()  # each name, and what is told of it
    notes: int = 0
    allowed: tuple[str, ...] = ()
    account: str = ""


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


def _build_all(library: Library, paths: tuple[Path, ...], asked: _Asked) -> int:
    """Build each brief, and tell of it; the exit status."""
    root = library.workspace.root
    folder = near(asked.options["output"] or library.workspace.build)
    began, left, failed = time.perf_counter(), 0, 0
    made = Counter[str]()  # the numbers only: the files of a thousand briefs would fill the memory

    def build_brief(path: Path) -> Made[_ToldOfBuild]:
        return _built_and_told(library, path, asked)

    runs = earlier_runs(_ToldOfBuild, library, "build", asked.options, anew=asked.anew)
    with closing(runs) as earlier:
        for path in in_turn(_with_progress(paths, quiet=asked.quiet)):
            started = time.perf_counter()
            told, is_earlier = earlier.tell(path, build_brief)
            if told.pressing:
                show_first(told.pressing, root, path.stem)
            failed, left = failed + told.has_errors, left + told.left
            if not told.is_built:
                typer.echo(f"{library.workspace.shown(path)}: not built", err=True)
                continue
            made.update(file=len(told.files), note=told.notes, unchanged=is_earlier)
            taken = "unchanged" if is_earlier else f"{time.perf_counter() - started:.2f} s"
            if not asked.quiet:
                _tell_files(told, folder, taken, verbose=asked.verbose)
    if not asked.quiet and len(paths) > 1:
        _tell_sum(len(paths), made, time.perf_counter() - began)
    if not asked.quiet and left:
        typer.echo(say(f"{count_of(left, 'place', ' to read again')}: see `brief check`"))
    return 1 if failed else 0


def _built_and_told(library: Library, path: Path, asked: _Asked) -> Made[_ToldOfBuild]:
    """Build a brief: what to tell of it, and its files."""
    from generator.actions.build import build

    try:
        built = build(path, workspace=library, **asked.options)
    except BriefError as error:
        pressing, left = _shown_now(error.diagnostics)
        return _ToldOfBuild(pressing, left, has_errors=True), {}
    pressing, left = _shown_now(built.findings)
    told = _ToldOfBuild(
        pressing,
        left,
        has_errors=any(finding.is_error for finding in built.findings),
        is_built=True,
        files=tuple((place.name, _told_of_file(rendition)) for place, rendition in built.files),
        notes=built.notes,
        allowed=built.allowed,
        account=_account(built) if asked.verbose else "",
    )
    return told, {place: rendition.data for place, rendition in built.files}


def _tell_files(told: _ToldOfBuild, folder: str, taken: str, *, verbose: bool) -> None:
    allowed = (f"allowed {', '.join(told.allowed)}",) if told.allowed else ()
    lines = [
        f"{folder}{os.sep}{name}  {', '.join((*said, *allowed, taken))}"
        for name, said in told.files
    ]
    typer.echo("\n".join([*lines, told.account] if verbose else lines))


def _tell_sum(briefs: int, made: Counter[str], seconds: float) -> None:
    told = [counted(briefs, "brief"), *(counted(made[noun], noun) for noun in ("file", "note"))]
    told += [f"{made['unchanged']} unchanged"] if made["unchanged"] else []
    typer.echo(f"{', '.join(told)}, {seconds:.2f} s")


def _formats(given: Sequence[str] | None) -> tuple[str, ...]:
    """The formats named after `--format`; exit status 2 for an unknown one."""
    from generator.pipeline.writing import writers_of

    try:
        named = filter(None, map(str.strip, ",".join(given or ()).split(",")))
        return tuple(writer.name for writer in writers_of(named))
    except ValueError as error:
        raise typer.BadParameter(str(error), param_hint="--format") from None


def _shown_now(findings: Sequence[Diagnostic]) -> tuple[tuple[Diagnostic, ...], int]:
    """The findings that a build shows, and how many it leaves to `brief check`."""
    open_ones = [finding for finding in findings if finding.answer is None]
    pressing = tuple(finding for finding in open_ones if not _is_for_reviewers(finding))
    return pressing, len(open_ones) - len(pressing)


def _is_for_reviewers(finding: Diagnostic) -> bool:
    """Whether it only asks to read a place again. An error that `--allow` let through does not."""
    judged = finding.code.startswith(("C", "T")) and finding.code not in PROMISE
    return judged and finding.severity is Severity.NOTE


def _told_of_file(rendition: Rendition) -> tuple[str, ...]:
    pages = [counted(rendition.pages, "page")] if rendition.pages else []
    size = f"{len(rendition.data) / 1000:.0f} kB"
    return (*pages, size, counted(rendition.notes, "note"))


def _account(built: Built) -> str:
    """The inputs of a brief, with the first 12 digits of each digest, and the time of each step."""
    account = built.account
    seeds = [f"{key} (edition {edition})" for key, edition in account.sources.items()]
    inputs = [f"{name} {digest[:12]}" for name, digest in account.inputs.items()]
    seconds = [f"{room} {time_taken:.2f}" for room, time_taken in account.seconds.items()]
    return "\n".join(
        [
            f"  template  {account.template}",
            f"  seeds     {', '.join(seeds) or 'none'}",
            f"  SHA-256   {', '.join(inputs)}",
            f"  seconds   {', '.join(seconds)}",
        ]
    )


def _with_progress(paths: tuple[Path, ...], *, quiet: bool) -> Iterator[Path]:
    """The paths, with a progress bar for a long run at a terminal."""
    if quiet or len(paths) <= _SHOWN_BEFORE_A_BAR or not sys.stderr.isatty():
        yield from paths
        return
    from rich.console import Console
    from rich.progress import track

    console = Console(stderr=True)
    yield from track(paths, "Building", console=console, transient=True)
