"""The command line: read arguments, call the pipeline, print, exit."""

from __future__ import annotations

import atexit
import gc
import sys
from typing import Annotated

import typer

from generator.cli import (
    archive,
    build,
    check,
    diff,
    evidence,
    publish,
    schema,
    seed,
    start,
    verify,
)

app = typer.Typer(
    name="brief",
    help="Policy briefs in Word and PDF whose every citation has been checked against its source.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
    rich_markup_mode="markdown",
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command()(start.init)
app.command()(start.new)
app.command()(check.check)
app.command()(build.build)
app.command(no_args_is_help=True)(evidence.trace)
app.command(no_args_is_help=True)(evidence.cite)
app.command(no_args_is_help=True)(evidence.coverage)
app.command(no_args_is_help=True)(schema.schema)
app.command(no_args_is_help=True)(publish.publish)
app.command(no_args_is_help=True)(verify.verify)
app.command(no_args_is_help=True)(diff.diff)
app.add_typer(seed.app, name="seed")
app.add_typer(archive.app, name="archive")


def main() -> None:
    """Run the command line; whatever a person got wrong ends in a message, not a traceback."""
    # What a command loads it keeps: looking through it for garbage takes a tenth of a build.
    gc.set_threshold(200_000)
    atexit.register(gc.freeze)  # not at the end either, when it all goes at once
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
