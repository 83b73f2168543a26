"""Blocks as paragraphs and tables of Word's, each where it stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import assert_never

from msgspec import Struct, field
from msgspec.structs import replace

from generator.document import (
    Aside,
    Block,
    Box,
    BulletList,
    Contents,
    DefinitionList,
    Figure,
    Heading,
    Inline,
    NumberedList,
    Paragraph,
    Quotation,
    Table,
)
from generator.document.walking import ContentsEntry, contents_entries, plain_text
from generator.theme.regions import contents_role
from generator.theme.theme import Theme
from generator.writers.docx import measure
from generator.writers.docx.contents import Entry, contents_field, in_gallery
from generator.writers.docx.figures import drawing
from generator.writers.docx.flow import Flow, WordParagraph, WordTable, flow_xml
from generator.writers.docx.inlines import Trail, hung_runs, runs
from generator.writers.docx.markup import mark, run
from generator.writers.docx.numbering import BULLETS, DEEPEST_LEVEL, UNNUMBERED, Numbering
from generator.writers.docx.parts import Parts
from generator.writers.docx.placing import Context, framed, placed_paragraph, spaced, together
from generator.writers.docx.references import sequence
from generator.writers.docx.styles import GAP, Styles, contents_width, entry_stop, insets
from generator.writers.docx.tables import table_xml


class DocxFile(Struct):
    """A Word file in the making, and all that its blocks share."""

    theme: Theme
    trail: Trail
    styles: Styles
    blocks: tuple[Block, ...]  # all that a table of contents may list
    page_of: Mapping[str, int]
    parts: Parts = field(default_factory=Parts)
    numbering: Numbering = field(default_factory=Numbering)
    drawings: int = 0

    def runs(self, inlines: tuple[Inline, ...], context: Context) -> str:
        return runs(inlines, context.part, self.trail)

    def anchored(self, content: str, *anchors: str | None) -> str:
        return self.trail.bookmarks.around(content, *anchors)


def flow_of(blocks: Sequence[Block], context: Context, file: DocxFile) -> list[Flow]:
    flow: list[Flow] = []
    for previous, block in zip((None, *blocks), blocks, strict=False):
        found = _block(block, context, file)
        if _touch(previous, block):
            # Word joins equal boxes that touch.
            found = [WordParagraph(GAP, ""), *spaced(found, before=0.0)]
        if isinstance(block, Table) and isinstance(previous, Paragraph):
            flow[-1] = _led_in(flow[-1], previous, context.width)
        flow += found
    return flow


def _touch(previous: Block | None, block: Block) -> bool:
    match previous, block:
        case (Box(role) | Aside(role), Box(other) | Aside(other)):
            return role == other
        case _:
            return False


def _led_in(item: Flow, paragraph: Paragraph, width: float) -> Flow:
    """A paragraph of a line or two, kept on the page of the table that it leads in."""
    if not isinstance(item, WordParagraph):
        return item
    lines = measure.words_width(plain_text(paragraph.children), item.style.look) / width
    return replace(item, keep_with_next=True) if lines < 2 else item


def _block(block: Block, context: Context, file: DocxFile) -> list[Flow]:
    match block:
        case Heading() | Paragraph():
            return [_paragraph(block, context, file)]
        case BulletList(items):
            return _list_flow(items, context, file)
        case NumberedList(items, start, role):
            level = min(context.depth, DEEPEST_LEVEL)
            instance = file.numbering.instance(level, start)
            return _list_flow(items, context, file, numbering=(instance, level), role=role)
        case DefinitionList(items):
            return _definitions(items, context, file)
        case Quotation(blocks):
            look = file.theme.style("quotation")
            left, right = context.left + look.left, context.right + look.right
            inner = replace(context, body="quotation", left=left, right=right)
            return flow_of(blocks, inner, file)
        case Box() | Aside():
            return _box(block, context, file)
        case Table():
            return _table_flow(block, context, file)
        case Figure():
            return _figure(block, context, file)
        case Contents():
            return _contents_flow(block, context, file)
        case _:
            assert_never(block)


def _paragraph(block: Heading | Paragraph, context: Context, file: DocxFile) -> WordParagraph:
    match block:
        case Heading(level):
            style = file.styles.heading(level, context.box)
        case Paragraph(role="body" | "list") if context.body == "list":
            style = file.styles.list_item("ListContinue", context.depth, context.box)
        case Paragraph(role=role):
            role = context.body if role == "body" else role
            style = file.styles.paragraph(role, context.box)
        case _:
            assert_never(block)
    content = file.anchored(
        hung_runs(block.children, style.look, context.part, file.trail), block.anchor
    )
    found = placed_paragraph(style, content, context, file.theme)
    nested = context != Context(context.part, context.width)  # and then a heading opens no section
    if isinstance(block, Heading) and nested and file.theme.number_headings:
        return replace(found, numbering=UNNUMBERED)
    return found


def _list_flow(
    items: Sequence[tuple[Block, ...]],
    context: Context,
    file: DocxFile,
    *,
    numbering: tuple[int, int] | None = None,
    role: str = "",
) -> list[Flow]:
    indent = file.theme.lists.indent
    body = "list" if context.body == "body" else context.body
    inner = replace(context, body=body, left=context.left + indent, depth=context.depth + 1)
    flow: list[Flow] = []
    for number, item in enumerate(items, 1):
        flow += _item(item, inner, file, numbering, name=f"{role}-{number}" if role else "")
    if context.depth or not flow:
        return flow
    return spaced(flow, after=file.theme.style("body").after)


def _item(
    item: tuple[Block, ...],
    context: Context,
    file: DocxFile,
    numbering: tuple[int, int] | None,
    *,
    name: str,
) -> list[Flow]:
    """One item: its bullet or number stands before its first paragraph, or on a line alone."""
    kind = "ListBullet" if numbering is None else "ListNumber"
    style = file.styles.list_item(kind, context.depth, context.box)
    content = ""
    match item:
        case (Heading() | Paragraph() as first, *rest):
            content = file.trail.controls.passage(name, file.runs(first.children, context))
            content = file.anchored(content, first.anchor)
            if isinstance(first, Heading):
                style = file.styles.heading(first.level, context.box)
            elif first.role not in {"body", "list"} or context.body != "list":
                role = context.body if first.role == "body" else first.role
                style = file.styles.paragraph(role, context.box)
        case _:
            rest = list(item)
    level = min(context.depth - 1, DEEPEST_LEVEL)
    if numbering is None and style.numbering != (BULLETS, level):
        numbering = (BULLETS, level)
    hang = file.theme.lists.indent
    head = placed_paragraph(style, content, context, file.theme, numbering=numbering, hang=hang)
    return [head, *flow_of(rest, context, file)]


def _definitions(
    items: Sequence[tuple[tuple[Inline, ...], tuple[Block, ...]]], context: Context, file: DocxFile
) -> list[Flow]:
    style = file.styles.paragraph("term", context.box)
    flow: list[Flow] = []
    for term, blocks in items:
        flow.append(placed_paragraph(style, file.runs(term, context), context, file.theme))
        flow += flow_of(blocks, replace(context, body="definition"), file)
    return flow


def _box(box: Box | Aside, context: Context, file: DocxFile) -> list[Flow]:
    """A box reaches over the whole column, wherever it stands."""
    look = file.theme.box(box.role)
    inner = Context(context.part, context.width, box=box.role)
    title = file.runs(box.title, inner)
    flow = flow_of(box.blocks, inner, file)
    if title or not flow:
        style = file.styles.paragraph(look.title, box.role)
        flow.insert(0, placed_paragraph(style, title, inner, file.theme))
    flow[0] = replace(flow[0], content=file.anchored("", box.anchor) + flow[0].content)
    return framed(flow, look)


def _contents_flow(contents: Contents, context: Context, file: DocxFile) -> list[Flow]:
    entries = list(contents_entries(contents, file.blocks))
    if not entries:
        return []
    theme = file.theme
    flow: list[WordParagraph] = []
    if contents.title:
        style = file.styles.paragraph("contents-title", context.box)
        flow.append(placed_paragraph(style, run(contents.title), context, theme))
    found = [_contents_entry(entry, context, file) for entry in entries]
    edge = theme.box(context.box)
    end = context.width - (insets(edge)[1] if context.box else context.right)
    stops = (("clear", contents_width(theme)), entry_stop(end, theme))
    for entry, content in zip(entries, contents_field(contents, found), strict=True):
        style = file.styles.paragraph(contents_role(entry.level), context.box)
        item = placed_paragraph(style, content, context, theme)
        moved = end != contents_width(theme)
        flow.append(replace(item, tabs=(*item.tabs, *stops)) if moved else item)
    return spaced(together(in_gallery(flow)), after=theme.contents.after)


def _contents_entry(entry: ContentsEntry, context: Context, file: DocxFile) -> Entry:
    number = run(f"{entry.number}\u2002") if file.theme.number_headings else ""
    words = number + file.runs(entry.children, context)
    return Entry(entry.anchor, words, file.page_of[entry.anchor])


def _table_flow(table: Table, context: Context, file: DocxFile) -> list[Flow]:
    caption = _caption(table, "Table", context, file)
    rows = [_row_cells(table.header, "table-header", table, context, file)]
    rows += [_row_cells(row, "table-cell", table, context, file) for row in table.rows]
    box = file.theme.box(context.box) if context.box else None
    left = 0.0 if box else context.left
    width = context.width - left - (0.0 if box else context.right)
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
        found.append(flow_xml([WordParagraph(style, file.runs(cell, context), align=turned)]))
    return found


_AFTER_FIGURE = 10.0  # points


def _figure(figure: Figure, context: Context, file: DocxFile) -> list[Flow]:
    file.drawings += 1
    width = context.width - context.left - context.right
    image = file.parts.image(figure.image, figure.media_type, context.part)
    content = mark(drawing(figure, image, file.drawings, width, file.theme.page))
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
    words = file.runs(block.caption, context)
    label = sequence(kind, block.label)
    content = file.anchored(label, block.anchor) + run(". ") + words if label else words
    style = file.styles.paragraph("caption", context.box)
    return [placed_paragraph(style, content, context, file.theme)]
