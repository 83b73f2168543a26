"""`brief lsp`."""

from __future__ import annotations

import importlib.util

import typer

from generator.cli.cache import cache_folder

_MISSING = (
    "`brief lsp` needs the package pygls, which is not here; install it beside brief:\n"
    "  pip install 'pygls>=2.1'"
)


def lsp_command() -> None:
    """Serve an editor: findings as you type, completion of citations, the words of sources.

    An editor starts it, and talks to it on standard input and output by the Language Server
    Protocol. docs/editors.md says how to set up VS Code, Neovim, Helix and others.
    """
    if importlib.util.find_spec("pygls") is None:
        typer.echo(_MISSING, err=True)
        raise typer.Exit(2)
    from generator.config.recall import recall_from
    from generator.languageserver.server import serve_editor
    from generator.seeds.proofs import Proofs

    recall_from(cache_folder("results"))
    serve_editor(Proofs(cache_folder("proofs")))
