"""What each colour of a theme is on a dark screen: as the theme says it, or else derived."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from msgspec import Struct

from generator.theme.dark_colors import DARK_PAPER, dark_ground, dark_ink, dark_line
from generator.theme.theme import Rule, Theme

PAPER = "paper"
"""The page among the grounds that a theme says."""


class DarkScreen(Struct, frozen=True):
    """The dark colours of a theme by those of paper, for each of their uses; and the page."""

    paper: str
    words: Mapping[str, str]
    grounds: Mapping[str, str]
    lines: Mapping[str, str]


def dark_screen(theme: Theme) -> DarkScreen:
    """The colours of a theme on a dark screen. Words that are derived can be read on any ground."""
    said = theme.dark
    paper = said.grounds.get(PAPER, DARK_PAPER)
    grounds = {color: dark_ground(color) for color in ground_colors(theme)}
    grounds |= _by_color(said.grounds, theme)
    stands_on = (paper, *sorted(set(grounds.values())))
    words = {color: dark_ink(color, stands_on) for color in word_colors(theme)}
    lines = {color: dark_line(color, paper) for color in line_colors(theme)}
    return DarkScreen(
        paper,
        words | _by_color(said.words, theme),
        grounds,
        lines | _by_color(said.lines, theme),
    )


def _by_color(said: Mapping[str, str], theme: Theme) -> dict[str, str]:
    return {theme.colors[name]: dark for name, dark in said.items() if name in theme.colors}


def word_colors(theme: Theme) -> tuple[str, ...]:
    """The colours of words, each once."""
    return tuple(dict.fromkeys(style.color for style in theme.styles.values()))


def ground_colors(theme: Theme) -> tuple[str, ...]:
    """The colours behind words, each once."""
    fills = (box.fill for box in theme.boxes.values())
    chips = (style.ground for style in theme.styles.values())
    every = (*fills, *chips, theme.tables.header_fill, theme.tables.banding)
    return tuple(dict.fromkeys(color for color in every if color))


def line_colors(theme: Theme) -> tuple[str, ...]:
    """The colours of lines that are drawn, each once."""
    return tuple(dict.fromkeys(rule.color for rule in _rules(theme) if rule.weight))


def _rules(theme: Theme) -> Iterator[Rule]:
    for style in theme.styles.values():
        yield from (style.above, style.below)
    for box in theme.boxes.values():
        yield from (box.above, box.below, box.side)
    yield from (theme.tables.head, theme.tables.under_header, theme.tables.between)
