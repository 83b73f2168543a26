"""Which paragraph of an edited file is which passage of the document that it was made from.

Where it is not proven that the file is of this text, neither its ids nor its numbers of notes are
trusted alone: a passage and a note are known by what they say, else by where they stand among
those that are known.
"""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence

from msgspec import Struct, field

from generator.merging.edited import Edited, EditedPassage
from generator.merging.letters import (
    is_mark,
    marked_number,
    new_mark_count,
    new_mark_letter,
    uncounted,
)
from generator.merging.merge_base import MergeBase
from generator.merging.passages import WrittenPassage
from generator.merging.wording import compared, equal_in_order, likeness, most_alike, share


def paired(base: MergeBase, edited: Edited) -> dict[int, int]:
    """For each passage that is still there its paragraph: both as places in their lists.

    By their ids; else by equal words in order; else the nearest that is left. Where it is not
    proven that the ids are those of this text, they count only where the words agree, or those
    before and behind.
    """
    written, passages = base.written, edited.passages
    pairs = _Pairs(written, passages)
    known = [[base.ids[each] for each in one.ids if each in base.ids] for one in passages]
    for place, one in enumerate(passages):
        free = [index for index in known[place] if index not in pairs.found]
        if not base.is_proven:
            free = [index for index in free if _says_about_the_same(written[index], one)]
        if free:
            pairs.join(_best(free, one, written), place)
    if not base.is_proven:
        pairs.join_between(known)
    pairs.join_equal()
    pairs.join_nearest()
    return pairs.found


def paired_notes(base: MergeBase, edited: Edited, pairs: Mapping[int, int]) -> dict[int, str]:
    """The key in the file of each note that is known by the words around its mark alone.

    It says something else there: a source is named in full where it is cited first.
    """
    found: dict[int, str] = {}
    for index, place in pairs.items() if edited.new_notes else ():
        before, now = base.written[index].text, edited.passages[place].text
        old, new = (_unknown_as_one(text, edited.notes) for text in (before, now))
        for hunk in compared(old, new):
            if not (hunk.is_equal and any(map(str.isalnum, old[hunk.start : hunk.end]))):
                continue
            for step in range(hunk.end - hunk.start):
                count = new_mark_count(now[hunk.new_start + step])
                if count >= 0:
                    number = marked_number(before[hunk.start + step])
                    found.setdefault(number, edited.new_notes[count])
    return found


def _unknown_as_one(text: str, known: Container[int]) -> str:
    """A text with one sign for every mark of a note that is not among the known."""
    return "".join(
        _ANY_NOTE if is_mark(letter) and marked_number(letter) not in known else letter
        for letter in text
    )


_ANY_NOTE = new_mark_letter(0)


def _says_about_the_same(written: WrittenPassage, edited: EditedPassage) -> bool:
    before, after = uncounted(written.text), uncounted(edited.text)
    return before == after or likeness(before, after) > _NEARLY


_NEARLY = 0.8


def _best(places: Sequence[int], one: EditedPassage, written: Sequence[WrittenPassage]) -> int:
    """Of several passages that begin in one paragraph, that which it is.

    An empty bookmark of a paragraph that was deleted may have moved into the one behind it.
    """
    if len(places) == 1:
        return places[0]
    equal = [place for place in places if written[place].text == one.text]
    held = [place for place in places if share(written[place].text, one.text) > _MOST]
    return next(iter([*equal, *held, *places]))


_MOST = 0.5


class _Pairs(Struct):
    written: Sequence[WrittenPassage]
    edited: Sequence[EditedPassage]
    found: dict[int, int] = field(default_factory=dict)
    taken: set[int] = field(default_factory=set)

    def join(self, index: int, place: int) -> None:
        self.found[index] = place
        self.taken.add(place)

    def _left(self) -> tuple[list[int], list[int]]:
        """What is left of both; paragraphs without words are nobody's."""
        old = [index for index in range(len(self.written)) if index not in self.found]
        new = [
            place
            for place, one in enumerate(self.edited)
            if place not in self.taken and one.text.strip()
        ]
        return old, new

    def join_equal(self) -> None:
        """Join passages with equal words, in order."""
        old, new = self._left()
        before = [uncounted(self.written[index].text) for index in old]
        after = [uncounted(self.edited[place].text) for place in new]
        for one, other in equal_in_order(before, after):
            self.join(old[one], new[other])
        self._join_moved()

    def _join_moved(self) -> None:
        """Join passages with equal words that nothing else has, wherever they stand."""
        old, new = self._left()
        places: dict[str, list[int]] = {}
        for place in new:
            places.setdefault(self.edited[place].text, []).append(place)
        for index in old:
            for place in places.get(self.written[index].text, [])[:1]:
                self.join(index, place)
                places[self.written[index].text].pop(0)

    def join_nearest(self) -> None:
        """Join what is left with what is most alike."""
        old, new = self._left()
        before = [self.written[index].text for index in old]
        after = [self.edited[place].text for place in new]

        def fits(one: int, other: int) -> bool:
            return _may_be(self.written[old[one]], self.edited[new[other]])

        for one, other in most_alike(before, after, _ALIKE, fits):
            self.join(old[one], new[other])

    def join_between(self, known: Sequence[Sequence[int]]) -> None:
        """Join by its id what stands between two that have kept theirs.

        Had the text grown between them, the second would have another id by now.
        """
        kept = dict(self.found)
        for place, indices in enumerate(known):
            for index in indices:
                if (
                    place not in self.taken
                    and index not in self.found
                    and self._is_between(index, place, kept)
                ):
                    self.join(index, place)

    def _is_between(self, index: int, place: int, kept: Mapping[int, int]) -> bool:
        before = max((one for one in kept if one < index), default=-1)
        behind = min((one for one in kept if one > index), default=len(self.written))
        begins = before >= 0 or index == 0
        ends = behind < len(self.written) or index == len(self.written) - 1
        first, last = kept.get(before, -1), kept.get(behind, len(self.edited))
        return begins and ends and first < place < last


_ALIKE = 0.5


def _may_be(written: WrittenPassage, edited: EditedPassage) -> bool:
    """Whether a paragraph may be a passage: cells stay in their tables."""
    return (written.shape.kind == "cell") == (edited.shape.kind == "cell")
