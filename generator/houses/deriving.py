"""What a house's file says + the theme that it builds on → the tokens of a theme.

The house's fonts, colours and sizes come in the place of the theme's; then each style of the house
is laid over ours. What it has no counterpart for stays as the theme has it, in proportion.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct

from generator.document.colors import WHITE, contrast
from generator.houses.font_tokens import FontTokens
from generator.houses.house import House
from generator.houses.inks import named_inks
from generator.houses.page_tokens import HouseLogo, PageTokens
from generator.houses.roles import SECTIONS, numbered_headings, worn_styles
from generator.houses.style_tokens import StyleTokens
from generator.houses.tokens import HouseToken, HouseTold
from generator.theme.font_names import FontFiles
from generator.theme.running_heads import FIELDS, PAGE_FIELDS
from generator.theme.theme import Theme
from generator.theme.toml import ThemeFile


class DerivedTheme(Struct, frozen=True):
    """The tokens in the order of their tables, and the logo.

    `untaken` could not be taken, `unlike` looks otherwise than in Word; each is a sentence.
    """

    tokens: tuple[HouseToken, ...]
    logo: HouseLogo | None
    untaken: tuple[str, ...]
    unlike: tuple[str, ...]


def derived_theme(
    house: House,
    file: ThemeFile,
    families: Mapping[str, FontFiles],
    chosen: Mapping[str, str],
    declared: Iterable[str] = (),
) -> DerivedTheme:
    """The tokens of a house's file over the theme of a file.

    `families` are those whose files are there, by name in small letters, and `chosen` says which of
    them stand in for a family of the house. `declared` are the values that its briefs have beside
    those of every brief, which a header may name.
    """
    theme, told = file.theme, HouseTold(untaken=list(house.untaken))
    styles = worn_styles(house)
    fonts = FontTokens(house, theme, families, chosen, told)
    of_fonts = list(fonts.tokens())
    colors = _colors(house, theme, {role: one.look.color for role, one in styles.items()})
    page = PageTokens(house, theme, colors, told, (*FIELDS, *PAGE_FIELDS, *declared))
    named = [HouseToken("colors", key, value, "its palette") for key, value in colors.items()]
    of_page = list(page.tokens())
    grounds, written = _light_grounds(theme), file.data["styles"]
    styled = StyleTokens(house, theme, written, fonts.keys, colors, told, grounds)
    of_styles = list(styled.tokens())
    tokens = [
        _numbers_token(house, told),
        *named,
        *of_page,
        *of_fonts,
        *of_styles,
    ]
    if house.style("paragraph", "title") and "heading1" not in styles:
        told.untaken.append(
            "its style for titles cannot be seen on paper: titles are like its headings"
        )
    untaken, unlike = (tuple(dict.fromkeys(said)) for said in (told.untaken, told.unlike))
    return DerivedTheme(_by_table(tokens), page.logo, untaken, unlike)


def _numbers_token(house: House, told: HouseTold) -> HouseToken:
    """Whether headings are numbered; a list that stops at a level is told."""
    numbered = numbered_headings(house)
    lacking = [str(level) for level, role in enumerate(SECTIONS, 1) if role not in numbered]
    if numbered and lacking:
        message = f"its list numbers no headings of level {' and '.join(lacking)}"
        told.unlike.append(f"{message}: PDF and HTML number these, too")
    return HouseToken("", "number_headings", bool(numbered), "headings")


def _by_table(tokens: Sequence[HouseToken]) -> tuple[HouseToken, ...]:
    """The tokens table by table; the last one of a key holds."""
    last = {(one.table, one.key): one for one in tokens}
    order = {table: place for place, table in enumerate(dict.fromkeys(key[0] for key in last))}
    return tuple(sorted(last.values(), key=lambda one: order[one.table]))


def _colors(house: House, theme: Theme, worn: Mapping[str, str | None]) -> Mapping[str, str]:
    """The colours that the theme names, as the house has them."""
    ink = worn.get("body") or house.colors.get("dk1") or "#000000"
    accent = house.colors.get("accent1") or house.colors.get("dk2") or ink
    found = named_inks(house.colors, ink, worn.get("heading2") or accent, _light_grounds(theme))
    return {key: value for key, value in found.items() if key in theme.colors or key in _NEEDED}


_NEEDED = ("ink", "navy")


def _light_grounds(theme: Theme) -> tuple[str, ...]:
    """The grounds of boxes on which dark words stand."""
    fills = dict.fromkeys(box.fill for box in theme.boxes.values() if box.fill)
    return tuple(fill for fill in fills if contrast(fill, WHITE) < _LIGHT)


_LIGHT = 1.5
