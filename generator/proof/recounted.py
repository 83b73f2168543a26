"""Numbers that a program has counted anew, since a note, a table or a figure came or moved."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from msgspec import Struct
from msgspec.structs import replace

from generator.manifest.passages import Passage, Piece
from generator.manifest.reading import Particulars

Label = tuple[str, int]
"""A counted name, such as "Table 1"."""

_CAPTION = re.compile(r"(\S+) ([0-9]{1,6})\. (.*)")
_REFERENCE = re.compile(r"(?:(.* )?(\S+) )?([0-9]{1,6})")
_NUMBER = re.compile(r"(?:(?<!\S)([^\s\d]+) )?(?<![\w¶.])([0-9]{1,6})(?!\w)")


class Recount(Struct, frozen=True):
    """What the numbers of one text are in another, where they are others.

    `referring` has the numbers of notes, and the labels, that each passage of the first refers to.
    Those of `unchanged` stand in the second as they were: no program has counted there yet.
    """

    notes: Mapping[int, int]
    labels: Mapping[Label, int]
    referring: Mapping[int, AbstractSet[Label]]
    unchanged: AbstractSet[int]

    def renamed(self, words: str, place: int) -> str:
        """What the words of a link in a passage to a note or a caption are in the second text."""
        found = _REFERENCE.fullmatch(words)
        if not found or place in self.unchanged:
            return words
        number = int(found[3])
        now = self.labels.get((found[2] or "", number)) or self.notes.get(number, number)
        return f"{words[: found.start(3)]}{now}"

    def rewritten(self, passages: Sequence[Passage]) -> tuple[Passage, ...]:
        """The passages of the first text with the numbers that they have in the second."""
        if not (self.notes or self.labels):
            return tuple(passages)
        return tuple(
            passage
            if place in self.unchanged
            else replace(
                passage, pieces=self._pieces(passage, self.referring.get(place, frozenset()))
            )
            for place, passage in enumerate(passages)
        )

    def _pieces(self, passage: Passage, referring: AbstractSet[Label]) -> tuple[Piece, ...]:
        found = _CAPTION.match(passage.text) if passage.role == "caption" else None
        known = referring | ({(found[1], int(found[2]))} if found else frozenset())
        if not known:
            return passage.pieces

        def counted(match: re.Match[str]) -> str:
            ahead, number = (match[1] or "").strip("([“‘«„‚"), int(match[2])
            label = self.labels.get((ahead, number)) if (ahead, number) in known else None
            note = self.notes.get(number) if ("", number) in known else None
            shown = match[0][: match.start(2) - match.start()]
            return f"{shown}{label or note or number}"

        return tuple(
            _NUMBER.sub(counted, piece) if isinstance(piece, str) else piece
            for piece in passage.pieces
        )


def recount_of(
    first: Sequence[Passage],
    second: Sequence[Passage],
    numbers: Mapping[int, int],
    carried: Particulars | None,
) -> Recount:
    """The numbers that the second text counts anew; `numbers` are those of the first's notes.

    What a manifest of format 2 refers to is not known, so that its numbers stay as they are.
    """
    referring: dict[int, set[Label]] = {}
    for leading in carried.links if carried else ():
        found = _REFERENCE.fullmatch(leading.link.words)
        if found and leading.link.target.startswith("#"):
            number = int(found[3])
            labels = {("", number), (found[2] or "", number)}
            referring.setdefault(leading.at, set()).update(labels)
    notes = {before: after for before, after in numbers.items() if before != after}
    relabelled = _relabelled(first, second)
    there = {tuple(passage.words) for passage in second} if notes or relabelled else set()
    unchanged = {place for place, one in enumerate(first) if tuple(one.words) in there}
    return Recount(notes if carried else {}, relabelled, referring, unchanged)


def _relabelled(first: Iterable[Passage], second: Iterable[Passage]) -> dict[Label, int]:
    """The number in the second text of each caption whose words are the same, if it is another.

    A number that does not count captions in order was put there by hand, and explains nothing. Nor
    does one of several captions with the same words, if there are now more of them, or fewer.
    """
    counted: dict[str, int] = {}
    there: dict[tuple[str, str], list[int]] = {}
    for passage in second:
        if found := _CAPTION.fullmatch(passage.text):
            kind, number = found[1], int(found[2])
            counted[kind] = counted.get(kind, 0) + 1
            if counted[kind] == number:
                there.setdefault((kind, found[3].strip()), []).append(number)
    here: dict[tuple[str, str], list[int]] = {}
    for passage in first:
        if passage.role == "caption" and (found := _CAPTION.fullmatch(passage.text)):
            here.setdefault((found[1], found[3].strip()), []).append(int(found[2]))
    return {
        (kind, before): now
        for (kind, words), numbers in here.items()
        if len(numbers) == len(there.get((kind, words), ()))
        for before, now in zip(numbers, there[kind, words], strict=True)
        if before != now
    }
