"""The blocks of a web page: lines that belong together, and how much each reads like prose."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from generator.seeds.ink import visible
from generator.seeds.lines import is_unspaced
from generator.seeds.passages import closes
from generator.seeds.readers.html_lines import PageLine, WebPage
from generator.seeds.seed import SourceBlockKind


class PageBlock(Struct, frozen=True):
    """Lines that are parted by line breaks only, or the cells of a row of figures.

    `element` is the number of the innermost element that holds all of it. `linked` is the share
    of its characters in links. `prose` is above zero for what reads like a sentence, about 5 for
    a long paragraph.
    """

    text: str
    kind: SourceBlockKind
    element: int
    lines: tuple[int, ...]  # their numbers, from 1, in rising order
    linked: float
    prose: float
    hidden: bool


def blocks_of(page: WebPage) -> tuple[PageBlock, ...]:
    """The blocks of a page, in order. Each of its lines is in exactly one."""
    rows = _rows_of_figures(page)
    numbered = list(enumerate(page.lines, 1))
    found: list[PageBlock] = []
    for _, run in groupby(numbered, lambda one: _together(page, one[1], rows)):
        lines = list(run)
        parts = (([one for one in lines if one[1].hidden is hidden], hidden) for hidden in _EITHER)
        found.extend(_block(page, part, hidden=hidden) for part, hidden in parts if part)
    return tuple(sorted(found, key=lambda block: block.lines))


_EITHER = (False, True)


def _together(page: WebPage, line: PageLine, rows: frozenset[int]) -> tuple[int, int]:
    row = page.element_of(line).row
    return (row, -1) if row in rows else (-1, line.block)


def _block(page: WebPage, lines: Sequence[tuple[int, PageLine]], *, hidden: bool) -> PageBlock:
    text = joined([line.text for _, line in lines])
    linked = sum(line.linked for _, line in lines) / visible(text)
    element = innermost(page, {line.element for _, line in lines})
    kind = page.elements[lines[0][1].element].kind
    if kind == "cell" and page.elements[element].tag != "tr":
        kind = "text"  # a table that only sets the page
    numbers = tuple(number for number, _ in lines)
    return PageBlock(text, kind, element, numbers, linked, _prose(text, linked), hidden)


def joined(pieces: Sequence[str]) -> str:
    """Lines as one text: with a space between, but none in Chinese or Japanese."""
    spaces = ("" if is_unspaced(a, b) else " " for a, b in pairwise(pieces))
    return "".join(part for pair in zip(pieces, (*spaces, ""), strict=True) for part in pair)


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


_LONGEST_CELL = 250
_MOST_LINES_OF_A_CELL = 3


def _rows_of_figures(page: WebPage) -> frozenset[int]:
    """The rows of tables that hold short words side by side, not parts of the page."""
    found: set[int] = set()
    for row, run in groupby(page.lines, lambda line: page.element_of(line).row):
        lines = list(run)
        cells = [_cell_of(page, line.element) for line in lines]
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
_WIDE = "\u1100"  # from Hangul on, a character says about as much as two letters


def _prose(text: str, linked: float) -> float:
    length = len(text)
    if not text.isascii():
        length += sum(character >= _WIDE for character in text[:400])
    if length < _SHORTEST or linked > _MOST_LINKED:
        return 0.0
    return min(length, 400) / 100 * (1 - linked) * (1.0 if closes(text) else 0.35)
