"""A workspace whose house template is a child of policy-brief with files of a test's own."""

from __future__ import annotations

import shutil
from pathlib import Path

from generator import Library, check, find_workspace
from generator.diagnostics import Diagnostic
from tests.archive.workspaces import copy_workspace, edit

PARENT = 'parent = "policy-brief"\n'
NAMES = {
    "settings": "template.toml",
    "theme": "theme.toml",
    "labels": "labels.toml",
    "notes": "notes.toml",
    "layout": "layout.md.j2",
}


def house(root: Path) -> Path:
    """A copy of the repository's workspace, in which every brief is set in the template `house`."""
    copy_workspace(root)
    edit(root / "brief.toml", 'template = "policy-brief"', 'template = "house"')
    for brief in (root / "briefs").glob("*.md"):
        text = brief.read_text(encoding="utf-8")
        text = text.replace('template: "policy-brief"', 'template: "house"')
        brief.write_text(text, encoding="utf-8")
    write(root, settings=PARENT)
    return root


def write(root: Path, name: str = "house", **files: str) -> None:
    """Files of a template, the others of it gone."""
    folder = root / "templates" / name
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    for kind, text in ({"settings": PARENT} | files).items():
        (folder / NAMES[kind]).write_text(text, encoding="utf-8", newline="\n")


def found(root: Path, slug: str = "summit") -> list[Diagnostic]:
    """The errors of a brief in the house's template."""
    library = Library(find_workspace(root))
    return [one for one in check(root / f"briefs/{slug}.md", workspace=library) if one.is_error]


def told(root: Path, slug: str = "summit") -> list[tuple[str, str, int]]:
    """The code, the file of the template and the line of each error."""
    return [
        (one.code, one.span.file.removeprefix("templates/"), one.span.start.line)
        for one in found(root, slug)
    ]
