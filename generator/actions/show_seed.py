"""`brief seed show --page` and `--docx`: files that show a source, and nothing of a brief."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Literal

from generator.actions.source_docx import source_docx
from generator.actions.source_page import source_page
from generator.seeds.seed import Seed
from generator.workspace.storing import store_for_people
from generator.workspace.workspace import Workspace

SourceForm = Literal["html", "docx"]

_MAKE: Mapping[SourceForm, Callable[[Seed], bytes]] = {"html": source_page, "docx": source_docx}


def write_source(workspace: Workspace, seed: Seed, form: SourceForm, output: Path | None) -> Path:
    """Write a source in a form to show it in, and return where: below build/ unless told.

    Raises BriefError if it cannot be written.
    """
    path = output or workspace.build / "sources" / f"{seed.key}.{form}"
    store_for_people({path: _MAKE[form](seed)}, workspace)
    return path
