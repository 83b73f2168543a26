"""The tables of a draft as pipe tables."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from generator.drafting.markdown import TypedPiece, markdown_of
from generator.drafting.pieces import DraftBlock, DraftNotes
from generator.incoming.file import IncomingParagraph, IncomingRun, pieces_behind

_RULES = {"right": "---:", "center": ":---:"}
_MOST_COLUMNS = 63  # as many as Word has


class _Cell(Struct, frozen=True):
    """A cell: its paragraphs with their places, and the columns that it reaches over."""

    paragraphs: tuple[tuple[int, IncomingParagraph], ...]
    columns: int

    @property
    def alignment(self) -> str:
        return self.paragraphs[0][1].alignment

    @property
    def is_empty(self) -> bool:
        return not any(one.pieces for _, one in self.paragraphs)


_Row = Mapping[int, _Cell]
"""Its cells by the column in which they begin."""


def table_blocks(
    table: Sequence[tuple[int, IncomingParagraph]], notes: DraftNotes, before: str
) -> Iterator[DraftBlock]:
    """A table of a draft, its paragraphs with their places. `before` are the words before it.

    One of a single column or row is no table but a box, or paragraphs.
    """
    rows = _table_rows(table)
    ends = (column + cell.columns for row in rows for column, cell in row.items())
    wide = max(ends, default=0)
    told = f"the table behind “{before}”" if before else "the first table"
    if wide <= 1 or len(rows) <= 1 or wide > _MOST_COLUMNS:
        yield from _no_table(table, notes, told, is_box=all(len(row) == 1 for row in rows))
        return
    joined = any(cell.columns > 1 for row in rows[1:] for cell in row.values())
    if joined or any(one.cell and one.cell.goes_on for _, one in table):
        notes.left.append(f"{told} has joined cells: fill those that are empty now")
    notes.left.append(f"{told}: see whether its first row is its header")
    lines = [_row_line(rows[0], wide, notes, header=True), _dashes(rows, wide)]
    lines += (_row_line(row, wide, notes, header=False) for row in rows[1:])
    yield DraftBlock("table", "\n".join(lines))


def _table_rows(table: Sequence[tuple[int, IncomingParagraph]]) -> list[_Row]:
    rows: dict[int, dict[int, _Cell]] = {}
    for place, paragraph in table:
        cell = paragraph.cell
        if cell:
            row = rows.setdefault(cell.row, {})
            before = row[cell.column].paragraphs if cell.column in row else ()
            row[cell.column] = _Cell((*before, (place, paragraph)), cell.columns)
    return [rows[row] for row in sorted(rows)]


def _row_line(row: _Row, wide: int, notes: DraftNotes, *, header: bool) -> str:
    cells = [""] * wide
    for column, cell in row.items():
        pieces = _joined_pieces(cell, notes)
        text = markdown_of(_without_bold(pieces) if header else pieces, "cell")
        spans = header and cell.columns > 1 and text
        cells[column] = f"[{text}]{{colspan={cell.columns}}}" if spans else text
    return f"| {' | '.join(cells)} |"


def _joined_pieces(cell: _Cell, notes: DraftNotes) -> Iterator[TypedPiece]:
    """The paragraphs of a cell as one: a cell of Markdown has no more."""
    for place, paragraph in cell.paragraphs:
        yield from notes.pieces(paragraph, place)
        yield IncomingRun(" ")


def _without_bold(pieces: Iterable[TypedPiece]) -> Iterator[TypedPiece]:
    """The words of a header, which are bold in any case."""
    for piece in pieces:
        yield replace(piece, bold=False) if isinstance(piece, IncomingRun) else piece


def _dashes(rows: Sequence[_Row], wide: int) -> str:
    """The row of dashes: each column as most of its cells below the header are aligned."""
    signs = []
    for column in range(wide):
        cells = [row[column] for row in rows[1:] if column in row and not row[column].is_empty]
        signs.append(dashes_for(cell.alignment for cell in cells))
    return f"|{'|'.join(signs)}|"


def dashes_for(alignments: Iterable[str]) -> str:
    """The dashes below the header of a column whose cells are aligned so."""
    counted = Counter(alignments).most_common(1)
    return _RULES.get(counted[0][0] if counted else "", "---")


def _no_table(
    table: Sequence[tuple[int, IncomingParagraph]], notes: DraftNotes, told: str, *, is_box: bool
) -> Iterator[DraftBlock]:
    said = (markdown_of(notes.pieces(paragraph, place)) for place, paragraph in table)
    inner = "\n\n".join(filter(None, said))
    if inner and is_box:
        notes.left.append(f"{told} has one column: it was taken for a box")
        yield DraftBlock("box", f"::: {{.sidebar}}\n{inner}\n:::")
    elif inner:
        notes.left.append(f"{told} has one row: it was taken for paragraphs")
        yield DraftBlock("paragraph", inner)


def caption_words(pieces: Sequence[TypedPiece]) -> Sequence[TypedPiece]:
    """A caption without the label before it, "Table 3.", which a brief counts by itself."""
    text = "".join(piece.text for piece in pieces if isinstance(piece, IncomingRun))
    found = _LABEL.match(text)
    if found is None:
        return pieces
    return tuple(pieces_behind(pieces, found.end()))


_LABEL = re.compile(
    r"\s*(?:tab(?:le(?:au)?|ell[ae]?|el|la)?|fig(?:ur[ae]?)?|abb(?:ildung)?|chart|graph(?:ique)?|map)"
    r"\.?\s+\d{1,3}(?:\.\d{1,2})?\s*[.:–—-]?\s*",
    re.IGNORECASE,
)
"""Labels as Word and others write them, in some languages of Europe."""
