"""Numbered and bulleted lists: two definitions, and one instance for each numbered list."""

from __future__ import annotations

from generator.theme.theme import Theme
from generator.writers.docx.markup import NAMESPACES, escaped, twips

# The instances that the list styles themselves stand on.
BULLETS = 1
NUMBERS = 2

DEEPEST_STYLE = 5  # Word has `List Bullet` to `List Bullet 5`
DEEPEST_LEVEL = 8  # and numbering has nine levels, from 0


class Numbering:
    """The instances of one file. Each list has its own, or numbers would run on through it."""

    def __init__(self) -> None:
        self._starts: list[tuple[int, int]] = []

    def instance(self, level: int, start: int) -> int:
        """The id of a new numbered list, its first number at `level` being `start`."""
        self._starts.append((level, start))
        return NUMBERS + len(self._starts)

    def xml(self, theme: Theme) -> str:
        """The numbering part (ISO 29500-1, 17.9)."""
        bullets = [escaped(theme.lists.bullet)] * (DEEPEST_LEVEL + 1)
        numbers = [f"%{level + 1}." for level in range(DEEPEST_LEVEL + 1)]
        instances = "".join(
            f'<w:num w:numId="{NUMBERS + place}"><w:abstractNumId w:val="1"/>'
            f'<w:lvlOverride w:ilvl="{level}"><w:startOverride w:val="{start}"/></w:lvlOverride>'
            "</w:num>"
            for place, (level, start) in enumerate(self._starts, 1)
        )
        return (
            f"<w:numbering {NAMESPACES}>"
            f"{_definition(0, 'bullet', 'ListBullet', bullets, theme.lists.indent)}"
            f"{_definition(1, 'decimal', 'ListNumber', numbers, theme.lists.indent)}"
            f'<w:num w:numId="{BULLETS}"><w:abstractNumId w:val="0"/></w:num>'
            f'<w:num w:numId="{NUMBERS}"><w:abstractNumId w:val="1"/></w:num>'
            f"{instances}</w:numbering>"
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
