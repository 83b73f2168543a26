"""The regions of a page in Word: indents for the main column, frames for the side column.

On a page of one column, the margins are those of the whole text, and each style has the indents of
its region. On a page of several columns, the sections have these margins (see `sections`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from msgspec.structs import replace

from generator.document import Block, Changed, Contents, Document, Figure, Table
from generator.document.walking import every_block, every_run, plain_text
from generator.theme.regions import Stand, arrangements, region_measure, region_on_page
from generator.theme.theme import Region, Theme
from generator.writers.docx.heights import WordMeasures


def region_edges(asked: Region, theme: Theme, *, landscape: bool = False) -> tuple[float, float]:
    """How far a region stands in from the left and right margins of a page, in points.

    What stands at the side is set in by its frame.
    """
    region, page = region_on_page(asked, theme), theme.sheet(landscape=landscape)
    if page.columns > 1 or region == "side":
        return 0.0, 0.0
    x, width = region_measure(region, theme, landscape=landscape)
    return x - page.left, page.left + page.text_width - x - width


def word_stands(
    document: Document, theme: Theme, measures: WordMeasures
) -> Iterator[tuple[Block, Stand]]:
    """Each block of the document and where it stands, as far as Word has it.

    A frame holds words alone, and none that have changed: in LibreOffice 7.4 a table or picture in
    one comes apart, and changes are taken for words. It is never divided: what is too high for the
    page stands in the main column, and so does what is behind it. Raises OSError where a font file
    of the theme cannot be read that a table or what stands at the side is measured by.
    """
    left, width = region_measure("main", theme)

    def inside(stand: Stand) -> Stand:
        return replace(stand, region="main", left=left, width=width)

    rows = (
        (block, stand if stand.region != "side" or _fits_a_frame(block) else inside(stand))
        for block, stand in arrangements(document.blocks, theme, measures.room)
    )
    for region, row in groupby(rows, lambda pair: pair[1].region):
        stacked = tuple(row)
        fitting = _fitting_beside(stacked, measures, theme) if region == "side" else len(stacked)
        yield from stacked[:fitting]
        yield from ((block, inside(stand)) for block, stand in stacked[fitting:])


def _fitting_beside(
    stacked: Sequence[tuple[Block, Stand]], measures: WordMeasures, theme: Theme
) -> int:
    """How many of the blocks at the side are no higher than what a page is likely to hold there."""
    blocks = [block for block, _ in stacked]
    if sum(len(plain_text(run)) for run in every_run(blocks)) < _FEW_LETTERS:
        return len(blocks)
    most = theme.sheet(landscape=stacked[0][1].landscape).text_height * _MOST_BESIDE
    counts = range(len(blocks), 0, -1)
    return next((n for n in counts if measures.height(blocks[:n], "side") <= most), 0)


_MOST_BESIDE = 0.75  # of a page: the masthead stands above
_FEW_LETTERS = 700  # that need not be measured: they are half a page high at most


def _fits_a_frame(block: Block) -> bool:
    wordless = (isinstance(one, Table | Figure | Contents) for one in every_block((block,)))
    changes = (isinstance(node, Changed) for run in every_run((block,)) for node in run)
    return not any(wordless) and not any(changes)


def stand_edges(stand: Stand, theme: Theme) -> tuple[float, float]:
    """How far a block stands in from the left and right edges of its column, in points."""
    page = theme.sheet(landscape=stand.landscape)
    if stand.count > 1 or stand.region == "side":
        return 0.0, 0.0
    return stand.left - page.left, page.left + page.text_width - stand.left - stand.width
