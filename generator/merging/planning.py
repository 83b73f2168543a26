"""A base and an edited file → the changes of the base's pieces, and what cannot be one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from msgspec import Struct

from generator.language.counting import counted
from generator.language.words import shortened
from generator.merging.comments import put_remarks
from generator.merging.edited import Edited
from generator.merging.edits import FOREIGN
from generator.merging.grouping import Group, grouped
from generator.merging.letters import Lettered, in_one, marked_number, said
from generator.merging.merge_base import MergeBase
from generator.merging.note_edits import take_notes
from generator.merging.ordering import ordered
from generator.merging.piece_edits import PieceEdits
from generator.merging.plan import Moved, Plan
from generator.merging.spelling import manner_of
from generator.merging.told import Told
from generator.merging.wording import kept_in_order, same_words


class Planned(Struct, frozen=True):
    """The changes that an edited file makes, and what it has that no change of pieces brings."""

    plan: Plan
    told: tuple[Told, ...]
    groups: tuple[Group, ...]


def planned(
    base: MergeBase,
    edited: Edited,
    pairs: Mapping[int, int],
    labels: Sequence[str],
    *,
    comments: bool = False,
) -> Planned:
    """What an edited file does to its base.

    `pairs` give each passage that is still there its paragraph, `labels` are those that new notes
    get, in order. With `comments`, the remarks of readers come to stand behind the words that they
    are on.
    """
    groups = grouped(base, edited.passages, pairs)
    manner = manner_of(base.markdown, base.brackets, tuple(labels))
    letters = (letter for one in edited.passages for letter in one.text)
    placed = frozenset(filter(None, map(marked_number, letters)))
    edits = PieceEdits(base, manner, placed)
    work = _Planning(base, edited, groups, edits)
    work.words()
    take_notes(edited, edits)
    if comments:
        put_remarks(edited.file, work.pieces_of_paragraphs(), edits)
    edits.settle()
    told = [*edits.told, *ordered(base, edited, groups, manner, edits.plan)]
    told += [*_gone_words(base, groups), *_moved_words(base, edited, groups, edits.plan)]
    return Planned(edits.plan, tuple(told), groups)


class _Planning(Struct):
    base: MergeBase
    edited: Edited
    groups: Sequence[Group]
    edits: PieceEdits

    def words(self) -> None:
        """The new words of each passage."""
        for group in self.groups:
            self._take(group)
        self._empty()

    def pieces_of_paragraphs(self) -> dict[int, int]:
        """The piece that each paragraph of the file is printed from."""
        return {
            self.edited.passages[place].index: piece.number
            for group in self.groups
            for place in group.edited
            if (piece := self.base.pieces[group.written[0]])
        }

    def _take(self, group: Group) -> None:
        edited = [self.edited.passages[place] for place in group.edited]
        pieces = [self.base.pieces[index] for index in group.written]
        between = [
            (first.end, second.words) if first and second else None
            for first, second in pairwise(pieces)
        ]
        old = in_one([self.base.written[index].letters for index in group.written], between)
        new = in_one([one.letters for one in edited])
        if same_words(old.text, new.text) and old.looks == new.looks:
            return
        first, *others = pieces
        self.edits.take(first, old, new, edited)
        if first is not None:
            self.edits.join(first, [other for other in others if other is not None])

    def _empty(self) -> None:
        """Take out the words of passages that are gone while their piece stays."""
        kept = {index for group in self.groups for index in group.written}
        stays = {piece.number for index in kept if (piece := self.base.pieces[index])}
        stays -= set(self.edits.plan.joined)
        pieces = self.base.divided.pieces
        tables = {pieces[number].table for number in stays if pieces[number].kind == "row"}
        stays |= {self.base.divided.header_of(table) for table in tables}
        for index in sorted(set(range(len(self.base.written))) - kept):
            piece = self.base.pieces[index]
            if piece is not None and piece.number in stays:
                self.edits.take(piece, self.base.written[index].letters, _NOTHING)


_NOTHING = Lettered("", (), ())


def _gone_words(base: MergeBase, groups: Sequence[Group]) -> Iterator[Told]:
    """What the file has no more of the words that are not the author's: they stay."""
    kept = {index for group in groups for index in group.written}
    gone = [
        one.text
        for index, one in enumerate(base.written)
        if index not in kept and not one.is_authors
    ]
    if gone:
        more = f" and {counted(len(gone) - 1, 'more passage')}" if len(gone) > 1 else ""
        words = next((shortened(said(text)) for text in gone if said(text)), "a mark")
        message = f"“{words}”{more} {'were' if more else 'was'} deleted: {FOREIGN}"
        yield Told("untaken", message, "the template or the source has to change, if it is to go")


def _moved_words(
    base: MergeBase, edited: Edited, groups: Sequence[Group], plan: Plan
) -> Iterator[Told]:
    """What of the words that are not the author's stands elsewhere, beside what was moved."""
    moved = {
        number
        for step in plan.steps
        if isinstance(step, Moved)
        for number in range(step.piece, step.last + 1)
    }
    first = {group.edited[0]: group.written[0] for group in groups}
    order = [
        (place, index)
        for place, index in sorted(first.items())
        if not (piece := base.pieces[index]) or piece.number not in moved
    ]
    kept = kept_in_order([index for _, index in order])
    for place, index in order:
        if index not in kept and base.pieces[index] is None:
            one = edited.passages[place]
            message = f"“{shortened(one.paragraph.text)}” was moved: {FOREIGN}"
            yield Told("untaken", message, "change the order in the template", one.index)
