"""Whether what a theme says of a dark screen is seen there, and can be read (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.config.conversion import KeyPath
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.document.colors import contrast
from generator.theme.contrast import Worn, ground_of, least_of
from generator.theme.dark_screen import (
    PAPER,
    DarkScreen,
    dark_screen,
    ground_colors,
    line_colors,
    word_colors,
)
from generator.theme.toml import ThemeFile

_SEEN_IN = {"words": word_colors, "grounds": ground_colors, "lines": line_colors}


def faults_of_dark_colors(file: ThemeFile, worn: Iterable[Worn]) -> Iterator[Diagnostic]:
    """What a theme says of a dark screen and nobody sees, or cannot read; of what is worn."""
    yield from _faults_of_use(file)
    screen = dark_screen(file.theme)
    told: dict[KeyPath, list[_Hidden]] = {}
    for one in dict.fromkeys(worn):
        hidden = _Hidden(one.style, *_colors_of(one, screen, file), least_of(one, file.theme))
        if hidden.ratio < hidden.least:
            told.setdefault(_culprit(hidden.words, hidden.ground, file), []).append(hidden)
    for place, alike in told.items():
        worst = min(alike, key=lambda one: one.ratio / one.least)
        names = ", ".join(f"`{name}`" for name in [*dict.fromkeys(one.style for one in alike)][:3])
        colors = f"{worst.words} on {worst.ground}"
        message = f"on a dark screen {colors} can hardly be read: {names}"
        needed = f"the contrast is {worst.ratio:.1f} : 1, and {worst.least:g} : 1 is needed"
        hint = f"make the one lighter, or the other darker: {needed} (WCAG 2.2, 1.4.3)"
        yield diagnose(codes.HIDDEN_WORDS, message, file.locate(place), hint=hint)


class _Hidden(Struct, frozen=True):
    style: str
    words: str
    ground: str
    least: float

    @property
    def ratio(self) -> float:
        return contrast(self.words, self.ground)


def _colors_of(worn: Worn, screen: DarkScreen, file: ThemeFile) -> tuple[str, str]:
    ground = ground_of(worn, file.theme)
    words = screen.words[file.theme.style(worn.style).color]
    return words, screen.paper if ground is None else screen.grounds[ground]


def _culprit(words: str, ground: str, file: ThemeFile) -> KeyPath:
    """What the theme says of one of two dark colours: of the words, or of what they stand on."""
    said: Mapping[str, Mapping[str, str]] = file.data["dark"]
    for use, color in (("words", words), ("grounds", ground)):
        for name, dark in said.get(use, {}).items():
            if dark == color:
                return ("dark", use, name)
    return ("dark",)


def _faults_of_use(file: ThemeFile) -> Iterator[Diagnostic]:
    """Colours that nothing has in this use, and two that are one colour on paper."""
    theme = file.theme
    for use, used in _SEEN_IN.items():
        there, seen = set(used(theme)), dict[str, str]()
        for name, dark in getattr(theme.dark, use).items():
            if name == PAPER and use == "grounds":
                continue
            color, place = theme.colors[name], file.locate(("dark", use, name))
            first = seen.setdefault(color, name)
            if color not in there:
                message = f"no {use} have the colour `{name}`"
                hint = "[dark.words] is for words, [dark.grounds] for what is behind them"
                yield diagnose(codes.BAD_THEME, message, place, hint=hint)
            elif dark != getattr(theme.dark, use)[first]:
                message = f"`{first}` and `{name}` are one colour, {color}, and have two here"
                hint = "say one of them alone, or give them two colours in [colors]"
                yield diagnose(codes.BAD_THEME, message, place, hint=hint)
