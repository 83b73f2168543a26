"""Tables and figures with their captions."""

from __future__ import annotations

from collections.abc import Sequence

from msgspec.structs import replace

from generator.document import Figure, Inline, Table
from generator.writers.docx.figures import drawing
from generator.writers.docx.flow import Flow, WordParagraph, WordTable, flow_xml
from generator.writers.docx.making import DocxFile
from generator.writers.docx.markup import mark, run
from generator.writers.docx.placing import Context, placed_paragraph
from generator.writers.docx.references import sequence
from generator.writers.docx.tables import table_xml

_AFTER_FIGURE = 10.0  # points


def table_flow(table: Table, context: Context, file: DocxFile) -> list[Flow]:
    """A table as wide as what it stands in, its caption above it."""
    caption = _caption(table, "Table", context, file)
    rows = [_row_cells(table.header, "table-header", table, context, file)]
    rows += [_row_cells(row, "table-cell", table, context, file) for row in table.rows]
    box = file.theme.box(context.box) if context.box else None
    inner = 0.0 if box else context.left
    width = context.width - inner - (0.0 if box else context.right)
    left = context.edges[0] + inner
    content = table_xml(table, rows, file.theme, left=left, width=width, box=box)
    look = file.theme.tables
    anchor = file.anchored("", table.anchor)  # no more than this where a caption has taken it
    return [*caption, WordTable(anchor + content, before=look.before, after=look.after)]


def _row_cells(
    cells: Sequence[tuple[Inline, ...]], role: str, table: Table, context: Context, file: DocxFile
) -> list[str]:
    style = file.styles.paragraph(role)
    found = []
    for cell, align in zip(cells, table.alignments, strict=True):
        turned = None if align == style.look.align else align
        content = file.runs(cell, style, context)
        found.append(flow_xml([WordParagraph(style, content, align=turned)]))
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
