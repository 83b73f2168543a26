"""The page of an untagged PDF: its columns, its rows, the notes at its foot."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from itertools import groupby, pairwise

from msgspec import Struct

from generator.seeds.readers.pdf_lines import PdfLine, is_bullet
from generator.seeds.wrapping import is_enumerated


class PrintedRow(Struct, frozen=True):
    """A row of a column: the places of its lines, counted from 0, and their look together.

    `column` counts the columns of its page, -1 for a row over several. `text` is without marks.
    `listed` says that it opens an item of a list.
    """

    lines: tuple[int, ...]
    page: int
    column: int
    x0: float
    x1: float
    y: float
    size: float
    bold: bool
    text: str
    listed: bool
    cells: tuple[tuple[float, float], ...]  # the left and right edges of its lines


# --- columns ----------------------------------------------------------------------------

_GUTTER = 5  # points: the narrowest space between two columns
_CROSSED = 0.12  # of the lines of a page may cross it: titles, tables
_SIDE = 3  # lines at least on each side


def columns_of_lines(lines: Sequence[PdfLine], live: Sequence[int]) -> dict[int, int]:
    """The column of each live line: parted by upright strips that almost no line crosses."""
    found: dict[int, int] = {}
    pages = [list(group) for _, group in groupby(live, key=lambda index: lines[index].page)]
    long = [[lines[index] for index in page if len(lines[index].text) > 8] for page in pages]
    cut = [_cuts(page) for page in long]
    # The last page may have too little in its second column to show it.
    usual = Counter(tuple(round(x) for x in cuts) for cuts in cut).most_common(1)
    for own, of_page, cuts in zip(pages, long, cut, strict=True):
        borrows = not cuts and _are_between(usual[0][0], of_page)
        placed = {
            index: _column_of(lines[index], usual[0][0] if borrows else cuts) for index in own
        }
        # The file goes down one column and then the next; down a table it goes to and fro.
        turns = sum(placed[a] != placed[b] for a, b in pairwise(own))
        is_table = turns > 4 + len(own) // 8
        found |= dict.fromkeys(own, 0) if is_table else placed
    return found


def _cuts(lines: Sequence[PdfLine]) -> list[float]:
    if len(lines) < 2 * _SIDE:
        return []
    left, right = int(min(line.x0 for line in lines)), int(max(line.x1 for line in lines))
    cover = [0] * (right - left + 2)
    for line in lines:
        for x in range(int(line.x0) - left, int(line.x1) - left + 1):
            cover[x] += 1
    cuts: list[float] = []
    width = 0
    for x, crossed in enumerate([*cover, len(lines)]):
        if crossed <= _CROSSED * len(lines):
            width += 1
            continue
        middle = left + x - width / 2
        if width >= _GUTTER:
            before = sum(line.x1 <= middle + 3 for line in lines)
            behind = sum(line.x0 >= middle - 3 for line in lines)
            cuts += [middle] * (min(before, behind) >= _SIDE)
        width = 0
    return cuts


def _are_between(cuts: Sequence[float], lines: Sequence[PdfLine]) -> bool:
    """Whether the columns of other pages part the lines of this one, too."""
    crossing = sum(_column_of(line, cuts) < 0 for line in lines)
    sides = {_column_of(line, cuts) for line in lines} - {-1}
    return len(sides) > 1 and crossing <= _CROSSED * len(lines)


def _column_of(line: PdfLine, cuts: Sequence[float]) -> int:
    if any(line.x0 < cut - 8 and line.x1 > cut + 8 for cut in cuts):
        return -1
    return sum(line.x0 > cut - 8 for cut in cuts)


# --- rows -------------------------------------------------------------------------------


def printed_rows(
    lines: Sequence[PdfLine], live: Sequence[int], column: Mapping[int, int]
) -> tuple[PrintedRow, ...]:
    """The live lines by the rows of their columns, in the order of the file."""
    return tuple(
        _row(tuple(group), lines, column)
        for _, group in groupby(live, key=lambda i: (lines[i].page, lines[i].row, column[i]))
    )


def _row(
    indices: tuple[int, ...], lines: Sequence[PdfLine], column: Mapping[int, int]
) -> PrintedRow:
    level = [lines[index] for index in indices if not lines[index].raised] or [lines[indices[0]]]
    main = max(level, key=lambda line: len(line.text))
    text = " ".join(line.text for line in level)
    labelled = is_bullet(level[0].text) or _LABEL.fullmatch(level[0].text) is not None
    return PrintedRow(
        indices,
        main.page,
        column[indices[0]],
        min(line.x0 for line in level),
        max(line.x1 for line in level),
        main.y,
        main.size,
        all(line.bold for line in level),
        text,
        is_bullet(level[0].text) or is_enumerated(text),
        tuple((line.x0, line.x1) for line in level[labelled:]),
    )


_LABEL = re.compile(r"[(\[]?\w{1,4}[.)\]]")


def body_size(rows: Sequence[PrintedRow]) -> float:
    """The size, in points, that most of the letters have."""
    sizes = Counter[float]()
    for row in rows:
        sizes[row.size] += len(row.text)
    return sizes.most_common(1)[0][0]


# --- notes ------------------------------------------------------------------------------

_NOTE_SIZE = 0.93  # of the body's: larger type is no note
_OPENS_NOTE = re.compile(
    r"[\[(]?(?:\d{1,3}(?![\d,])|[*†‡§]{1,3})[\])]?(?:\s?\S|$)|[\[(]?[a-z][\])]\s\S|_{4,}$"
)


def notes_at_foot(
    rows: Sequence[PrintedRow], lines: Sequence[PdfLine], body: float
) -> frozenset[PrintedRow]:
    """The rows of small type at the foot of a column, from the first that opens with a mark.

    A note that goes on from the page before has no mark: it is known by its size.
    """
    found: set[PrintedRow] = set()
    feet: dict[tuple[int, int], list[PrintedRow]] = defaultdict(list)
    for row in rows:
        feet[row.page, row.column].append(row)
    sizes: set[float] = set()
    last = -1
    for (page, _), column in sorted(feet.items(), key=lambda foot: foot[0]):
        ordered = sorted(column, key=lambda row: -row.y)
        small = [row.size < _NOTE_SIZE * body for row in ordered]
        tail = ordered[len(small) - small[::-1].index(False) if False in small else 0 :]
        opens = (n for n, row in enumerate(tail) if _opens_note(row, lines))
        goes_on = bool(tail) and tail[0].size in sizes and page - last == 1
        start = 0 if goes_on else next(opens, None)
        if start is not None and tail and len(tail) < len(ordered):
            found.update(tail[start:])
            sizes.add(tail[-1].size)
            last = page
    return frozenset(found)


def _opens_note(row: PrintedRow, lines: Sequence[PdfLine]) -> bool:
    return lines[row.lines[0]].raised or _OPENS_NOTE.match(row.text) is not None
