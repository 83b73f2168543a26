"""What stands across all columns of a page: one rule for every format."""

from __future__ import annotations

from generator.document import Block, Box, Contents, Figure, Heading, Paragraph, Table
from generator.theme.theme import Theme


def is_wide(block: Block, theme: Theme) -> bool:
    """Whether a block of the document stands across all columns, as on a page of one all do."""
    if theme.page.columns < 2:
        return True
    match block:
        case Heading(level):
            return theme.style(heading_role(level)).wide
        case Paragraph(role=role):
            return theme.style(role).wide
        case Box(role):
            return theme.box(role).wide
        case Table():
            return theme.tables.wide
        case Figure():
            return theme.figures.wide
        case Contents():
            return theme.contents.wide
        case _:
            return False


def heading_role(level: int) -> str:
    """The style of a heading."""
    return f"heading{min(max(level, 1), 4)}"


def contents_role(level: int) -> str:
    """The style of an entry of a table of contents; level 1 is that of sections."""
    return f"contents{min(max(level, 1), 3)}"
