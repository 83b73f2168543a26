"""The templates that `brief init` copies into a workspace, as each format had them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from generator.workspace.format import NEWEST
from generator.workspace.workspace import starter_workspace

KEPT = Path(__file__).parent / "formats"
"""A folder for each format whose templates no longer change, with the layout of a workspace."""


def shipped_templates(number: int) -> Mapping[str, bytes]:
    """The files of the templates of a format, without fonts, by their names in a workspace.

    Empty for an unknown format.
    """
    root = starter_workspace() if number == NEWEST else KEPT / str(number)
    return {path.relative_to(root).as_posix(): path.read_bytes() for path in _files(root)}


def _files(root: Path) -> Iterator[Path]:
    for settings in sorted(root.glob("templates/*/template.toml")):
        for path in sorted(settings.parent.rglob("*")):
            if path.is_file() and not path.name.startswith((".", "__")):
                yield path
