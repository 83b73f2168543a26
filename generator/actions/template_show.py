"""`brief template show`: each value of a template, and where it comes from."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Literal

from msgspec import Struct, structs

from generator.actions.template_list import named_template
from generator.config.toml import read_layered_toml, toml_key, toml_value
from generator.diagnostics import codes
from generator.language.lexicon import primary
from generator.layout.fences import declarer
from generator.pipeline.library import Library
from generator.templates.note_style import NOTES_FILE
from generator.templates.rules import THEME
from generator.templates.template import EXTRACTS, HOUSE_THEME, Template
from generator.templates.wording import LABELS
from generator.theme.resolved import ResolvedToken, resolved_tokens

TokenOrigin = Literal["own", "parent", "house", "derived", "default"]


class TokenSource(Struct, frozen=True):
    """Where a value comes from: the template that says it, and the line of its file.

    What the house's Word file says comes from its `house`. What a style inherits from another
    `style` is derived; what no template says is the default of the program, and has no template.
    """

    template: str = ""
    line: int = 0
    style: str = ""
    is_own: bool = False
    is_house: bool = False

    @property
    def origin(self) -> TokenOrigin:
        if not self.template:
            return "default"
        if self.is_house:
            return "house"
        if self.style:
            return "derived"
        return "own" if self.is_own else "parent"


class ShownToken(Struct, frozen=True):
    """A value as a line `key = value` of a TOML file under a table says it.

    `value` is None for what is not there. `color` is what the name of a colour stands for.
    """

    table: str
    key: str
    value: str | None
    source: TokenSource
    color: str = ""

    def stands_in(self, table: str) -> bool:
        """Whether it stands in a table, or in one inside it; or is the value of this name."""
        place = f"{self.table}.{self.key}" if self.table else self.key
        return f"{place}.".startswith(f"{table}.")


class ShownTemplate(Struct, frozen=True):
    """A template: what it is made of, its settings, and the tokens of its theme.

    `files` has for each file the names of the templates that it is read from, nearest first. The
    tokens are in the order in which TOML can say them: those of no table come first.
    """

    name: str
    description: str
    ancestors: tuple[str, ...]
    files: Mapping[str, tuple[str, ...]]
    settings: tuple[ShownToken, ...]
    tokens: tuple[ShownToken, ...]


def show_template(library: Library, name: str) -> ShownTemplate:
    """A template with each value of its settings and of its theme, and where it comes from.

    Raises BriefError if there is no such template, or it has a fault.
    """
    template = named_template(library, name)
    lineage = lineage_of(template)
    folders = {
        f"{one.shown}/{file}": (one.name, file == HOUSE_THEME)
        for one in lineage
        for file in (THEME, HOUSE_THEME)
    }
    tokens = (
        _token_line(token, folders, name) for token in resolved_tokens(library.theme(template))
    )
    return ShownTemplate(
        name=name,
        description=template.settings.description,
        ancestors=tuple(one.name for one in lineage[1:]),
        files={file: tuple(_holders(lineage, file)) for file in _FILES},
        settings=tuple(_settings(lineage)),
        tokens=tuple(sorted(tokens, key=lambda one: bool(one.table))),
    )


_FILES = ("layout.md.j2", *EXTRACTS.values(), "labels.toml", NOTES_FILE, THEME)
_LAYERED = ("labels.toml", NOTES_FILE, THEME)
"""The files that are laid over those of the parent; others replace them."""


def lineage_of(template: Template) -> tuple[Template, ...]:
    """A template and those it builds on, nearest first."""
    return (template, *(lineage_of(template.parent) if template.parent else ()))


def _holders(lineage: tuple[Template, ...], file: str) -> list[str]:
    holders = [one.name for one in lineage if (one.folder / file).is_file()]
    return holders if file in _LAYERED else holders[:1]


def _settings(lineage: tuple[Template, ...]) -> Iterator[ShownToken]:
    """The settings that a child takes from its parent where it says nothing."""
    template = lineage[0]
    held = {
        "pages": template.rules.pages,
        "contents": template.contents,
        "short_notes": template.short_notes,
        "notes": "end" if template.has_endnotes else "foot",
        "note_style": template.note_style,
        "sourced": template.rules.sourced,
    }
    for key, value in held.items():
        by = next((one for one in lineage if getattr(one.settings, key) is not None), None)
        source = TokenSource()
        if by is not None:
            line = by.place(key).start.line
            source = TokenSource(by.name, line, is_own=by is template)
        yield ShownToken("", key, toml_value(value), source)
    yield from _declared_blocks(template)


def _declared_blocks(template: Template) -> Iterator[ShownToken]:
    """What the blocks say that a brief may write; what the program declares is a default."""
    for name, rule in template.rules.blocks.items():
        by = declarer(template, name)
        for key, value in structs.asdict(rule).items():
            if value:
                source = TokenSource()
                if by is not None:
                    line = by.place("blocks", name, key).start.line
                    source = TokenSource(by.name, line, is_own=by is template)
                yield ShownToken("", f"blocks.{name}.{key}", toml_value(value), source)


def _token_line(
    token: ResolvedToken, folders: Mapping[str, tuple[str, bool]], own: str
) -> ShownToken:
    depth = 2 if token.path[0] in _OF_TABLES else min(1, len(token.path) - 1)
    table, key = (toml_key(part) for part in (token.path[:depth], token.path[depth:]))
    source = TokenSource()
    if token.place is not None:
        by, is_house = folders[token.place.file]
        line = token.place.start.line
        source = TokenSource(by, line, token.style, is_own=by == own, is_house=is_house)
    color = token.value if token.value != token.written and _is_color(token.value) else ""
    written = toml_value(token.written)
    if token.path[-1] == "inherit" and not token.value:
        written = None  # the style inherits nothing, and "" is no name of one
    return ShownToken(table, key, written, source, color)


_OF_TABLES = ("fonts", "styles", "boxes", "sections", "dark")
"""The tables of a theme that have a table for each name."""


def _is_color(value: Any) -> bool:
    return isinstance(value, str) and value.startswith("#")


# --- the fixed words --------------------------------------------------------------------


_FILE = "labels.toml"


def show_labels(library: Library, name: str, language: str = "") -> tuple[ShownToken, ...]:
    """The labels of a template in a language, or in that of the house, as lines of a labels.toml.

    Raises BriefError if there is no such template, if its labels have a fault, or if it has none in
    the language.
    """
    spoken = language or library.workspace.settings.language
    lines = _label_lines(library, named_template(library, name), spoken)
    return tuple(sorted(lines, key=lambda line: line.table))


def _label_lines(library: Library, template: Template, language: str) -> Iterator[ShownToken]:
    workspace = library.workspace
    labels = library.labels(template, language)
    said, locate = read_layered_toml(template.files(_FILE), code=codes.BAD_LABEL)
    folders = {f"{one.shown}/{_FILE}": one.name for one in lineage_of(template)}
    for name, words in labels.words.items():
        tags = (tag for tag in (language, primary(language)) if name in said.get(tag, {}))
        tag, source = next(tags, ""), TokenSource()
        if tag:
            place = locate((tag, name))
            by = folders[place.file]
            source = TokenSource(by, place.start.line, is_own=by == template.name)
        elif name in workspace.settings.fields and name not in LABELS:
            place = workspace.place("fields", name)
            source = TokenSource(place.file, place.start.line)
        yield ShownToken(tag or primary(language), name, toml_value(words), source)
