"""A template's theme and its layouts: each may only name what the other has."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.config.conversion import KEY
from generator.config.toml import read_layered_toml
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, refuse
from generator.diagnostics.nearest import did_you_mean, nearest_name
from generator.document import Box
from generator.layout.fences import declarer, set_apart
from generator.layout.skeleton import text_of_layout
from generator.markdown.line_rules import attributes
from generator.markdown.rules import fence_attributes
from generator.templates.blocks import (
    LANDSCAPE,
    PAGE_BREAK,
    PARALLEL,
    UNNUMBERED,
    BlockRule,
    BlockRules,
)
from generator.templates.rules import THEME, files_beside
from generator.templates.template import HOUSE_THEME, Layout, Template
from generator.theme.head_faults import faults_of_heads
from generator.theme.measures import faults_of_measures
from generator.theme.roles import BOXES, STYLES
from generator.theme.theme import Theme
from generator.theme.toml import Tables, ThemeFile, read_theme


def theme_of_template(template: Template, fonts: Path, of_house: Collection[str] = ()) -> ThemeFile:
    """The theme of a template. Raises BriefError if it or the layouts name what is not there.

    `of_house` are the values that its briefs have beside those of every brief.
    """
    file = _read_look(template, fonts)
    declared = tuple(template.rules.blocks.items())
    try:
        worn = tuple(one for layout in template.every_layout for one in _worn(layout, declared))
    except BriefError as error:
        raise BriefError((*file.amiss, *error.diagnostics)) from None
    of_classes = (*_undressed(template, file.theme), *_faults_of_classes(worn, file.theme))
    of_names = (*faults_of_heads(file, of_house), *of_classes, *_unworn(template, file, worn))
    refuse((*file.amiss, *of_names))
    refuse(faults_of_measures(file))
    return file


def _read_look(template: Template, fonts: Path) -> ThemeFile:
    """The theme, with the house's Word file that Word files begin with, if there is one."""
    files = template.files(THEME)
    folders = template.named_folders
    file = read_theme(files, fonts=fonts, folders=folders, beside=files_beside)
    if template.house is None or file.amiss:
        return file
    from generator.houses.word_base import read_word_base  # most templates have no house

    path, shown = template.house
    below = [place for place, _ in files].index(path.with_name(HOUSE_THEME))
    plain = read_theme(files[below:], fonts=fonts, folders=folders)
    base = read_word_base(file.theme, plain.theme, path, shown)
    return replace(file, theme=replace(file.theme, base=base))


class _Worn(Struct, frozen=True):
    """What a line of a layout says in braces: of a fence, of a heading, or of words."""

    kind: str
    span: Span
    classes: tuple[str, ...]
    attributes: Mapping[str, str]
    names: tuple[str, ...] = ()  # of its look
    is_box: bool = False


_Declared = tuple[tuple[str, BlockRule], ...]

_SPAN = re.compile(r"\]\{([^{}]*)\}")
_HEADING = re.compile(r"\s*#{1,6}\s.*\{([^{}]*)\}\s*")


@lru_cache(maxsize=16)
def _worn(layout: Layout, declared: _Declared) -> tuple[_Worn, ...]:
    """Everything in braces that a layout says about its own words, line by line."""
    return tuple(_read_dress(layout, dict(declared)))


def _read_dress(layout: Layout, declared: BlockRules) -> Iterator[_Worn]:
    written = layout.source.split("\n")
    for number, line in enumerate(text_of_layout(layout).split("\n"), 1):
        raw = written[number - 1]
        indent = len(raw) - len(raw.lstrip())
        span = Span.at(layout.file, number, indent + 1, max(1, len(raw.strip())))
        fence = fence_attributes(line)
        if fence is not None:
            yield _worn_fence(span, fence[1], fence[2], declared)
            continue
        heading = _HEADING.fullmatch(line)
        for kind, braces in (
            ("heading", [heading[1]] if heading else []),
            ("words", _SPAN.findall(line)),
        ):
            for parsed in filter(None, map(attributes, braces)):
                yield _Worn(kind, span, parsed[1], parsed[2])


def _worn_fence(
    span: Span, classes: tuple[str, ...], said: Mapping[str, str], declared: BlockRules
) -> _Worn:
    apart, names = set_apart(classes)
    if apart is None and names[:1] and names[0] in (PAGE_BREAK, LANDSCAPE, PARALLEL):
        names = names[1:]
    elif apart is None and names[:1] and names[0] in declared:
        rule = declared[names[0]]
        apart = Box if rule.is_titled else None
        look = rule.box or rule.aside or rule.style or ""
        names = (look, *names[1:])
    return _Worn("fence", span, classes, said, names, bool(apart))


_KNOWN = ("reported", "confidence", "origin", "to", "by")


def _faults_of_classes(worn: Iterable[_Worn], theme: Theme) -> Iterator[Diagnostic]:
    for one in worn:
        for message, hint in _faults_of_one(one, theme):
            yield diagnose(codes.LAYOUT_FAULT, message, one.span, hint=hint)


def _faults_of_one(one: _Worn, theme: Theme) -> Iterator[tuple[str, str]]:
    if one.kind != "fence":
        known = (*theme.sections, UNNUMBERED) if one.kind == "heading" else _KNOWN
        for name in one.classes:
            if name not in known:
                yield f"unknown class `{name}`", _look_meant(name, known)
        return
    for name in one.attributes:
        if name != "title" or not one.is_box:
            hint = 'a box has a title: {.box .name title="…"}'
            yield f"`{name}` is not read here", hint
    if len(one.names) > 1:
        hint = "put one fence inside another"
        yield f"a fence can have only one name, not {' and '.join(one.names)}", hint
    where, kind = ("boxes", "box") if one.is_box else ("styles", "style")
    table = theme.boxes if one.is_box else theme.styles
    for name in one.names[:1]:
        if name not in table:
            other = f"it is a box: write {{.box .{name}}}" if name in theme.boxes else None
            yield f"no {kind} `{name}` in the theme", other or _look_meant(name, table, where)


def _look_meant(name: str, known: Iterable[str], table: str = "") -> str:
    head = f"[{table}.{name}]" if table else "it"
    meant = did_you_mean(name, known)
    return f"{meant}{' Or' if meant.endswith('?') else '; or'} add {head} to theme.toml"


def _undressed(template: Template, theme: Theme) -> Iterator[Diagnostic]:
    """The looks of the blocks that a template declares and its theme does not have."""
    for block, rule in template.rules.blocks.items():
        own = declarer(template, block)
        for key, kind, table in (
            ("box", "boxes", theme.boxes),
            ("aside", "boxes", theme.boxes),
            ("style", "styles", theme.styles),
            ("source", "styles", theme.styles),
        ):
            name = getattr(rule, key)
            if own and name and name not in table:
                called = "style" if kind == "styles" else "box"
                message, span = (
                    f"no {called} `{name}` in the theme",
                    own.place("blocks", block, key),
                )
                look = f"give it a look: add [{kind}.{name}] to theme.toml"
                hint = did_you_mean(name, table, look)
                yield diagnose(codes.BAD_TEMPLATE_SETTINGS, message, span, hint=hint)


# --- what the theme has and nothing wears --------------------------------------------------


def _unworn(template: Template, file: ThemeFile, worn: Iterable[_Worn]) -> Iterator[Diagnostic]:
    """Styles, boxes and sections that nothing uses; the hint names a similar one that is used.

    A palette may have colours to spare, but no name that is nearly one that is used.
    """
    used = _names_used(template, file, tuple(worn))
    inherited = _inherited_by(template, file)
    for table, kind, known in used:
        for name in getattr(file.theme, table):
            if name in known:
                continue
            near = nearest_name(name, sorted(known), 0.75)
            if not near and (table == "colors" or file.amiss):
                continue  # a value that is amiss might have named it
            if near and not _is_there(near, getattr(file.theme, table)):
                continue  # what wears it has been told that it is not there
            place = file.locate((table, name, KEY))
            if name in inherited.get(place.file, {}).get(table, ()) or place.file not in inherited:
                continue  # it is its parent's, whose layout wears it
            message = f"nothing uses the {kind} `{name}`"
            hint = "name it in a layout, or in a block of template.toml"
            if near:
                message, hint = f"no {kind} is called `{name}`", f"did you mean `{near}`?"
            yield diagnose(codes.BAD_THEME, message, place, hint=hint)


def _is_there(name: str, table: Iterable[str]) -> bool:
    return name in table or name in (*STYLES, *BOXES)


def _inherited_by(template: Template, file: ThemeFile) -> Mapping[str, Tables]:
    """The template's own files of a theme, and what each of them repeats of those below it.

    What a house's Word file says is said of all that its parent has, used or not.
    """
    nearest, house = file.layers[0], f"{template.shown}/{HOUSE_THEME}"
    if house not in file.layers:
        return {nearest: {}}
    above = file.layers.index(house) + 1
    below, _ = read_layered_toml(template.files(THEME)[above:], code=codes.BAD_THEME)
    return {nearest: {}, house: below}


def _names_used(
    template: Template, file: ThemeFile, worn: Sequence[_Worn]
) -> Iterator[tuple[str, str, set[str]]]:
    """Of each table of names: what one of them is called, and the names that something uses."""
    theme, looks = file.theme, template.rules.blocks.values()
    styles = {
        *STYLES,
        *(name or "" for rule in looks for name in (rule.style, rule.source)),
        *(name for one in worn for name in one.names),
        *(style.inherit for style in theme.styles.values()),
        *(box.title for box in theme.boxes.values()),
        *(place.style or "" for head in theme.heads.values() for place in head.places),
    }
    boxes = {
        *BOXES,
        *(rule.box or rule.aside or "" for rule in looks),
        *(name for one in worn if one.is_box for name in one.names),
    }
    sections = {name for one in worn if one.kind == "heading" for name in one.classes}
    colors = {one.name for one in file.named if one.table == "colors"}
    yield "styles", "style", styles
    yield "boxes", "box", boxes
    yield "sections", "kind of section", sections
    yield "colors", "colour", colors
