"""Bullets, numbered lists, numbered headings: and one instance for each numbered list."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import lru_cache

from msgspec import Struct

from generator.document import SECTION_DEPTH
from generator.language.visible import escaped
from generator.theme.theme import ListNumeral, ListStyle, Theme
from generator.writers.docx.markup import NAMESPACES, twips

# The instances that the styles of lists and headings themselves stand on.
BULLETS = 1
NUMBERS = 2
HEADINGS = 3
UNNUMBERED = (0, 0)  # takes the number from a paragraph whose style has one

DEEPEST_STYLE = 5  # Word has `List Bullet` to `List Bullet 5`
DEEPEST_LEVEL = 8  # and numbering has nine levels, from 0


class Numbering:
    """The instances of one file. Each list has its own, or numbers would run on through it."""

    def __init__(self) -> None:
        self._starts: list[tuple[int, int, int]] = []  # definition, level, first number
        self._schemes: list[tuple[str, int]] = []  # the look of numbers, levels without numbers

    def instance(self, level: int, start: int, numbered: int, look: str = "") -> int:
        """The id of a new numbered list, its first number at `level` being `start`.

        It stands in `numbered` others. Its numbers wear the style `look` if they have one of their
        own, and then have no stop. No such list is of the definition that the style `List Number`
        stands on: that one begins with 1 wherever it is first applied by hand.
        """
        scheme = (look, level - min(numbered, level))
        if scheme not in self._schemes:
            self._schemes.append(scheme)
        self._starts.append((_FIRST_SCHEME + self._schemes.index(scheme), level, start))
        return HEADINGS + len(self._starts)

    def xml(self, theme: Theme, left: float, letters: Callable[[str], str]) -> str:
        """The numbering part (ISO 29500-1, 17.9); lists begin `left` points from the margin.

        `letters` gives the `w:rPr` of a style of numbers.
        """
        lists = self._definitions(theme, left, letters)
        instances = "".join(
            f'<w:num w:numId="{HEADINGS + place}"><w:abstractNumId w:val="{definition}"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            "</w:num>"
            for place, (definition, level, start) in enumerate(self._starts, 1)
        )
        return (
            f"<w:numbering {NAMESPACES}>{lists}"
            f"{_heading_definition() if theme.number_headings else ''}"
            f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
            f'<w:num w:numId="{NUMBERS}"><w:abstractNumId w:val="{_NUMBERS}"/></w:num>'
            f"{_HEADINGS if theme.number_headings else ''}{instances}</w:numbering>"
        )

    def _definitions(self, theme: Theme, left: float, letters: Callable[[str], str]) -> str:
        lists, levels = theme.lists, range(DEEPEST_LEVEL + 1)
        plain = tuple(f"%{level + 1}" for level in levels)
        stopped = tuple(f"{mark}." for mark in plain)
        bullets = tuple(escaped(lists.bullet_at(level)) for level in levels)
        definitions = [
            _Definition(0, ("bullet",) * len(plain), bullets, "ListBullet"),
            _Definition(_NUMBERS, _number_forms(lists), stopped, "ListNumber"),
        ]
        for number, (look, unnumbered) in enumerate(self._schemes, _FIRST_SCHEME):
            forms = ("decimal",) * len(plain) if look else _number_forms(lists, unnumbered)
            marks = plain if look else stopped
            own = letters(look) if look else ""
            definitions.append(_Definition(number, forms, marks, letters=own))
        return "".join(_definition_xml(each, lists.indent, left) for each in definitions)


def _number_forms(lists: ListStyle, unnumbered: int = 0) -> tuple[str, ...]:
    """How each level is numbered (17.18.59), where so many of the first ones are not."""
    numbered = (max(0, level - unnumbered) for level in range(DEEPEST_LEVEL + 1))
    return tuple(_FORMS[lists.numeral_at(level)] for level in numbered)


_FORMS: Mapping[ListNumeral, str] = {
    "decimal": "decimal",
    "lower-letter": "lowerLetter",
    "upper-letter": "upperLetter",
    "lower-roman": "lowerRoman",
    "upper-roman": "upperRoman",
}


class _Definition(Struct, frozen=True):
    """What a list has at each level, the paragraph style it goes with, and how its marks look."""

    number: int
    forms: tuple[str, ...]
    marks: tuple[str, ...]
    style: str = ""
    letters: str = ""


_NUMBERS = 1  # the definition that the styles of numbered lists stand on
_FIRST_SCHEME = 3  # that of the first numbered lists of the document
_HEADINGS = f'<w:num w:numId="{HEADINGS}"><w:abstractNumId w:val="2"/></w:num>'


def _heading_definition() -> str:
    """The numbers of sections, an en space behind each; the title has none."""
    levels = []
    for level in range(SECTION_DEPTH):
        marks = ".".join(f"%{place + 1}" for place in range(level + 1))
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="decimal"/>'
            f'<w:pStyle w:val="Heading{level + 2}"/><w:suff w:val="nothing"/>'
            f'<w:lvlText w:val="{marks}\u2002"/><w:lvlJc w:val="left"/>'
            '<w:pPr><w:ind w:left="0" w:firstLine="0"/></w:pPr></w:lvl>'
        )
    return (
        '<w:abstractNum w:abstractNumId="2"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


@lru_cache(maxsize=64)  # those of a look are mostly the same in each of its files
def _definition_xml(definition: _Definition, indent: float, left: float) -> str:
    levels = []
    for level, (form, mark) in enumerate(zip(definition.forms, definition.marks, strict=True)):
        depth = level + 1
        style = f"{definition.style}{'' if depth == 1 else depth}"
        is_linked = definition.style and depth <= DEEPEST_STYLE
        linked = f'<w:pStyle w:val="{style}"/>' if is_linked else ""
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>'
            f'{linked}<w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{twips(left + depth * indent)}"'
            f' w:hanging="{twips(indent)}"/></w:pPr>{definition.letters}</w:lvl>'
        )
    return (
        f'<w:abstractNum w:abstractNumId="{definition.number}">'
        f'<w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
    )
