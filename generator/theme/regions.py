"""Where each block of the document stands on the page: one rule for every format."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal

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
    PageBreak,
    Paragraph,
    Quotation,
    Table,
)
from generator.document.walking import every_block
from generator.theme.roles import heading_role
from generator.theme.sheet import Sheet
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
    if _is_one_column(sheet):
        return "main"
    if asked == "side" and not sheet.side.width:
        return "main"
    return asked


def _is_one_column(sheet: Sheet) -> bool:
    return sheet.columns < 2 and not sheet.side.width


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
        case PageBreak():
            return "main"


class Stand(Struct, frozen=True):
    """Where a block stands: its region, the first of its columns and their number, in points.

    With `new_page` it begins a page; with `landscape` that page has its long side at the head.
    `can_give` is the share of its height that it can give up.
    """

    region: Region
    left: float
    width: float
    count: int = 1
    step: float = 0.0
    new_page: bool = False
    landscape: bool = False
    can_give: float = 0.0


TableRoom = Literal["whole", "cramped", "none"]
"""The room of a table: for all of it at full size, for it made smaller or divided, or for none."""

RoomOf = Callable[[Table, float], TableRoom]
"""The room that a table has in a width of so many points."""


def arrangements(
    blocks: Iterable[Block], theme: Theme, room_of: RoomOf
) -> Iterator[tuple[Block, Stand]]:
    """Each block of a document with where it stands: by its style, and by the section it is in.

    A table that has not all of its room in its region (`room_of` it in so many points) stands
    across the page, and one that has none there on a landscape page; in a section with columns
    of its own it stays in them. A heading stands on the page of what it leads in, and where that
    goes across columns, so does it. Page breaks are not among the blocks: what follows them begins
    a page.
    """
    landscape: bool | None = None
    fresh = False  # whether a page begins
    for one in _with_their_headings(_asked(blocks, theme), theme, room_of):
        fresh = fresh or one.breaks
        if one.stand.region == "side":  # it stands on the page of what is behind it
            yield one.block, one.stand
            continue
        turns = landscape is not None and (fresh or one.stand.landscape != landscape)
        yield one.block, replace(one.stand, new_page=turns)
        fresh, landscape = False, one.stand.landscape


class _Asked(Struct, frozen=True):
    """A block, its section if that has an arrangement, and where it stands but for its page.

    With `breaks` it is to begin a page.
    """

    block: Block
    section: SectionStyle | None
    stand: Stand
    breaks: bool


def _asked(blocks: Iterable[Block], theme: Theme) -> Iterator[_Asked]:
    """Each block where its style, its section and the page breaks before it want it."""
    breaks = landscape = False
    for block, role in _by_section(blocks, theme):
        if isinstance(block, PageBreak):
            breaks, landscape = True, block.landscape
            continue
        section = theme.sections.get(role)
        opens = section is not None and isinstance(block, Heading) and block.role == role
        breaks = breaks or (section is not None and opens and section.new_page)
        turned = landscape or (section is not None and section.landscape)
        stand = _stand(block, theme, section, opens=opens, landscape=turned)
        yield _Asked(block, section, stand, breaks)
        breaks = False


def _by_section(blocks: Iterable[Block], theme: Theme) -> Iterator[tuple[Block, str]]:
    """Each block with the kind of section that it stands in; "" where that has no arrangement."""
    level, role = 0, ""
    for block in blocks:
        if isinstance(block, Heading) and block.level > 1:
            if block.level <= level:
                level, role = 0, ""
            if block.role in theme.sections:
                level, role = block.level, block.role
        yield block, role


def sections_of_tables(blocks: Iterable[Block], theme: Theme) -> dict[int, str]:
    """The kinds of section whose tables have a size of their own, by the `id` of each table."""
    sized = {role for role in theme.sections if theme.table_scale(role) != 1}
    inside = _by_section(blocks, theme) if sized else ()
    return {
        id(table): role
        for block, role in inside
        if role in sized
        for table in every_block((block,))
        if isinstance(table, Table)
    }


def _with_their_headings(
    asked: Iterable[_Asked], theme: Theme, room_of: RoomOf
) -> Iterator[_Asked]:
    """The same blocks, tables where they have room, headings on the page of what is behind them."""
    headings: list[_Asked] = []
    for one in asked:
        if isinstance(one.block, Heading) and not one.section:
            headings.append(one)
            continue
        stand = one.stand
        if isinstance(one.block, Table) and not one.section:
            stand = _table_stand(one.block, stand, theme, room_of)
        for number, heading in enumerate(headings):
            own = _stand(heading.block, theme, None, landscape=stand.landscape)
            if stand.region == "full" and own.count > 1:  # not at the foot of another column
                own = _across(theme, landscape=stand.landscape)
            breaks = heading.breaks or (number == 0 and one.breaks)
            yield replace(heading, stand=own, breaks=breaks)
        yield replace(one, stand=stand, breaks=one.breaks and not headings)
        headings = []
    yield from headings


def _table_stand(table: Table, stand: Stand, theme: Theme, room_of: RoomOf) -> Stand:
    room = room_of(table, stand.width)
    across, turned = (_across(theme, landscape=wide) for wide in (stand.landscape, True))
    if room != "whole" and stand.width < across.width:
        stand, room = across, room_of(table, across.width)
    return turned if room == "none" and stand.width < turned.width else stand


def _stand(
    block: Block,
    theme: Theme,
    section: SectionStyle | None,
    *,
    opens: bool = False,
    landscape: bool,
) -> Stand:
    turned = landscape and not section and isinstance(block, Table | Figure)  # for it
    if turned or (section and opens):
        return _across(theme, landscape=landscape)
    gutter = theme.page.gutter
    if section:  # all of it stands in its columns
        left, whole = region_measure("full", theme, landscape=landscape)
        count = section.columns
        width = (whole - gutter * (count - 1)) / count
        region: Region = "main"
    else:
        region = region_of(block, theme)
        left, width = region_measure(region, theme, landscape=landscape)
        count = theme.page.columns if region == "main" else 1
    step = width + gutter if count > 1 else 0.0
    can_give = section.draw_in if section else 0.0
    return Stand(region, left, width, count, step, landscape=landscape, can_give=can_give)


def beside_side(block: Block, stand: Stand, theme: Theme, room_of: RoomOf) -> Stand | None:
    """Where a block that goes across would stand in the main column, beside what is at the side.

    None for what must go across: a heading of a section, a band, a table that has not all of its
    room in the main column, and anything on a landscape page or on one of several columns.
    """
    if stand.region != "full" or stand.landscape or theme.page.columns > 1:
        return None
    left, width = region_measure("main", theme)
    match block:
        case Box(role):
            fits = not theme.box(role).bleed
        case Table():
            fits = room_of(block, width) == "whole"
        case _:
            fits = isinstance(block, Figure | Contents)
    return replace(stand, region="main", left=left, width=width) if fits else None


def _across(theme: Theme, *, landscape: bool) -> Stand:
    return Stand("full", *region_measure("full", theme, landscape=landscape), landscape=landscape)


def region_measure(region: Region, theme: Theme, *, landscape: bool = False) -> tuple[float, float]:
    """Where a region begins and how wide it is, in points from the sheet's left edge.

    Of several columns, the main region is the first one. On a landscape page the columns are those
    of any other, so that lines stay as long as they can be read; what goes across has all of it.
    """
    sheet = theme.page
    match "full" if _is_one_column(sheet) else region:
        case "full":
            return sheet.left, theme.sheet(landscape=landscape).text_width
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
