"""The rows of tables that are there: which are new, which were moved; and their columns."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from msgspec import Struct

from generator.language.counting import counted
from generator.language.words import shortened
from generator.merging.columns import TableColumns
from generator.merging.edited import Edited, EditedPassage
from generator.merging.grouping import Group
from generator.merging.merge_base import MergeBase
from generator.merging.plan import Moved, PieceAnchor, PieceId, Plan
from generator.merging.spelling import Manner
from generator.merging.told import Told
from generator.merging.wording import kept_in_order

AddRow = Callable[[tuple[int, ...], PieceAnchor], PieceId]
"""Puts a new row in, made of the passages at some places; returns its number."""


def arrange_rows(
    base: MergeBase, edited: Edited, groups: Sequence[Group], manner: Manner, plan: Plan,
    add: AddRow,
) -> Iterator[Told]:  # fmt: skip
    """Add to a plan what becomes of rows and columns; what cannot be taken over is told."""
    columns = TableColumns(base, edited, groups, manner, plan)
    work = _Rows(base, edited, groups, plan, add, columns)
    tables: dict[int, dict[int, list[int]]] = {}
    for place, one in enumerate(edited.passages):
        if cell := one.paragraph.cell:
            tables.setdefault(cell.table, {}).setdefault(cell.row, []).append(place)
    for table in tables.values():
        yield from work.arrange([tuple(places) for _, places in sorted(table.items())])


def says_something(edited: Edited, places: Sequence[int]) -> bool:
    """Whether one of the passages at some places says anything."""
    return any(edited.passages[place].text.strip() for place in places)


class _Rows(Struct):
    base: MergeBase
    edited: Edited
    groups: Sequence[Group]
    plan: Plan
    add: AddRow
    columns: TableColumns

    def arrange(self, rows: Sequence[tuple[int, ...]]) -> Iterator[Told]:
        """The rows of one table of the file, each by the places of its cells."""
        pieces = [self._piece(places) for places in rows]
        known = [piece for piece in pieces if piece is not None]
        kept = kept_in_order(known)
        before: PieceId | None = None
        for places, piece in zip(rows, pieces, strict=True):
            first = self.edited.passages[places[0]].index
            if piece is None and known and says_something(self.edited, places):
                is_first = before is None
                anchor = PieceAnchor(before=known[0]) if is_first else PieceAnchor(after=before)
                before = self.add(places, anchor)
            elif piece is not None:
                if piece not in kept and before is not None:
                    self.plan.steps.append(Moved(piece, piece, PieceAnchor(after=before), first))
                before = piece
        cells = [[self.edited.passages[place] for place in places] for places in rows]
        if known and not self.columns.take([*zip(cells, pieces, strict=True)], known[0]):
            columns = [*self._told_columns(rows, known[0])]
            yield from columns
            yield from self._joined_cells(rows, pieces, are_parted=bool(columns))

    def _piece(self, places: Sequence[int]) -> PieceId | None:
        """The row of the Markdown that a row of the file is; None for a new one."""
        for group in self.groups:
            if group.edited[0] in places and (piece := self.base.pieces[group.written[0]]):
                return piece.number if piece.kind == "row" else None
        return None

    def _told_columns(self, rows: Sequence[tuple[int, ...]], row: PieceId) -> Iterator[Told]:
        """Columns that were put in or taken out, and are in some rows alone, or say nothing."""
        was = len(self.base.divided.pieces[row].cells)
        cells = [self.edited.passages[place].paragraph.cell for row in rows for place in row]
        now = max(cell.column + cell.columns for cell in cells if cell)
        if now != was:
            message = f"this table has {counted(now, 'column')}, and {was} in the Markdown"
            hint = "put the column in or take it out in the Markdown, in each row"
            added = [self.edited.passages[place] for place in self._new(rows)]
            words = ", ".join(f"“{shortened(one.text)}”" for one in added if one.text)
            message += f", without {words}" if words else ""
            first = self.edited.passages[rows[0][0]].index
            yield Told("untaken", message, hint, first, tuple(self._saying(rows, added)))

    def _saying(
        self, rows: Sequence[tuple[int, ...]], added: Sequence[EditedPassage]
    ) -> Iterator[int]:
        """Where the words of added cells stand in a table: nobody knows which “none” is new."""
        words = {one.text for one in added}
        every = (self.edited.passages[place] for row in rows for place in row)
        return (one.index for one in every if one.text in words)

    def _new(self, rows: Sequence[tuple[int, ...]]) -> Iterator[int]:
        """The cells of rows that the Markdown has, which it has not."""
        known = {place for group in self.groups for place in group.edited}
        for places in rows:
            if known.intersection(places):
                yield from (place for place in places if place not in known)

    def _joined_cells(
        self, rows: Sequence[tuple[int, ...]], pieces: Sequence[PieceId | None], *, are_parted: bool
    ) -> Iterator[Told]:
        """Cells that were joined: only a header of the Markdown has such.

        Where a cell was parted, all others reach over the columns that it has now.
        """
        for places, piece in zip(rows, pieces, strict=True):
            passages = [self.edited.passages[place] for place in places]
            cells = {cell for one in passages if (cell := one.paragraph.cell)}
            row = None if piece is None else self.base.divided.pieces[piece]
            typed = self.base.divided.words_of(row) if row else ""
            wide = 0 if are_parted else sum(cell.columns > 1 for cell in cells)
            if wide > typed.count("colspan=") or any(cell.goes_on for cell in cells):
                message = "cells of this row were joined, and stay apart in the Markdown"
                hint = "divide them again, each with its own words"
                yield Told("untaken", message, hint, passages[0].index)
