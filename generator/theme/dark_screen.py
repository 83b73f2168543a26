"""What each colour of a theme is on a dark screen: as the theme says it, or else derived.

Lightness is turned over and hue kept, in OKLab (Ottosson, 2020), whose lightness is what people
see. Every ground is dark there and all words are light: any of them can be read on any ground.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from math import hypot

from msgspec import Struct

from generator.document.colors import color_of, contrast, least_contrast, linear_channels
from generator.theme.theme import Theme

DARK_PAPER = "#14181d"
_LEAST = least_contrast(10.0, bold=False) + 0.1  # so that rounding never falls short
_LEAST_LINE = 3.0  # of what means something and is no word (WCAG 2.2, 1.4.11)
_DARKEST_TINT, _DARKEST_HAIR = 0.21, 0.26  # OKLab lightness of what is white on a light screen
_LIGHTEST_GROUND = 0.36
_GREY = 0.05  # OKLab chroma of what has no colour that anybody would name
_STEP = 0.02

Oklab = tuple[float, float, float]


def is_dark(ground: str) -> bool:
    """Whether a ground is one for light words, on any screen."""
    return contrast(ground, "#ffffff") > contrast(ground, "#000000")


@cache
def dark_ground(color: str) -> str:
    """A ground as it is on a dark screen: a tint of dark paper where it was one of white paper."""
    lightness, a, b = _oklab(color)
    if is_dark(color):
        return _hex((min(lightness, _LIGHTEST_GROUND), a, b))
    return _hex((min(_DARKEST_TINT + (1.0 - lightness) * 0.8, _LIGHTEST_GROUND), a, b))


@cache
def dark_line(color: str, paper: str) -> str:
    """A line as it is on dark paper: a hairline recedes, one with a colour is seen."""
    lightness, a, b = _oklab(color)
    if hypot(a, b) >= _GREY:
        return _lightened((lightness, a, b), (paper,), _LEAST_LINE)
    return _hex((_DARKEST_HAIR + (1.0 - lightness) * 0.9, a, b))


@cache
def dark_ink(color: str, grounds: tuple[str, ...]) -> str:
    """Words as they are on a dark screen: light enough for each of these dark grounds."""
    lightness, a, b = _oklab(color)
    return _lightened((max(lightness, 1.0 - 0.55 * lightness), a, b), grounds, _LEAST)


def _lightened(color: Oklab, grounds: tuple[str, ...], least: float) -> str:
    level, a, b = color
    while level < 1.0 and any(contrast(_hex((level, a, b)), one) < least for one in grounds):
        level = min(1.0, level + _STEP)
    return _hex((level, a, b)) if level < 1.0 else "#ffffff"


# --- OKLab ------------------------------------------------------------------------------


def _oklab(color: str) -> Oklab:
    red, green, blue = linear_channels(color)
    long = 0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue
    middle = 0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue
    short = 0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue
    one, two, three = (value ** (1 / 3) for value in (long, middle, short))
    return (
        0.2104542553 * one + 0.7936177850 * two - 0.0040720468 * three,
        1.9779984951 * one - 2.4285922050 * two + 0.4505937099 * three,
        0.0259040371 * one + 0.7827717662 * two - 0.8086757660 * three,
    )


def _hex(color: Oklab) -> str:
    lightness, a, b = color
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    amounts = (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )
    return color_of(255 * _gamma_encoded(amount) for amount in amounts)


def _gamma_encoded(channel: float) -> float:
    if channel <= 0.0031308:
        return max(0.0, 12.92 * channel)
    return min(1.0, 1.055 * float(channel ** (1 / 2.4)) - 0.055)


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
    return tuple(dict.fromkeys(every_ground(theme)))


def line_colors(theme: Theme) -> tuple[str, ...]:
    """The colours of lines that are drawn, each once."""
    return tuple(dict.fromkeys(every_line(theme)))


def every_ground(theme: Theme) -> Iterator[str]:
    """The colour behind words in each style, box and table that has one."""
    fills = (box.fill for box in theme.boxes.values())
    chips = (style.ground for style in theme.styles.values())
    yield from filter(None, (*fills, *chips, theme.tables.header_fill, theme.tables.banding))


def every_line(theme: Theme) -> Iterator[str]:
    """The colour of each line that a style, a box or a table draws."""
    tables = theme.tables
    rules = [rule for style in theme.styles.values() for rule in (style.above, style.below)]
    for box in theme.boxes.values():
        rules += (box.above, box.below, box.side)
    rules += (tables.head, tables.under_header, tables.between)
    return (rule.color for rule in rules if rule.weight)
