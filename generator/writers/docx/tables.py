"""Tables: real rows and cells, a header row that repeats, widths by what the columns hold."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct

from generator.document import Changed, Table
from generator.document.walking import plain_text
from generator.language.visible import escaped
from generator.theme.theme import BoxStyle, TableStyle
from generator.typesetting.widths import TableFit
from generator.writers.docx.markup import shading, twips
from generator.writers.docx.revisions import change_mark
from generator.writers.docx.stylesheet import TABLE_STYLE, border


class TableRow(Struct, frozen=True):
    """The content of the cells of a row, and whether it stays `whole` and is `repeated`.

    `spans` are the columns that each cell reaches over; with `change` the row has come or gone.
    """

    cells: Sequence[str]
    spans: Sequence[int]
    whole: bool
    repeated: bool = False
    change: Changed | None = None


def table_xml(
    table: Table,
    rows: Sequence[TableRow],
    fit: TableFit,
    *,
    left: float,
    box: BoxStyle | None,
    look: TableStyle,
) -> str:
    """The `w:tbl` of a table whose rows are ready, the header first; `left` in points.

    In a box it takes over the box's side rule, and its ground where rows have none of their own.
    """
    columns = [twips(points + 2 * fit.padding) for points in fit.widths]
    title = " ".join(filter(None, (table.label, plain_text(table.caption))))
    heads = "; ".join(filter(None, (plain_text(cell).strip() for cell in table.header)))
    written = (
        _row_xml(row, columns, _row_ground(place, box, look)) for place, row in enumerate(rows)
    )
    side = ""
    if box and box.side.weight:
        side = f"<w:tblBorders>{border('left', box.side)}</w:tblBorders>"
    padding = ""
    if fit.stage.padding != 1.0:
        x = twips(fit.padding)
        sides = "".join(f'<w:{side} w:w="{x}" w:type="dxa"/>' for side in ("left", "right"))
        padding = f"<w:tblCellMar>{sides}</w:tblCellMar>"
    grid = "".join(f'<w:gridCol w:w="{column}"/>' for column in columns)
    return (
        f'<w:tbl><w:tblPr><w:tblStyle w:val="{TABLE_STYLE}"/>'
        f'<w:tblW w:w="{sum(columns)}" w:type="dxa"/>'
        f'<w:tblInd w:w="{twips(left)}" w:type="dxa"/>{side}'
        f'<w:tblLayout w:type="fixed"/>{padding}<w:tblLook w:val="04A0" w:firstRow="1"'
        ' w:lastRow="0" w:firstColumn="1" w:lastColumn="0" w:noHBand="0" w:noVBand="1"/>'
        f'<w:tblCaption w:val="{escaped(title or heads)}"/>'
        f'<w:tblDescription w:val="{escaped(heads)}"/></w:tblPr>'
        f"<w:tblGrid>{grid}</w:tblGrid>"
        f"{''.join(written)}</w:tbl>"
    )


def _row_ground(place: int, box: BoxStyle | None, look: TableStyle) -> str | None:
    """The ground of a row in a box, which covers that of the table style."""
    if not box or not box.fill:
        return None
    own = look.header_fill if place == 0 else look.banding if place % 2 == 0 else None
    return own or box.fill


def _row_xml(row: TableRow, columns: Sequence[int], fill: str | None) -> str:
    shade = shading(fill) if fill else ""
    properties = "<w:cantSplit/>" if row.whole else ""
    properties += "<w:tblHeader/>" if row.repeated else ""
    properties += change_mark(row.change)
    written, first = "", 0
    for cell, count in zip(row.cells, row.spans, strict=True):
        width = sum(columns[first : first + count])
        over = f'<w:gridSpan w:val="{count}"/>' if count > 1 else ""
        own = f'<w:tcPr><w:tcW w:w="{width}" w:type="dxa"/>{over}{shade}</w:tcPr>'
        written += f"<w:tc>{own}{cell}</w:tc>"
        first += count
    return f"<w:tr>{f'<w:trPr>{properties}</w:trPr>' if properties else ''}{written}</w:tr>"
