"""The rows of an untagged PDF → passages: what makes a new paragraph, on a page and over pages."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from generator.seeds.readers.pdf_furniture import furniture
from generator.seeds.readers.pdf_layout import (
    PrintedRow,
    body_size,
    columns_of_lines,
    notes_at_foot,
    printed_rows,
)
from generator.seeds.readers.pdf_lines import PdfLine
from generator.seeds.readers.pdf_passages import PdfPassage
from generator.seeds.readers.pdf_runs import PdfSheet
from generator.seeds.seed import SourceBlockKind
from generator.seeds.wrapping import begins_low, closes


def passages_of_layout(
    lines: Sequence[PdfLine], sheets: Sequence[PdfSheet], aside: Mapping[int, str]
) -> Iterator[PdfPassage]:
    """The passages that the look of the pages shows; each line is in one of them.

    `aside` says why lines are dropped that are known to be no text.
    """
    dropped = {index: "hidden" for index, line in enumerate(lines) if line.unseen}
    dropped |= {i: "turned text" for i, line in enumerate(lines) if line.turned and not line.unseen}
    dropped |= {**furniture(lines, sheets), **aside}
    live = [index for index in range(len(lines)) if index not in dropped]
    for index, reason in dropped.items():
        yield PdfPassage((index,), reason=reason)
    if not live:
        return
    rows = printed_rows(lines, live, columns_of_lines(lines, live))
    body = body_size(rows)
    notes = notes_at_foot(rows, lines, body)
    for row in notes:
        yield PdfPassage(row.lines, reason="note")
    text = [row for row in rows if row not in notes]
    if text:
        yield from _Paragraphs(text, body).passages()


class _Paragraphs:
    """The rows of the text, and what is usual among them."""

    def __init__(self, rows: Sequence[PrintedRow], body: float) -> None:
        self._rows, self._body = rows, body
        self._leading = _leadings(rows)
        self._columns = _column_edges(rows, body)
        self._cells = frozenset(self._table_rows())
        self._gaps, self._indents = self._signs()

    def passages(self) -> Iterator[PdfPassage]:
        """The rows by paragraphs, headings and rows of tables."""
        run, guessed = [self._rows[0]], False
        for row, following in zip(self._rows[1:], (*self._rows[2:], None), strict=False):
            over = self._is_over(run[-1], row)
            if self._breaks_over(run, row) if over else self._breaks(run, row, following):
                yield self._passage(run, guessed=guessed)
                guessed = over and self._is_open(run, row)
                run = []
            run.append(row)
        yield self._passage(run, guessed=guessed)

    def _passage(self, run: Sequence[PrintedRow], *, guessed: bool) -> PdfPassage:
        indices = tuple(index for row in run for index in row.lines)
        if run[0] in self._cells:
            return PdfPassage(indices, kind="cell")
        if self._is_heading(run):
            return PdfPassage(indices, kind="heading")
        kind: SourceBlockKind = "item" if run[0].listed else "text"
        return PdfPassage(indices, kind=kind, guessed=guessed)

    def _is_heading(self, run: Sequence[PrintedRow]) -> bool:
        text = " ".join(row.text for row in run)
        if len(text.split()) > _LONGEST_HEADING or text.endswith((".", ",", ";")):
            return False
        bold = all(row.bold for row in run) and not self._is_bold
        return self._is_large(run[0]) or (bold and run[0].size > 0.94 * self._body)

    @cached_property
    def _is_bold(self) -> bool:
        """Whether the text itself is bold."""
        return sum(row.bold for row in self._rows) * 2 > len(self._rows)

    def _is_large(self, row: PrintedRow) -> bool:
        return row.size > _LARGE * self._body

    def _is_over(self, last: PrintedRow, row: PrintedRow) -> bool:
        """Whether a row is not below the last one, but in another column or on another page."""
        return (last.page, last.column) != (row.page, row.column) or row.y > last.y + last.size

    # --- on a page

    def _breaks(
        self, run: Sequence[PrintedRow], row: PrintedRow, following: PrintedRow | None
    ) -> bool:
        last = run[-1]
        if self._differ(last, row) or last.y - row.y > _GAP * self._lead(row):
            return True
        if self._is_large(row):
            return False
        short, ends = self._is_short(run, row), _ends(last)
        if last.bold != row.bold and short:
            return True
        listed = run[0].listed and abs(row.x0 - run[0].x0) < _STRAIGHT
        if row.listed and (ends or listed):
            return True
        if self._is_moved(run, row, following):
            return True
        signed = abs(row.size - self._body) < 0.1 and (self._gaps or self._indents)
        return short and (not signed if ends else self._stops(run, row))

    def _differ(self, last: PrintedRow, row: PrintedRow) -> bool:
        """Whether two rows cannot be of one paragraph, wherever they stand."""
        in_table = last in self._cells or row in self._cells
        return in_table or abs(last.size - row.size) > _SIZES * self._body

    def _lead(self, row: PrintedRow) -> float:
        return self._leading.get(row.size, 1.4 * row.size)

    def _is_moved(
        self, run: Sequence[PrintedRow], row: PrintedRow, following: PrintedRow | None
    ) -> bool:
        """Whether a row is indented as the first of a paragraph, or no longer as those before."""
        move = row.x0 - run[-1].x0
        if move < -_STRAIGHT:
            return len(run) > 1
        if move <= _STRAIGHT:
            both = self._indents and self._offset(row) > _STRAIGHT and len(run) == 1
            return both and _ends(run[-1]) and not _low(row)
        if len(run) > 1:
            return True
        # The first row of an item, or of an entry of a list, hangs to the left of the others.
        hangs = following is not None and abs(following.x0 - row.x0) < _STRAIGHT
        ended = self._is_short(run, row) and _ends(run[-1])
        return ended or not (run[0].listed or hangs)

    def _is_short(self, run: Sequence[PrintedRow], row: PrintedRow) -> bool:
        """Whether the first word of a row would have had room in the last one."""
        last = run[-1]
        right = max(one.x1 for one in run) if len(run) > 2 else self._right(last)
        letter = (row.x1 - row.x0) / max(len(row.text), 1)
        return right - last.x1 > _ROOM * letter * (len(row.text.split()[0]) + 1)

    def _right(self, row: PrintedRow) -> float:
        return self._columns.get((row.page, row.column), (row.x0, row.x1))[1]

    def _stops(self, run: Sequence[PrintedRow], row: PrintedRow) -> bool:
        """Whether a row that does not end a sentence ends far from the edge all the same."""
        left, right = self._columns.get((run[-1].page, run[-1].column), (0.0, 0.0))
        return right - run[-1].x1 > _FAR * (right - left) and not _low(row)

    # --- across pages

    def _breaks_over(self, run: Sequence[PrintedRow], row: PrintedRow) -> bool:
        last = run[-1]
        if self._differ(last, row) or self._is_large(row):
            return True
        offset = self._offset(row) - self._offset(run[0])
        if row.listed and (_ends(last) or (run[0].listed and abs(offset) < _STRAIGHT)):
            return True
        if not _ends(last):
            return self._is_short(run, row) and self._stops(run, row)
        if _low(row):
            return False
        return not self._indents or self._is_indented(run, row)

    def _is_open(self, run: Sequence[PrintedRow], row: PrintedRow) -> bool:
        """Whether a sentence fills the last row of a page, and nothing shows if others follow."""
        signed = self._indents or row.listed or self._differ(run[-1], row) or self._is_large(row)
        return _ends(run[-1]) and not signed and not self._is_short(run, row)

    def _is_indented(self, run: Sequence[PrintedRow], row: PrintedRow) -> bool:
        here = self._offset(row)
        return here > _STRAIGHT and (self._indents or abs(here - self._offset(run[-1])) > _STRAIGHT)

    def _offset(self, row: PrintedRow) -> float:
        """How far a row begins from the left edge of its column."""
        return row.x0 - self._columns.get((row.page, row.column), (row.x0, row.x1))[0]

    def _signs(self) -> tuple[bool, bool]:
        """Whether gaps part the paragraphs of the text, and whether indents do.

        Seen below rows that end a sentence far from the edge: there a paragraph ends.
        """
        gaps = indents = seen = 0
        for above, below in pairwise(self._rows):
            here = abs(above.size - self._body) + abs(below.size - self._body) < 0.1
            if not here or self._is_over(above, below) or not _ends(above):
                continue
            left, right = self._columns[above.page, above.column]
            if right - above.x1 > _FAR * (right - left) and above not in self._cells:
                seen += 1
                gaps += above.y - below.y > _GAP * self._lead(below)
                indents += self._offset(below) > _STRAIGHT
        return (seen > 2 and gaps > _MOSTLY * seen, seen > 2 and indents > _MOSTLY * seen)

    # --- tables

    def _table_rows(self) -> Iterator[PrintedRow]:
        for above, below in pairwise(self._rows):
            far = above.y - below.y > 3 * self._lead(below)
            if not self._is_over(above, below) and not far and _are_aligned(above, below):
                yield from (above, below)


_LARGE = 1.12  # of the size of the body: type of headings
_LONGEST_HEADING = 25  # words
_GAP = 1.28  # of the leading
_USUAL = 0.4  # of the times of the commonest gap, or edge
_SIZES = 0.06  # of the size of the body
_STRAIGHT = 4.0  # points: rows are flush that differ by no more
_ROOM = 1.15  # of the width of a word, because letters differ in width
_MOSTLY = 0.8  # of the ends of paragraphs
_FAR = 0.3  # of the width of a column


def _low(row: PrintedRow) -> bool:
    return begins_low(row.text)


def _ends(row: PrintedRow) -> bool:
    return closes(row.text)


def _leadings(rows: Sequence[PrintedRow]) -> dict[float, float]:
    """The usual distance of two baselines, in points, by the size of the type."""
    gaps: dict[float, Counter[float]] = defaultdict(Counter)
    for above, below in pairwise(rows):
        gap = above.y - below.y
        same = (above.page, above.column, above.size) == (below.page, below.column, below.size)
        if same and 0.6 * below.size < gap < 2.5 * below.size:
            gaps[below.size][round(gap * 2) / 2] += 1
    # Between short paragraphs there may be as many gaps as within them.
    return {
        size: min(gap for gap, times in found.items() if times > _USUAL * max(found.values()))
        for size, found in gaps.items()
    }


def _column_edges(
    rows: Sequence[PrintedRow], body: float
) -> dict[tuple[int, int], tuple[float, float]]:
    """The left and right edge of each column, by its page and its place there."""
    columns: dict[tuple[int, int], list[PrintedRow]] = defaultdict(list)
    for row in rows:
        if abs(row.size - body) <= _SIZES * body:
            columns[row.page, row.column].append(row)
    edges: dict[tuple[int, int], tuple[float, float]] = {}
    for place, column in columns.items():
        lefts = Counter(round(row.x0) for row in column)
        often = _USUAL * max(lefts.values())
        left = min(x for x, times in lefts.items() if times > often)
        rights = sorted(row.x1 for row in column)
        edges[place] = (left, rights[int(0.95 * (len(rights) - 1))])
    return edges


def _are_aligned(above: PrintedRow, below: PrintedRow) -> bool:
    """Whether the cells of two rows stand in columns, behind the first ones."""
    return any(
        abs(one[0] - two[0]) < 2 or abs(one[1] - two[1]) < 2 or abs(sum(one) - sum(two)) < 4
        for one in above.cells[1:]
        for two in below.cells[1:]
    )
