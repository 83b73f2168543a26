"""Where each block of the document stands on the page: one rule for every format."""

from __future__ import annotations

from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    Contents,
    DefinitionList,
    Figure,
    Heading,
    NumberedList,
    Paragraph,
    Quotation,
    Table,
)
from generator.theme.theme import Region, Theme


def region_of(block: Block, theme: Theme) -> Region:
    """The region of a block of the document: what its style asks for, as far as the page has it.

    A page without a side column has what belongs there in its main column, in its place; where a
    page has neither a side column nor several columns, all of it is the main column.
    """
    return region_on_page(_asked_region(block, theme), theme)


def region_on_page(asked: Region, theme: Theme) -> Region:
    """The region that the page has for what asks for one, by the rule of `region_of`."""
    sheet = theme.page
    if sheet.columns < 2 and not sheet.side.width:
        return "main"
    if asked == "side" and not sheet.side.width:
        return "main"
    return asked


def _asked_region(block: Block, theme: Theme) -> Region:
    match block:
        case Heading(level):
            return theme.style(heading_role(level)).region
        case Paragraph(role=role):
            return theme.style(role).region
        case BulletList() | NumberedList():
            return theme.lists.region
        case DefinitionList():
            return theme.style("definition").region
        case Quotation():
            return theme.style("quotation").region
        case Box(role) | Aside(role):
            return theme.box(role).region
        case Table():
            return theme.tables.region
        case Figure():
            return theme.figures.region
        case Contents():
            return theme.contents.region


def region_measure(region: Region, theme: Theme) -> tuple[float, float]:
    """Where a region begins and how wide it is, in points from the sheet's left edge.

    Of several columns, the main region is the first one.
    """
    sheet = theme.page
    match region:
        case "full":
            return sheet.left, sheet.text_width
        case "side":
            return sheet.side_left, sheet.side.width
        case "main":
            return sheet.main_left, sheet.column_width


def heading_role(level: int) -> str:
    """The style of a heading."""
    return f"heading{min(max(level, 1), 4)}"


def contents_role(level: int) -> str:
    """The style of an entry of a table of contents; level 1 is that of sections."""
    return f"contents{min(max(level, 1), 3)}"
