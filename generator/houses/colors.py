"""The colours and fonts of a document theme, what markup makes of them, and how they are read."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Mapping, Sequence

from msgspec import Struct, field

from generator.document.colors import WHITE, channels, color_of, contrast
from generator.opening.wordprocessing import A, W
from generator.opening.xml_part import XmlElement

_HEX = re.compile("[0-9A-Fa-f]{6}")

# The names of 17.18.97 and the places that they mean unless the settings map them otherwise.
_USUAL = {
    "text1": "dk1",
    "text2": "dk2",
    "background1": "lt1",
    "background2": "lt2",
    "dark1": "dk1",
    "dark2": "dk2",
    "light1": "lt1",
    "light2": "lt2",
    "hyperlink": "hlink",
    "followedHyperlink": "folHlink",
}
_MAPPED = {"text1": "t1", "text2": "t2", "background1": "bg1", "background2": "bg2"}


class HouseColors(Struct, frozen=True):
    """The colours of a document theme by their places, its fonts, and how markup names places."""

    colors: Mapping[str, str] = field(default_factory=dict)
    fonts: Mapping[str, str] = field(default_factory=dict)
    places: Mapping[str, str] = field(default_factory=lambda: _USUAL)

    def color(self, element: XmlElement | None, name: str = "color") -> str | None:
        """The colour that an element says in `color`, `val` or `fill`; None for an automatic one.

        A tint or shade is a share of the luminance in HSL, as Word takes it (17.18.97).
        """
        if element is None:
            return None
        kind = "Fill" if name == "fill" else ""
        prefix = "themeFill" if kind else "theme"
        place = element.get(f"{W}{prefix if kind else 'themeColor'}", "")
        value = self.colors.get(self.places.get(place, place))
        if value is None:
            said = element.get(f"{W}{name}", "")
            return f"#{said.lower()}" if _HEX.fullmatch(said) else None
        tint, shade = (_luminance_share(element, prefix + end) for end in ("Tint", "Shade"))
        return _shaded(value, tint, shade)

    def font(self, element: XmlElement) -> str | None:
        """The family that a `w:rFonts` names for Latin letters."""
        place = element.get(f"{W}asciiTheme", "")
        if place:
            return self.fonts.get("major" if place.startswith("major") else "minor")
        return element.get(f"{W}ascii") or element.get(f"{W}hAnsi")


def _luminance_share(element: XmlElement, name: str) -> float | None:
    said = element.get(f"{W}{name}", "")
    return int(said, 16) / 255 if re.fullmatch("[0-9A-Fa-f]{1,2}", said) else None


def _shaded(value: str, tint: float | None, shade: float | None) -> str:
    hue, light, depth = colorsys.rgb_to_hls(*(channel / 255 for channel in channels(value)))
    if tint is not None:
        light = light * tint + 1 - tint
    if shade is not None:
        light *= shade
    return color_of(share * 255 for share in colorsys.hls_to_rgb(hue, min(light, 1.0), depth))


def read_house_colors(theme: XmlElement | None, settings: XmlElement | None) -> HouseColors:
    """The colours and fonts of the theme part; `settings` may map their names (17.15.1.20)."""
    if theme is None:
        return HouseColors()
    colors = {}
    for place in theme.iterfind(f"{A}themeElements/{A}clrScheme/*"):
        for said in place:
            value = said.get("lastClr") or said.get("val") or ""
            if _HEX.fullmatch(value):
                colors[place.tag.removeprefix(A)] = f"#{value.lower()}"
    fonts = {}
    for place_of_font in ("major", "minor"):
        latin = theme.find(f".//{A}{place_of_font}Font/{A}latin")
        if latin is not None and latin.get("typeface"):
            fonts[place_of_font] = latin.get("typeface", "")
    return HouseColors(colors, fonts, _mapped_places(settings))


def _mapped_places(settings: XmlElement | None) -> Mapping[str, str]:
    mapping = None if settings is None else settings.find(f"{W}clrSchemeMapping")
    if mapping is None:
        return _USUAL
    own = {
        name: _USUAL[said]
        for name, attribute in _MAPPED.items()
        if (said := mapping.get(f"{W}{attribute}", "")) in _USUAL
    }
    return {**_USUAL, **own}


# --- colours in which words can be read -------------------------------------------------


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
