"""`brief template import`: a house's own Word file → a template.

The file stays the source. What it says of the look is written into `house.toml`, below the
`theme.toml` that holds what the house wants otherwise; so it can be taken in again when it changes.
"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from itertools import groupby
from pathlib import Path

from msgspec import Struct

from generator.actions.draft import slug_of
from generator.actions.template_list import named_template
from generator.actions.template_new import free_template
from generator.config.files import HANDED_IN, SETTINGS, read_of_workspace, stands
from generator.config.toml import toml_key, toml_value
from generator.diagnostics import Span, codes, refusal
from generator.diagnostics.nearest import did_you_mean
from generator.houses.deriving import DerivedTheme, derived_theme
from generator.houses.house import House
from generator.houses.packing import packed_house
from generator.houses.reading import house_budget, read_house
from generator.houses.roles import worn_styles
from generator.pipeline.library import Library
from generator.proof.finished import read_handed
from generator.receiving.formats import other_file
from generator.seeds.readers.office import is_word_file
from generator.templates.imported import imported_layout
from generator.templates.rules import THEME
from generator.templates.template import HOUSE_FILE, HOUSE_THEME, Template
from generator.theme.font_files import FontFiles, font_families
from generator.workspace.storing import change_all, file_change


class ImportedTemplate(Struct, frozen=True):
    """A template made of a house's file: its folder, the files written, and what was taken.

    `styles` leads from our roles to the names of the house's styles; `untaken` says, each in a
    sentence, what could not be taken, and `unlike` what PDF and HTML show otherwise than Word.
    """

    name: str
    files: tuple[str, ...]
    is_new: bool
    styles: Mapping[str, str]
    untaken: tuple[str, ...]
    unlike: tuple[str, ...]


def import_template(
    library: Library,
    source: Path,
    *,
    name: str | None = None,
    parent: str | None = None,
    fonts: Mapping[str, str] | None = None,
) -> ImportedTemplate:
    """Make a template of a Word file, or renew what it says in one that was made so before.

    `fonts` says which family whose files are there stands in for one of the house. Raises
    BriefError if the file cannot be read, or if the name is that of another template.
    """
    workspace = library.workspace
    data, budget = read_handed(source), house_budget(source.as_posix())
    if not is_word_file(data):
        raise other_file(data, budget, "has no styles", "no Word file")
    house = read_house(data, budget)
    name = name or slug_of(source.name)
    folder = workspace.root / "templates" / name
    is_new = not stands(folder / HOUSE_THEME)
    if is_new:
        free_template(workspace, name)
    model = _parent_of(library, name, parent, is_new=is_new)
    families = font_families(workspace.fonts)
    before = _chosen_before(folder / HOUSE_THEME, families)
    chosen = {**before, **_checked(fonts or {}, families)}
    declared = workspace.settings.fields
    derived = derived_theme(house, library.theme(model), families, chosen, declared)
    made = dict(_files_of_house(source.name, house, derived))
    if is_new:
        made |= {key: text.encode() for key, text in _own_files(name, source.name, model).items()}
    change_all(file_change(workspace, folder / key, text, HANDED_IN) for key, text in made.items())
    worn = {role: style.name for role, style in worn_styles(house).items()}
    return ImportedTemplate(name, tuple(made), is_new, worn, derived.untaken, derived.unlike)


def _files_of_house(
    source: str, house: House, derived: DerivedTheme
) -> Iterator[tuple[str, bytes]]:
    """The files that are written anew with each import."""
    yield HOUSE_THEME, "".join(_house_text(source, derived)).encode()
    yield HOUSE_FILE, packed_house(house)
    if derived.logo:
        yield derived.logo.file, house.parts[derived.logo.part]


def _parent_of(library: Library, name: str, parent: str | None, *, is_new: bool) -> Template:
    """The template that arranges the brief: as asked for, as before, or the house's."""
    before = None if is_new or parent else named_template(library, name).parent
    return before or named_template(library, parent or library.workspace.settings.template)


# --- fonts --------------------------------------------------------------------------------


def _checked(fonts: Mapping[str, str], families: Mapping[str, FontFiles]) -> Mapping[str, str]:
    """The families that were chosen. Raises BriefError for one that has no files."""
    for wanted in fonts.values():
        if wanted.casefold() not in families:
            known = [one.name for one in families.values()]
            otherwise = f"known here: {', '.join(known)}; or put its files into templates/fonts"
            hint = did_you_mean(wanted, known, otherwise)
            message = f"no files of the family {wanted} in the fonts folder"
            raise refusal(codes.NO_FONT, message, Span.at("templates/fonts"), hint=hint)
    return fonts


def _chosen_before(path: Path, families: Mapping[str, FontFiles]) -> dict[str, str]:
    """Which families stand in for those of the house, as they were chosen before."""
    if not stands(path):
        return {}
    try:
        said = tomllib.loads(read_of_workspace(path, SETTINGS).decode()).get("fonts", {})
    except (OSError, ValueError):
        return {}
    pairs = ((str(one.get("name")), str(one.get("substitute"))) for one in said.values())
    return {family: other for family, other in pairs if other.casefold() in families}


# --- files --------------------------------------------------------------------------------


def _own_files(name: str, source: str, model: Template) -> Mapping[str, str]:
    """The files that the house may change, and that stay when its Word file is taken in again."""
    files = {
        "template.toml": f"description = {toml_value(f'as {source}')}\n"
        f"parent = {toml_value(model.name)}\n",
        THEME: f"# What {name} wants otherwise than {source}, which {HOUSE_THEME} follows.\n"
        f"# Copy a line from there, under the same table, and change its value.\n\n"
        f"name = {toml_value(name)}\n",
    }
    written = "".join(layout.source for layout in model.layouts)
    if "{% block masthead %}" in written:
        text = imported_layout("masthead")
        if "{% block about %}" in written and "{% block aside %}{% endblock %}" not in written:
            text += "\n" + imported_layout("one-column")
        files["layout.md.j2"] = text.replace("PARENT", model.name)
    return files


_WIDTH = 40  # of a line, before where its value comes from


def _house_text(source: str, derived: DerivedTheme) -> Iterator[str]:
    yield f"""\
# What {source} says of how documents look, as PDF and HTML need it. It is written anew with each
# `brief template import`: write what you want otherwise into {THEME}, which holds against this.
"""
    for table, rows in groupby(derived.tokens, key=lambda one: one.table):
        tokens = tuple(rows)
        origins = {one.origin for one in tokens}
        common = origins.pop() if len(origins) == 1 else ""
        yield "\n" + (_commented(f"[{toml_key(table.split('.'))}]", common) if table else "")
        for one in tokens:
            said = f"{toml_key((one.key,))} = {toml_value(one.value)}"
            yield _commented(said, "" if table and common else one.origin)


def _commented(line: str, origin: str) -> str:
    """A line with where it comes from, in words that can stand in a comment."""
    told = re.sub(r"[\x00-\x1f\x7f]+", " ", origin)
    return (f"{line:<{_WIDTH}}  # {told}" if told else line) + "\n"
