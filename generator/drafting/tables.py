"""The tables of a draft as pipe tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

from msgspec import Struct

from generator.drafting.block import DraftBlock
from generator.drafting.markdown import TypedPiece, Verbatim, markdown_of
from generator.drafting.pieces import DraftNotes
from generator.incoming.file import IncomingParagraph, IncomingRun

_RULES = {"right": "---:", "center": ":---:"}
_MOST_COLUMNS = 63  # as many as Word has


class _Cell(Struct):
    """A cell: what it says, the columns that it reaches over, how its words are aligned."""

    markdown: str
    columns: int
    alignment: str


def table_blocks(
    table: Sequence[tuple[int, IncomingParagraph]], notes: DraftNotes, before: str
) -> Iterable[DraftBlock]:
    """A table of a draft, its paragraphs with their places. `before` are the words before it.

    One of a single column or row is no table but a box, or paragraphs.
    """
    rows = _table_rows(table, notes)
    wide = max((sum(cell.columns for cell in row.values()) for row in rows), default=0)
    told = f"the table behind “{before}”" if before else "the first table"
    if wide <= 1 or len(rows) <= 1 or wide > _MOST_COLUMNS:
        yield from _no_table(rows, notes, told)
        return
    joined = any(cell.columns > 1 for row in rows[1:] for cell in row.values())
    if joined or any(one.cell and one.cell.goes_on for _, one in table):
        notes.left.append(f"{told} has joined cells: fill those that are empty now")
    notes.left.append(f"{told}: see whether its first row is its header")
    lines = [_row_line(rows[0], wide, header=True), _dashes(rows, wide)]
    lines += (_row_line(row, wide, header=False) for row in rows[1:])
    yield DraftBlock("table", "\n".join(lines))


def _table_rows(
    table: Sequence[tuple[int, IncomingParagraph]], notes: DraftNotes
) -> list[Mapping[int, _Cell]]:
    """The rows, each with its cells by the column in which they begin."""
    said: dict[tuple[int, int], list[tuple[int, IncomingParagraph]]] = {}
    for place, paragraph in table:
        if paragraph.cell:
            said.setdefault((paragraph.cell.row, paragraph.cell.column), []).append(
                (place, paragraph)
            )
    rows: dict[int, dict[int, _Cell]] = {}
    for (row, column), paragraphs in said.items():
        first = paragraphs[0][1]
        columns = first.cell.columns if first.cell else 1
        rows.setdefault(row, {})[column] = _Cell(
            markdown_of(_joined_pieces(paragraphs, notes), "cell"), columns, first.alignment
        )
    return [rows[row] for row in sorted(rows)]


def _joined_pieces(
    paragraphs: Iterable[tuple[int, IncomingParagraph]], notes: DraftNotes
) -> Iterable[TypedPiece]:
    """The paragraphs of a cell as one: a cell of Markdown has no more."""
    blank = IncomingRun(" ")
    return chain.from_iterable(
        (*notes.pieces(paragraph, place), blank) for place, paragraph in paragraphs
    )


def _row_line(row: Mapping[int, _Cell], wide: int, *, header: bool) -> str:
    cells = [""] * wide
    for column, cell in row.items():
        if column < wide:
            spans = header and cell.columns > 1 and cell.markdown
            cells[column] = (
                f"[{cell.markdown}]{{colspan={cell.columns}}}" if spans else cell.markdown
            )
    return f"| {' | '.join(cells)} |"


def _dashes(rows: Sequence[Mapping[int, _Cell]], wide: int) -> str:
    """The row of dashes: each column as most of its cells below the header are aligned."""
    signs = []
    for column in range(wide):
        cells = [row[column] for row in rows[1:] if column in row and row[column].markdown]
        counted = Counter(cell.alignment for cell in cells).most_common(1)
        signs.append(_RULES.get(counted[0][0] if counted else "", "---"))
    return f"|{'|'.join(signs)}|"


def _no_table(
    rows: Sequence[Mapping[int, _Cell]], notes: DraftNotes, told: str
) -> Iterable[DraftBlock]:
    texts = [cell.markdown for row in rows for cell in row.values() if cell.markdown]
    if not texts:
        return
    inner = "\n\n".join(re.sub(r"\\\|", "|", text) for text in texts)
    if all(len(row) == 1 for row in rows):
        notes.left.append(f"{told} has one column: it was taken for a box")
        yield DraftBlock("box", f"::: {{.sidebar}}\n{inner}\n:::")
    else:
        notes.left.append(f"{told} has one row: it was taken for paragraphs")
        yield DraftBlock("paragraph", inner)


def caption_words(pieces: Sequence[TypedPiece]) -> Sequence[TypedPiece]:
    """A caption without the label before it, "Table 3.", which a brief counts by itself."""
    text = "".join(piece.text for piece in pieces if isinstance(piece, IncomingRun))
    found = _LABEL.match(text)
    if found is None:
        return pieces
    kept: list[TypedPiece] = []
    skip = found.end()
    for piece in pieces:
        if isinstance(piece, Verbatim) or not skip:
            kept.append(piece)
            continue
        cut, skip = piece.text[skip:], max(skip - len(piece.text), 0)
        if cut:
            kept.append(IncomingRun(cut, bold=piece.bold, italic=piece.italic, link=piece.link))
    return tuple(kept)


_LABEL = re.compile(r"\s*[^\W\d_]{3,12}\.?\s+\d{1,3}(?:[.\d]{0,6})\s*[.:–—-]?\s*")
