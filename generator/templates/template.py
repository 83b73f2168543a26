"""A template's folder → the skeleton of a document, with slots for the author's words.

The skeleton is Markdown made by the editor's `layout.md.j2`. Nothing an author wrote passes
through it: fields and slots are private tokens here, and `compose` puts the words in their place.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from msgspec import Struct

from generator.config.conversion import conform
from generator.config.files import LAYOUT, stands
from generator.config.text import read_text
from generator.config.toml import read_toml
from generator.diagnostics import codes, refusal
from generator.document.walking import SECTION_DEPTH
from generator.templates.rules import Rules


class TemplateSettings(Struct, frozen=True):
    """`template.toml`. `parent` is the template that this one builds on; the rest as in Rules.

    `contents` is how many levels of headings a table of contents lists.
    """

    description: str = ""
    parent: str = ""
    pages: int | None = None
    sourced: tuple[str, ...] | None = None
    contents: int | None = None


class Layout(Struct, frozen=True):
    """A `layout.md.j2` of the template `name`; messages name it as `file`."""

    name: str
    file: str
    source: str


class Template(Struct, frozen=True):
    """A template found on disk, and the one it builds on. `shown` is its folder in messages."""

    name: str
    folder: Path
    shown: str
    settings: TemplateSettings
    layouts: tuple[Layout, ...]  # its own first, where it has one, then those it may extend
    parent: Template | None = None

    @property
    def file(self) -> str:
        """The layout as messages name it."""
        return self.layouts[0].file

    @property
    def rules(self) -> Rules:
        """What the template demands; where it says nothing, what its parent does."""
        above = self.parent.rules if self.parent else Rules()
        own = self.settings
        return Rules(
            pages=above.pages if own.pages is None else own.pages,
            sourced=above.sourced if own.sourced is None else own.sourced,
        )

    @property
    def contents(self) -> int:
        """How many levels of headings a table of contents lists; as its parent where unsaid."""
        if self.settings.contents is not None:
            return self.settings.contents
        return self.parent.contents if self.parent else _CONTENTS

    def files(self, name: str) -> tuple[tuple[Path, str], ...]:
        """Its own file of a name and its ancestors', nearest first, with the names to show.

        A template may lack a file that its parent has.
        """
        path = self.folder / name
        if self.parent is None:
            return ((path, f"{self.shown}/{name}"),)
        inherited = self.parent.files(name)
        return ((path, f"{self.shown}/{name}"), *inherited) if stands(path) else inherited


_CONTENTS = 2

Parents = Callable[[str], "Template | None"]
"""The template of a name; None where there is none."""

_LAYOUT = "layout.md.j2"


def read_template(folder: Path, shown: str, parents: Parents) -> Template:
    """The template in a folder, with those it builds on.

    Raises BriefError where its settings or its layout do not hold.
    """
    file = f"{shown}/template.toml"
    data, locate = read_toml(folder / "template.toml", file, code=codes.BAD_TEMPLATE_SETTINGS)
    settings = conform(TemplateSettings, data, locate, code=codes.BAD_TEMPLATE_SETTINGS)
    if settings.pages is not None and settings.pages < 1:
        raise refusal(
            codes.BAD_TEMPLATE_SETTINGS, "a brief has at least one page", locate(("pages",))
        )
    if settings.contents is not None and not 1 <= settings.contents <= SECTION_DEPTH:
        message = f"a table of contents lists one to {SECTION_DEPTH} levels of headings"
        raise refusal(codes.BAD_TEMPLATE_SETTINGS, message, locate(("contents",)))
    parent = parents(settings.parent) if settings.parent else None
    if settings.parent and parent is None:
        message = f"no template `{settings.parent}` to build on"
        hint = "name one that is there, and none that builds on this one"
        raise refusal(codes.BAD_TEMPLATE_SETTINGS, message, locate(("parent",)), hint=hint)
    path, layouts = folder / _LAYOUT, parent.layouts if parent else ()
    if parent is None or stands(path):
        own = f"{shown}/{_LAYOUT}"
        layouts = (
            Layout(folder.name, own, read_text(path, own, LAYOUT, code=codes.LAYOUT_FAULT)),
            *layouts,
        )
    return Template(folder.name, folder, shown, settings, layouts, parent)
