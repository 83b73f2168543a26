"""The sections of a brief: sheet, margins, columns, running heads.

On a page of one column all of it is one section. On one of several each element across the page
ends a section and begins another, without a new page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from msgspec.structs import replace

from generator.document import Block
from generator.theme.theme import RunningHead, Theme
from generator.writers.docx.flow import Flow, WordParagraph, flow_xml
from generator.writers.docx.heads import Backdrop, footer_depth, head_xml, header_rise
from generator.writers.docx.making import DocxFile
from generator.writers.docx.markup import twips
from generator.writers.docx.regions import region_edges, word_region
from generator.writers.docx.role_styles import GAP
from generator.writers.docx.watermark import watermark_run

_CONTINUOUS = '<w:type w:val="continuous"/>'


def stretches(blocks: Sequence[Block], theme: Theme) -> Iterator[tuple[bool, list[Block]]]:
    """The blocks in rows that stand across the page (True) and in its columns (False).

    What stands at the side belongs to the row of the block behind it.
    """
    if theme.page.columns < 2:
        yield True, list(blocks)
        return
    across = True
    rows: list[tuple[bool, Block]] = []
    for block in reversed(blocks):
        region = word_region(block, theme)
        across = across if region == "side" else region == "full"
        rows.append((across, block))
    for wide, row in groupby(reversed(rows), itemgetter(0)):
        yield wide, [block for _, block in row]


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


def sections(flows: Sequence[tuple[bool, Sequence[Flow]]], heads: str, file: DocxFile) -> str:
    """The flows of stretches as the content of the body, each in its `w:sectPr`.

    Only the first section has running heads and a different first page. The others inherit the
    running heads, and would show the first page's again wherever one of them begins a page.
    """
    # Word would balance the last columns if an empty section followed them; LibreOffice 7.4 then
    # looks for a balance for ever where notes stand below. The last page is left unbalanced.
    flows = [one for one in flows if one[1]] or [(True, [])]
    body: list[Flow] = []
    end = ""
    for place, (wide, flow) in enumerate(flows):
        end = _section(file, wide=wide, heads=heads, first=place == 0)
        body += flow if place == len(flows) - 1 else _ended(flow, end)
    return flow_xml(body) + end


def _ended(flow: Sequence[Flow], section: str) -> list[Flow]:
    """The flow, its last paragraph the end of a section."""
    match flow[-1]:
        case WordParagraph(closing="") as last:
            return [*flow[:-1], replace(last, section=section)]
        case _:
            return [*flow, WordParagraph(GAP, "", section=section)]


def _section(file: DocxFile, *, wide: bool, heads: str, first: bool) -> str:
    """A `w:sectPr`, its children in the order of ISO 29500-1, 17.6.17."""
    page = file.theme.page
    above = _highest_rise(file)
    below = footer_depth(file)
    columns = f' w:num="{page.columns}" w:space="{twips(page.gutter)}"'
    left, width = (page.left, page.text_width) if wide else (page.main_left, page.main_width)
    return (
        f"<w:sectPr>{heads if first else _CONTINUOUS}"
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.width - left - width)}"'
        f' w:bottom="{twips(page.bottom)}" w:left="{twips(left)}"'
        f' w:header="{_distance(page.header - above)}"'
        f' w:footer="{_distance(page.footer - below)}" w:gutter="0"/>'
        f"<w:cols{'' if wide else columns}/>{'<w:titlePg/>' if first else ''}"
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
