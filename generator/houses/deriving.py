"""What a house's file says + the theme that it builds on → the tokens of a theme.

The house's fonts, colours and sizes come in the place of the theme's; then each style of the house
is laid over ours. What it has no counterpart for stays as the theme has it, in proportion.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from generator.document.colors import WHITE, contrast
from generator.houses.colors import named_inks
from generator.houses.house import House
from generator.houses.page_tokens import HouseLogo, PageTokens
from generator.houses.roles import SECTIONS, numbered_headings, worn_styles
from generator.houses.style_tokens import HouseToken, HouseTold, StyleTokens
from generator.theme.font_files import FontFiles
from generator.theme.running_heads import FIELDS, PAGE_FIELDS
from generator.theme.theme import FontFamily, Theme
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


# --- families of fonts ------------------------------------------------------------------


_FACES = ("regular", "italic", "bold", "bold_italic")
_OURS = ("text", "display")
_SPARE = "spare"


class FontTokens(Struct):
    """The tokens of `[fonts]`; `keys` leads from a family of the house to its key there.

    `families` are those whose files are there, by name in small letters, and `chosen` says which of
    them stand in for a family of the house.
    """

    house: House
    theme: Theme
    families: Mapping[str, FontFiles]
    chosen: Mapping[str, str]
    told: HouseTold
    keys: dict[str, str] = field(default_factory=dict)

    def tokens(self) -> Iterator[HouseToken]:
        """The families of running text and of headings, and all others that styles wear."""
        worn = worn_styles(self.house)
        body, head = (worn[role].look.font if role in worn else None for role in _LEADING)
        fonts = self.house.fonts
        text = body or fonts.get("minor")
        yield from self._family("text", text)
        yield from self._family("display", head or fonts.get("major") or text)
        for style in worn.values():
            family = style.look.font
            if family and family not in self.keys:
                yield from self._family(_key_of_family(family, self.keys.values()), family)
        # What its own fonts lack, those of the theme show.
        spare = self.theme.fonts.get("text")
        if spare is not None:
            yield from self._tokens(
                _SPARE, spare.name, _files(spare), spare.name, "the theme's own"
            )

    def _family(self, key: str, family: str | None) -> Iterator[HouseToken]:
        if not family:
            return
        self.keys.setdefault(family, key)
        if own := self.families.get(family.casefold()):
            yield from self._tokens(key, family, own.faces, own.name, f"files of {own.name}")
            return
        usual, wanted = self._stand_in(family), self.chosen.get(family, "").casefold()
        chosen = self.families.get(wanted)
        files, name = (chosen.faces, chosen.name) if chosen else (_files(usual), usual.name)
        origin = f"no file of {family}: {name} stands in"
        yield from self._tokens(key, family, files, name, origin)
        message = f"{family} has no file here: PDF and HTML show {name}"
        if name == usual.name:  # nobody has said so
            message += (
                "; put its files into templates/fonts, or name another family there: "
                f'--font "{family}=…"'
            )
        self.told.unlike.append(message)

    def _tokens(
        self, key: str, family: str, files: Mapping[str, str], shown: str, origin: str
    ) -> Iterator[HouseToken]:
        others = [one for one in self.theme.fonts if one not in _OURS]
        spare = [_SPARE] if key != _SPARE and "text" in self.theme.fonts else []
        values: dict[str, Any] = {"name": family, **files}
        if shown != family:
            values["substitute"] = shown
        values["fallback"] = [*spare, *others]
        yield from (HouseToken(f"fonts.{key}", name, said, origin) for name, said in values.items())

    def _stand_in(self, family: str) -> FontFamily:
        """The theme's own family that is most like one without files."""
        key = "text" if family in self.house.serifs else "display"
        return self.theme.fonts.get(key) or self.theme.family(self.theme.style("body"))


_LEADING = ("body", "heading2")


def _files(family: FontFamily) -> Mapping[str, str]:
    return {face: Path(getattr(family, face)).name for face in _FACES}


def _key_of_family(family: str, taken: Container[str]) -> str:
    name = re.sub(r"[^a-z0-9]+", "-", family.casefold()).strip("-") or "other"
    key = f"house-{name}"
    while key in taken:
        key += "-2"
    return key
