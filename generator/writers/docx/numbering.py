"""Bullets, numbered lists, numbered headings: and one instance for each numbered list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from msgspec import Struct

from generator.document.walking import SECTION_DEPTH
from generator.theme.theme import Theme
from generator.writers.docx.markup import NAMESPACES, escaped, twips

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
        self._looks: list[str] = []

    def instance(self, level: int, start: int, look: str = "") -> int:
        """The id of a new numbered list, its first number at `level` being `start`.

        Its numbers wear the style `look` if they have one of their own, and then have no stop.
        """
        if look and look not in self._looks:
            self._looks.append(look)
        definition = _FIRST_LOOK + self._looks.index(look) if look else _NUMBERS
        self._starts.append((definition, level, start))
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
            f"{_heading_definition(2) if theme.number_headings else ''}"
            f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
            f'<w:num w:numId="{NUMBERS}"><w:abstractNumId w:val="{_NUMBERS}"/></w:num>'
            f"{_HEADINGS if theme.number_headings else ''}{instances}</w:numbering>"
        )

    def _definitions(self, theme: Theme, left: float, letters: Callable[[str], str]) -> str:
        plain = [f"%{level + 1}" for level in range(DEEPEST_LEVEL + 1)]
        bullets = [escaped(theme.lists.bullet)] * len(plain)
        numbers = [f"{mark}." for mark in plain]
        definitions = [
            _Definition(0, "bullet", bullets, "ListBullet"),
            _Definition(_NUMBERS, "decimal", numbers, "ListNumber"),
            *(
                _Definition(number, "decimal", plain, letters=letters(look))
                for number, look in enumerate(self._looks, _FIRST_LOOK)
            ),
        ]
        return "".join(_definition_xml(each, theme.lists.indent, left) for each in definitions)


class _Definition(Struct, frozen=True):
    """The marks of a list by level, the paragraph style that they go with, and how they look."""

    number: int
    form: str
    marks: Sequence[str]
    style: str = ""
    letters: str = ""


_NUMBERS = 1  # the definition of numbered lists
_FIRST_LOOK = 3  # that of the first ones whose numbers have a style of their own
_HEADINGS = f'<w:num w:numId="{HEADINGS}"><w:abstractNumId w:val="2"/></w:num>'


def _heading_definition(number: int) -> str:
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
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )


def _definition_xml(definition: _Definition, indent: float, left: float) -> str:
    levels = []
    for level, mark in enumerate(definition.marks):
        depth = level + 1
        style = f"{definition.style}{'' if depth == 1 else depth}"
        is_linked = definition.style and depth <= DEEPEST_STYLE
        linked = f'<w:pStyle w:val="{style}"/>' if is_linked else ""
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{definition.form}"/>'
            f'{linked}<w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{twips(left + depth * indent)}"'
            f' w:hanging="{twips(indent)}"/></w:pPr>{definition.letters}</w:lvl>'
        )
    return (
        f'<w:abstractNum w:abstractNumId="{definition.number}">'
        f'<w:multiLevelType w:val="multilevel"/>{"".join(levels)}</w:abstractNum>'
    )
