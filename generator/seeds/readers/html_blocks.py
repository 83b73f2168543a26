"""The blocks of a web page: lines that belong together, and how much each reads like prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.seeds.ink import visible
from generator.seeds.lines import joined_lines, told_length
from generator.seeds.readers.html_lines import PageLine, WebPage, drop_capitals, lines_of_page
from generator.seeds.readers.html_marks import marks_in_page
from generator.seeds.seed import SourceBlockKind
from generator.seeds.wrapping import closes, is_enumerated


class PageBlock(Struct, frozen=True):
    """Lines that are parted by line breaks only, or the cells of a row of figures.

    `element` is the number of the innermost element that holds all of it. `linked` is the share
    of its characters in links. `prose` is above zero for what reads like a sentence, about 5 for
    a long paragraph. `mark` says that it is the mark of a note in the block before.
    """

    text: str
    kind: SourceBlockKind
    element: int
    lines: tuple[int, ...]  # their numbers, from 1, in rising order
    linked: float
    prose: float
    hidden: bool
    mark: bool = False


_NumberedLines = Sequence[tuple[int, PageLine]]


class _PrintedLine(Struct, frozen=True):
    """A line as a reader sees it, without the marks of notes, and the lines that it is made of."""

    text: str
    parts: _NumberedLines


def blocks_in_page(page: WebPage) -> tuple[PageBlock, ...]:
    """The blocks of a page, in order. Each of its lines is in exactly one."""
    heads = _heads_of_items(page)
    rows = _rows_of_figures(page) - {page.element_of(page.lines[at]).row for at in heads}
    leading = drop_capitals(page.lines) | heads
    tied = lines_of_page(page).tied
    marks = marks_in_page(page)
    numbered = list(enumerate(page.lines, 1))

    def block_of(one: tuple[int, PageLine]) -> tuple[int, int]:
        number, line = one
        return _one_block(page, page.lines[number] if number - 1 in leading else line, rows)

    found: list[PageBlock] = []
    for (row, _), run in groupby(numbered, block_of):
        seen = []
        for number, line in run:
            if line.hidden or number - 1 in marks:
                alone = [_PrintedLine(line.text, [(number, line)])]
                block = _block_of_lines(page, alone, row=row)
                found.append(replace(block, mark=number - 1 in marks))
            else:
                seen.append((number, line))
        printed = tuple(_printed_lines(page, seen, tied, heads))
        found.extend(_block_of_lines(page, part, row=row) for part in _parts_of_block(printed, row))
    return tuple(sorted(found, key=lambda block: block.lines))


def _one_block(page: WebPage, line: PageLine, rows: frozenset[int]) -> tuple[int, int]:
    row = page.element_of(line).row
    return (row, -1) if row in rows else (-1, line.block)


def _printed_lines(
    page: WebPage, seen: _NumberedLines, tied: frozenset[int], heads: frozenset[int]
) -> Iterator[_PrintedLine]:
    """Lines joined where no break stands between them, and what leads a line with that."""

    def breaks(number: int) -> bool:
        return (
            page.lines[number - 1].joint is None and number not in tied and number - 1 not in heads
        )

    text, parts = "", list[tuple[int, PageLine]]()
    for number, line in seen:
        between = range(parts[-1][0] if parts else number, number)
        if not parts or any(map(breaks, between)):
            if parts:
                yield _PrintedLine(text, tuple(parts))
            text, parts = line.text, []
        else:
            text += ("" if tied.issuperset(between) else " ") + line.text
        parts.append((number, line))
    if parts:
        yield _PrintedLine(text, tuple(parts))


_SHORTEST_PARAGRAPH = 60  # characters: shorter sentences on lines of their own may be verse


def _parts_of_block(lines: Sequence[_PrintedLine], row: int) -> Iterable[Sequence[_PrintedLine]]:
    """The lines one by one, if line breaks part items or paragraphs; else all together."""
    texts = [line.text for line in lines]
    if row < 0 and len(texts) > 1:
        long = all(len(text) >= _SHORTEST_PARAGRAPH and closes(text) for text in texts)
        if long or all(map(is_enumerated, texts)):
            return [[one] for one in lines]
    return [lines] if lines else []


def _block_of_lines(page: WebPage, printed: Sequence[_PrintedLine], *, row: int) -> PageBlock:
    texts = [line.text for line in printed]
    lines = [one for line in printed for one in line.parts]
    text = " ".join(texts) if row >= 0 else joined_lines(texts)
    linked = sum(line.linked for _, line in lines) / visible(text)
    element = innermost(page, {line.element for _, line in lines})
    kind = page.elements[lines[0][1].element].kind
    if kind == "cell" and row < 0:
        kind = "text"  # a table that only sets the page
    numbers = tuple(number for number, _ in lines)
    prose = _prose_in(text, linked)
    return PageBlock(text, kind, element, numbers, linked, prose, lines[0][1].hidden)


def innermost(page: WebPage, elements: Iterable[int]) -> int:
    """The number of the innermost element that holds all of these."""
    found, *others = set(elements)
    for other in others:
        inner = other
        while found != inner:  # a parent comes before its children
            if found > inner:
                found = page.elements[found].parent
            else:
                inner = page.elements[inner].parent
    return found


_HEAD = re.compile(
    r"\((?:\d{1,3}|[a-z]{1,5})\)|(?:\d{1,3}|[a-z]{1,5})[.)]|[—–•-]|(?P<bare>\d{1,4})"
)
_SHORTEST_ITEM = 60  # characters, behind a bare number: a shorter one may be a row of a table


def _heads_of_items(page: WebPage) -> frozenset[int]:
    """The places of lines that are the number of the item in the other cell of their row."""
    heads: dict[int, int] = {}
    for at, (line, following) in enumerate(pairwise(page.lines)):
        row, head = page.element_of(line).row, _HEAD.fullmatch(line.text)
        if row < 0 or row in heads or head is None or row != page.element_of(following).row:
            continue
        if not head["bare"] or len(following.text) >= _SHORTEST_ITEM:
            heads[row] = at
    cells: dict[int, list[int]] = {row: [] for row in heads}
    for line in page.lines if heads else ():
        if (row := page.element_of(line).row) in cells:
            cells[row].append(_cell_of(page, line.element))
    return frozenset(
        heads[row]
        for row, (first, *others) in cells.items()
        if others and len(set(others)) == 1 and first not in others
    )


_LONGEST_CELL = 250
_MOST_LINES_OF_A_CELL = 3


def _rows_of_figures(page: WebPage) -> frozenset[int]:
    """The rows of tables that hold short words side by side, not parts of the page."""
    found: set[int] = set()
    for row, run in groupby(page.lines, lambda line: page.element_of(line).row):
        lines = list(run)
        ends = [line for line in lines if line.joint is None]
        cells = [_cell_of(page, line.element) for line in ends]
        most = max(cells.count(cell) for cell in set(cells)) if len(cells) < 100 else len(cells)
        short = all(len(line.text) <= _LONGEST_CELL for line in lines)
        if row >= 0 and short and len(set(cells)) > 1 and most <= _MOST_LINES_OF_A_CELL:
            found.add(row)
    return frozenset(found)


def _cell_of(page: WebPage, element: int) -> int:
    while element >= 0 and page.elements[element].tag not in {"td", "th"}:
        element = page.elements[element].parent
    return element


_SHORTEST = 25  # characters
_MOST_LINKED = 0.6


def _prose_in(text: str, linked: float) -> float:
    length = told_length(text)
    if length < _SHORTEST or linked > _MOST_LINKED:
        return 0.0
    return min(length, 400) / 100 * (1 - linked) * (1.0 if closes(text) else 0.35)
