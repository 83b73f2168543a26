"""The regions of a page in Word: indents for the main column, frames for the side column.

On a page of one column, the margins are those of the whole text, and each style has the indents of
its region. On a page of several columns, the sections have these margins (see `sections`).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec.structs import replace

from generator.document import Block, Changed, Contents, Document, Figure, Table
from generator.document.walking import every_block, every_run, plain_text
from generator.theme.regions import Stand, arrangements, region_measure, region_on_page
from generator.theme.theme import Region, Theme
from generator.writers.docx.measures import WordMeasures


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
    page stands in the main column, and so does what is behind it; with that a page begins, if one
    does with the text that it was to stand beside. Raises OSError where a font file of the theme
    cannot be read that a table or what stands at the side is measured by.
    """
    waiting: list[tuple[Block, Stand]] = []  # what stands at the side of what is behind it
    for block, stand in arrangements(document.blocks, theme, measures.room):
        if stand.region == "side":
            waiting.append((block, stand))
        elif waiting:
            yield from _as_word_has_it([*waiting, (block, stand)], measures, theme)
            waiting = []
        else:
            yield block, stand
    yield from _as_word_has_it(waiting, measures, theme)


def _as_word_has_it(
    row: Sequence[tuple[Block, Stand]], measures: WordMeasures, theme: Theme
) -> Iterator[tuple[Block, Stand]]:
    """Blocks at the side, and the one behind them: those that no frame has in the main column."""
    left, width = region_measure("main", theme)
    opens = any(stand.new_page for _, stand in row)
    hung = [pair for pair in row if pair[1].region == "side" and _fits_a_frame(pair[0])]
    fitting = _fitting_beside(hung, measures, theme, opens=opens) if hung else 0
    for block, stand in row:
        if fitting and block is hung[0][0]:
            yield hung.pop(0)
            fitting -= 1
            continue
        inside = stand.region == "side"
        own = replace(stand, region="main", left=left, width=width) if inside else stand
        yield block, replace(own, new_page=opens)
        opens = False


def _fitting_beside(
    stacked: Sequence[tuple[Block, Stand]], measures: WordMeasures, theme: Theme, *, opens: bool
) -> int:
    """How many of the blocks at the side are no higher than what a page is likely to hold there.

    One that `opens` with them holds more.
    """
    blocks = [block for block, _ in stacked]
    if sum(len(plain_text(run)) for run in every_run(blocks)) < _FEW_LETTERS:
        return len(blocks)
    room = theme.sheet(landscape=stacked[0][1].landscape).text_height
    most = room * (_MOST_ALONE if opens else _MOST_BESIDE)
    counts = range(len(blocks), 0, -1)
    return next((n for n in counts if measures.height(blocks[:n], "side") <= most), 0)


_MOST_BESIDE = 0.75  # of a page: the masthead stands above
_MOST_ALONE = 1.0  # where nothing does
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
