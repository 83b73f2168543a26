"""The sections of a brief: sheet, margins, columns, running heads.

On a page of one column all of it is one section, but for what the theme arranges in columns. On a
page of several each element across the page ends a section and begins another, without a new page.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.document import ENDNOTES, Block, Heading
from generator.document.sections import parted_at_notes
from generator.theme.regions import Stand
from generator.theme.running_heads import RunningHead
from generator.theme.sheet import Sheet
from generator.theme.word_base import HeadKind
from generator.writers.docx.backdrops import Backdrop, watermark_run
from generator.writers.docx.flow import Flow, WordParagraph, flow_xml
from generator.writers.docx.heads import (
    HeadLine,
    footer_depth,
    further_depth,
    head_xml,
    header_rise,
)
from generator.writers.docx.making import DocxFile
from generator.writers.docx.markup import twips
from generator.writers.docx.regions import region_edges, word_stands
from generator.writers.docx.role_styles import GAP
from generator.writers.docx.side_column import beside_frames

_FILLED = 1.0  # points that columns may leave of the width of the text
_CONTINUOUS = '<w:type w:val="continuous"/>'


class WordSection(Struct, frozen=True):
    """Blocks in a row that stand in so many columns, with where each stands.

    Columns are `width` points wide and `gap` points apart. With `new_page` the blocks begin a page;
    all of their pages are `landscape`, or none.
    """

    columns: int
    width: float
    gap: float
    new_page: bool
    blocks: tuple[tuple[Block, Stand], ...]
    landscape: bool = False


def stretches(file: DocxFile) -> Iterator[WordSection]:
    """The blocks of a document in rows, each of which is a section in Word.

    What stands at the side belongs to the row of the block behind it. Raises OSError where a font
    file of the theme cannot be read that a table is measured by.
    """
    rows: list[list[tuple[Block, Stand]]] = []
    waiting: list[tuple[Block, Stand]] = []
    stands = word_stands(file.document, file.theme, file.measures)
    for block, stand in beside_frames(stands, file.measures, file.theme):
        waiting.append((block, stand))
        if stand.region == "side":
            continue
        if rows and _goes_on(*rows[-1][-1], stand):
            rows[-1] += waiting
        else:
            rows.append(waiting)
        waiting = []
    if waiting:
        rows.append(waiting)
    for row in rows:
        last = row[-1][1]
        gap = last.step - last.width if last.count > 1 else 0.0
        opens = next((stand.new_page for _, stand in row if stand.region != "side"), False)
        yield WordSection(last.count, last.width, gap, opens, tuple(row), last.landscape)


def _goes_on(block: Block, one: Stand, other: Stand) -> bool:
    """Whether a section goes on behind a block: within one, a paragraph may begin a page.

    Notes stand at the end of the section that ends with their heading.
    """
    if isinstance(block, Heading) and block.anchor == ENDNOTES:
        return False
    return (one.count, one.step, one.landscape) == (other.count, other.step, other.landscape)


class SectionHeads(Struct, frozen=True):
    """References to running heads: those of the first section, and by kind those of any other.

    The kind is whether its pages are landscape. `rise` is how far the higher of the two headers
    reaches above its baseline, `depth` how far the deeper footer reaches below its first line, in
    points.
    """

    first: str
    others: Mapping[bool, str]
    rise: float
    depth: float


def running_heads(file: DocxFile, masthead: Backdrop, rows: Sequence[WordSection]) -> SectionHeads:
    """The headers and footers of sections, which are added to the parts.

    The ground of the masthead stands behind the first page's header.
    """
    theme, draft = file.theme, file.document.meta.draft
    rises = [header_rise(head, file) for head in (theme.header, theme.first_header)]
    depths = [further_depth(head, file, footer=True) for head in (theme.footer, theme.first_footer)]
    rise, depth = max(rises), max(depths)
    first = bool(rows) and rows[0].landscape
    others = {}
    for number, landscape in enumerate(dict.fromkeys((first, *(row.landscape for row in rows)))):
        behind = Backdrop(watermark_run(draft, 1 + 2 * number, theme, landscape=landscape))
        width = theme.sheet(landscape=landscape).text_width
        above, below = _both_lines(width, rise - rises[0], depth - depths[0])
        header = _head(theme.header, "default", above, behind, file)
        footer = _head(theme.footer, "default", below, Backdrop(), file)
        others[landscape] = header + footer
    width = theme.sheet(landscape=first).text_width
    behind = replace(masthead, art=masthead.art + watermark_run(draft, 2, theme, landscape=first))
    above, below = _both_lines(width, rise - rises[1], depth - depths[1])
    header = _head(theme.first_header, "first", above, behind, file)
    footer = _head(theme.first_footer, "first", below, Backdrop(), file)
    return SectionHeads(others[first] + header + footer, others, rise, depth)


def _both_lines(width: float, above: float, below: float) -> tuple[HeadLine, HeadLine]:
    """The lines of a header and a footer, with what the highest and deepest take more than they."""
    return HeadLine(width, footer=False, before=above), HeadLine(width, footer=True, after=below)


def _head(
    head: RunningHead,
    kind: Literal["default", "first"],
    place: HeadLine,
    behind: Backdrop,
    file: DocxFile,
) -> str:
    """References to a head; from even pages, too, if the house has others for these."""
    found, house = _own_head(head, kind, place, behind, file), file.theme.base
    if house and house.tells_even_pages and kind == "default" and 'type="even"' not in found:
        found += found.replace('type="default"', 'type="even"')
    return found


def _own_head(
    head: RunningHead,
    kind: Literal["default", "first"],
    place: HeadLine,
    behind: Backdrop,
    file: DocxFile,
) -> str:
    house = file.theme.base
    named: HeadKind = "footer" if place.footer else "header"
    table = named if kind == "default" else f"first_{named}"
    if house is not None and table in house.letterhead:
        from generator.writers.docx.house_heads import house_references

        return house_references(house, named, kind, behind.art, file)
    part = file.parts.new_head(footer=place.footer)
    markup = head_xml(head, place, behind, part, file)
    if not markup:
        return ""
    part.xml = markup
    relationship = file.parts.kept_head(part, footer=place.footer)
    return f'<w:{named}Reference w:type="{kind}" r:id="{relationship}"/>'


def sections(
    flows: Sequence[tuple[WordSection, Sequence[Flow]]], heads: SectionHeads, file: DocxFile
) -> str:
    """The flows of stretches as the content of the body, each in its `w:sectPr`.

    Only the first section has a different first page: another one would show its running heads
    again wherever it begins a page. Running heads are inherited as long as sheets are alike.
    """
    # Word would balance the last columns if an empty section followed them; LibreOffice 7.4 then
    # looks for a balance for ever where notes stand below. The last page is left unbalanced.
    flows = [one for one in flows if one[1]] or [(WordSection(1, 0.0, 0.0, False, ()), [])]
    body: list[Flow] = []
    end = ""
    before: WordSection | None = None
    for place, (stretch, flow) in enumerate(flows):
        end = _section(file, stretch, before, heads)
        body += flow if place == len(flows) - 1 else _ended(flow, end)
        before = stretch
    return flow_xml(body) + end


def _ended(flow: Sequence[Flow], section: str) -> list[Flow]:
    """The flow, its last paragraph the end of a section."""
    match flow[-1]:
        case WordParagraph(closing="", change=None) as last:
            return [*flow[:-1], replace(last, section=section)]
        case _:
            return [*flow, WordParagraph(GAP, "", section=section)]


def _section(
    file: DocxFile, stretch: WordSection, before: WordSection | None, heads: SectionHeads
) -> str:
    """A `w:sectPr`, its children in the order of ISO 29500-1, 17.6.17."""
    page = file.theme.sheet(landscape=stretch.landscape)
    edges = _margins(file, page)
    orient = ' w:orient="landscape"' if page.width > page.height else ""
    head = page.header - heads.rise
    foot = page.footer - footer_depth(file) - heads.depth
    heads_said, kind, of_section = _beginning(stretch, before, heads).partition("<w:type")
    return (
        f"<w:sectPr>{heads_said}{_endnote_numbers(file)}{kind}{of_section}"
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"{orient}/>'
        f'<w:pgMar w:top="{twips(edges["top"])}" w:right="{twips(page.right)}"'
        f' w:bottom="{twips(edges["bottom"])}" w:left="{twips(page.left)}"'
        f' w:header="{_distance(edges.get("header", head))}"'
        f' w:footer="{_distance(edges.get("footer", foot))}" w:gutter="0"/>'
        f"{_columns_xml(stretch, page)}"
        f"{_no_endnotes(file, stretch)}{'' if before else '<w:titlePg/>'}{_note_columns(file)}"
        "</w:sectPr>"
    )


def _margins(file: DocxFile, page: Sheet) -> Mapping[str, float]:
    """The margins, and where the house's heads stand: those of the house as far as they are."""
    base = file.theme.base
    if base is None:
        return {"top": page.top, "bottom": page.bottom}
    from generator.writers.docx.house_heads import margin_with_marking

    edges = {"top": page.top, "bottom": page.bottom, **base.edges}
    top = margin_with_marking(base, "header", edges["top"], file)
    bottom = margin_with_marking(base, "footer", edges["bottom"], file)
    return {**edges, "top": top, "bottom": bottom}


def _columns_xml(stretch: WordSection, page: Sheet) -> str:
    """The `w:cols` of a section; on a landscape page they need not fill the width of the text."""
    if stretch.columns < 2:
        return "<w:cols/>"
    counted = f'w:num="{stretch.columns}" w:space="{twips(stretch.gap)}"'
    taken = stretch.columns * (stretch.width + stretch.gap) - stretch.gap
    if taken > page.text_width - _FILLED:
        return f"<w:cols {counted}/>"
    width = f'w:w="{twips(stretch.width)}"'
    each = f'<w:col {width} w:space="{twips(stretch.gap)}"/>' * (stretch.columns - 1)
    return f'<w:cols {counted} w:equalWidth="0">{each}<w:col {width}/></w:cols>'


def _beginning(stretch: WordSection, before: WordSection | None, heads: SectionHeads) -> str:
    """The running heads of a section, and whether it goes on with the page before."""
    if before is None:
        return heads.first
    if stretch.landscape != before.landscape:
        return heads.others[stretch.landscape]
    return "" if stretch.new_page else _CONTINUOUS


def _endnote_numbers(file: DocxFile) -> str:
    """Arabic numbers for endnotes: LibreOffice 7.4 reads them of sections alone."""
    if not file.document.endnotes:
        return ""
    return '<w:endnotePr><w:numFmt w:val="decimal"/></w:endnotePr>'


def _no_endnotes(file: DocxFile, stretch: WordSection) -> str:
    """Sections before the heading of the notes leave theirs to a later one (17.11.16)."""
    before, behind = parted_at_notes(file.document)
    own = stretch.blocks[0][0] if stretch.blocks else None
    has_later = any(own is block for block in before) and stretch.blocks[-1][0] is not before[-1]
    return "<w:noEndnote/>" if behind and has_later else ""


def _note_columns(file: DocxFile) -> str:
    """The columns of notes as Word 2013 has them ([MS-DOCX] 2.5.1); it divides the whole text."""
    notes = file.theme.notes
    if (
        file.document.endnotes
        or notes.columns < 2
        or region_edges(notes.region, file.theme) != (0.0, 0.0)
    ):
        return ""
    return f'<w15:footnoteColumns w15:val="{notes.columns}"/>'


def _distance(points: float) -> int:
    """From an edge of the sheet to a line: a theme measures to the baseline."""
    return twips(max(0.0, points))
