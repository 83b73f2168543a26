"""The regions of a page in Word: indents for the main column, frames for the side column.

On a page of one column, the margins are those of the whole text, and each style has the indents of
its region. On a page of several columns, the sections have these margins (see `sections`).
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from generator.document import Block, Contents, Document, Figure, Table
from generator.document.walking import inner_blocks
from generator.theme.regions import Stand, arrangements, region_measure, region_on_page
from generator.theme.theme import Region, Theme
from generator.writers.docx.heights import needs_more_room


def region_edges(asked: Region, theme: Theme) -> tuple[float, float]:
    """How far a region stands in from the left and right margins, in points.

    What stands at the side is set in by its frame.
    """
    region, page = region_on_page(asked, theme), theme.page
    if page.columns > 1 or region == "side":
        return 0.0, 0.0
    x, width = region_measure(region, theme)
    return x - page.left, page.left + page.text_width - x - width


def word_stands(document: Document, theme: Theme) -> Iterator[tuple[Block, Stand]]:
    """Each block of the document and where it stands, as far as Word has it.

    A frame holds words alone: in LibreOffice a table or picture in one comes apart. Raises OSError
    where a font file of the theme cannot be read that a table is measured by.
    """
    left, width = region_measure("main", theme)
    is_wide = partial(needs_more_room, document=document, theme=theme)
    for block, stand in arrangements(document.blocks, theme, is_wide):
        if stand.region == "side" and not _is_of_words(block):
            yield block, Stand("main", left, width)
        else:
            yield block, stand


def stand_edges(stand: Stand, theme: Theme) -> tuple[float, float]:
    """How far a block stands in from the left and right edges of its column, in points."""
    page = theme.page
    if stand.count > 1 or stand.region == "side":
        return 0.0, 0.0
    return stand.left - page.left, page.left + page.text_width - stand.left - stand.width


def _is_of_words(block: Block) -> bool:
    if isinstance(block, Table | Figure | Contents):
        return False
    return all(map(_is_of_words, inner_blocks(block)))
