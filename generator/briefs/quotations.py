"""Where a text quotes somebody else's words.

Marks are read as people type them (see `language.marks`), one kind inside another. A single mark
is an apostrophe inside a word, at its end, or before a digit or a shortened word. If it closes a
pair, it is a quotation mark.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.language import marks
from generator.language.marks import SINGLE


class Quoted(Struct, frozen=True):
    """Words between quotation marks; `start` and `end` enclose the marks."""

    text: str
    start: int
    end: int


class LoneMark(Struct, frozen=True, order=True):
    """A mark without a partner; `certain` if it cannot be an apostrophe at a word's end."""

    start: int
    opens: bool = False
    certain: bool = True


def quoted(
    text: str, apart: Iterable[tuple[int, int]] = (), *, goes_on: bool = False
) -> tuple[tuple[Quoted, ...], tuple[LoneMark, ...]]:
    """The quotations of a text, outermost only, and the marks that have no partner.

    `apart` are stretches whose marks are not quotation marks. If the quotation `goes_on` in the
    next paragraph, the end of the text closes it.
    """
    if not marks.has_marks(text):
        return (), ()
    reader = _MarkReader(_without(marks.even(text), apart))
    reader.read()
    if goes_on:
        reader.close_at_the_end()
    return tuple(_outermost(text, reader.pairs)), tuple(sorted(reader.lone()))


def opening_mark(text: str) -> str:
    """The quotation mark that a text begins with, or an empty string."""
    found = marks.signs(marks.even(text.lstrip())[:2])
    return found[0][0] if found and found[0][1] == 0 else ""


NEVER_FIRST = frozenset(".,;:!?)]}”’»")
"""Characters that no quotation begins with, except dots that stand for left-out words."""


def _without(text: str, apart: Iterable[tuple[int, int]]) -> str:
    for start, end in apart:
        text = text[:start] + "x" * (end - start) + text[end:]
    return text


def _outermost(text: str, pairs: list[tuple[_Mark, _Mark]]) -> Iterator[Quoted]:
    last = -1
    for opening, closing in sorted(pairs, key=lambda pair: (pair[0].start, -pair[1].end)):
        words = text[opening.end : closing.start].strip()
        if opening.start >= last and any(letter.isalnum() for letter in words):
            yield Quoted(words, opening.start, closing.end)
            last = closing.end


# --- marks ------------------------------------------------------------------------------

_BEFORE_OPENING = frozenset("([{<-–—/|;:\ufffc")
_DEEPEST = 30  # open marks to look back at: nobody nests so deep
_FAR = 80  # characters to look at behind a mark
_ENOUGH = 3  # words behind a single mark, for it to be an opening mark without its partner


class _Mark(Struct, frozen=True):
    """A mark in its place: `free` beside a blank or sign, `weak` if it may be an apostrophe."""

    sign: str
    start: int
    end: int
    free_before: bool
    free_behind: bool
    weak_opening: bool = False
    weak_closing: bool = False

    @property
    def is_single(self) -> bool:
        return self.sign in SINGLE

    @property
    def looks_opening(self) -> bool:
        return self.free_before and not self.free_behind

    @property
    def looks_closing(self) -> bool:
        return self.free_behind and not self.free_before


class _MarkReader:
    """Reads the marks of one even text from left to right."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.pairs: list[tuple[_Mark, _Mark]] = []
        self._opened: list[_Mark] = []
        self._lone: list[LoneMark] = []
        self._marks = [
            self._stands(*sign) for sign in marks.signs(text) if not self._is_inside_a_word(*sign)
        ]

    def read(self) -> None:
        for index, mark in enumerate(self._marks):
            partner = self._partner(index, mark)
            if self._opens(mark, has_partner=partner >= 0):
                self._opened.append(mark)
            elif partner >= 0:
                if not (mark.weak_closing and self._closes_later(index)):
                    self._close(partner, mark)
            elif not self._may_stand_alone(mark):
                self._lone.append(LoneMark(mark.start, certain=not mark.is_single))

    def close_at_the_end(self) -> None:
        if self._opened:
            end = _Mark("", len(self.text), len(self.text), free_before=False, free_behind=True)
            self._close(0, end)

    def lone(self) -> Iterator[LoneMark]:
        yield from (one for one in self._lone if self.text[one.start] not in marks.DOUBTFUL)
        yield from (LoneMark(one.start, opens=True) for one in self._opened if self._is_sure(one))

    def _behind(self, mark: _Mark) -> str:
        return self.text[mark.end : mark.end + _FAR]

    # --- one mark -----------------------------------------------------------------------

    def _stands(self, sign: str, start: int, end: int) -> _Mark:
        before, behind = self.text[start - 1 : start] if start else "", self.text[end : end + 12]
        free_before = (
            not before or before.isspace() or before in _BEFORE_OPENING or before in marks.MARKS
        )
        trails = behind.startswith(("...", "…"))
        free_behind = not trails and (not behind or behind[0].isspace() or behind[0] in NEVER_FIRST)
        single = sign in SINGLE
        goes_on = re.match(r"\s+[a-z]", behind) is not None
        return _Mark(
            sign,
            start,
            end,
            free_before,
            free_behind,
            weak_opening=single and marks.leaves_letters_out(behind),
            weak_closing=single
            and goes_on
            and marks.ends_with_an_elision(self.text[max(0, start - 24) : start]),
        )

    def _is_inside_a_word(self, sign: str, start: int, end: int) -> bool:
        before, behind = self.text[start - 1 : start] if start else "", self.text[end : end + 1]
        return sign in SINGLE and before.isalnum() and behind.isalnum()

    def _opens(self, mark: _Mark, *, has_partner: bool) -> bool:
        """Whether a mark opens a quotation. If its place does not show it, its partner does."""
        if mark.sign in marks.ONLY_CLOSING:
            return False
        if mark.looks_opening or (mark.sign in marks.ONLY_OPENING and not has_partner):
            return True
        if mark.looks_closing or has_partner:
            return False
        # With a blank on either side, or a sign and a word: "says,'a quay'".
        return mark.free_behind == mark.free_before and self._behind(mark).strip() != ""

    def _partner(self, number: int, mark: _Mark) -> int:
        """The index of the open mark that this one closes, or -1.

        The last mark of all closes the one that is surely open: "‘the ’90s were hard’".
        """
        first, *others = [*self._candidates(mark), -1]
        is_doubtful = first >= 0 and marks.begins_with_an_elision(self._behind(self._opened[first]))
        if is_doubtful and others[0] >= 0 and not self._closes_later(number):
            return others[0]
        return first

    def _candidates(self, mark: _Mark) -> Iterator[int]:
        """The open marks that this one may close, the nearest first."""
        opened = self._opened
        for index in range(len(opened) - 1, max(-1, len(opened) - _DEEPEST), -1):
            if marks.can_close(mark.sign, opened[index].sign):
                if opened[index].weak_opening and mark.weak_closing:
                    return
                yield index
            elif mark.is_single and not opened[index].is_single:
                return  # an apostrophe in a quotation, not a mark that crosses it

    def _close(self, index: int, mark: _Mark) -> None:
        self.pairs.append((self._opened[index], mark))
        self._lone += [
            LoneMark(one.start, opens=True)
            for one in self._opened[index + 1 :]
            if one.sign not in "'’`" and self._is_sure(one)
        ]
        del self._opened[index:]

    def _closes_later(self, number: int) -> bool:
        """Whether the next single mark could close it as well: "the states' rights' end"."""
        later = self._marks[number + 1 : number + _DEEPEST]
        following = next((one for one in later if one.is_single), None)
        return following is not None and not following.looks_opening

    def _may_stand_alone(self, mark: _Mark) -> bool:
        """Whether a mark is an apostrophe at a word's end, or a measure: 5", 51°30'."""
        before = self.text[max(0, mark.start - 24) : mark.start]
        number = re.search(r"\d+$", before)
        if number is not None:
            return mark.sign in "'\"’”" and len(number[0]) < 4
        return mark.is_single and marks.ends_with_an_elision(before)

    def _is_sure(self, mark: _Mark) -> bool:
        """Whether an open mark is surely one, and not an apostrophe, a letter or a bracket."""
        if self.text[mark.start] in marks.DOUBTFUL or mark.weak_opening:
            return False
        behind = self._behind(mark)
        if self.text[mark.start : mark.end] in (",,", "<<", ">>"):
            return False
        if not mark.is_single:
            return True
        return not marks.begins_with_an_elision(behind) and len(behind.split()) >= _ENOUGH
