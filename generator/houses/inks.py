"""The colours of a house, changed as little as can be so that words in them can be read."""

from __future__ import annotations

import colorsys
from collections.abc import Mapping, Sequence

from generator.document.colors import WHITE, channels, color_of, contrast

_STEP = 0.02
_READ = 4.5


def mixed(color: str, share: float, other: str = WHITE) -> str:
    """A colour of which a share is mixed with another."""
    pairs = zip(channels(color), channels(other), strict=True)
    return color_of(one * share + two * (1 - share) for one, two in pairs)


def readable_ink(color: str, grounds: Sequence[str] = (WHITE,), least: float = _READ) -> str:
    """The colour, darker as far as words in it need to be read on all of the grounds."""
    hue, light, depth = colorsys.rgb_to_hls(*(value / 255 for value in channels(color)))
    while min(contrast(color, ground) for ground in grounds) < least and light > 0:
        light = max(0.0, light - _STEP)
        color = color_of(value * 255 for value in colorsys.hls_to_rgb(hue, light, depth))
    return color


def named_color(color: str, palette: Mapping[str, str]) -> str:
    """The first name that a palette has for a colour, else the colour."""
    return next((name for name, value in palette.items() if value == color), color)


def words_on(ground: str, wanted: str | None, dark: str) -> str:
    """What words wear on a ground: the colour wanted, else white, else the dark one."""
    seen = (one for one in (wanted, WHITE, dark) if one and contrast(one, ground) >= _READ)
    return next(seen, "#000000")


def light_ground(ground: str, inks: Sequence[str]) -> str:
    """The ground, lighter as far as words in all of these colours need to be read on it."""
    share = 1.0
    found = ground
    while share > 0 and any(contrast(ink, found) < _READ for ink in inks):
        share -= 0.1
        found = mixed(ground, max(0.0, share))
    return found


def named_inks(
    house_colors: Mapping[str, str], ink: str, heading: str, grounds: Sequence[str]
) -> Mapping[str, str]:
    """The named colours of our themes as a house has them: ink, what leads, grounds, strips.

    Words in them can be read on all of the `grounds`, too.
    """
    first = house_colors.get("accent1", heading)
    second = house_colors.get("accent2", first)
    mist, blush = mixed(first, 0.08), mixed(second, 0.1)
    light = (WHITE, mist, blush, *grounds)
    return {
        "ink": readable_ink(ink, light),
        "navy": readable_ink(heading, light),
        "rust": readable_ink(second),
        "gold": second,
        "mist": mist,
        "blush": blush,
        "brick": readable_ink(second, (WHITE, blush)),
    }
