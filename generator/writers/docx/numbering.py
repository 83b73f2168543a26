"""Bullets, numbered lists, numbered headings: and one instance for each numbered list."""

from __future__ import annotations

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
        self._starts: list[tuple[int, int]] = []

    def instance(self, level: int, start: int) -> int:
        """The id of a new numbered list, its first number at `level` being `start`."""
        self._starts.append((level, start))
        return HEADINGS + len(self._starts)

    def xml(self, theme: Theme) -> str:
        """The numbering part (ISO 29500-1, 17.9)."""
        bullets = [escaped(theme.lists.bullet)] * (DEEPEST_LEVEL + 1)
        numbers = [f"%{level + 1}." for level in range(DEEPEST_LEVEL + 1)]
        instances = "".join(
            f'<w:num w:numId="{HEADINGS + place}"><w:abstractNumId w:val="1"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            "</w:num>"
            for place, (level, start) in enumerate(self._starts, 1)
        )
        return (
            f"<w:numbering {NAMESPACES}>"
            f"{_definition(0, 'bullet', 'ListBullet', bullets, theme.lists.indent)}"
            f"{_definition(1, 'decimal', 'ListNumber', numbers, theme.lists.indent)}"
            f"{_heading_definition(2) if theme.number_headings else ''}"
            f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
            f'<w:num w:numId="{NUMBERS}"><w:abstractNumId w:val="1"/></w:num>'
            f"{_HEADINGS if theme.number_headings else ''}{instances}</w:numbering>"
        )


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


def _definition(number: int, form: str, style: str, marks: list[str], indent: float) -> str:
    levels = []
    for level, mark in enumerate(marks):
        depth = level + 1
        suffix = "" if depth == 1 else str(depth)
        linked = f'<w:pStyle w:val="{style}{suffix}"/>' if depth <= DEEPEST_STYLE else ""
        levels.append(
            f'<w:lvl w:ilvl="{level}"><w:start w:val="1"/><w:numFmt w:val="{form}"/>{linked}'
            f'<w:lvlText w:val="{mark}"/><w:lvlJc w:val="left"/>'
            f'<w:pPr><w:ind w:left="{twips(depth * indent)}" w:hanging="{twips(indent)}"/></w:pPr>'
            "</w:lvl>"
        )
    return (
        f'<w:abstractNum w:abstractNumId="{number}"><w:multiLevelType w:val="multilevel"/>'
        f"{''.join(levels)}</w:abstractNum>"
    )
