"""What a page takes of a theme: colours for a light screen and for a dark one, and fonts."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.theme.dark_screen import (
    DarkScreen,
    dark_screen,
    ground_colors,
    line_colors,
    word_colors,
)
from generator.theme.theme import FontFamily, Theme
from generator.writers.html.markup import class_name

PAPER = "#ffffff"


class Palette(Struct, frozen=True):
    """The colours of a theme by what they are used for, and their names in the style sheet."""

    names: Mapping[str, str]
    inks: tuple[str, ...]
    grounds: tuple[str, ...]
    lines: tuple[str, ...]
    screen: DarkScreen

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
        screen = self.screen
        inks = {f"--i-{self.names[color]}": screen.words[color] for color in self.inks}
        grounds = {f"--g-{self.names[color]}": screen.grounds[color] for color in self.grounds}
        lines = {f"--l-{self.names[color]}": screen.lines[color] for color in self.lines}
        return {"--paper": screen.paper} | inks | grounds | lines

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
    inks, grounds, lines = word_colors(theme), ground_colors(theme), line_colors(theme)
    names = _names((*inks, *grounds, *lines), theme)
    return Palette(names, inks, grounds, lines, dark_screen(theme))


def _names(colors: Iterable[str], theme: Theme) -> dict[str, str]:
    """A name for each colour: the theme's own, where it has one."""
    own = {color: class_name(name) for name, color in reversed([*theme.colors.items()])}
    return {color: own.get(color) or color.removeprefix("#") for color in colors}


_SERIFS = ("Charter", "Bitstream Charter", "Iowan Old Style", "Georgia", "serif")
_SANS = ("Segoe UI", "Roboto", "Helvetica Neue", "Arial", "sans-serif")
_MONOSPACED = ("Menlo", "Consolas", "Liberation Mono", "monospace")
_GENERIC = ("serif", "sans-serif", "monospace")


def font_stack(family: FontFamily) -> str:
    """A family, what stands in for it, and what every computer has of its kind."""
    own = [family.name, family.substitute]
    rest: tuple[str, ...]
    names = " ".join(own).lower()
    if "mono" in names or "consolas" in names or "courier" in names:
        rest = _MONOSPACED
    elif "serif" in names.replace("sans serif", "") or _is_roman(family.substitute):
        rest = _SERIFS
    else:
        rest = _SANS
    named = dict.fromkeys(filter(None, (*own, *rest)))
    return ",".join(name if name in _GENERIC else css_string(name) for name in named)


def _is_roman(substitute: str) -> bool:
    romans = ("Cambria", "Georgia", "Times", "Garamond", "Palatino", "Book Antiqua", "Constantia")
    return substitute.startswith(romans)


_CONTROL = re.compile("[\x00-\x1f]")


def css_string(words: str) -> str:
    """Words as a string of a style sheet (CSS Syntax 3, 4.3.5); never the end of its element."""
    plain = words.replace("\\", "\\\\").replace('"', '\\"').replace("<", "\\3c ")
    return f'"{_CONTROL.sub(" ", plain)}"'
