"""Tables and figures with their captions."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from generator.document import Figure, Inline, Table
from generator.typesetting.widths import TableFit, staged
from generator.writers.docx.figures import drawing
from generator.writers.docx.flow import Flow, WordParagraph, WordTable, flow_xml
from generator.writers.docx.heights import fitted_table
from generator.writers.docx.making import DocxFile
from generator.writers.docx.markup import mark, run
from generator.writers.docx.placing import Context, placed_paragraph
from generator.writers.docx.references import sequence
from generator.writers.docx.tables import table_xml

_AFTER_FIGURE = 10.0  # points


def table_flow(table: Table, context: Context, file: DocxFile) -> list[Flow]:
    """A table as wide as what it stands in, its caption above it."""
    caption = _caption(table, "Table", context, file)
    box = file.theme.box(context.box) if context.box else None
    inner = 0.0 if box else context.left
    width = context.width - inner - (0.0 if box else context.right)
    fit = fitted_table(table, width, file.document, file.theme)
    rows = [_row_cells(table.header, "table-header", table, fit, context, file)]
    rows += [_row_cells(row, "table-cell", table, fit, context, file) for row in table.rows]
    left = context.edges[0] + inner
    look = file.theme.tables
    content = table_xml(table, rows, fit, left=left, box=box, banding=look.banding)
    anchor = file.anchored("", table.anchor)  # no more than this where a caption has taken it
    return [*caption, WordTable(anchor + content, before=look.before, after=look.after)]


def _row_cells(
    cells: Sequence[tuple[Inline, ...]],
    role: str,
    table: Table,
    fit: TableFit,
    context: Context,
    file: DocxFile,
) -> list[str]:
    own = file.styles.paragraph(role)
    style = file.styles.staged(role, staged(own.look, fit.stage))
    found = []
    for cell, align, reach in zip(cells, table.alignments, fit.reaches, strict=True):
        turned = "left" if align == "decimal" else align
        # A stop for decimals aligns a cell of itself; a tab before the figure is not needed.
        stops = (("decimal", reach),) if reach and role == "table-cell" else ()
        content = file.runs(cell, style, context)
        set_ = None if turned == style.look.align else turned
        found.append(flow_xml([WordParagraph(style, content, align=set_, tabs=stops)]))
    return found


def figure_flow(figure: Figure, context: Context, file: DocxFile) -> list[Flow]:
    """A figure, its caption below it."""
    number = file.next_drawing()
    width = context.width - context.left - context.right
    image = file.parts.image(figure.image, figure.media_type, context.part)
    content = mark(drawing(figure, image, number, width, file.theme.page))
    caption = _caption(figure, "Figure", context, file)
    content = file.anchored(content, figure.anchor)
    shown = placed_paragraph(
        file.styles.paragraph("figure", context.box), content, context, file.theme
    )
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
    return [placed_paragraph(style, content, context, file.theme)]
