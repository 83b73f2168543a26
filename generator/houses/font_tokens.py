"""The families of a house as those of a theme: with files of theirs, or with others standing in."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator, Mapping
from pathlib import Path
from typing import Any

from msgspec import Struct, field

from generator.houses.house import House
from generator.houses.roles import worn_styles
from generator.houses.tokens import HouseToken, HouseTold
from generator.theme.font_names import FontFiles
from generator.theme.theme import FontFamily, Theme

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
