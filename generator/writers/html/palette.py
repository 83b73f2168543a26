"""The colours of a theme as custom properties, for a light screen and for a dark one."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.theme.theme import Rule, Theme
from generator.writers.html.markup import class_name
from generator.writers.html.schemes import (
    DARK_PAPER,
    PAPER,
    dark_ground,
    dark_ink,
    dark_line,
)


class Palette(Struct, frozen=True):
    """The colours of a theme by what they are used for, and their names in the style sheet."""

    names: Mapping[str, str]
    inks: tuple[str, ...]
    grounds: tuple[str, ...]
    lines: tuple[str, ...]

    def ink(self, color: str) -> str:
        """The colour of words, as a value."""
        return f"var(--i-{self.names[color]})"

    def ground(self, color: str) -> str:
        """The colour behind words, as a value."""
        return f"var(--g-{self.names[color]})"

    def line(self, color: str) -> str:
        """The colour of a line, as a value."""
        return f"var(--l-{self.names[color]})"

    @property
    def dark(self) -> Mapping[str, str]:
        """Each property on a dark screen."""
        grounds = {f"--g-{self.names[color]}": dark_ground(color) for color in self.grounds}
        stands_on = (DARK_PAPER, *sorted(set(grounds.values())))
        inks = {f"--i-{self.names[color]}": dark_ink(color, stands_on) for color in self.inks}
        lines = {f"--l-{self.names[color]}": dark_line(color) for color in self.lines}
        return {"--paper": DARK_PAPER} | inks | grounds | lines

    @property
    def light(self) -> Mapping[str, str]:
        """Each property on a light screen and on paper: as the theme has it."""
        kinds = (("i", self.inks), ("g", self.grounds), ("l", self.lines))
        own = {f"--{kind}-{self.names[one]}": one for kind, colors in kinds for one in colors}
        return {"--paper": PAPER} | own

    @property
    def css(self) -> str:
        """The properties of both schemes."""
        light, dark = (
            f":root{{{';'.join(f'{name}:{color}' for name, color in scheme.items())}}}"
            for scheme in (self.light, self.dark)
        )
        return f"{light}\n@media screen and (prefers-color-scheme:dark){{{dark}}}"


def palette_of(theme: Theme) -> Palette:
    """The palette of a theme."""
    inks = dict.fromkeys(style.color for style in theme.styles.values())
    grounds = dict.fromkeys(_grounds(theme))
    lines = dict.fromkeys(rule.color for rule in _rules(theme) if rule.weight)
    names = _names((*inks, *grounds, *lines), theme)
    return Palette(names, tuple(inks), tuple(grounds), tuple(lines))


def _names(colors: Iterable[str], theme: Theme) -> dict[str, str]:
    """A name for each colour: the theme's own, where it has one."""
    own = {color: class_name(name) for name, color in reversed([*theme.colors.items()])}
    return {color: own.get(color) or color.removeprefix("#") for color in colors}


def _grounds(theme: Theme) -> Iterator[str]:
    fills = (box.fill for box in theme.boxes.values())
    chips = (style.ground for style in theme.styles.values())
    for color in (*fills, *chips, theme.tables.header_fill, theme.tables.banding):
        if color:
            yield color


def _rules(theme: Theme) -> Iterator[Rule]:
    for style in theme.styles.values():
        yield from (style.above, style.below)
    for box in theme.boxes.values():
        yield from (box.above, box.below, box.side)
    yield from (theme.tables.head, theme.tables.under_header, theme.tables.between)
