"""Blocks as paragraphs and tables of Word's, each where it stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import assert_never

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
    PageBreak,
    Paragraph,
    Quotation,
    Table,
)
from generator.document.walking import change_of
from generator.theme.regions import Stand
from generator.writers.docx.backdrops import banded, masthead_of
from generator.writers.docx.boxes import framed_insets, insets
from generator.writers.docx.captioned import figure_flow, table_flow
from generator.writers.docx.contents import contents_flow
from generator.writers.docx.custom_xml import unbound
from generator.writers.docx.flow import Flow, Frame, WordParagraph, space_after, space_before
from generator.writers.docx.inlines import hung_runs
from generator.writers.docx.making import DocxFile
from generator.writers.docx.margin import framed_flow, hung_frames, off_sheet
from generator.writers.docx.numbering import BULLETS, DEEPEST_LEVEL, UNNUMBERED
from generator.writers.docx.placing import Context, framed, joined_flow, placed_paragraph, spaced
from generator.writers.docx.regions import stand_edges
from generator.writers.docx.role_styles import GAP, NUMBERED
from generator.writers.docx.side_column import side_frames

_DEEPEST_HEADING = 4  # of the styles that headings have


def document_flow(rows: Sequence[tuple[Block, Stand]], file: DocxFile) -> list[Flow]:
    """Blocks of the document, each where it stands: in a column or a frame at the side."""
    frames, spaces = side_frames(rows, file.measures, file.theme)
    made: list[tuple[Block, float, list[Flow]]] = []
    for (block, stand), frame, following, space in zip(
        rows, frames, (*frames[1:], None), spaces, strict=False
    ):
        width, theme = stand.width, file.theme
        height = theme.sheet(landscape=stand.landscape).text_height
        context = Context(file.parts.main, width, height, stand_edges(stand, theme), frame)
        file.trail.in_frame = frame is not None
        flow = _block(block, context, file)
        if space:
            flow = spaced(flow, before=space_before(flow[0]) + space)
        if frame:
            flow = _in_frame(flow, block, frame, file)
        if frame and not following:
            references = file.trail.references_behind()
            # LibreOffice 7.4 takes changes for words in a paragraph that a frame hangs on.
            if references or file.document.meta.changed_by:
                flow.append(off_sheet(references, theme.page))
        opens = stand.new_page and any(own.region != "side" for _, own in rows[: len(made)])
        made.append((block, width, _fresh(flow) if opens else flow))
    file.trail.in_frame = False
    return hung_frames(joined_flow(made))


def _fresh(flow: list[Flow]) -> list[Flow]:
    """The flow, its first paragraph at the head of a page; a table has none of its own."""
    match flow:
        case [WordParagraph() as first, *rest]:
            return [replace(first, new_page=True), *rest]
        case _:
            return [WordParagraph(GAP, "", new_page=True), *flow]


def flow_of(blocks: Sequence[Block], context: Context, file: DocxFile) -> list[Flow]:
    """Blocks that stand in one place."""
    return joined_flow([(block, context.width, _block(block, context, file)) for block in blocks])


def _in_frame(flow: Sequence[Flow], block: Block, frame: Frame, file: DocxFile) -> list[Flow]:
    match block:
        case Box(role) | Aside(role):
            return framed_flow(flow, file.styles.framed(role), frame, file.theme.box(role))
        case _:
            return framed_flow(flow, file.styles.framed(), frame, None)


def _block(block: Block, context: Context, file: DocxFile) -> list[Flow]:
    match block:
        case Heading() | Paragraph():
            return [_paragraph(block, context, file)]
        case BulletList(items):
            return _list_flow(items, context, file)
        case NumberedList(items, start, role):
            level = min(context.depth, DEEPEST_LEVEL)
            own = f"{role}-number"  # as a theme may have it for the key points
            dress = own if own in file.theme.styles else ""
            instance = file.numbering.instance(level, start, context.numbered, dress)
            inner = replace(context, numbered=context.numbered + 1)
            return _list_flow(items, inner, file, numbering=(instance, level), role=role)
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
            return table_flow(block, context, file)
        case Figure():
            return figure_flow(block, context, file)
        case Contents():
            return contents_flow(block, context, file)
        case PageBreak():
            return []
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
    letters = file.letters(style, context)
    words = hung_runs(_children(block), style.look, context.part, file.trail, letters)
    content = file.anchored(words, block.anchor)
    found = placed_paragraph(style, content, context, file.theme)
    found = replace(found, passage=file.passages.of(block), change=change_of(block.children))
    if not isinstance(block, Heading):
        is_behind = block.role == "key-point"  # what goes on in one, or stands for itself
        return replace(found, numbering=UNNUMBERED) if is_behind else found
    if file.theme.base:  # its style may be one of another level, or none that readers know
        # Word takes no level of a list from a style that the list does not name (17.9.3).
        outline = min(block.level - 1, _DEEPEST_HEADING)
        found = replace(found, outline=outline, numbering=style.numbering)
    is_counted = file.theme.number_headings and block.level > 1  # else it has no number to lose
    if is_counted and (context.is_nested or block.anchor not in file.numbers):
        found = replace(found, numbering=UNNUMBERED)
    return _balanced(found, block, context, file)


def _children(block: Heading | Paragraph) -> tuple[Inline, ...]:
    """The inline nodes of a paragraph; a heading has no field in it."""
    return tuple(unbound(block.children)) if isinstance(block, Heading) else block.children


def _balanced(
    title: WordParagraph, heading: Heading, context: Context, file: DocxFile
) -> WordParagraph:
    """The title of a masthead at the measure that it is balanced at, other headings as they are."""
    box = file.theme.box(context.box) if context.box else None
    if heading.level > 1 or file.title_width is None or not (box and box.bleed):
        return title
    left, right, first = title.inset or title.style.indents
    rest = context.width - sum(insets(box)) - file.title_width
    return replace(title, inset=(left, right + max(0.0, rest), first))


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
        name = f"{role}-{number}" if role else ""
        flow += _item(item, inner, file, numbering, name=name)
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
    kind = "ListBullet" if numbering is None else NUMBERED
    style = file.styles.list_item(kind, context.depth, context.box)
    content, passage = "", None
    match item:
        case (Heading() | Paragraph() as first, *rest):
            if isinstance(first, Heading):
                style = file.styles.heading(first.level, context.box)
            elif first.role not in {"body", "list"} or context.body != "list":
                role = context.body if first.role == "body" else first.role
                style = file.styles.paragraph(role, context.box)
            passage = file.passages.of(first)
            words = file.runs(_children(first), style, context)
            content = file.anchored(words, name, first.anchor)
            change = change_of(first.children)
        case _:
            rest, change = list(item), None
    level = min(context.depth - 1, DEEPEST_LEVEL)
    if numbering is None and (context.frame or style.numbering != (BULLETS, level)):
        numbering = (BULLETS, level)
    hang = file.theme.lists.indent
    head = placed_paragraph(style, content, context, file.theme, numbering=numbering, hang=hang)
    head = replace(head, passage=passage, change=change)
    return [head, *flow_of(rest, context, file)]


def _definitions(
    items: Sequence[tuple[tuple[Inline, ...], tuple[Block, ...]]], context: Context, file: DocxFile
) -> list[Flow]:
    style = file.styles.paragraph("term", context.box)
    flow: list[Flow] = []
    for term, blocks in items:
        head = placed_paragraph(style, file.runs(term, style, context), context, file.theme)
        passage, change = file.passages.of(*term), change_of(term)
        flow.append(replace(head, passage=passage, change=change))
        flow += flow_of(blocks, replace(context, body="definition"), file)
    return flow


def _box(box: Box | Aside, context: Context, file: DocxFile) -> list[Flow]:
    """A box reaches over the whole column, wherever it stands."""
    look = file.theme.box(box.role)
    if context.frame:
        left, right = framed_insets(look)
        inner = replace(context, left=context.left + left, right=context.right + right)
    else:
        inner = Context(context.part, context.width, context.height, context.edges, box=box.role)
    passage = file.passages.of(*box.title)
    flow = flow_of(box.blocks, inner, file)
    if box.title or not flow:
        style = file.styles.paragraph(look.title, inner.box)
        title = file.runs(box.title, style, inner)
        head = placed_paragraph(style, title, inner, file.theme)
        heading, change = file.headings.get(id(box.title)), change_of(box.title)
        outline = min(heading.level - 1, _DEEPEST_HEADING) if heading else None
        flow.insert(0, replace(head, passage=passage, outline=outline, change=change))
    flow[0] = replace(flow[0], content=file.anchored("", box.anchor) + flow[0].content)
    if context.frame:
        return flow
    if box is masthead_of(file):
        return banded(flow, look, file)
    file.styles.ends_box(box.role, space_after(flow[-1]))
    return framed(flow, look)
