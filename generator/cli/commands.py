"""The commands, and the command line that has them: of a run only the one that it names."""

# Without `from __future__ import annotations`: Typer would compile each type of an option.

import importlib
from collections.abc import Mapping, Sequence
from typing import Annotated, Any

import typer

from generator.cli.terminal import command_group

_VERSION = "--version"
_NEEDS_ARGUMENTS = {"no_args_is_help": True}
_COMMANDS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    # The module, and the settings that Typer needs for its command. A module with an `app` of
    # its own needs none.
    "init": ("start", {}),
    "new": ("start", {}),
    "upgrade": ("upgrade", {}),
    "check": ("check", {}),
    "answer": ("answer", _NEEDS_ARGUMENTS),
    "build": ("build", {}),
    "trace": ("evidence", _NEEDS_ARGUMENTS),
    "cite": ("evidence", _NEEDS_ARGUMENTS),
    "coverage": ("evidence", _NEEDS_ARGUMENTS),
    "refs": ("refs", _NEEDS_ARGUMENTS),
    "docs": ("docs", {}),
    "schema": ("schema", _NEEDS_ARGUMENTS),
    "publish": ("publish", _NEEDS_ARGUMENTS),
    "verify": ("verify", _NEEDS_ARGUMENTS),
    "diff": ("diff", _NEEDS_ARGUMENTS),
    "merge": ("merge", _NEEDS_ARGUMENTS),
    "desk": ("desk", _NEEDS_ARGUMENTS),
    "lsp": ("lsp", {}),
    "serve": ("serve", {}),
    "seed": ("seed", {}),
    "template": ("template", {}),
    "archive": ("archive", {}),
}


def command_line(arguments: Sequence[str]) -> typer.Typer:
    """The command line that takes these arguments: with the command that they name, or with all.

    A run loads only its own command: each one costs an import and a millisecond in Typer. Who asks
    for the version needs none.
    """
    named = [name for name in arguments[:1] if name in _COMMANDS]
    names = named if named or arguments[:1] == [_VERSION] else _COMMANDS
    app = command_group(
        "Make policy briefs in Word and PDF. Each citation is checked against its source. "
        "`brief COMMAND --help` explains a command.",
        name="brief",
        context_settings={"help_option_names": ["-h", "--help"]},
    )
    app.callback()(_options)
    for name in names:
        file, settings = _COMMANDS[name]
        module = importlib.import_module(f"generator.cli.{file}")
        if hasattr(module, "app"):
            app.add_typer(module.app, name=name)
        else:
            app.command(name, **settings)(getattr(module, f"{name}_command"))
    return app


def _version(asked: bool) -> None:
    if asked:
        from generator import __version__

        typer.echo(f"brief {__version__}")
        raise typer.Exit


def _options(
    version: Annotated[
        bool, typer.Option(_VERSION, callback=_version, is_eager=True, help="Show the version.")
    ] = False,
) -> None:
    del version
