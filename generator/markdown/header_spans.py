"""Cells of a table's header that reach over several columns: `[Tonnes]{colspan=2}`.

Pandoc reads that as words with an attribute, and the empty cells behind them as cells.
"""

from __future__ import annotations

import re
from itertools import takewhile

from msgspec.structs import replace

from generator.diagnostics import codes
from generator.markdown.source import MarkdownText
from generator.markdown.syntax import Node

_SPAN = "colspan"


def spanned_header(row: Node, source: MarkdownText) -> Node:
    """The header, each cell with the number of columns that it reaches over as its level."""
    cells: list[Node] = []
    covered = 0
    for index, cell in enumerate(row.children):
        if covered:
            covered -= 1
            cells.append(cell)
            continue
        written = _written_span(cell)
        following = row.children[index + 1 :]
        count = _columns_spanned(written, following) if written else 1
        if written and count < 2:
            message = f"`{_SPAN}={written.attributes[_SPAN]}` does not fit here"
            hint = "give the number of columns, and leave the cells behind it empty: "
            hint += "| [Tonnes]{colspan=2} | | Port |"
            source.report(codes.BAD_TABLE, message, written.span, hint)
        covered = max(count - 1, 0)
        cells.append(replace(_without_span(cell), level=max(count, 1)))
    return replace(row, children=tuple(cells))


def unspanned_row(row: Node, source: MarkdownText) -> Node:
    """A row of the body, in which no cell reaches over others."""
    for cell in row.children:
        if written := _written_span(cell):
            message = "only a cell of the header can reach over several columns"
            hint = "write the words in each of the cells, or divide the table"
            source.report(codes.BAD_TABLE, message, written.span, hint)
    return replace(row, children=tuple(map(_without_span, row.children)))


def _written_span(cell: Node) -> Node | None:
    """The bracket that says over how many columns a cell reaches, if it is all of the cell."""
    match cell.children:
        case (Node(kind="bracketed") as bracket,) if _SPAN in bracket.attributes:
            return bracket
        case _:
            return None


def _columns_spanned(bracket: Node, following: tuple[Node, ...]) -> int:
    """Over how many columns a cell reaches; 0 where that is no number, or they are not free."""
    written = bracket.attributes[_SPAN]
    count = int(written) if re.fullmatch("[1-9][0-9]?", written) else 0
    free = takewhile(lambda cell: not cell.children, following)
    return count if count <= 1 + sum(1 for _ in free) else 0


def _without_span(cell: Node) -> Node:
    bracket = _written_span(cell)
    if bracket is None:
        return cell
    kept = {name: value for name, value in bracket.attributes.items() if name != _SPAN}
    if kept or bracket.classes or bracket.identifier:
        return replace(cell, children=(replace(bracket, attributes=kept),))
    return replace(cell, children=bracket.children)
