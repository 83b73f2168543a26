"""The styles of a theme as a house's file has them; those that it lacks, in its fonts and sizes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from msgspec import Struct, field

from generator.document.colors import WHITE, contrast, least_contrast
from generator.houses.colors import named_color, readable_ink
from generator.houses.house import House, HouseLine, HouseLook, HouseStyle
from generator.houses.roles import worn_styles
from generator.theme.theme import Rule, Style, Theme


class HouseToken(Struct, frozen=True):
    """A line `key = value` of a table of a theme; `origin` names the style or what it rests on."""

    table: str
    key: str
    value: Any
    origin: str


class HouseTold(Struct):
    """What is to be said of a house's file, each in a sentence.

    `untaken` could not be taken, and is nowhere; `unlike` looks otherwise in PDF and HTML than in
    Word, which has the house's own.
    """

    untaken: list[str] = field(default_factory=list)
    unlike: list[str] = field(default_factory=list)


_LINE = 1.2  # of its size, the height that most fonts ask for
_CLOSEST, _SMALLEST, _LARGEST = 1.0, 6.0, 144.0
_TITLE = 1.6  # of the size of headings, where a house says nothing of titles
_PLAIN = HouseStyle("", "the text", "paragraph", HouseLook(bold=True))
_NO_LINE = HouseLine(0.0, "#000000")
_ACROSS = ("heading1", "subtitle", "byline")
"""The roles of the head of page 1, which in a house's look is no band."""
_INDENTED = ("body", "quotation")
"""The roles that take indents of the house: those of others come from lists, notes, contents."""


class StyleTokens(Struct):
    """The tokens of styles, and what they do not take as the house has it."""

    house: House
    theme: Theme
    written: Mapping[str, Mapping[str, Any]]
    """The styles of the theme as its files say them, without what they inherit."""
    families: Mapping[str, str]
    """The key in [fonts] of each family that the house names."""
    colors: Mapping[str, str]
    """The palette: a colour of it is said by its name, so that it follows where that changes."""
    told: HouseTold
    grounds: tuple[str, ...] = ()  # on which words in a line may stand, beside white

    def tokens(self) -> Iterator[HouseToken]:
        found = worn_styles(self.house)
        body = found.get("body")
        size = (body.look.size if body else None) or self.theme.style("body").size
        for role, style in found.items():
            yield from self._of_style(role, style)
        if "heading1" not in found:
            found = {**found, "heading1": found.get("heading2") or _PLAIN}
            yield from self._of_title(found["heading1"])
        for role, own in self.theme.styles.items():
            if role not in found and role != "table-header" and _is_for_a_band(own):
                origin = "its ground is not drawn"
                yield HouseToken(f"styles.{role}", "color", "ink", origin)
        for role in self.theme.styles:
            if role not in found:
                yield from self._own_rules(role, found)
        for role in _ACROSS:
            yield HouseToken(f"styles.{role}", "region", "full", "across columns, where they are")
        ratio = size / self.theme.style("body").size
        if not 0.98 < ratio < 1.02:
            for role, own in self.theme.styles.items():
                if role not in found:
                    yield from _scaled(role, own, ratio, self.written[role])

    def _of_style(self, role: str, style: HouseStyle) -> Iterator[HouseToken]:
        said = self._values(role, style)
        yield from (HouseToken(f"styles.{role}", key, said[key], style.name) for key in said)

    def _own_rules(self, role: str, found: Mapping[str, HouseStyle]) -> Iterator[HouseToken]:
        """The lines of a style that the house has none for, and not those of one it inherits."""
        own = self.theme.styles[role]
        look = found[own.inherit].look if own.inherit in found else HouseLook()
        for key in ("above", "below"):
            rule: Rule = getattr(own, key)
            if getattr(look, key) is not None:
                line = HouseLine(rule.weight, rule.color, rule.gap)
                yield HouseToken(f"styles.{role}", key, _rule_table(line, self.colors), "as before")

    def _of_title(self, style: HouseStyle) -> Iterator[HouseToken]:
        """A title as the headings are, where the house has no style for it that can be seen."""
        values = self._values("heading2", style)
        size = _clamped(_half(values["size"] * _TITLE), _SMALLEST, 40.0)
        leading = round(size * values["leading"] / values["size"], 1)
        values |= {"size": size, "leading": leading, "before": 0.0, "after": 6.0}
        values |= {edge: _rule_table(_NO_LINE, {}) for edge in ("above", "below")}
        origin = f"{style.name}, larger"
        yield from (
            HouseToken("styles.heading1", key, said, origin) for key, said in values.items()
        )

    def _values(self, role: str, style: HouseStyle) -> dict[str, Any]:
        """What a style says, within the bounds of a theme."""
        look, own = style.look, self.theme.style(role)
        if role in ("link", "note-mark"):
            return self._of_words(role, style)
        size = _clamped(_half(look.size or own.size), _SMALLEST, _LARGEST)
        values: dict[str, Any] = {
            "font": self.families.get(look.font or "", "text"),
            "size": size,
            "leading": leading_of(look, size),
            "bold": bool(look.bold),
            "italic": bool(look.italic),
            "underline": bool(look.underline),
            "color": self._ink(role, look, size),
            "caps": look.caps or "none",
            "tracking": _clamped(look.tracking or 0.0, -2.0, 20.0),
            "align": look.align or "left",
            "before": _clamped(look.before or 0.0, 0.0, 288.0),
            "after": _clamped(look.after or 0.0, 0.0, 288.0),
        }
        if role.startswith("heading"):
            values["keep_with_next"] = True
        return values | dict(self._set_in(role, look)) | dict(_rules_of(look, own, self.colors))

    def _set_in(self, role: str, look: HouseLook) -> Iterator[tuple[str, float]]:
        """The indents of a style, which leave half of the text's width at least."""
        if role in _INDENTED:
            room = self.theme.page.text_width / 4
            left = _clamped(look.left or 0.0, 0.0, room)
            yield "left", left
            yield "right", _clamped(look.right or 0.0, 0.0, room)
            yield "first", _clamped(look.first or 0.0, -left, room)

    def _of_words(self, role: str, style: HouseStyle) -> dict[str, Any]:
        """A character style says its colour, and a link whether it is underlined."""
        look = style.look
        values: dict[str, Any] = {}
        if look.color:
            values["color"] = self._ink(role, look, 0.0)
        if role == "link":
            values["underline"] = bool(look.underline)
        return values

    def _ink(self, role: str, look: HouseLook, size: float) -> str:
        """The colour, darker where words in it could not be read on paper: then that is told."""
        wanted = look.color or "ink"
        if wanted == "ink":
            return wanted
        least = least_contrast(size, bold=bool(look.bold)) if role != "link" else 4.5
        grounds = (WHITE, *self.grounds) if role in ("link", "note-mark") else (WHITE,)
        seen = readable_ink(wanted, grounds, least)
        if seen == wanted:
            return named_color(wanted, self.colors)
        self.told.unlike.append(
            f"{wanted} of `{role}` is {seen} in PDF and HTML: on paper {wanted} can hardly be read"
        )
        return seen


def _is_for_a_band(look: Style) -> bool:
    """Whether words are as light as only those of a band are."""
    return look.ground is None and contrast(look.color, WHITE) < least_contrast(0.0, bold=False)


def leading_of(look: HouseLook, size: float) -> float:
    """From line to line in a look, in points, within the bounds of a theme."""
    rule, height = look.line or ("auto", 1.0)
    points = size * _LINE * height if rule == "auto" else height
    if rule == "atLeast":
        points = max(points, size * _LINE)
    return round(_clamped(points, size * _CLOSEST, 216.0), 1)


def _rules_of(
    look: HouseLook, own: Style, colors: Mapping[str, str]
) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The lines above and below, also where the house has none and the theme has or inherits."""
    for key, line in (("above", look.above), ("below", look.below)):
        if line is not None or own.inherit or getattr(own, key).weight:
            yield key, _rule_table(line or _NO_LINE, colors)


def _rule_table(line: HouseLine, colors: Mapping[str, str]) -> Mapping[str, Any]:
    """A line as a theme says it, its colour by its name in the palette."""
    return {"weight": line.weight, "color": named_color(line.color, colors), "gap": line.gap}


def _half(points: float) -> float:
    return round(points * 2) / 2


def _clamped(value: float, least: float, most: float) -> float:
    return round(min(most, max(least, value)), 2)


def _scaled(
    role: str, own: Style, ratio: float, written: Mapping[str, Any]
) -> Iterator[HouseToken]:
    """A style that the house has none for, as much larger as its running text is.

    What it inherits follows the style that it is of.
    """
    size = _clamped(_half(own.size * ratio), _SMALLEST, _LARGEST)
    leading = round(_clamped(own.leading * size / own.size, size * 0.9, 216.0), 1)
    origin = "in proportion to the running text"
    for key, value in (("size", size), ("leading", leading)):
        if key in written:
            yield HouseToken(f"styles.{role}", key, value, origin)
