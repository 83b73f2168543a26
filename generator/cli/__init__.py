"""The command line: read arguments, call the pipeline, print, exit."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer

from generator.cli import seed
from generator.diagnostics import BriefError, Diagnostic, Severity, render
from generator.workspace import Workspace, find_workspace

app = typer.Typer(
    name="brief",
    help="Policy briefs in Word and PDF whose every citation has been checked against its source.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.add_typer(seed.app, name="seed")

BRIEFS = typer.Argument(help="Briefs by name or path; all of the workspace where none is named.")


def main() -> None:
    """Run the command line; whatever a person got wrong ends in a message, not a traceback."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    app()


def _version(asked: bool) -> None:
    if asked:
        from generator import __version__

        typer.echo(f"brief {__version__}")
        raise typer.Exit


@app.callback()
def _options(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    del version


@app.command()
def build(
    briefs: Annotated[list[str] | None, BRIEFS] = None,
    formats: Annotated[
        str | None, typer.Option("--format", help="Formats to write, by comma: docx,pdf.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", help="The folder to write to.")
    ] = None,
    template: Annotated[
        str | None, typer.Option("--template", help="A template instead of the brief's own.")
    ] = None,
) -> None:
    """Check briefs, then write them as Word files and PDFs.

    On an error nothing is written, and what was built before stays as it was.

    Examples: `brief build` · `brief build military --format pdf` · `brief build -o out`
    """
    from generator import pipeline

    failed = False
    workspace = _workspace()
    for path in _paths(workspace, briefs):
        started = time.perf_counter()
        try:
            built = pipeline.build(
                workspace,
                path,
                formats=tuple(part.strip() for part in (formats or "").split(",") if part.strip()),
                output=output,
                template=template,
            )
        except BriefError as error:
            failed = True
            _report(workspace, error.diagnostics)
            typer.echo(f"{workspace.shown(path)}: not built", err=True)
            continue
        _report(workspace, built.findings)
        seconds = time.perf_counter() - started
        for place, rendition in built.files:
            parts = [f"{rendition.pages} pages"] if rendition.pages else []
            parts += [f"{len(rendition.data) / 1000:.0f} kB", f"{rendition.notes} notes"]
            typer.echo(f"{_near(place)}  {', '.join(parts)}, {seconds:.2f} s")
    raise typer.Exit(1 if failed else 0)


@app.command()
def check(
    briefs: Annotated[list[str] | None, BRIEFS] = None,
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
    workspace = _workspace()
    paths = _paths(workspace, briefs)
    found = [finding for path in paths for finding in pipeline.check(workspace, path)]
    if form == "json":
        typer.echo(_as_json(found))
    else:
        _report(workspace, found)
        typer.echo(_summary(len(paths), found), err=bool(found))
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    raise typer.Exit(1 if any(finding.severity in failing for finding in found) else 0)


def _workspace() -> Workspace:
    try:
        return find_workspace(Path.cwd())
    except BriefError as error:
        _report(Workspace(Path.cwd()), error.diagnostics)
        raise typer.Exit(1) from None


def _paths(workspace: Workspace, names: Iterable[str] | None) -> tuple[Path, ...]:
    from generator import pipeline

    try:
        return pipeline.find_briefs(workspace, names or ())
    except BriefError as error:
        _report(workspace, error.diagnostics)
        raise typer.Exit(2) from None


def _report(workspace: Workspace, found: Iterable[Diagnostic]) -> None:
    """Print findings with the lines they speak of."""
    texts: dict[str, str | None] = {}
    for finding in found:
        file = finding.span.file
        if file not in texts:
            texts[file] = _text(workspace.root / file)
        typer.echo(render(finding, texts[file]) + "\n", err=True)


def _text(path: Path) -> str | None:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except (OSError, ValueError):
        return None
    return text.replace("\0", "\ufffd")


def _summary(briefs: int, found: list[Diagnostic]) -> str:
    checked = f"{briefs} brief{'s' if briefs != 1 else ''} checked"
    counts = [
        f"{number} {severity}{'s' if number != 1 else ''}"
        for severity in Severity
        if (number := sum(finding.severity is severity for finding in found))
    ]
    return f"{checked}: {', '.join(counts) if counts else 'no findings'}"


def _as_json(found: list[Diagnostic]) -> str:
    rows = [
        {
            "code": finding.code,
            "severity": str(finding.severity),
            "message": finding.message,
            "hint": finding.hint,
            "file": finding.span.file,
            "line": finding.span.start.line,
            "column": finding.span.start.column,
            "end_line": finding.span.end.line,
            "end_column": finding.span.end.column,
        }
        for finding in found
    ]
    summary = {f"{severity}s": sum(f.severity is severity for f in found) for severity in Severity}
    return json.dumps({"diagnostics": rows, "summary": summary}, ensure_ascii=False, indent=2)


def _near(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return str(path.resolve().relative_to(Path.cwd()))
    except ValueError:
        return str(path)
