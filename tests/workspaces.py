"""A workspace of the tests' own: its briefs stay as they are when the shipped ones are rewritten."""

from __future__ import annotations

import shutil
from pathlib import Path

from tests.conftest import REPOSITORY

SUMMIT = REPOSITORY / "tests/material/summit"
"""Four briefs on one source; their templates are those that are shipped."""


def laid_out(folder: Path, *, templates: bool = True) -> Path:
    """The workspace in a folder where it may be damaged; the shipped templates with it if asked."""
    shutil.copytree(SUMMIT, folder, dirs_exist_ok=True)
    if templates:
        shutil.copytree(REPOSITORY / "templates", folder / "templates")
    return folder
