"""theme.toml → Theme: read, each value checked, then each name.

Each value is checked where it is written, before other styles inherit it. So a mistake is reported
once, at its own line.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.config.conversion import KEY, KeyPath, Locate, convert
from generator.config.files import names_in
from generator.config.kinds import Reference
from generator.config.names import place_below
from generator.config.text import file_unreadable
from generator.config.toml import Layers, nearest_place, read_layered_toml
from generator.config.top_level import Beside, convert_toml
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, refusal, refuse
from generator.diagnostics.nearest import did_you_mean, nearest_name
from generator.theme.font_files import DamagedFontError, OtherOutlinesError, check_font
from generator.theme.logos import NamedFolders, with_logo
from generator.theme.roles import NEEDED
from generator.theme.sound import copied_tables, sound_tables
from generator.theme.theme import Theme

Tables = Mapping[str, Any]
"""The tables of a theme as they are written, layers laid over each other."""


class ThemeFile(Struct, frozen=True):
    """A theme as it was read: the result, its tables as written, their places, and what they name.

    Values that are `amiss` are not in it.
    """

    theme: Theme
    data: Tables
    layers: Layers
    locate: Locate
    named: tuple[Reference, ...] = ()
    amiss: tuple[Diagnostic, ...] = ()


def read_theme(
    files: Sequence[tuple[Path, str]],
    *,
    fonts: Path,
    folders: NamedFolders = (),
    beside: Beside = dict,
) -> ThemeFile:
    """The theme in a file and in those it builds on, nearest first.

    Each file goes with the name it is shown by; font files are found in `fonts`, the logo in the
    first of the `folders` that has it, or else beside the files; an unknown key may be one of those
    `beside` them. Every value out of its bounds and every name that is not there is amiss. Raises
    BriefError where nothing can be read on, and for every file that is missing. What the measures
    come to together, `faults_of_measures` tells, and `faults_of_heads` what heads name.
    """
    written, place = read_layered_toml(files, code=codes.BAD_THEME, whole="fonts")
    layers = tuple(file for _, file in files)
    data = _renewed(written, lambda *path: layers.index(place(path).file))
    locate = _places_of_renewed(written, data, place)
    sound, named, amiss = _sound(data, locate, beside)
    places = (*folders, *((path.parent, file.rpartition("/")[0]) for path, file in files))
    try:
        refuse(_faults_of_rings(sound["styles"], layers, locate))
        resolved = _with_colors(sound, named)
        styles = resolved["styles"]
        resolved["styles"] = {name: _inherited(styles, name) for name in styles}
        resolved["fonts"] = {
            name: _with_files(family, fonts, ("fonts", name), locate)
            for name, family in sound["fonts"].items()
        }
        # Every value holds by now, and each style is its own and what it inherits of others.
        theme, _ = convert(Theme, resolved)
        theme = with_logo(theme, places, locate)
    except BriefError as error:
        raise BriefError((*amiss, *error.diagnostics)) from None
    return ThemeFile(theme, sound, layers, locate, named, amiss)


_Amiss = tuple[tuple[Diagnostic, KeyPath], ...]
"""What is amiss, each with the path of the value that it is about."""


def _sound(
    data: Tables, locate: Locate, beside: Beside
) -> tuple[Tables, tuple[Reference, ...], tuple[Diagnostic, ...]]:
    """The tables that hold, what they name, and what is amiss. Raises BriefError if none hold."""
    sound, named = data, list[Reference]()
    _, faults = convert_toml(Theme, data, locate, beside, named)
    values = tuple((fault.told(locate, codes.BAD_THEME), fault.place) for fault in faults)
    if values:
        sound, named = _holding_without(data, values)
    names = tuple(_faults_of_names(sound, named, locate))
    if names:
        sound, named = _holding_without(sound, names, values)
    return sound, tuple(named), tuple(finding for finding, _ in (*values, *names))


def _holding_without(
    data: Tables, amiss: _Amiss, before: _Amiss = ()
) -> tuple[Tables, list[Reference]]:
    """The tables without what is amiss, and what they name.

    Raises BriefError where they do not hold without it, of all that is amiss, also of what was so
    `before`.
    """
    named: list[Reference] = []
    sound = sound_tables(data, (place for _, place in amiss))
    if sound is None or convert(Theme, sound, named)[1]:
        raise BriefError(finding for finding, _ in (*before, *amiss))
    return sound, named


def _renewed(value: Any, layer: Callable[..., int], *path: str) -> Any:
    """The same tables as they are written today: 0.1.0 wrote one bullet, and `wide` for a region.

    Where a theme says one and its parent the other, the nearer `layer` of the two holds.
    """
    if path == ("lists", "bullet") and isinstance(value, str):
        return [value]
    if not isinstance(value, dict):
        return value
    renewed = {key: _renewed(item, layer, *path, key) for key, item in value.items()}
    if not isinstance(renewed.get("wide"), bool):
        return renewed
    behind = layer(*path, "region") - layer(*path, "wide") if "region" in renewed else 1
    if behind:
        wide = renewed.pop("wide")
        if behind > 0:
            renewed["region"] = "full" if wide else "main"
    return renewed


def _places_of_renewed(written: Tables, data: Tables, locate: Locate) -> Locate:
    """Where each value stands, also one that is written as 0.1.0 wrote it."""

    def found(place: KeyPath) -> Span:
        if place[-1:] != ("region",) or value_at(written, place) == value_at(data, place):
            return locate(place)
        return locate((*place[:-1], "wide"))

    return found


def value_at(tables: Tables, path: KeyPath) -> Any:
    """The value at a path of keys; None if there is none."""
    value: Any = tables
    for part in path:
        value = value.get(part) if isinstance(value, Mapping) else None
    return value


_CALLED = {"colors": "colour", "fonts": "font family", "styles": "style"}


def _faults_of_names(
    data: Tables, named: Iterable[Reference], locate: Locate
) -> Iterator[tuple[Diagnostic, KeyPath]]:
    """Every name that nothing in the theme has, with the path of the value that says it."""
    for one in named:
        known = data.get(one.table, {})
        if one.name in known:
            continue
        message = f"no {_CALLED[one.table]} `{one.name}`"
        code = codes.BAD_THEME
        if one.place[-1] == "inherit":
            message = f"style `{one.place[1]}`: its parent `{one.name}` is not there"
            code = codes.NO_PARENT_STYLE
        hint = did_you_mean(one.name, known)
        yield diagnose(code, message, locate(one.place), hint=hint), one.place
    colors = data.get("colors", {})
    for use, said in data.get("dark", {}).items():
        for name in said:
            if name not in colors and (use, name) != ("grounds", "paper"):
                place = ("dark", use, name)
                hint = did_you_mean(name, colors)
                message = f"no colour is called `{name}`"
                yield diagnose(codes.BAD_THEME, message, locate(place), hint=hint), place
    for table, names in NEEDED.items():
        for name in names:
            if name not in data[table]:
                message, hint = f"`{table}.{name}` is missing", f"add [{table}.{name}]"
                yield diagnose(codes.BAD_THEME, message, locate((table,)), hint=hint), (table,)
    if "text" not in data["fonts"]:
        yield from ((found, ("fonts",)) for found in _faults_of_unsaid_fonts(data, locate))


def _faults_of_unsaid_fonts(data: Tables, locate: Locate) -> Iterator[Diagnostic]:
    """The styles that would be set in the family `text`, which is not there."""
    for name, style in data["styles"].items():
        if "font" not in style and not style.get("inherit"):
            message = f"style `{name}` says no font, and there is no family `text`"
            hint = f'write font = "…": {", ".join(data["fonts"]) or "add a family to [fonts]"}'
            yield diagnose(codes.BAD_THEME, message, locate(("styles", name, KEY)), hint=hint)


def _faults_of_rings(styles: Tables, layers: Layers, locate: Locate) -> Iterator[Diagnostic]:
    """Each ring of styles that inherit from each other, once, in the nearest file."""
    seen: set[str] = set()
    for name in styles:
        path: list[str] = []
        current = name
        while current and current not in seen:
            seen.add(current)
            path.append(current)
            current = styles[current].get("inherit", "")
        if current in path:
            ring: list[KeyPath] = [
                ("styles", one, "inherit") for one in path[path.index(current) :]
            ]
            place = nearest_place(ring, layers, locate)
            own = str(place[1])
            message = f"style `{own}`: its parent `{styles[own]['inherit']}` inherits from itself"
            hint = "let one style of the ring inherit nothing"
            yield diagnose(codes.NO_PARENT_STYLE, message, locate(place), hint=hint)


def _inherited(styles: Tables, name: str) -> dict[str, Any]:
    """A style with all that it inherits, its own first."""
    merged: dict[str, Any] = {}
    for one in line_of_descent(name, styles):
        merged = styles[one] | merged
    return merged


def line_of_descent(name: str, styles: Tables) -> list[str]:
    """A style and those that it inherits of, nearest first."""
    line = [name]
    while parent := styles[line[-1]].get("inherit", ""):
        line.append(parent)
    return line


def _with_colors(data: Tables, named: Iterable[Reference]) -> dict[str, Any]:
    """The same tables with each named colour written out."""
    found = copied_tables(data)
    for one in named:
        if one.table == "colors":
            table: Any = found
            for part in one.place[:-1]:
                table = table[part]
            table[one.place[-1]] = data["colors"][one.name]
    return found


def _without_font(
    error: OSError | DamagedFontError, name: str, fonts: Path, span: Span
) -> BriefError:
    hint = None
    match error:
        case OtherOutlinesError():
            message = f"{name} has variable or East Asian outlines that a PDF here does not take"
            hint = "ask its maker for the font as TrueType, a .ttf"
        case DamagedFontError():
            message = f"{name} is no font, or it is damaged"
            hint = "take a whole .ttf or .otf of the family: .ttc, .woff and .woff2 are not read"
        case FileNotFoundError():
            message = f"no font file {name} in the fonts folder"
            there = [path.name for path in names_in(fonts, "*.?tf")]
            near = nearest_name(Path(name).name, there, 0.8)
            hint = f"did you mean `{near}`?" if near else None
        case _:
            found = file_unreadable(error, name, code=codes.NO_FONT)
            message, hint = found.message, found.hint
    hint = hint or "put the file there, or name one that is there"
    return refusal(codes.NO_FONT, message, span, hint=hint)


_FACES = ("regular", "italic", "bold", "bold_italic")


def _with_files(
    family: Mapping[str, Any], fonts: Path, place: tuple[str, ...], locate: Locate
) -> dict[str, Any]:
    found = dict(family)
    for face in _FACES:
        if not isinstance(family.get(face), str):
            continue
        try:
            found[face] = place_below(fonts, family[face])
            check_font(found[face])
        except (OSError, DamagedFontError) as error:
            raise _without_font(error, family[face], fonts, locate((*place, face))) from None
    return found
