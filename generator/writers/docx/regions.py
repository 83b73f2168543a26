"""The regions of a page in Word: indents for the main column, frames for the side column.

On a page of one column, the margins are those of the whole text, and each style has the indents of
its region. On a page of several columns, the sections have these margins (see `sections`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.document import Block, Contents, Figure, Table
from generator.document.walking import inner_blocks
from generator.theme.regions import Stand, arrangements, region_measure, region_on_page
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


def word_stands(blocks: Iterable[Block], theme: Theme) -> Iterator[tuple[Block, Stand]]:
    """Each block of the document and where it stands, as far as Word has it.

    A frame holds words alone: in LibreOffice a table or picture in one comes apart.
    """
    left, width = region_measure("main", theme)
    for block, stand in arrangements(blocks, theme):
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
