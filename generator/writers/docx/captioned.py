"""Tables and figures with their captions."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.document import Changed, Figure, Inline, Table
from generator.document.walking import change_of, common_change, header_cells, plain_text
from generator.language.visible import escaped
from generator.theme.theme import BoxStyle, TableStyle, TextAlignment
from generator.typesetting.widths import MOST_OF_HEAD, MOST_OF_ROW, SHORT_TABLE, TableFit, staged
from generator.writers.docx.flow import Flow, WordParagraph, WordTable, flow_xml
from generator.writers.docx.making import DocxFile
from generator.writers.docx.markup import mark, run, shading, twips
from generator.writers.docx.pictures import drawing
from generator.writers.docx.placing import Context, placed_paragraph
from generator.writers.docx.references import sequence
from generator.writers.docx.revisions import change_mark
from generator.writers.docx.role_styles import WordStyle
from generator.writers.docx.stylesheet import TABLE_STYLE, border

_AFTER_FIGURE = 10.0  # points


def table_flow(table: Table, context: Context, file: DocxFile) -> list[Flow]:
    """A table as wide as what it stands in, its caption above it and its source below."""
    caption = _caption(table, "Table", context, file)
    box = file.theme.box(context.box) if context.box else None
    inner = 0.0 if box else context.left
    width = context.width - inner - (0.0 if box else context.right)
    fit = file.measures.fit(table, width)
    made = _TableRows(table, fit, context, file)
    kept = made.kept_rows()
    rows = [made.header(), *(made.row(place, kept=place in kept) for place in range(1, made.count))]
    left = context.edges[0] + inner
    look = file.theme.tables
    content = table_xml(table, rows, fit, left=left, box=box, look=look)
    anchor = file.anchored("", table.anchor)  # no more than this where a caption has taken it
    source = _source(table, context, file)
    after = 0.0 if source else look.after  # the line below has its own space above it
    return [*caption, WordTable(anchor + content, before=look.before, after=after), *source]


class _TableRows(Struct, frozen=True):
    """What the cells of a table share."""

    table: Table
    fit: TableFit
    context: Context
    file: DocxFile

    @property
    def count(self) -> int:
        """How many rows there are, with the header."""
        return len(self.table.rows) + 1

    def kept_rows(self) -> set[int]:
        """The rows that stand on one page with what is below them.

        A short table is not divided. No row stands alone under the head, at the top of a page or
        above the source.
        """
        last = len(self.table.rows)
        style, padding = self._style("table-cell"), 2 * self.file.theme.tables.padding_y
        height = sum(self.fit.lines) * style.look.leading + self.count * padding
        is_short = height <= self.context.height * SHORT_TABLE
        kept = set(range(1, last)) if is_short else {1, last - 1} - {last}
        return kept | {last} if self.table.source else kept

    def header(self) -> TableRow:
        """The header; the words of a cell over several columns are in their middle."""
        style, heads = self._style("table-header"), list(header_cells(self.table))
        cells = [
            self._cell(one.children, style, self._align(one.first) if one.count == 1 else "center")
            for one in heads
        ]
        share = self._share_of_page(0, style)
        spans = [one.count for one in heads]
        change = common_change(one.children for one in heads)
        return TableRow(cells, spans, share <= MOST_OF_ROW, share <= MOST_OF_HEAD, change)

    def row(self, place: int, *, kept: bool) -> TableRow:
        """The row at a place behind the header, `kept` with what is below it."""
        row, style = self.table.rows[place - 1], self._style("table-cell")
        cells = [
            # A stop for decimals aligns a cell of itself; a tab before the figure is not needed.
            self._cell(
                cell,
                style,
                self._align(index),
                tabs=(("decimal", reach),) if reach else (),
                keep_with_next=kept or None,
            )
            for index, (cell, reach) in enumerate(zip(row, self.fit.reaches, strict=True))
        ]
        whole = self._share_of_page(place, style) <= MOST_OF_ROW
        return TableRow(cells, [1] * len(cells), whole, change=common_change(row))

    def _share_of_page(self, place: int, style: WordStyle) -> float:
        """How much of its page a row takes, about."""
        return self.fit.lines[place] * style.look.leading / self.context.height

    def _style(self, role: str) -> WordStyle:
        styles, stage = self.file.styles, self.fit.stage
        return styles.staged(role, staged(styles.paragraph(role).look, stage))

    def _align(self, column: int) -> TextAlignment:
        align = self.table.alignments[column]
        return "left" if align == "decimal" else align

    def _cell(
        self,
        cell: tuple[Inline, ...],
        style: WordStyle,
        align: TextAlignment,
        *,
        tabs: tuple[tuple[str, float], ...] = (),
        keep_with_next: bool | None = None,
    ) -> str:
        shown = WordParagraph(
            style,
            self.file.runs(cell, style, self.context),
            align=None if align == style.look.align else align,
            tabs=tabs,
            keep_with_next=keep_with_next,
            passage=self.file.passages.of(*cell),
        )
        return flow_xml([shown])


def _source(table: Table, context: Context, file: DocxFile) -> list[WordParagraph]:
    """The line that says where a table is from."""
    if not table.source:
        return []
    style = file.styles.paragraph("table-source", context.box)
    content = file.runs(table.source, style, context)
    shown = placed_paragraph(style, content, context, file.theme)
    after = max(style.look.after, file.theme.tables.after)
    passage, change = file.passages.of(*table.source), change_of(table.source)
    return [replace(shown, after=after, passage=passage, change=change)]


def figure_flow(figure: Figure, context: Context, file: DocxFile) -> list[Flow]:
    """A figure, its caption below it."""
    number = file.next_drawing()
    width = (context.width - context.left - context.right) * figure.share
    image = file.parts.image(figure.image, figure.media_type, context.part)
    content = mark(drawing(figure, image, number, width, context.height))
    caption = _caption(figure, "Figure", context, file)
    content = file.anchored(content, figure.anchor)
    shown = placed_paragraph(
        file.styles.paragraph("figure", context.box), content, context, file.theme
    )
    shown = replace(shown, change=Changed((), figure.change) if figure.change else None)
    if not caption:
        return [replace(shown, keep_with_next=False, after=_AFTER_FIGURE)]
    return [shown, replace(caption[0], keep_with_next=False, before=0.0, after=_AFTER_FIGURE)]


def _caption(
    block: Table | Figure, kind: str, context: Context, file: DocxFile
) -> list[WordParagraph]:
    """The caption, its label marked so that a cross-reference repeats the label alone."""
    if not block.caption:
        return []
    style = file.styles.paragraph("caption", context.box)
    words = file.runs(block.caption, style, context)
    label = sequence(kind, block.label)
    content = file.anchored(label, block.anchor) + run(". ") + words if label else words
    shown = placed_paragraph(style, content, context, file.theme)
    passage, change = file.passages.of(*block.caption), change_of(block.caption)
    return [replace(shown, passage=passage, change=change)]


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
