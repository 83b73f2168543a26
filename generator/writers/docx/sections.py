"""The section that all of a brief stands in: sheet, margins, columns, running heads."""

from __future__ import annotations

from generator.document import Meta
from generator.theme.marking import marking_of
from generator.theme.theme import Page, Theme
from generator.writers.docx.controls import Controls
from generator.writers.docx.heads import head_xml, line_height
from generator.writers.docx.markup import twips
from generator.writers.docx.parts import Parts
from generator.writers.docx.styles import Styles
from generator.writers.docx.watermark import watermark

_ASCENT = 0.8  # of a line, above its baseline


def column_width(page: Page) -> float:
    """The width of one column, in points."""
    return (page.text_width - page.gutter * (page.columns - 1)) / page.columns


def section(meta: Meta, theme: Theme, styles: Styles, controls: Controls, parts: Parts) -> str:
    """The `w:sectPr` (ISO 29500-1, 17.6.17), its running heads added to the parts."""
    page = theme.page
    heads = "".join(
        _head(head_xml(head, meta, styles, controls, footer=footer, art=art), footer, kind, parts)
        for head, footer, kind, art in (
            (theme.header, False, "default", watermark(meta.draft, 1, theme)),
            (theme.footer, True, "default", ""),
            (theme.first_header, False, "first", watermark(meta.draft, 2, theme)),
            (theme.first_footer, True, "first", ""),
        )
    )
    marking = marking_of(meta.marking)
    above = _ASCENT * line_height(marking, theme.style("header"))
    below = (1 - _ASCENT) * line_height(marking, theme.style("footer"))
    columns = (
        f'<w:cols w:num="{page.columns}" w:space="{twips(page.gutter)}"/>'
        if page.columns > 1
        else "<w:cols/>"
    )
    return (
        f"<w:sectPr>{heads}"
        f'<w:pgSz w:w="{twips(page.width)}" w:h="{twips(page.height)}"/>'
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}"'
        f' w:bottom="{twips(page.bottom)}" w:left="{twips(page.left)}"'
        f' w:header="{_distance(page.header - above)}"'
        f' w:footer="{_distance(page.footer - below)}" w:gutter="0"/>'
        f"{columns}<w:titlePg/></w:sectPr>"
    )


def _head(xml: str, footer: bool, kind: str, parts: Parts) -> str:
    if not xml:
        return ""
    name = "footerReference" if footer else "headerReference"
    return f'<w:{name} w:type="{kind}" r:id="{parts.add_head(xml, footer=footer)}"/>'


def _distance(points: float) -> int:
    """From an edge of the sheet to a line: a theme measures to the baseline."""
    return twips(max(0.0, points))
