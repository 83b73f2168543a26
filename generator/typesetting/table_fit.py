"""How a table finds room in a region: columns that no figure is divided in, smaller type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import fsum

from msgspec import Struct
from msgspec.structs import replace

from generator.document import Inline, Table
from generator.document.walking import header_cells, plain_text
from generator.language.decimals import decimal_mark, whole_part
from generator.theme.regions import TableRoom
from generator.typesetting.inlines import set_words
from generator.typesetting.setting import Setting
from generator.typesetting.stops import least_measure
from generator.typesetting.widths import (
    ColumnNeeds,
    TableFit,
    TableStage,
    row_lines,
    staged,
    stages,
    with_reserve,
)
from generator.typesetting.words import Unit, Words, natural_width, piece_widths

# Points that each column has more: Word rounds the widths of letters. LibreOffice breaks figures at
# 0, and none at half of this.
_TOLERANCE = 1.0


def room_of(table: Table, width: float, setting: Setting) -> TableRoom:
    """Whether a table has its room in a width of so many points."""
    found = _fitting(table, width, setting)
    if found.lacking > 0:
        return "none"
    return "whole" if found.stage.share == 1 else "cramped"


def table_fit(table: Table, width: float, setting: Setting) -> TableFit:
    """How a table is set in a width: as large and as whole as there is room for.

    Where even the last stage lacks room, which stops a final build, a draft has its columns as much
    narrower: words are divided anywhere, but none leaves the sheet.
    """
    found = _fitting(table, width, setting)
    least = [column.least for column in found.columns]
    rows = list(zip(*(column.cells for column in found.columns), strict=True))
    if found.lacking > 0:
        widths = [one * max(found.room, 0.0) / fsum(least) for one in least]
    else:
        widths = with_reserve(rows, least, found.room)
    # Where a cell below the head takes several lines, nothing stands below a decimal.
    reaches = [
        column.reach if max(column.cells[1:], default=0.0) <= own + 0.01 else 0.0
        for column, own in zip(found.columns, widths, strict=True)
    ]
    return TableFit(
        tuple(widths),
        tuple(reaches),
        found.padding,
        found.stage,
        max(found.lacking, 0.0),
        tuple(row_lines(row, widths) for row in rows),
    )


class _Fitting(Struct, frozen=True):
    """The first stage that a table has room in, or else the last; lengths are points."""

    stage: TableStage
    columns: Sequence[ColumnNeeds]
    padding: float
    room: float  # without the padding of the columns

    @property
    def lacking(self) -> float:
        return fsum(column.least for column in self.columns) - self.room


def _fitting(table: Table, width: float, setting: Setting) -> _Fitting:
    scale = setting.theme.table_scale(setting.table_sections.get(id(table), ""))
    for stage in stages(scale):
        columns = measured_table(table, stage, setting).columns
        padding = setting.theme.tables.padding_x * stage.padding
        found = _Fitting(stage, columns, padding, width - 2 * padding * len(columns))
        if found.lacking <= 0:
            break
    return found


def evened(table: Table) -> Table:
    """The table with a cell in each column of each row, and each column aligned."""
    count = max([len(table.header), *map(len, table.rows)])

    def filled(row: tuple[tuple[Inline, ...], ...]) -> tuple[tuple[Inline, ...], ...]:
        return row + ((),) * (count - len(row))

    spans = table.spans and table.spans + (1,) * (count - len(table.spans))
    aligned = (*table.alignments, *("left",) * count)[:count]
    rows = tuple(map(filled, table.rows))
    header = filled(table.header)
    return replace(table, header=header, rows=rows, alignments=aligned, spans=spans)


def reach_of(cell: tuple[Inline, ...], units: Sequence[Unit], mark: str) -> float:
    """The width of a figure up to where its decimals begin, in points."""
    left = whole_part(plain_text(cell).strip(), mark)
    width = 0.0
    for unit in units:
        for piece in (*unit.pieces, *((unit.space,) if unit.space else ())):
            width += piece_widths(piece)[min(left, len(piece.text))]
            left -= len(piece.text)
            if left <= 0:
                return width
    return width


class MeasuredTable(Struct, frozen=True):
    """What the columns of a table ask for at a stage, and the words of its cells."""

    columns: Sequence[ColumnNeeds]
    header: tuple[Words, ...]
    rows: tuple[tuple[Words, ...], ...]


def measured_table(table: Table, stage: TableStage, setting: Setting) -> MeasuredTable:
    """A table measured at a stage, once for all who want to know."""
    known = setting.tables.setdefault(id(table), (table, {}))[1]
    if stage not in known:
        known[stage] = _measured(table, stage, setting)
    return known[stage]


def _measured(table: Table, stage: TableStage, setting: Setting) -> MeasuredTable:
    head = staged(setting.theme.style("table-header"), stage)
    body = staged(setting.theme.style("table-cell"), stage)
    mark = decimal_mark(setting.document.language)
    table = evened(table)
    heads = list(header_cells(table))
    header = tuple([set_words(one.children, head, setting) for one in heads])
    rows = tuple([tuple([set_words(cell, body, setting) for cell in row]) for row in table.rows])
    own = {one.first: top.units for one, top in zip(heads, header, strict=True) if one.count == 1}
    found = []
    for index, alignment in enumerate(table.alignments):
        top = own.get(index, ())
        cells = [row[index] for row in table.rows]
        units = [row[index].units for row in rows]
        reaches = [0.0] * len(cells)
        if alignment == "decimal":
            reaches = [reach_of(*one, mark) for one in zip(cells, units, strict=True)]
        found.append(_column([top, *units], [0.0, *reaches], divided=stage.divided))
    between = 2 * setting.theme.tables.padding_x * stage.padding
    for one, title in zip(heads, header, strict=True):
        if one.count > 1:
            whole = _column([title.units], [0.0], divided=stage.divided)
            below = slice(one.first, one.first + one.count)
            found[below] = _widened(found[below], whole, between)
    return MeasuredTable(found, header, rows)


def _widened(
    columns: list[ColumnNeeds], head: ColumnNeeds, between: float
) -> Iterator[ColumnNeeds]:
    """The columns below a head, as wide as that needs; they are so many points apart."""
    apart, count = between * (len(columns) - 1), len(columns)
    lacking = max(head.least - apart - fsum(column.least for column in columns), 0.0)
    share = (head.cells[0] - apart) / count
    for column in columns:
        least = column.least + lacking / count
        _, *cells = column.cells
        yield ColumnNeeds((max(share, least), *cells), least, column.reach)


def _column(
    cells: Sequence[Sequence[Unit]], reaches: Sequence[float], *, divided: bool
) -> ColumnNeeds:
    """What a column asks for whose figures stand as far in as the one that reaches farthest."""
    reach = max(reaches)
    insets = [reach - own if own else 0.0 for own in reaches]
    natural = [
        inset + natural_width(cell) + _TOLERANCE for cell, inset in zip(cells, insets, strict=True)
    ]
    least = max(
        inset + least_measure(cell, divided=divided) + _TOLERANCE
        for cell, inset in zip(cells, insets, strict=True)
    )
    return ColumnNeeds(tuple(natural), least, reach)
