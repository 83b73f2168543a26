"""A template's folder → the skeleton of a document, with slots for the author's words.

The skeleton is Markdown made by the editor's `layout.md.j2`. Nothing an author wrote passes
through it: fields and slots are private tokens here, and `compose` puts the words in their place.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Literal

from msgspec import Struct, field
from msgspec.structs import replace

from generator.config.conversion import Locate
from generator.config.files import LAYOUT, stands
from generator.config.text import read_text
from generator.config.toml import read_toml
from generator.diagnostics import Diagnostic, Span, codes, diagnose, refusal, refuse
from generator.diagnostics.nearest import did_you_mean
from generator.templates.note_style import NOTES_FILE
from generator.templates.rules import (
    TEMPLATE_FILE,
    THEME,
    Rules,
    TemplateSettings,
    read_template_settings,
)

Length = Literal["full", "page", "short"]
"""How long a brief is to be: as long as it is, one page of what a reader must know, or a mail."""


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
    layouts: tuple[Layout, ...]  # its own first, if it has one, then those it may extend
    parent: Template | None = None
    extracts: Mapping[Length, Layout] = field(
        default_factory=dict
    )  # its parent's where it has none
    length: Length = "full"

    def at_length(self, length: Length) -> Template:
        """The template as it arranges a brief of a length. Raises BriefError where it cannot.

        The layout of a shorter brief extends "layout", whichever layout the template has.
        """
        if length == "full":
            return self
        own = self.extracts.get(length)
        if own is None:
            message = f"the template `{self.name}` has no layout for {CALLED[length]}"
            hint = f"add {EXTRACTS[length]} to it, or build at full length"
            raise refusal(codes.LAYOUT_FAULT, message, Span.at(self.file), hint=hint)
        first, *others = self.layouts
        layouts = (own, replace(first, name=_EXTENDED), *others)
        return replace(self, layouts=layouts, length=length)

    @property
    def every_layout(self) -> tuple[Layout, ...]:
        """Those of each length: labels and theme are theirs together."""
        others = (one for one in self.extracts.values() if one not in self.layouts)
        return (*self.layouts, *others)

    @property
    def file(self) -> str:
        """The layout as messages name it."""
        return self.layouts[0].file

    @property
    def nearest_file(self) -> str:
        """The layout that is nearest to the template, of whatever length: there it is changed."""
        for _, folder in self.named_folders:
            for one in self.layouts:
                if one.file.startswith(f"{folder}/"):
                    return one.file
        return self.file

    @property
    def filled(self) -> str:
        """The layout as it was filled, whose lines are no longer those of the file."""
        return f"{self.file} (filled)"

    @property
    def rules(self) -> Rules:
        """What the template demands; where it says nothing, what its parent does."""
        above = self.parent.rules if self.parent else Rules()
        return Rules(
            pages=1 if self.length != "full" else self._saying("pages").settings.pages,
            sourced=self._saying("sourced").settings.sourced or (),
            blocks={**above.blocks, **self.settings.blocks},
        )

    def _saying(self, name: str) -> Template:
        """The nearest template of it and its ancestors that says a setting; the last if none."""
        unsaid = getattr(self.settings, name) is None
        return self.parent._saying(name) if unsaid and self.parent else self

    @property
    def contents(self) -> int:
        """How many levels of headings a table of contents lists; as its parent where unsaid."""
        return self._saying("contents").settings.contents or _CONTENTS

    @property
    def short_notes(self) -> bool:
        """Whether notes above the first section leave the words they rest on to the annex."""
        return bool(self._saying("short_notes").settings.short_notes)

    @property
    def has_endnotes(self) -> bool:
        """Whether notes stand behind all else, and not at the foot of pages."""
        return self._saying("notes").settings.notes == "end"

    @property
    def note_style(self) -> str:
        """The name of the style in which notes name their sources."""
        return self._saying("note_style").settings.note_style or _NOTE_STYLE

    @property
    def note_style_place(self) -> Span:
        """Where the name of the style is said; in the last template.toml, if nowhere."""
        return self._saying("note_style").place("note_style")

    @property
    def note_files(self) -> tuple[tuple[Path, str], ...]:
        """The files that say otherwise than the style, nearest first, with the names to show."""
        return tuple((path, shown) for path, shown in self.files(NOTES_FILE) if stands(path))

    def place(self, *path: str) -> Span:
        """Where its own template.toml says a value. Raises BriefError if it is not TOML."""
        file = f"{self.shown}/{TEMPLATE_FILE}"
        return read_toml(self.folder / TEMPLATE_FILE, file, code=codes.BAD_TEMPLATE_SETTINGS)[1](
            path
        )

    @property
    def folders(self) -> tuple[Path, ...]:
        """Its own folder and its ancestors', nearest first."""
        return tuple(folder for folder, _ in self.named_folders)

    @property
    def named_folders(self) -> tuple[tuple[Path, str], ...]:
        """Its own folder and its ancestors', nearest first, with the names to show."""
        return ((self.folder, self.shown), *(self.parent.named_folders if self.parent else ()))

    def files(self, name: str) -> tuple[tuple[Path, str], ...]:
        """Its own file of a name and its ancestors', nearest first, with the names to show.

        A template may lack a file that its parent has. Below its theme lies that of a house's
        Word file.
        """
        below = HOUSE_THEME if name == THEME else ""
        named = [(self.folder / one, f"{self.shown}/{one}") for one in (name, below) if one]
        if self.parent is None:
            return (named[0], *(one for one in named[1:] if stands(one[0])))
        return (*(one for one in named if stands(one[0])), *self.parent.files(name))

    @property
    def house(self) -> tuple[Path, str] | None:
        """The house's Word file, its own or that of an ancestor, and its name to show.

        It has to lie beside what it says of the theme.
        """
        if stands(self.folder / HOUSE_THEME):
            return self.folder / HOUSE_FILE, f"{self.shown}/{HOUSE_FILE}"
        return self.parent.house if self.parent else None


_CONTENTS = 2
_NOTE_STYLE = "evidence"

Parents = Callable[[str], "Template | None"]
"""The template of a name; None if there is none."""

_LAYOUT = "layout.md.j2"
HOUSE_THEME, HOUSE_FILE = "house.toml", "house.docx"
"""What a house's Word file says of how a template looks, and that file itself."""

EXTRACTS: Mapping[Length, str] = {"page": "page.md.j2", "short": "short.md.j2"}
"""The layout of each length but the full one."""

CALLED: Mapping[Length, str] = {"page": "a single page", "short": "a mail"}
"""What people call a brief of each length but the full one."""
_EXTENDED = "layout"


def read_template(
    folder: Path, shown: str, parents: Parents, *, names: Sequence[str] = ()
) -> Template:
    """The template in a folder, with those it builds on. `names` are all that there are.

    Raises BriefError if its settings or its layout do not hold.
    """
    file = f"{shown}/{TEMPLATE_FILE}"
    data, locate = read_toml(folder / TEMPLATE_FILE, file, code=codes.BAD_TEMPLATE_SETTINGS)
    settings, faults = read_template_settings(data, locate)
    parent = parents(settings.parent) if settings.parent else None
    if settings.parent and parent is None:
        faults = (*faults, _no_parent(settings.parent, folder.name, names, locate))
    refuse(faults)
    path, layouts = folder / _LAYOUT, parent.layouts if parent else ()
    if parent is None and not stands(path):
        message, hint = "this template builds on no other, and has no layout", _PARENTLESS
        span = Span.at(file)
        raise refusal(codes.BAD_TEMPLATE_SETTINGS, message, span, hint=hint)
    if stands(path):
        own = f"{shown}/{_LAYOUT}"
        text = read_text(path, own, LAYOUT, code=codes.LAYOUT_FAULT)
        layouts = (Layout(folder.name, own, text), *layouts)
    extracts = dict(parent.extracts) if parent else {}
    for length, name in EXTRACTS.items():
        if stands(folder / name):
            own = f"{shown}/{name}"
            text = read_text(folder / name, own, LAYOUT, code=codes.LAYOUT_FAULT)
            extracts[length] = Layout(f"{folder.name}/{length}", own, text)
    return Template(folder.name, folder, shown, settings, layouts, parent, extracts)


_PARENTLESS = 'write parent = "policy-brief", say, or give it a layout.md.j2'


def _no_parent(asked: str, own: str, names: Sequence[str], locate: Locate) -> Diagnostic:
    hint = "name one that is there, and none that builds on this one"
    if asked not in names:  # what is there and none to build on is no slip of the pen
        hint = did_you_mean(asked, [name for name in names if name != own], hint)
    message = f"no template `{asked}` to build on"
    return diagnose(codes.BAD_TEMPLATE_SETTINGS, message, locate(("parent",)), hint=hint)
