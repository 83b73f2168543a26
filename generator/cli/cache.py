"""Where a user's programs keep what they can make again."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from generator.recall.results import recall_from

if TYPE_CHECKING:
    from generator.config.inputs import Inputs
    from generator.pipeline.earlier import Earlier
    from generator.pipeline.library import Library
    from generator.workspace.workspace import Workspace

T = TypeVar("T")


def cached_library(workspace: Workspace, ground: Inputs | None = None) -> Library:
    """What the briefs of a workspace share; what takes long to make is kept for the next command.

    For commands that a person waits for. What is published is made without.
    """
    from generator.config.inputs import Inputs
    from generator.pipeline.library import Library
    from generator.recall.written import WrittenFiles
    from generator.seeds.proofs import Proofs

    recall_earlier_runs()
    folder = cache_folder("written")
    written = WrittenFiles(folder / "journal" if folder else None)
    return Library(workspace, Proofs(cache_folder("proofs")), ground or Inputs(), written)


def earlier_runs(
    kind: type[T], library: Library, command: str, options: Mapping[str, object], *, anew: bool
) -> Earlier[T]:
    """What runs of a command told of the briefs here, with the same options; `anew`, nothing."""
    from generator.pipeline.earlier import Earlier

    folder, run = cache_folder("told"), (command, str(library.workspace.root), options)
    place = folder / sha256(repr(run).encode()).hexdigest() if folder else None
    return Earlier.at(place, kind, library.ground, anew=anew)


def recall_earlier_runs() -> None:
    """Believe from now on what earlier runs made. A command says so before it reads brief.toml."""
    recall_from(cache_folder("results"))


def cache_folder(name: str) -> Path | None:
    """A folder of this program among the user's caches, whether it is there or not.

    It is that of the XDG Base Directory Specification, if XDG_CACHE_HOME names one; else the one
    that the system has for it. None for a user without a home.
    """
    named = os.environ.get("XDG_CACHE_HOME", "")
    if Path(named).is_absolute():
        return Path(named) / "brief" / name
    local = os.environ.get("LOCALAPPDATA", "")
    if sys.platform == "win32" and local:
        return Path(local) / "brief" / "cache" / name
    try:
        home = Path.home()
    except RuntimeError:
        return None
    caches = home / "Library" / "Caches" if sys.platform == "darwin" else home / ".cache"
    return caches / "brief" / name
