"""The cells of the tables of a web page, counted as they stand on it."""

from __future__ import annotations

from msgspec import Struct, field

from generator.incoming.file import CellPlace
from generator.opening.list_numbers import as_int
from generator.receiving.html_tree import CELLS, ROWS, TABLES, nearest_around
from generator.seeds.readers.html_nesting import PageElement
from generator.seeds.readers.html_tokens import attributes_of

_MOST_COLUMNS = 1_000


class HtmlTables(Struct):
    """The tables of a page so far; `empty` is a cell that has begun and has nothing in it yet."""

    elements: list[PageElement]
    empty: CellPlace | None = None
    _numbers: dict[int, int] = field(default_factory=dict)
    _counts: dict[int, int] = field(default_factory=dict)  # of the rows of a table
    _rows: dict[int, tuple[int, int]] = field(default_factory=dict)  # the row, the next column
    _reaching: dict[tuple[int, int], int] = field(default_factory=dict)  # to which row a cell goes
    _cells: dict[int, CellPlace] = field(default_factory=dict)

    def begin_table(self, number: int) -> None:
        self._numbers[number] = len(self._numbers)

    def begin_row(self, number: int) -> None:
        table = nearest_around(self.elements, number, TABLES)
        row = self._counts.get(table, 0)
        self._counts[table] = row + 1
        self._rows[number] = row, 0

    def begin_cell(self, number: int) -> None:
        row_element = nearest_around(self.elements, number, ROWS)
        table = nearest_around(self.elements, number, TABLES)
        if row_element not in self._rows or table not in self._numbers:
            return
        row, column = self._rows[row_element]
        while self._reaching.get((table, column), 0) > row:
            column += 1
        said = attributes_of(self.elements[number].attributes)
        columns, down = (
            min(max(as_int(said.get(name), 1), 1), _MOST_COLUMNS) for name in ("colspan", "rowspan")
        )
        for one in range(column, column + columns) if down > 1 else ():
            self._reaching[table, one] = row + down
        self._rows[row_element] = row, column + columns
        self._cells[number] = CellPlace(self._numbers[table], row, column, columns)
        self.empty = self._cells[number]

    def cell_around(self, number: int) -> CellPlace | None:
        """The cell that an element stands in."""
        return self._cells.get(nearest_around(self.elements, number, CELLS))
