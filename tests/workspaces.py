"""A workspace of the tests' own: four briefs whose words no rewriting of the shipped ones changes."""

from __future__ import annotations

import shutil
from pathlib import Path

REPOSITORY = Path(__file__).parent.parent
MATERIAL = Path(__file__).parent / "workspace"


def laid_out(folder: Path, *, templates: bool = True) -> Path:
    """The workspace in a folder where it may be damaged; the shipped templates with it if asked."""
    shutil.copytree(MATERIAL, folder, dirs_exist_ok=True)
    if templates:
        shutil.copytree(REPOSITORY / "templates", folder / "templates")
    return folder
