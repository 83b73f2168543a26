"""Where each block of the document stands on the page: one rule for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from msgspec import Struct
from msgspec.structs import replace

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
from generator.theme.theme import Region, SectionStyle, Theme


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


class Stand(Struct, frozen=True):
    """Where a block stands: its region, the first of its columns and their number, in points.

    With `new_page` it begins a page. `can_give` is the share of its height that it can give up.
    """

    region: Region
    left: float
    width: float
    count: int = 1
    step: float = 0.0
    new_page: bool = False
    can_give: float = 0.0


def arrangements(
    blocks: Iterable[Block], theme: Theme, is_wide: Callable[[Table, float], bool]
) -> Iterator[tuple[Block, Stand]]:
    """Each block of a document with where it stands: by its style, and by the section it is in.

    A table that `is_wide` for its region, of a width in points, stands across the page; in a
    section with columns of its own it stays in them.
    """
    level, section = 0, None
    for block in blocks:
        opens = False
        if isinstance(block, Heading) and block.level > 1:
            if block.level <= level:
                level, section = 0, None
            if block.role in theme.sections:
                level, section, opens = block.level, theme.sections[block.role], True
        stand = _stand(block, theme, section, opens=opens)
        if isinstance(block, Table) and not section and stand.region != "full":
            across = _across(theme)
            if stand.width < across.width and is_wide(block, stand.width):
                stand = across
        yield block, stand


def _stand(block: Block, theme: Theme, section: SectionStyle | None, *, opens: bool) -> Stand:
    sheet = theme.page
    if section and opens:
        return replace(_across(theme), new_page=section.new_page)
    region = region_of(block, theme)
    if section:  # all of it stands in its columns
        width = (sheet.text_width - sheet.gutter * (section.columns - 1)) / section.columns
        step = width + sheet.gutter
        return Stand("main", sheet.left, width, section.columns, step, can_give=section.draw_in)
    left, width = region_measure(region, theme)
    count = sheet.columns if region == "main" else 1
    return Stand(region, left, width, count, width + sheet.gutter if count > 1 else 0.0)


def _across(theme: Theme) -> Stand:
    return Stand("full", theme.page.left, theme.page.text_width)


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


class NoteColumns(Struct, frozen=True):
    """The columns that notes stand in, in points: the first one's place, and from one to the next.

    With `beside`, a column at the side of the text reaches past the notes to the page's foot.
    """

    left: float
    width: float
    count: int
    step: float
    beside: bool


def note_columns(theme: Theme) -> NoteColumns:
    """The columns of the notes of a theme."""
    sheet, look = theme.page, theme.notes
    across = look.region == "full"
    left, whole = (sheet.left, sheet.text_width) if across else (sheet.main_left, sheet.main_width)
    count = look.columns or sheet.columns
    width = (whole - sheet.gutter * (count - 1)) / count
    return NoteColumns(left, width, count, width + sheet.gutter, beside=not across)


def heading_role(level: int) -> str:
    """The style of a heading."""
    return f"heading{min(max(level, 1), 4)}"


def contents_role(level: int) -> str:
    """The style of an entry of a table of contents; level 1 is that of sections."""
    return f"contents{min(max(level, 1), 3)}"
