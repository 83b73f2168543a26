"""`brief template new`: a template that builds on another, with what may be changed in it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.actions.init import free_place, write_new
from generator.actions.template_list import named_template
from generator.actions.theme_tokens import theme_tokens
from generator.config.toml import toml_key, toml_value
from generator.diagnostics import Span, codes, refusal
from generator.pipeline.library import Library
from generator.templates.note_style import NOTE_STYLES
from generator.templates.template import Template
from generator.theme.resolved import TokenPath, resolved_token, resolved_tokens
from generator.workspace.settings import Settings
from generator.workspace.workspace import Workspace


def new_template(library: Library, name: str, parent: str | None) -> tuple[Path, ...]:
    """Start a template in which comments say what may be changed; return its files.

    It builds on `parent`, or on the house's template, if there is one. Raises BriefError for a
    name that cannot be one or that is taken, and for a parent that is not there or has a fault.
    """
    workspace = library.workspace
    house = workspace.settings.template
    if house not in workspace.templates:  # it may be the one to be begun
        house = Settings().template
    model = named_template(library, parent or house)
    folder = free_template(workspace, name)
    files = {
        folder / "template.toml": "".join(_settings_text(name, model)),
        folder / "theme.toml": "".join(_theme_text(library, name, model)),
    }
    write_new(files, workspace)
    return tuple(files)


def free_template(workspace: Workspace, name: str) -> Path:
    """The folder of a template that is to be.

    Raises BriefError for a name that cannot be one or that is taken.
    """
    place = workspace.root / "templates" / name
    folder = free_place(workspace, place, name, ("a template", "our-house"))
    if name in (*workspace.templates, workspace.fonts.name):
        message, hint = f"`{name}` is what comes with the program", "take another name"
        raise refusal(codes.ALREADY_THERE, message, Span.at(workspace.shown(place)), hint=hint)
    return folder


def _settings_text(name: str, parent: Template) -> Iterator[str]:
    rules = parent.rules
    yield f"""\
# What {name} says of itself. All that is not said here is as in {parent.name}: take the # away
# from a line, and change its value. Blocks of your own are tables at the end: [blocks.name].
#
# Other files that it may have, beside this one and theme.toml:
#   labels.toml    fixed words in other words: [en], then series = "Briefing note", say
#   layout.md.j2   another order: begins with {{% extends "{parent.name}" %}}
#   notes.toml     how notes name sources, where it is not as note_style has it
#   logo.svg       your logo, if it is the one that theme.toml names

parent = {toml_value(parent.name)}

"""
    offered = (
        ("description", "Briefs of the house, A4", "what `brief template list` says of it"),
        ("pages", rules.pages or 4, "how long a brief may be"),
        ("contents", parent.contents, "levels of headings in a table of contents"),
        ("short_notes", parent.short_notes, "notes on page 1: author and place alone"),
        ("notes", "end", "where notes stand: at the foot of pages, or last"),
        ("note_style", parent.note_style, f"how notes name sources: {', '.join(NOTE_STYLES)}"),
        ("sourced", rules.sourced or ("summary",), "parts in which each sentence cites"),
    )
    yield from (_offer(key, value, about) for key, value, about in offered)


class _Offered(Struct, frozen=True):
    path: TokenPath
    value: Any
    about: str = ""


def _theme_text(library: Library, name: str, parent: Template) -> Iterator[str]:
    yield f"""\
# What {name} changes of {parent.name}: take the # away from a line and from the [head] above it,
# and change its value; or write tables of your own at the end, each once.
# Lengths are points. `brief template show {name}` shows what else there is.

name = {toml_value(name)}
"""
    tables: dict[TokenPath, list[_Offered]] = {}
    for one in _offered_values(library, parent):
        tables.setdefault(one.path[:-1], []).append(one)
    yield from _table_lines(tables.pop((), []))
    for table, rows in tables.items():
        yield f"\n# [{toml_key(table)}]\n"
        yield from _table_lines(rows)
    yield "\n# A family of fonts is named whole; its files lie in templates/fonts/.\n"
    for table, family in groupby(_families(library, parent), key=lambda one: one.path[:-1]):
        yield f"\n# [{toml_key(table)}]\n"
        yield from _table_lines(family)


_MORE: Mapping[TokenPath, str] = {
    ("number_headings",): "1, 1.1, 1.1.1",
    ("embed_fonts",): "Word files carry the fonts",
    ("page", "width"): "A4; US Letter is 612 wide",
    ("page", "height"): "and 792 high",
}
"""What is offered beside what a panel shows."""


def _offered_values(library: Library, parent: Template) -> Iterator[_Offered]:
    file = library.theme(parent)
    for path, about in _MORE.items():
        if token := resolved_token(file, path):
            yield _Offered(path, token.written, about)
    for one in theme_tokens(library, parent.name):
        yield _Offered(one.path, one.value, one.about or one.label)
    yield from _head_words(library, parent)


def _table_lines(rows: Iterable[_Offered]) -> Iterator[str]:
    return (_offer(one.path[-1], one.value, one.about) for one in rows)


def _head_words(library: Library, parent: Template) -> Iterator[_Offered]:
    """The words of headers and footers."""
    file = library.theme(parent)
    for token in resolved_tokens(file):
        if token.path[0] in file.theme.heads and token.path[-1] in ("left", "center", "right"):
            yield _Offered(token.path, token.written)


def _families(library: Library, parent: Template) -> Iterator[_Offered]:
    """The families of the running text and of the title, as they are named."""
    file = library.theme(parent)
    worn = {file.theme.style("body").font, file.theme.style("heading1").font}
    for token in resolved_tokens(file):
        if token.path[0] == "fonts" and token.path[1] in worn:
            yield _Offered(token.path, token.written)


_WIDTH = 36  # of a line of TOML, before what it is about


def _offer(key: str, value: Any, about: str) -> str:
    said = f"# {toml_key((key,))} = {toml_value(value)}"
    return (f"{said:<{_WIDTH}}  # {about}" if about else said) + "\n"
