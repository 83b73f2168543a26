"""Colours, and the contrast between words and their background (WCAG 2.2, 1.4.3)."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Annotated

from msgspec import Meta

HEX = "#[0-9a-fA-F]{6}"
Color = Annotated[str, Meta(title="colour", pattern=f"^{HEX}$", examples=["#7a1f2b"])]

WHITE = "#ffffff"

_LEAST, _LEAST_LARGE = 4.5, 3.0
_LARGE, _LARGE_BOLD = 18.0, 14.0  # points


@cache
def contrast(one: str, other: str) -> float:
    """The contrast ratio of two colours `#rrggbb`, from 1 to 21 (WCAG 2.2, definitions)."""
    low, high = sorted((_luminance(one), _luminance(other)))
    return (high + 0.05) / (low + 0.05)


def least_contrast(size: float, *, bold: bool) -> float:
    """The least contrast that words of a size in points need: large ones need less."""
    return _LEAST_LARGE if size >= (_LARGE_BOLD if bold else _LARGE) else _LEAST


@cache
def is_hidden(color: str, ground: str, size: float, *, bold: bool) -> bool:
    """Whether words of a size in points can hardly be read on a ground."""
    return contrast(color, ground) < least_contrast(size, bold=bold)


def channels(color: str) -> tuple[int, int, int]:
    """Red, green and blue of a colour `#rrggbb`, each from 0 to 255."""
    red, green, blue = (int(color[start : start + 2], 16) for start in (1, 3, 5))
    return red, green, blue


def color_of(amounts: Iterable[float]) -> str:
    """The colour `#rrggbb` of amounts of red, green and blue, each from 0 to 255."""
    return "#" + "".join(f"{round(amount):02x}" for amount in amounts)


def linear_channels(color: str) -> tuple[float, float, float]:
    """Red, green and blue of a colour `#rrggbb` as amounts of light, from 0 to 1 (sRGB)."""
    red, green, blue = (_linear(channel / 255) for channel in channels(color))
    return red, green, blue


def _luminance(color: str) -> float:
    red, green, blue = linear_channels(color)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4
