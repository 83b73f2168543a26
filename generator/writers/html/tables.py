"""Tables, whose cells are heads where they head a row or a column."""

from __future__ import annotations

from collections.abc import Sequence

from generator.document import ColumnAlignment, Inline, Table
from generator.document.walking import HeaderCell, header_cells, plain_text
from generator.language.decimals import decimal_mark, whole_part
from generator.theme.theme import Theme
from generator.writers.html.inlines import Places, run_html
from generator.writers.html.markup import attribute, element, escaped_text, identifier

Row = tuple[tuple[Inline, ...], ...]


def caption_html(label: str, caption: tuple[Inline, ...], places: Places) -> str:
    """The caption of a table or figure behind its counted name; empty without one."""
    if not caption:
        return ""
    return escaped_text(f"{label}. " if label else "") + run_html(caption, places)


def table_html(table: Table, language: str, places: Places, kind: str) -> str:
    """A table in a place of its own, where a narrow screen can move it sideways."""
    caption = caption_html(table.label, table.caption, places)
    heads = "".join(
        _head(cell, table.alignments[cell.first], places) for cell in header_cells(table)
    )
    mark = decimal_mark(language)
    rooms = zip(*(_rooms(table, column, mark) for column in range(len(table.header))), strict=True)
    rows = "".join(
        _body_row(row, table.alignments, room, places)
        for row, room in zip(table.rows, rooms, strict=True)
    )
    content = (
        (element("caption", caption, ' class="s-caption"') if caption else "")
        + element("thead", element("tr", heads))
        + (element("tbody", rows) if rows else "")
    )
    said = element("table", content, attribute("id", identifier(table.anchor)))
    if table.source:
        said += element("p", run_html(table.source, places), ' class="s-table-source"')
    named = plain_text(table.caption) or ", ".join(map(plain_text, table.header))
    name = attribute("aria-label", " ".join(f"{table.label} {named}".split()))
    return element("div", said, kind, ' tabindex="0" role="region"' if name else "", name)


def needs_all_width(table: Table, theme: Theme) -> bool:
    """Whether a table that goes across is likely to have no room in the main column alone.

    A browser tells the true width of letters, and only when it is too late: half their size here.
    """
    rows = [table.header, *table.rows]
    words = (
        max((len(word) for row in rows for word in plain_text(row[column]).split()), default=0)
        for column in range(len(table.header))
    )
    letters = sum(words) * theme.style("table-cell").size * _LETTER
    padding = 2 * len(table.header) * theme.tables.padding_x
    return letters + padding > theme.page.column_width


_LETTER = 0.55  # of the size of type, the width of a letter on average


def _rooms(table: Table, column: int, mark: str) -> list[str]:
    """What stands behind the figures of a column, so that their decimal marks are in one line."""
    if table.alignments[column] != "decimal":
        return [""] * len(table.rows)
    cells = [plain_text(row[column]).strip() for row in table.rows]
    behind = [cell[whole_part(cell, mark) :] for cell in cells]
    longest = max(behind, key=len, default="")
    return [
        (_STOP_WIDE if longest and not own else "")
        + _FIGURE_WIDE * (len(longest) - len(own) - (not own))
        for own in behind
    ]


_FIGURE_WIDE, _STOP_WIDE = "\u2007", "\u2008"  # blanks as wide as a figure, and as a stop


def _body_row(
    row: Row, alignments: Sequence[ColumnAlignment], room: Sequence[str], places: Places
) -> str:
    """A row of the body; its first cell is the head of it, if it says anything."""
    cells = []
    for number, (cell, align, behind) in enumerate(zip(row, alignments, room, strict=True)):
        heads = number == 0 and plain_text(cell).strip()
        scope = ' scope="row"' if heads else ""
        said = run_html(cell, places) + behind
        cells.append(element("th" if heads else "td", said, _aligned(align, cell), scope))
    return element("tr", "".join(cells))


def _head(cell: HeaderCell, align: ColumnAlignment, places: Places) -> str:
    """A cell of the header; an empty one heads nothing."""
    heads = plain_text(cell.children).strip()
    over = attribute("colspan", cell.count if cell.count > 1 else None)
    scope = f' scope="{"colgroup" if over else "col"}"' if heads else ""
    said = run_html(cell.children, places)
    return element("th" if heads else "td", said, _aligned(align, cell.children), scope, over)


def _aligned(align: ColumnAlignment, cell: tuple[Inline, ...]) -> str:
    """How a cell is aligned, and whether it is a figure or number that no line end divides."""
    said = plain_text(cell).strip()
    is_whole = " " not in said and any(map(str.isdigit, said)) and len(said) <= _LONGEST_NUMBER
    kinds = (f"a-{align}" * (align != "left"), "whole" * is_whole)
    return attribute("class", " ".join(filter(None, kinds)) or None)


_LONGEST_NUMBER = 16  # letters; an address or a name with a digit may be divided
