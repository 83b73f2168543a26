"""The order of an edited file: which pieces are new, gone, moved, or of another kind now."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from msgspec import Struct, field

from generator.language.words import shortened
from generator.merging.edited import Edited, EditedPassage
from generator.merging.grouping import Group
from generator.merging.letters import marked_number
from generator.merging.merge_base import MergeBase
from generator.merging.new_tables import row_words, table_words
from generator.merging.passages import DEFINITION, QUOTED, TERM
from generator.merging.pieces import Piece
from generator.merging.plan import Added, Moved, PieceAnchor, PieceId, Plan
from generator.merging.rows import arrange_rows, says_something
from generator.merging.spelling import Manner
from generator.merging.told import Told
from generator.merging.wording import kept_in_order


class OrderSlot(Struct, frozen=True):
    """One place in the order of the edited file: a piece, or something new; else not the author's.

    `places` are its paragraphs in the list of the edited passages.
    """

    places: tuple[int, ...]
    piece: PieceId | None = None
    is_new: bool = False


def ordered(
    base: MergeBase, edited: Edited, groups: Sequence[Group], manner: Manner, plan: Plan
) -> tuple[Told, ...]:
    """Add to a plan what becomes of the order; what cannot be taken over is told."""
    work = _Ordering(base, edited, groups, manner, plan)
    work.drop()
    work.recast()
    work.arrange()
    work.arrange_rows()
    return tuple(work.told)


class _Ordering(Struct):
    base: MergeBase
    edited: Edited
    groups: Sequence[Group]
    manner: Manner
    plan: Plan
    told: list[Told] = field(default_factory=list)
    _new: int = 0

    # --- gone -----------------------------------------------------------------------------

    def drop(self) -> None:
        """Drop each piece of which no passage is left."""
        kept = {index for group in self.groups for index in group.written}
        stays, shown = set(), set()
        for index, piece in enumerate(self.base.pieces):
            if piece is not None:
                shown.add(piece.number)
                if index in kept:
                    stays.add(piece.number)
        gone = shown - stays - set(self.plan.joined) - self._headers(stays)
        gone |= set(self._empty_rows(gone, stays))
        for number in sorted(gone):
            if self.base.divided.pieces[number].kind == "front":
                continue
            self.plan.dropped.append(number)
            self._tell_citations(number)

    def _headers(self, stays: set[PieceId]) -> set[PieceId]:
        """The first rows of tables that stay: each has one in Markdown, with words or without."""
        pieces = self.base.divided.pieces
        rows = {pieces[number].table for number in stays if pieces[number].kind == "row"} - {-1}
        return {self.base.divided.header_of(table) for table in rows}

    def _empty_rows(self, gone: set[PieceId], stays: set[PieceId]) -> Iterator[PieceId]:
        """The rows without words of tables that are gone."""
        pieces = self.base.divided.pieces
        tables = {pieces[number].table for number in gone} - {-1}
        left = {pieces[number].table for number in stays}
        for piece in pieces:
            if piece.table in tables - left:
                yield piece.number

    def _tell_citations(self, number: PieceId) -> None:
        placed = {marked_number(letter) for one in self.edited.passages for letter in one.text}
        for index, piece in enumerate(self.base.pieces):
            if piece is None or piece.number != number:
                continue
            text = self.base.written[index].text
            for mark in filter(None, map(marked_number, text)):
                if mark not in placed:
                    bracket = self.base.brackets.get(mark, "")
                    words = shortened(self.base.divided.words_of(piece))
                    message = f"the citation {bracket} was deleted with its paragraph “{words}”"
                    self.told.append(Told("citation", message))

    # --- of another kind ------------------------------------------------------------------

    def recast(self) -> None:
        """Pieces whose paragraph is of another kind now: heading, item, quotation, plain."""
        shapes = {one.shape for one in self.edited.passages}
        for group in self.groups:
            index, place = group.written[0], group.edited[0]
            piece, written = self.base.pieces[index], self.base.written[index]
            if piece is None or not written.is_first:
                continue
            is_kept = self.base.is_proven or written.shape in shapes
            if written.shape in (QUOTED, TERM, DEFINITION) and not is_kept:
                continue  # whose style the program has lost: the closing check tells of it
            one = self.edited.passages[place]
            if one.shape == written.shape or "cell" in (one.shape.kind, written.shape.kind):
                continue
            if self._may_recast(piece, written.shape.kind):
                self.plan.recast[piece.number] = one.shape
            else:
                was, now = written.shape.kind, one.shape.called
                message = f"this {was} is {now} now, which its part cannot have"
                hint = "change it in the Markdown, if it is to be one"
                self.told.append(Told("untaken", message, hint, one.index))

    def _may_recast(self, piece: Piece, kind: str) -> bool:
        """Whether the Markdown has the piece as it is printed, so that its kind can change."""
        match piece.kind:
            case "heading":
                return kind == "heading"
            case "paragraph" if kind == "item":
                return piece.is_item
            case "paragraph" if kind == "quotation":
                return piece.is_quoted
            case "paragraph":
                return kind == "paragraph" and not piece.items
            case _:
                return False

    # --- new and moved --------------------------------------------------------------------

    def arrange(self) -> None:
        """Steps that bring the pieces into the order of the file, and put in what is new."""
        slots = list(self._slots())
        ids: list[PieceId | None] = [slot.piece for slot in slots]
        kept = self._kept(slots)
        for at, slot in enumerate(slots):
            if slot.piece is not None and slot.piece in kept:
                continue
            if slot.piece is None and not slot.is_new:
                continue
            anchor = self._anchor(at, slots, ids, kept)
            first = self.edited.passages[slot.places[0]]
            if slot.piece is not None:
                if anchor is not None:
                    last = self.base.divided.together(slot.piece)[1]
                    self.plan.steps.append(Moved(slot.piece, last, anchor, first.index))
            elif anchor is None:
                message = f"“{shortened(first.text)}” was put in where no words of the brief are"
                hint = "write it into the Markdown where it belongs"
                self.told.append(Told("untaken", message, hint, first.index))
            else:
                ids[at] = self._add(slot, anchor)

    def _slots(self) -> Iterator[OrderSlot]:
        group_at = {place: group for group in self.groups for place in group.edited}
        seen: set[PieceId] = set()
        tables: set[int] = set()
        for place, one in enumerate(self.edited.passages):
            group = group_at.get(place)
            if group is not None:
                if place != group.edited[0]:
                    continue
                piece = self.base.pieces[group.written[0]]
                if piece is None or piece.kind == "front":
                    yield OrderSlot((place,))
                    continue
                first, _ = self.base.divided.together(piece.number)
                if first not in seen:
                    seen.add(first)
                    yield OrderSlot((place,), first)
            elif cell := one.paragraph.cell:
                yield from self._new_table(cell.table, tables)
            elif one.text.strip():
                yield OrderSlot((place,), is_new=True)

    # --- tables ---------------------------------------------------------------------------

    def arrange_rows(self) -> None:
        """New rows, and rows that were moved, in tables that are there."""

        def add(places: tuple[int, ...], anchor: PieceAnchor) -> PieceId:
            return self._add(OrderSlot(places, is_new=True), anchor)

        self.told += arrange_rows(self.base, self.edited, self.groups, self.manner, self.plan, add)

    def _new_table(self, table: int, tables: set[int]) -> Iterator[OrderSlot]:
        """The slot of a new table, at its first cell."""
        if table in tables:
            return
        tables.add(table)
        known = {at for group in self.groups for at in group.edited}
        places = self._places_in(table)
        if not known.intersection(places) and says_something(self.edited, places):
            yield OrderSlot(places, is_new=True)

    def _places_in(self, table: int) -> tuple[int, ...]:
        return tuple(
            place
            for place, one in enumerate(self.edited.passages)
            if (cell := one.paragraph.cell) and cell.table == table
        )

    def _kept(self, slots: Sequence[OrderSlot]) -> set[PieceId]:
        """The pieces that stand in the order in which the document has them."""
        first: dict[PieceId, int] = {}
        for index, piece in enumerate(self.base.pieces):
            if piece is not None:
                first.setdefault(self.base.divided.together(piece.number)[0], index)
        numbers = [slot.piece for slot in slots if slot.piece is not None]
        kept = kept_in_order([first[number] for number in numbers])
        return {number for number in numbers if first[number] in kept}

    # --- where to -------------------------------------------------------------------------

    def _anchor(
        self, at: int, slots: Sequence[OrderSlot], ids: Sequence[PieceId | None], kept: set[PieceId]
    ) -> PieceAnchor | None:
        """Behind what stands before it, or before what stands behind: where it fits better."""
        before = ids[at - 1] if at else None
        behind = self._next_kept(at, slots, kept)
        if before is None:
            return None if behind is None else PieceAnchor(before=behind)
        fits = self._fits(slots[at], before, at - 1, slots)
        last = self.base.divided.together(before)[1] if before >= 0 else before
        if behind is None or fits:
            return PieceAnchor(after=last, leaves=not fits)
        nearest = next(n for n in range(at + 1, len(slots)) if slots[n].piece == behind)
        if self._fits(slots[at], behind, nearest, slots):
            return PieceAnchor(before=behind)
        return PieceAnchor(after=last, leaves=self._is_heading(slots[at]))

    def _next_kept(self, at: int, slots: Sequence[OrderSlot], kept: set[PieceId]) -> PieceId | None:
        """The next piece that stays, if nothing of the template is between."""
        for slot in slots[at + 1 :]:
            if slot.piece in kept:
                return slot.piece
            if slot.piece is None and not slot.is_new:
                return None
        return None

    def _is_heading(self, slot: OrderSlot) -> bool:
        return self.edited.passages[slot.places[0]].shape.kind == "heading"

    def _fits(self, slot: OrderSlot, piece: PieceId, at: int, slots: Sequence[OrderSlot]) -> bool:
        """Whether something belongs into the blocks that a piece stands in."""
        if piece < 0:
            return True
        around = self.base.divided.pieces[piece].blocks
        if slot.piece is not None:
            return self.base.divided.pieces[slot.piece].blocks == around
        if self._is_heading(slot):
            return not around
        own = self.edited.passages[slot.places[0]].paragraph.style
        return not around or own == self.edited.passages[slots[at].places[0]].paragraph.style

    def _add(self, slot: OrderSlot, anchor: PieceAnchor) -> PieceId:
        self._new -= 1
        passages = [self.edited.passages[place] for place in slot.places]
        first = passages[0]
        is_row = first.paragraph.cell is not None
        words = self._rows(passages, anchor) if is_row else self.manner.spelled(first.letters)
        added = Added(self._new, words, first.shape, anchor, first.index, is_row)
        self.plan.steps.append(added)
        return self._new

    def _rows(self, passages: Sequence[EditedPassage], anchor: PieceAnchor) -> str:
        """The lines of a new table, or of a new row of one that is there."""
        beside = anchor.after if anchor.after is not None else anchor.before
        rows = {one.paragraph.cell.row for one in passages if one.paragraph.cell}
        own = self.base.divided.pieces[beside] if beside is not None and beside >= 0 else None
        if len(rows) == 1 and (own is None or own.kind == "row"):
            return row_words(passages, self.manner, len(own.cells) if own else 0)
        return table_words(passages, self.manner)
