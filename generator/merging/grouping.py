"""Paragraphs that were split or joined: which passages became which paragraphs together."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from msgspec import Struct

from generator.merging.edited import EditedPassage
from generator.merging.merge_base import MergeBase
from generator.merging.wording import compared, share


class Group(Struct, frozen=True):
    """Passages, and the paragraphs that they became: one of each, but where one was divided."""

    written: tuple[int, ...]
    edited: tuple[int, ...]


def grouped(
    base: MergeBase, edited: Sequence[EditedPassage], pairs: Mapping[int, int]
) -> tuple[Group, ...]:
    """What became of each passage that is still there."""
    return tuple(_Grouping(base, edited, pairs, set(pairs.values())).groups())


class _Grouping(Struct):
    base: MergeBase
    edited: Sequence[EditedPassage]
    pairs: Mapping[int, int]
    taken: set[int]

    def groups(self) -> Iterator[Group]:
        joined: set[int] = set()
        for index, place in sorted(self.pairs.items()):
            if index in joined:
                continue
            following = self._joined_to(index, place)
            joined.update(following)
            before = () if following else self._split_off(index, place, -1)
            behind = () if following else self._split_off(index, place, 1)
            yield Group((index, *following), (*before, place, *behind))

    def _joined_to(self, index: int, place: int) -> tuple[int, ...]:
        """The passages behind one whose words stand in its paragraph now."""
        found: list[int] = []
        text = self.edited[place].text
        last = index
        while self._may_join(last, last + 1):
            words = self.base.written[last + 1].text
            so_far = "".join(self.base.written[each].text for each in (index, *found))
            if share(words, _come_new(so_far, text)) < _MOST:
                break
            last += 1
            found.append(last)
        return tuple(found)

    def _may_join(self, index: int, following: int) -> bool:
        if following >= len(self.base.written) or following in self.pairs:
            return False
        piece, other = self.base.pieces[index], self.base.pieces[following]
        if other is None or (piece and other.number != piece.number + 1):
            return False
        if piece is None:  # words of the template: the author's stay a piece of their own
            return other.kind in _WORDS
        are_words = piece.kind in _WORDS and other.kind in _WORDS
        return are_words and not self.base.divided.gap_before(other.number).strip("\n> ")

    def _split_off(self, index: int, place: int, step: int) -> tuple[int, ...]:
        """The paragraph beside one that has words which it had before."""
        beside = place + step
        piece = self.base.pieces[index]
        if piece is None or beside in self.taken or not 0 <= beside < len(self.edited):
            return ()
        if not self.edited[beside].text.strip():
            return ()
        if piece.kind == "row" and self._in_one_cell(place, beside):
            self.taken.add(beside)
            return (beside,)
        if piece.kind not in _WORDS:
            return ()
        if self.edited[beside].shape.kind in ("cell", "heading"):
            return ()
        lost = _come_new(self.edited[place].text, self.base.written[index].text)
        if share(self.edited[beside].text, lost) < _MOST:
            return ()
        self.taken.add(beside)
        return (beside,)

    def _in_one_cell(self, place: int, other: int) -> bool:
        one, two = self.edited[place].paragraph.cell, self.edited[other].paragraph.cell
        return one is not None and one == two


_WORDS = ("paragraph", "heading")
_MOST = 0.5


def _come_new(old: str, new: str) -> str:
    """What a text has that another has not."""
    return "".join(
        new[hunk.new_start : hunk.new_end] for hunk in compared(old, new) if not hunk.is_equal
    )
