"""The regions of a page in Word: indents for the main column, frames for the side column.

On a page of one column, the margins are those of the whole text, and each style has the indents of
its region. On a page of several columns, the sections have these margins (see `sections`).
"""

from __future__ import annotations

from generator.document import Block, Contents, Figure, Table
from generator.document.walking import inner_blocks
from generator.theme.regions import region_measure, region_of, region_on_page
from generator.theme.theme import Region, Theme


def region_edges(asked: Region, theme: Theme) -> tuple[float, float]:
    """How far a region stands in from the left and right margins, in points.

    What stands at the side is set in by its frame.
    """
    region, page = region_on_page(asked, theme), theme.page
    if page.columns > 1 or region == "side":
        return 0.0, 0.0
    x, width = region_measure(region, theme)
    return x - page.left, page.left + page.text_width - x - width


def word_region(block: Block, theme: Theme) -> Region:
    """The region of a block of the document, as `region_of` has it, as far as Word has it.

    A frame holds words alone: in LibreOffice a table or picture in one comes apart.
    """
    region = region_of(block, theme)
    return region if region != "side" or _is_of_words(block) else "main"


def _is_of_words(block: Block) -> bool:
    if isinstance(block, Table | Figure | Contents):
        return False
    return all(map(_is_of_words, inner_blocks(block)))
