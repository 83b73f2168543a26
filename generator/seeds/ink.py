"""The ink of an original: its visible characters, in the order in which they are printed.

The kept and dropped parts of an edition make up all of the ink, whichever rules chose them. So the
original itself proves its words and their order.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cached_property
from itertools import accumulate, chain, pairwise

from msgspec import Struct

from generator.seeds.lines import divided, is_unspaced, whole_words
from generator.seeds.reading import OriginalLines
from generator.seeds.seed import SourcePlace


class OriginalInk(Struct, frozen=True, dict=True):  # a dict, for what is found once
    """The lines of an original that are not blank, with single spaces.

    `numbers` are the numbers of the lines in `original`, from 1. `starts` is the ink before each
    of them and, at the end, all of it, in characters.
    """

    original: OriginalLines
    lines: tuple[str, ...]
    numbers: tuple[int, ...]
    starts: tuple[int, ...]

    @property
    def length(self) -> int:
        return self.starts[-1]

    def of_line(self, number: int) -> tuple[int, int]:
        """The stretch of a line of the original, empty for a blank one."""
        index = bisect_left(self.numbers, number)
        there = index < len(self.numbers) and self.numbers[index] == number
        return self.starts[index], self.starts[index + there]

    def line_at(self, position: int) -> int:
        """The line of the original that a visible character is in."""
        return self.numbers[bisect_right(self.starts, position) - 1]

    def place(self, ink: Sequence[int]) -> SourcePlace:
        """Where some stretches stand in the original."""
        first, last = self.line_at(ink[0]), self.line_at(ink[-1] - 1)
        pages, times = self.original.pages, self.original.times
        page, last_page = (pages[first - 1], pages[last - 1]) if pages else ("", "")
        return SourcePlace(
            first,
            last,
            page=page,
            last_page="" if last_page == page else last_page,
            time=times[first - 1] if times else "",
        )

    def pieces(self, ink: Sequence[int]) -> Iterator[tuple[int, str]]:
        """The words of some stretches, with the number of the line that each piece is on."""
        return chain.from_iterable(self._pieces(*one) for one in stretches_of(ink))

    def _pieces(self, start: int, end: int) -> Iterator[tuple[int, str]]:
        for index in range(bisect_right(self.starts, start) - 1, len(self.lines)):
            before, behind = self.starts[index], self.starts[index + 1]
            if before >= end:
                return
            whole = start <= before and behind <= end
            line = self.lines[index]
            piece = line if whole else _cut(line, max(0, start - before), end - before)
            yield self.numbers[index], piece

    def reads(self, ink: Sequence[int], text: str) -> bool:
        """Whether a text has the words of some stretches, with lines joined.

        Lines are joined by a space, but without one in Chinese or Japanese and within a word. A
        hyphen at the end of a line may be left out if it is soft, or if the original has the whole
        word elsewhere.
        """
        words, at = " ".join(text.split()), 0
        for (line, piece), (next_line, following) in pairwise((*self.pieces(ink), (0, ""))):
            if words.startswith(piece, at):
                at += len(piece)
                if words.startswith(" ", at) and following:
                    at += 1
                elif following and not (self._ties(line, next_line) or _joins(piece, following)):
                    return False
            elif words.startswith(piece[:-1], at) and self._is_divided(piece, following):
                at += len(piece) - 1
            else:
                return False
        return at == len(words)

    def aligned(self, ink: Sequence[int], text: str) -> Iterator[tuple[int, int]]:
        """Each visible character of a text of some stretches: its place in the ink, its offset.

        What is left out of the text, such as a hyphen at the end of a line, has none.
        """
        printed = (letter for _, piece in self.pieces(ink) for letter in piece if letter != " ")
        places = (place for start, end in stretches_of(ink) for place in range(start, end))
        at = 0
        for place, letter in zip(places, printed, strict=True):
            while text[at : at + 1].isspace():
                at += 1
            if text[at : at + 1] == letter:
                yield place, at
                at += 1

    def _ties(self, line: int, following: int) -> bool:
        return self.original.tied.issuperset(range(line, following))

    def _is_divided(self, piece: str, following: str) -> bool:
        if piece.endswith("\u00ad"):
            return bool(following)
        return divided(piece, following) in self._whole_words

    @cached_property
    def _whole_words(self) -> frozenset[str]:
        return whole_words(self.lines)


def ink_of(original: OriginalLines) -> OriginalInk:
    """The ink of the lines of an original."""
    found = [(number, " ".join(line.split())) for number, line in enumerate(original.texts, 1)]
    inked = [(number, line) for number, line in found if line]
    starts = accumulate((visible(line) for _, line in inked), initial=0)
    return OriginalInk(
        original,
        tuple(line for _, line in inked),
        tuple(number for number, _ in inked),
        tuple(starts),
    )


def visible(text: str) -> int:
    """How many characters of a text are not white space."""
    return sum(map(len, text.split()))


def stretches_of(ink: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The stretches of a block: where each starts and ends."""
    return zip(ink[::2], ink[1::2], strict=True)


def merged(found: Sequence[tuple[int, int]]) -> tuple[int, ...]:
    """Stretches in rising order as a block holds them: adjacent ones are joined."""
    ink: list[int] = []
    for start, end in found:
        if start == end:
            continue
        if ink and ink[-1] == start:
            ink[-1] = end
        else:
            ink += [start, end]
    return tuple(ink)


def _joins(piece: str, following: str) -> bool:
    return divided(piece, following) is not None or is_unspaced(piece, following)


def _cut(line: str, first: int, last: int) -> str:
    """A line from one visible character to before another."""
    places = [index for index, character in enumerate(line) if character != " "][first:last]
    return line[places[0] : places[-1] + 1] if places else ""
