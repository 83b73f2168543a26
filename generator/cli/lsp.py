"""`brief lsp`."""

from __future__ import annotations

from generator.cli.cache import cache_folder, recall_earlier_runs
from generator.cli.extras import require_extra


def lsp_command() -> None:
    """Serve an editor: findings as you type, completion of citations, the words of sources.

    An editor starts it, and talks to it on standard input and output by the Language Server
    Protocol. `brief docs editors` says how to set up VS Code, Neovim, Helix and others.
    """
    require_extra("editor", "lsp")
    from generator.languageserver.server import serve_editor
    from generator.seeds.proofs import Proofs

    recall_earlier_runs()
    serve_editor(Proofs(cache_folder("proofs")))
