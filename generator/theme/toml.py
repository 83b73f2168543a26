"""theme.toml → Theme."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from generator.config.conversion import KeyPath, Locate, conform
from generator.config.files import place_below
from generator.config.text import file_unreadable
from generator.config.toml import read_layered_toml
from generator.diagnostics import BriefError, Span, codes, diagnose, refusal
from generator.theme.font_files import DamagedFontError, check_font
from generator.theme.theme import Theme


def read_theme(files: Sequence[tuple[Path, str]], *, fonts: Path) -> Theme:
    """The theme in a file and in those it builds on, nearest first.

    Each file goes with the name it is shown by; font files are found in `fonts`. Raises
    BriefError for keys, colours, parents and font files that do not hold.
    """
    data, locate = read_layered_toml(files, code=codes.BAD_THEME, whole="fonts")
    styles = data.get("styles", {})
    if isinstance(styles, dict):
        data["styles"] = {
            name: _inherited(styles, name, locate) for name in styles if isinstance(name, str)
        }
    colors = data.get("colors", {})
    data = _with_colors(data, colors if isinstance(colors, dict) else {})
    for name, family in data.get("fonts", {}).items():
        if isinstance(family, dict):
            data["fonts"][name] = _with_files(family, fonts, ("fonts", name), locate)
    theme = conform(Theme, data, locate, code=codes.BAD_THEME)
    _refuse_missing_families(theme, locate)
    return theme


def _refuse_missing_families(theme: Theme, locate: Locate) -> None:
    known = f"families here: {', '.join(theme.fonts)}"
    faults = [
        diagnose(codes.BAD_THEME, f"no font family `{name}`", locate(place), hint=known)
        for name, place in _families(theme)
        if name not in theme.fonts
    ]
    if faults:
        raise BriefError(faults)


def _families(theme: Theme) -> Iterator[tuple[str, KeyPath]]:
    """Every font family that is named, and where."""
    for role, style in theme.styles.items():
        yield style.font, ("styles", role, "font")
    for own, family in theme.fonts.items():
        for name in family.fallback:
            yield name, ("fonts", own, "fallback")


def _inherited(styles: Mapping[str, Any], name: str, locate: Locate) -> dict[str, Any]:
    """A style with all that it inherits, nearest first."""
    chain: list[Mapping[str, Any]] = []
    seen: list[str] = []
    current: str | None = name
    while current is not None:
        if current in seen or not isinstance(styles.get(current), Mapping):
            parent = seen[-1] if seen else name
            reason = "inherits from itself" if current in seen else "is not there"
            hint = f"styles here: {', '.join(styles)}"
            message = f"style `{parent}`: its parent `{current}` {reason}"
            raise refusal(
                codes.NO_PARENT_STYLE,
                message,
                locate(("styles", parent, "inherit")),
                hint=hint,
            )
        seen.append(current)
        chain.append(styles[current])
        current = styles[current].get("inherit")
    merged: dict[str, Any] = {}
    for style in reversed(chain):
        merged |= style
    merged.pop("inherit", None)
    return merged


_COLOR_KEYS = {"color", "fill", "header_fill"}


def _with_colors(value: Any, colors: Mapping[str, str]) -> Any:
    """The same tables with each named colour written out."""
    if not isinstance(value, dict):
        return value
    return {
        key: colors.get(item, item)
        if key in _COLOR_KEYS and isinstance(item, str)
        else _with_colors(item, colors)
        for key, item in value.items()
    }


def _without_font(error: OSError | DamagedFontError, name: str, span: Span) -> BriefError:
    hint = None
    match error:
        case DamagedFontError():
            message = f"{name} is no font, or it is damaged"
        case FileNotFoundError():
            message = f"no font file {name} in the fonts folder"
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
            raise _without_font(error, family[face], locate((*place, face))) from None
    return found
