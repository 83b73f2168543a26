"""New rows and tables as Markdown."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from generator.drafting.tables import dashes_for
from generator.merging.edited import EditedPassage
from generator.merging.spelling import Manner


def row_words(passages: Sequence[EditedPassage], manner: Manner, columns: int = 0) -> str:
    """The cells of one row as a line of Markdown, of so many columns at least."""
    cells = cell_words(passages, manner)
    last = max([columns - 1, *cells])
    return "| " + " | ".join(cells.get(column, "") for column in range(last + 1)) + " |"


def table_words(passages: Sequence[EditedPassage], manner: Manner) -> str:
    """A table as Markdown; its first row is its header."""
    rows: dict[int, list[EditedPassage]] = {}
    for one in passages:
        if cell := one.paragraph.cell:
            rows.setdefault(cell.row, []).append(one)
    columns = max(
        cell.column + cell.columns for one in passages if (cell := one.paragraph.cell) is not None
    )
    lines = [row_words(row, manner, columns) for _, row in sorted(rows.items())]
    dashes = "|".join(dashes_below(rows, column) for column in range(columns))
    return "\n".join([lines[0], f"|{dashes}|", *lines[1:]])


def dashes_below(rows: Mapping[int, Sequence[EditedPassage]], column: int) -> str:
    """What stands below the header of a column, as the cells below it are aligned."""
    below = (one.paragraph for row in sorted(rows)[1:] for one in rows[row])
    return dashes_for(
        one.alignment for one in below if one.cell and one.cell.column == column and one.text
    )


def cell_words(passages: Sequence[EditedPassage], manner: Manner) -> dict[int, str]:
    """The words of each column; several paragraphs of a cell stand in one line."""
    cells: dict[int, str] = {}
    for one in passages:
        cell = one.paragraph.cell
        words = manner.spelled(one.letters, in_cell=True)
        if cell is not None and words:
            before = cells.get(cell.column, "")
            cells[cell.column] = f"{before} {words}" if before else words
    return cells
