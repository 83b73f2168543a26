"""The sections of a brief: sheet, margins, columns, running heads.

On a page of one column all of it is one section. On one of several each element across the page
ends a section and begins another, without a new page.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from generator.document import Block, Meta
from generator.theme.regions import region_of
from generator.theme.theme import Sheet, Theme
from generator.writers.docx.controls import Controls
from generator.writers.docx.flow import Flow, WordParagraph, flow_xml
from generator.writers.docx.heads import head_xml, line_height
from generator.writers.docx.markup import twips
from generator.writers.docx.parts import Parts
from generator.writers.docx.styles import GAP, Styles
from generator.writers.docx.watermark import watermark_run

_ASCENT = 0.8  # of a line, above its baseline
_CONTINUOUS = '<w:type w:val="continuous"/>'


def stretches(blocks: Sequence[Block], theme: Theme) -> Iterator[tuple[bool, list[Block]]]:
    """The blocks in rows that stand across the page (True) and in its columns (False)."""
    for wide, row in groupby(blocks, lambda block: _is_across(block, theme)):
        yield wide, list(row)


def _is_across(block: Block, theme: Theme) -> bool:
    return theme.page.columns < 2 or region_of(block, theme) == "full"


def stretch_width(page: Sheet, *, wide: bool) -> float:
    """The width of a stretch, in points."""
    return page.text_width if wide else page.column_width


def running_heads(
    meta: Meta, theme: Theme, styles: Styles, controls: Controls, parts: Parts
) -> str:
    """The references to headers and footers, which are added to the parts."""
    return "".join(
        _head(head_xml(head, meta, styles, controls, footer=footer, art=art), footer, kind, parts)
        for head, footer, kind, art in (
            (theme.header, False, "default", watermark_run(meta.draft, 1, theme)),
            (theme.footer, True, "default", ""),
            (theme.first_header, False, "first", watermark_run(meta.draft, 2, theme)),
            (theme.first_footer, True, "first", ""),
        )
    )


def _head(xml: str, footer: bool, kind: str, parts: Parts) -> str:
    if not xml:
        return ""
    name = "footerReference" if footer else "headerReference"
    return f'<w:{name} w:type="{kind}" r:id="{parts.add_head(xml, footer=footer)}"/>'


def sections(
    flows: Sequence[tuple[bool, Sequence[Flow]]], heads: str, meta: Meta, theme: Theme
) -> str:
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
        end = _section(meta, theme, wide=wide, heads=heads, first=place == 0)
        body += flow if place == len(flows) - 1 else _ended(flow, end)
    return flow_xml(body) + end


def _ended(flow: Sequence[Flow], section: str) -> list[Flow]:
    """The flow, its last paragraph the end of a section."""
    match flow[-1]:
        case WordParagraph(closing="") as last:
            return [*flow[:-1], replace(last, section=section)]
        case _:
            return [*flow, WordParagraph(GAP, "", section=section)]


def _section(meta: Meta, theme: Theme, *, wide: bool, heads: str, first: bool) -> str:
    """A `w:sectPr`, its children in the order of ISO 29500-1, 17.6.17."""
    page = theme.page
    above = _ASCENT * line_height(meta.marking, theme.style("header"))
    below = (1 - _ASCENT) * line_height(meta.marking, theme.style("footer"))
    columns = f' w:num="{page.columns}" w:space="{twips(page.gutter)}"'
    return (
        f"<w:sectPr>{heads if first else _CONTINUOUS}"
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}"'
        f' w:bottom="{twips(page.bottom)}" w:left="{twips(page.left)}"'
        f' w:header="{_distance(page.header - above)}"'
        f' w:footer="{_distance(page.footer - below)}" w:gutter="0"/>'
        f"<w:cols{'' if wide else columns}/>{'<w:titlePg/>' if first else ''}</w:sectPr>"
    )


def _distance(points: float) -> int:
    """From an edge of the sheet to a line: a theme measures to the baseline."""
    return twips(max(0.0, points))
