"""The sections of a brief: sheet, margins, columns, running heads.

On a page of one column all of it is one section, but for what the theme arranges in columns. On a
page of several each element across the page ends a section and begins another, without a new page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.document import Block, Document
from generator.theme.regions import Stand
from generator.theme.theme import RunningHead, Theme
from generator.writers.docx.flow import Flow, WordParagraph, flow_xml
from generator.writers.docx.heads import Backdrop, footer_depth, head_xml, header_rise
from generator.writers.docx.making import DocxFile
from generator.writers.docx.markup import twips
from generator.writers.docx.regions import region_edges, word_stands
from generator.writers.docx.role_styles import GAP
from generator.writers.docx.watermark import watermark_run

_CONTINUOUS = '<w:type w:val="continuous"/>'


class WordSection(Struct, frozen=True):
    """Blocks in a row that stand in so many columns, `gap` points apart, with where each stands.

    With `new_page` they begin a page.
    """

    columns: int
    gap: float
    new_page: bool
    blocks: tuple[tuple[Block, Stand], ...]


def stretches(document: Document, theme: Theme) -> Iterator[WordSection]:
    """The blocks of a document in rows, each of which is a section in Word.

    What stands at the side belongs to the row of the block behind it. Raises OSError where a font
    file of the theme cannot be read that a table is measured by.
    """
    rows: list[list[tuple[Block, Stand]]] = []
    waiting: list[tuple[Block, Stand]] = []
    for block, stand in word_stands(document, theme):
        waiting.append((block, stand))
        if stand.region == "side":
            continue
        if rows and _goes_on(rows[-1][-1][1], stand):
            rows[-1] += waiting
        else:
            rows.append(waiting)
        waiting = []
    if waiting:
        rows.append(waiting)
    for row in rows:
        last = row[-1][1]
        gap = last.step - last.width if last.count > 1 else 0.0
        opens = any(stand.new_page for _, stand in row)
        yield WordSection(last.count, gap, opens, tuple(row))


def _goes_on(one: Stand, other: Stand) -> bool:
    return (one.count, one.step) == (other.count, other.step) and not other.new_page


def running_heads(file: DocxFile, masthead: Backdrop) -> str:
    """The references to headers and footers, which are added to the parts.

    The ground of the masthead stands behind the first page's header.
    """
    theme, draft = file.theme, file.document.meta.draft
    first = masthead.art + watermark_run(draft, 2, theme)
    return "".join(
        _head(head, file, footer=footer, kind=kind, behind=behind)
        for head, footer, kind, behind in (
            (theme.header, False, "default", Backdrop(watermark_run(draft, 1, theme))),
            (theme.footer, True, "default", Backdrop()),
            (theme.first_header, False, "first", replace(masthead, art=first)),
            (theme.first_footer, True, "first", Backdrop()),
        )
    )


def _head(head: RunningHead, file: DocxFile, *, footer: bool, kind: str, behind: Backdrop) -> str:
    part = file.parts.new_head(footer=footer)
    before = 0.0 if footer else _highest_rise(file) - header_rise(head, file)
    part.xml = head_xml(head, file, part, footer=footer, behind=behind, before=before)
    if not part.xml:
        return ""
    name = "footerReference" if footer else "headerReference"
    relationship = file.parts.kept_head(part, footer=footer)
    return f'<w:{name} w:type="{kind}" r:id="{relationship}"/>'


def _highest_rise(file: DocxFile) -> float:
    """How far the higher of the two headers reaches above its baseline, in points."""
    heads = (file.theme.header, file.theme.first_header)
    return max(header_rise(head, file) for head in heads)


def sections(
    flows: Sequence[tuple[WordSection, Sequence[Flow]]], heads: str, file: DocxFile
) -> str:
    """The flows of stretches as the content of the body, each in its `w:sectPr`.

    Only the first section has running heads and a different first page. The others inherit the
    running heads, and would show the first page's again wherever one of them begins a page.
    """
    # Word would balance the last columns if an empty section followed them; LibreOffice 7.4 then
    # looks for a balance for ever where notes stand below. The last page is left unbalanced.
    flows = [one for one in flows if one[1]] or [(WordSection(1, 0.0, False, ()), [])]
    body: list[Flow] = []
    end = ""
    for place, (stretch, flow) in enumerate(flows):
        end = _section(file, stretch, heads=heads, first=place == 0)
        body += flow if place == len(flows) - 1 else _ended(flow, end)
    return flow_xml(body) + end


def _ended(flow: Sequence[Flow], section: str) -> list[Flow]:
    """The flow, its last paragraph the end of a section."""
    match flow[-1]:
        case WordParagraph(closing="") as last:
            return [*flow[:-1], replace(last, section=section)]
        case _:
            return [*flow, WordParagraph(GAP, "", section=section)]


def _section(file: DocxFile, stretch: WordSection, *, heads: str, first: bool) -> str:
    """A `w:sectPr`, its children in the order of ISO 29500-1, 17.6.17."""
    page = file.theme.page
    above = _highest_rise(file)
    below = footer_depth(file)
    columns = f' w:num="{stretch.columns}" w:space="{twips(stretch.gap)}"'
    begins = heads if first else "" if stretch.new_page else _CONTINUOUS
    return (
        f"<w:sectPr>{begins}"
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}"'
        f' w:bottom="{twips(page.bottom)}" w:left="{twips(page.left)}"'
        f' w:header="{_distance(page.header - above)}"'
        f' w:footer="{_distance(page.footer - below)}" w:gutter="0"/>'
        f"<w:cols{columns if stretch.columns > 1 else ''}/>{'<w:titlePg/>' if first else ''}"
        f"{_note_columns(file)}</w:sectPr>"
    )


def _note_columns(file: DocxFile) -> str:
    """The columns of notes as Word 2013 has them ([MS-DOCX] 2.5.1); it divides the whole text."""
    notes = file.theme.notes
    if notes.columns < 2 or region_edges(notes.region, file.theme) != (0.0, 0.0):
        return ""
    return f'<w15:footnoteColumns w15:val="{notes.columns}"/>'


def _distance(points: float) -> int:
    """From an edge of the sheet to a line: a theme measures to the baseline."""
    return twips(max(0.0, points))
