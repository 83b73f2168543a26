"""Columns of a table that were put in, taken out or moved: each of its rows gets them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from itertools import chain, repeat

from msgspec import Struct

from generator.merging.edited import Edited, EditedPassage
from generator.merging.grouping import Group
from generator.merging.merge_base import MergeBase
from generator.merging.new_tables import cell_words, dashes_below
from generator.merging.pieces import Piece
from generator.merging.plan import Origins, PieceId, Plan
from generator.merging.spelling import Manner

_Row = tuple[Sequence[EditedPassage], PieceId | None]
"""The paragraphs of a row of the file, and the row of the Markdown that it is."""


class TableColumns(Struct, frozen=True):
    """What takes the columns of tables over from a file."""

    base: MergeBase
    edited: Edited
    groups: Sequence[Group]
    manner: Manner
    plan: Plan

    def take(self, rows: Sequence[_Row], known: PieceId) -> bool:
        """Give the rows of the Markdown the columns that their table has in the file.

        Not if these are as they were, say nothing, or do not reach through all rows.
        """
        divided = self.base.divided
        table = divided.pieces[known].table
        own = [piece for piece in divided.pieces if piece.table == table and piece.kind == "row"]
        header = own[0]
        origins = self._origins(rows, own)
        new = {place for place, old in enumerate(origins) if old is None}
        is_spanned = "colspan=" in divided.words_of(header)
        if not origins or is_spanned or not _says_something(rows, new):
            return False
        below = {count: cells for count, (cells, _) in enumerate(rows)}
        rules = {place: dashes_below(below, place) for place in new}
        by_piece = {piece: cells for cells, piece in rows}
        for piece in own:
            if piece.number in self.plan.dropped:
                continue
            words = cell_words(by_piece.get(piece.number, ()), self.manner)
            text = self.plan.texts.get(piece.number, divided.words_of(piece))
            self.plan.texts[piece.number] = recolumned(text, origins, (words, rules))
        self.plan.columns[header.number] = origins
        return True

    def _origins(self, rows: Sequence[_Row], own: Sequence[Piece]) -> Origins:
        """What each column is; nothing if they are as they were, or no columns."""
        cells = [[one.paragraph.cell for one in each if one.paragraph.cell] for each, _ in rows]
        now = max(cell.column + cell.columns for row in cells for cell in row)
        for row in cells:
            is_joined = any(cell.columns > 1 or cell.goes_on for cell in row)
            if is_joined or {cell.column for cell in row} != set(range(now)):
                return ()
        was = len(own[0].cells)
        found = origins_of(self._votes(cells[0][0].table, own), was, now)
        return () if found == tuple(range(was)) else found

    def _votes(self, table: int, own: Sequence[Piece]) -> Mapping[int, set[int]]:
        """Where the cells of each column of the Markdown stand in a table of the file."""
        numbers = {piece.number for piece in own}
        votes: dict[int, set[int]] = {}
        for group in self.groups:
            piece, one = self.base.pieces[group.written[0]], self.edited.passages[group.edited[0]]
            cell = one.paragraph.cell
            if piece and piece.number in numbers and cell and cell.table == table:
                old = self._column(group.written[0], piece)
                votes.setdefault(old, set()).add(cell.column)
        return votes

    def _column(self, index: int, row: Piece) -> int:
        """The column of a passage that is printed from a row."""
        place = next(filter(None, self.base.written[index].letters.places))
        ends = (end for _, end in row.cells)
        return next(number for number, end in enumerate(ends) if place[0] <= end)


def _says_something(rows: Sequence[_Row], columns: set[int]) -> bool:
    """Whether each of some columns of the file has words."""
    passages = (one for each, _ in rows for one in each if one.text.strip())
    return columns <= {one.paragraph.cell.column for one in passages if one.paragraph.cell}


def origins_of(votes: Mapping[int, set[int]], was: int, now: int) -> Origins:
    """The columns of a table that has `now` of them and had `was`.

    `votes` say where the cells of each old column stand now; nothing if that is not in columns.
    """
    known = {old: next(iter(places)) for old, places in votes.items() if len(places) == 1}
    if len(set(known.values())) != len(votes):
        return ()
    old_at = {place: old for old, place in known.items()}
    if was == now:  # one that was written anew stands where it stood
        old_at |= {at: at for at in range(was) if at not in known and at not in old_at}
    return tuple(old_at.get(place) for place in range(now))


def recolumned(lines: str, origins: Origins, new: Sequence[Mapping[int, str]] = ()) -> str:
    """The lines of a row with its columns as they are now: of a header, the second is its dashes.

    `new` has for each line the words of its cells in new columns.
    """
    words = chain(new, repeat({}))
    return "\n".join(map(_recolumned, lines.split("\n"), repeat(origins), words))


def _recolumned(line: str, origins: Origins, new: Mapping[int, str]) -> str:
    lead = line[: len(line) - len(line.lstrip("> "))]
    cells = dict(enumerate(cells_of(line)))
    blank = " " if cells[0].startswith(" ") else ""
    now = (
        f"{blank}{new.get(place, '')}{blank}" if old is None else cells.get(old, "  ")
        for place, old in enumerate(origins)
    )
    return f"{lead}|{'|'.join(now)}|"


def cells_of(line: str) -> list[str]:
    """The cells of the line of a row as they are typed, with the blanks around their words."""
    return _BAR.split(line.strip("> ").removeprefix("|").removesuffix("|"))


_BAR = re.compile(r"(?<!\\)\|")
