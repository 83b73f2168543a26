"""The files that arrange and dress a document."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from generator.config.files import stands
from generator.templates.note_style import NOTES_FILE
from generator.templates.rules import TEMPLATE_FILE, THEME
from generator.templates.template import EXTRACTS, Template

if TYPE_CHECKING:
    from generator.theme.theme import Theme


def files_of_look(template: Template, theme: Theme | None) -> Iterator[tuple[str, Path]]:
    """What arranges and dresses a document, by template and file; the logo is the theme's."""
    own = EXTRACTS.get(template.length)
    parts = (*_PARTS, own) if own else _PARTS
    paths = [path for part in parts for path, _ in template.files(part)]
    paths = [path for path in paths if path.name != NOTES_FILE or stands(path)]
    paths += [template.house[0]] if template.house else []
    paths += [theme.logo.file] if theme and theme.logo else []
    for path in paths:
        folder = next(one for one in template.folders if path.is_relative_to(one))
        yield f"{folder.name}/{path.relative_to(folder).as_posix()}", path


_PARTS = ("layout.md.j2", "labels.toml", THEME, NOTES_FILE, TEMPLATE_FILE)
