"""The edits of all pieces, gathered passage by passage, and what they make of each piece."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import chain

from msgspec import Struct, field

from generator.merging.edited import EditedPassage
from generator.merging.edits import PassageEdits, TextEdit, applied
from generator.merging.letters import BREAK, Lettered
from generator.merging.merge_base import MergeBase
from generator.merging.pieces import Piece
from generator.merging.plan import Plan
from generator.merging.restyling import emptied
from generator.merging.spelling import Manner, as_line
from generator.merging.told import Told


class PieceEdits(Struct):
    """Edits of the base's Markdown. `placed` are the notes whose mark still stands somewhere."""

    base: MergeBase
    manner: Manner
    placed: frozenset[int]
    plan: Plan = field(default_factory=Plan)
    told: list[Told] = field(default_factory=list)
    _edits: dict[int, list[TextEdit]] = field(default_factory=dict)  # by piece
    _ends: dict[int, int] = field(default_factory=dict)  # of pieces that others were joined to

    def take(
        self,
        piece: Piece | None,
        old: Lettered,
        new: Lettered,
        edited: Sequence[EditedPassage] = (),
    ) -> None:
        """What makes the letters of a piece into those of the edited passages."""
        paragraph = edited[0].index if edited else -1
        work = PassageEdits(self.base.markdown, self.manner, piece, self.placed, paragraph)
        work.take(old, new)
        self.told += work.told
        if piece is None:
            return
        broken = _broken(piece, self.base.markdown, edited)
        for one in work.edits:
            words = one.text
            if BREAK in words and any(e.start < one.start < e.end for e in piece.enclosures):
                self.told.append(Told("untaken", _DIVIDED, _DIVIDED_HINT, paragraph))
                words = words.replace(BREAK, " ")
            self.add(piece, TextEdit(one.start, one.end, words.replace(BREAK, broken)))
        if paragraph >= 0:
            self.plan.paragraphs.setdefault(piece.number, paragraph)

    def add(self, piece: Piece, edit: TextEdit) -> None:
        self._edits.setdefault(piece.number, []).append(edit)

    def join(self, piece: Piece, others: Sequence[Piece]) -> None:
        """Let the words of other pieces, which stand behind one, belong to it."""
        for other in others:
            self.plan.joined.append(other.number)
            self._ends[piece.number] = other.end

    def settle(self) -> None:
        """Give each piece its new lines."""
        for number, edits in self._edits.items():
            piece = self.base.divided.pieces[number]
            text = self._lines(piece, edits)
            if text != self.base.divided.words_of(piece):
                self.plan.texts[number] = text

    def _lines(self, piece: Piece, edits: Sequence[TextEdit]) -> str:
        """The lines of a piece, without markup around nothing."""
        kept = list(edits)
        changes = [(one.start, one.end, one.text) for one in edits]
        for hull in emptied(piece, self._places_in(piece), changes):
            kept = [one for one in kept if not (hull.start <= one.start and one.end <= hull.end)]
            kept.append(TextEdit(hull.start, hull.end, ""))
        end = self._ends.get(piece.number, piece.end)
        text = applied(self.base.markdown[piece.start : end], kept, piece.start)
        lead = self.base.markdown[piece.start : piece.words]
        words = text[len(lead) :]
        if words.startswith(" "):  # what stood first is gone
            words = words.lstrip(" ")
        if piece.kind == "paragraph" and any(one.start <= piece.words for one in edits):
            words = as_line(words)
        text = lead + words
        return "\n".join(line.rstrip() if line.strip() else line for line in text.split("\n"))

    def _places_in(self, piece: Piece) -> list[tuple[int, int]]:
        """The place of every letter that is printed from a piece."""
        pairs = zip(self.base.pieces, self.base.written, strict=True)
        said = [one for own, one in pairs if own is piece]
        said += chain.from_iterable(self.base.own_notes.values())
        places = chain.from_iterable(one.letters.places for one in said)
        return [place for place in places if place and piece.start <= place[0] < piece.end]


_DIVIDED = "this paragraph was divided in the midst of marked words, and stays one"
_DIVIDED_HINT = "divide it in the Markdown: close the mark before, and open it again behind"


def _broken(piece: Piece, markdown: str, edited: Sequence[EditedPassage]) -> str:
    """What divides a paragraph in two: as items, if it is one, else with an empty line."""
    lead = markdown[piece.start : piece.words]
    if piece.kind == "row":
        return " "  # a cell is one line
    if len(edited) > 1 and edited[1].shape.kind == "item" and piece.is_item:
        return f"\n{lead}"
    if piece.is_quoted:
        return f"\n{lead.rstrip()}\n{lead}"
    in_note = any(kind == "footnote" for kind, _ in piece.blocks)
    hang = " " * (4 if in_note else len(lead) if piece.items else 0)
    return f"\n\n{hang}"
