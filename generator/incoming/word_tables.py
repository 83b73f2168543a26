"""Where in the tables of a Word file a walk stands (ISO/IEC 29500-1, 17.4)."""

from __future__ import annotations

from msgspec import Struct, field

from generator.incoming.file import CellPlace
from generator.opening.list_numbers import as_int
from generator.opening.wordprocessing import W, value_of
from generator.opening.xml_part import XmlElement


class _OpenTable(Struct):
    """A table that is being read. `row` and `column` are those of the next cell."""

    number: int
    row: int = -1
    column: int = 0
    cell: CellPlace | None = None


class OpenTables(Struct):
    """The tables that are open in a story, each inside a cell of the one before it."""

    _count: int = 0
    _open: list[_OpenTable | None] = field(default_factory=list)  # None: a text box

    def begin(self) -> None:
        self._open.append(_OpenTable(self._count))
        self._count += 1

    def begin_box(self) -> None:
        """Begin a text box: what stands in it stands in no cell, though it is put down in one."""
        self._open.append(None)

    def end(self) -> None:
        """End the innermost table or text box."""
        self._open.pop()

    def begin_row(self, properties: XmlElement | None) -> None:
        table = self._innermost()
        table.row += 1
        before = "" if properties is None else value_of(properties, "gridBefore")
        table.column = max(as_int(before, 0), 0)

    def begin_cell(self, properties: XmlElement | None) -> None:
        table = self._innermost()
        columns, goes_on = 1, False
        if properties is not None:
            columns = max(as_int(value_of(properties, "gridSpan"), 1), 1)
            merged = properties.find(f"{W}vMerge")
            goes_on = merged is not None and merged.get(f"{W}val") != "restart"
        row = max(table.row, 0)
        table.cell = CellPlace(table.number, row, table.column, columns, goes_on)
        table.column += columns

    def _innermost(self) -> _OpenTable:
        table = self._open[-1] if self._open else None
        return table or _OpenTable(self._count)  # a cell outside all tables, which no file has

    @property
    def cell(self) -> CellPlace | None:
        """The cell that stands here."""
        table = self._open[-1] if self._open else None
        return table.cell if table else None
