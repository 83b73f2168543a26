"""Where in the tables of a file a walk stands."""

from __future__ import annotations

from msgspec import Struct, field
from msgspec.structs import replace

from generator.houses.house import HouseLook
from generator.incoming.file import CellPlace

PLAIN_LOOK = HouseLook()


class _OpenTable(Struct):
    """A table that is being read. `row` and `column` are those of the next cell."""

    number: int
    widths: tuple[float, ...] = ()
    row: int = -1
    column: int = 0
    cell: CellPlace | None = None
    look: HouseLook = PLAIN_LOOK  # of the cell


class OpenTables(Struct):
    """The tables that are open in a story, each inside a cell of the one before it."""

    _count: int = 0
    _open: list[_OpenTable | None] = field(default_factory=list)  # None: a text box

    def begin(self, widths: tuple[float, ...] = ()) -> None:
        self._open.append(_OpenTable(self._count, widths))
        self._count += 1

    def begin_box(self) -> None:
        """Begin a text box: what stands in it stands in no cell, though it is put down in one."""
        self._open.append(None)

    def end(self) -> None:
        """End the innermost table or text box."""
        self._open.pop()

    def begin_row(self, before: int = 0) -> None:
        """Begin a row, which has nothing in so many columns before its first cell."""
        table = self._innermost()
        table.row += 1
        table.column = max(before, 0)

    def begin_cell(
        self, columns: int = 1, *, goes_on: bool = False,
        look: HouseLook = PLAIN_LOOK, ground: str | None = None,
    ) -> None:  # fmt: skip
        """Begin a cell; `ground` is what the style of its table gives it, `look` what it has."""
        table = self._innermost()
        row, columns = max(table.row, 0), max(columns, 1)
        table.cell = CellPlace(
            table.number, row, table.column, columns, goes_on, table.widths, ground
        )
        table.column += columns
        table.look = look

    def _innermost(self) -> _OpenTable:
        table = self._open[-1] if self._open else None
        return table or _OpenTable(self._count)  # a cell outside all tables, which no file has

    @property
    def cell(self) -> CellPlace | None:
        """The cell that stands here."""
        table = self._open[-1] if self._open else None
        return table.cell if table else None

    @property
    def around(self) -> tuple[CellPlace, ...]:
        """The cells that the innermost table stands in, as far as the text box here."""
        outer: list[CellPlace] = []
        for table in reversed(self._open[:-1] if self.cell else ()):
            if table is None or table.cell is None:
                break
            outer.append(table.cell)
        return tuple(outer)

    def dressed(self, setting: HouseLook | None) -> HouseLook | None:
        """How a paragraph looks here: without ground and lines of its own, it has its cell's."""
        table = self._open[-1] if self._open else None
        if setting is None or table is None or table.look == PLAIN_LOOK:
            return setting
        ground, beside = setting.ground or table.look.ground, setting.beside or table.look.beside
        return replace(setting, ground=ground, beside=beside)
