"""Words as letters: each with its look, and with its place in the author's Markdown if it has one.

The mark of a note, a cross-reference and a picture are one letter each, so that one comparison of
words also carries them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import repeat
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.document.shifts import lowered, raised
from generator.drafting.markdown import typed_address

_MARKS, _NEW_MARKS, _OTHERS = 0xF0000, 0xF8000, 0x100000  # letters that no text has

REFERENCE = chr(_OTHERS)
"""Stands for what repeats another place: "Table 1", or the number of a note."""

BREAK = chr(_OTHERS + 1)
"""Stands between the words of two paragraphs."""


def mark_letter(number: int) -> str:
    """What stands for the mark of a note that the Markdown has."""
    return chr(_MARKS + number)


def new_mark_letter(count: int) -> str:
    """What stands for the mark of a note that the edited file adds, from 0."""
    return chr(_NEW_MARKS + count)


def marked_number(letter: str) -> int:
    """The number of the note whose mark a letter stands for; 0 for any other."""
    code = ord(letter)
    return code - _MARKS if _MARKS <= code < _NEW_MARKS else 0


def new_mark_count(letter: str) -> int:
    """Which added note a letter stands for; -1 for any other."""
    code = ord(letter)
    return code - _NEW_MARKS if _NEW_MARKS <= code < _OTHERS else -1


def is_mark(letter: str) -> bool:
    """Whether a letter stands for the mark of a note."""
    return _MARKS <= ord(letter) < _OTHERS


def is_sign(letter: str) -> bool:
    """Whether a letter stands for something that is no word."""
    return ord(letter) >= _MARKS


def said(text: str) -> str:
    """The words of a text without marks and references, with single blanks."""
    return " ".join("".join(letter for letter in text if not is_sign(letter)).split())


def uncounted(text: str) -> str:
    """A text with one sign for every number, mark and reference: these change by themselves."""
    return _COUNTED.sub("0", text)


_COUNTED = re.compile("\\d+|[\U000f0000-\U0010ffff]")


Shift = Literal["", "superscript", "subscript"]


class Look(Struct, frozen=True):
    """How letters look, beyond the style of their paragraph."""

    bold: bool = False
    italic: bool = False
    shift: Shift = ""
    link: str = ""


PLAIN = Look()


def is_own_address(text: str, link: str) -> bool:
    """Whether words are the address that they lead to: Markdown makes a link of it by itself."""
    return text.startswith(_SCHEMES) and typed_address(text).rstrip("/") == link.rstrip("/")


_SCHEMES = ("http://", "https://")

Place = tuple[int, int]
"""Where a letter stands in the Markdown, as offsets of its start and end."""


class Lettered(Struct, frozen=True):
    """Letters in a row. `places` are None where the author's Markdown does not have them.

    Letters that share one place are one thing there: a name that a citation writes.
    """

    text: str
    looks: tuple[Look, ...]
    places: tuple[Place | None, ...]

    def __len__(self) -> int:
        return len(self.text)

    @property
    def without_looks(self) -> str:
        """The text as a manifest has it: raised and lowered figures stay what they are."""
        if not any(look.shift for look in self.looks):
            return self.text
        pairs = zip(self.text, self.looks, strict=True)
        return "".join(_SHIFTED.get(look.shift, str)(letter) for letter, look in pairs)

    def part(self, start: int, end: int) -> Lettered:
        return Lettered(self.text[start:end], self.looks[start:end], self.places[start:end])


_SHIFTED: Mapping[Shift, Callable[[str], str]] = {"superscript": raised, "subscript": lowered}


def letters_joined(parts: Iterable[Lettered]) -> Lettered:
    """Letters behind one another."""
    all_parts = tuple(parts)
    return Lettered(
        "".join(part.text for part in all_parts),
        tuple(look for part in all_parts for look in part.looks),
        tuple(place for part in all_parts for place in part.places),
    )


def in_one(parts: Sequence[Lettered], places: Sequence[Place | None] = ()) -> Lettered:
    """Letters of several paragraphs, with a sign between them, which may have `places`."""
    whole = [*parts[:1]]
    for number, part in enumerate(parts[1:]):
        place = places[number] if places else None
        whole += [Lettered(BREAK, (PLAIN,), (place,)), part]
    return letters_joined(whole)


class Letters(Struct):
    """Gathers letters; blanks in a row become one, and none stands at either end."""

    _text: list[str]
    _looks: list[Look]
    _places: list[Place | None]

    @classmethod
    def none(cls) -> Letters:
        return cls([], [], [])

    @property
    def count(self) -> int:
        return len(self._places)

    def places_from(self, start: int) -> list[Place | None]:
        """The places of the letters behind the first `start`."""
        return self._places[start:]

    def add(self, text: str, look: Look, places: Iterable[Place | None]) -> None:
        for letter, place in zip(text, places, strict=True):
            plain = " " if letter.isspace() else letter
            if plain == " " and self._text and self._text[-1] == " ":
                self._widen(place)
                continue
            self._text.append(plain)
            self._looks.append(look)
            self._places.append(place)

    def _widen(self, place: Place | None) -> None:
        """Count a blank to the one before it, if they stand side by side in the Markdown."""
        last = self._places[-1]
        if last is None:
            self._places[-1] = place
        elif place is not None and last[1] == place[0]:
            self._places[-1] = (last[0], place[1])

    def lettered(self) -> Lettered:
        start, end = 0, len(self._text)
        while start < end and self._text[start] == " ":
            start += 1
        while end > start and self._text[end - 1] == " ":
            end -= 1
        text = "".join(self._text[start:end])
        if not _ANY_MARK.search(text):
            return Lettered(text, tuple(self._looks[start:end]), tuple(self._places[start:end]))
        order = _marks_first(text)
        return Lettered(
            "".join(self._text[start + index] for index in order),
            tuple(self._looks[start + index] for index in order),
            tuple(self._places[start + index] for index in order),
        )


_ANY_MARK = re.compile("[\U000f0000-\U000fffff]")


def _marks_first(text: str) -> Sequence[int]:
    """The order of letters in which a mark comes before the blank or the stop that it follows.

    Where it is printed is a custom of the language; in the Markdown it stands in its sentence.
    """
    order: list[int] = []
    for index, letter in enumerate(text):
        at = len(order)
        if is_mark(letter):
            while at and is_mark(text[order[at - 1]]):
                at -= 1
            moved = at
            while moved > 1 and text[order[moved - 1]] in " .,":
                moved -= 1
            # A mark between a blank and words follows what is before the blank.
            at = moved if moved < at else len(order)
            while at < len(order) and is_mark(text[order[at]]):
                at += 1
        order.insert(at, index)
    if text[order[-1]] == " ":
        order.pop()
    return [
        index
        for n, index in enumerate(order)
        if not (text[index] == " " and n and text[order[n - 1]] == " ")
    ]


def look_stretches(looks: Iterable[Look]) -> Iterator[tuple[int, int, Look]]:
    """The stretches of letters that look alike: start, end and look of each."""
    start, current = 0, None
    index = -1
    for index, look in enumerate(looks):
        if current is not None and look != current:
            yield start, index, current
            start = index
        current = look
    if current is not None:
        yield start, index + 1, current


def restyled_letters(text: str, looks: Sequence[Look], was: Sequence[Look]) -> str:
    """The letters, without blanks and signs, that look otherwise than they did.

    Nothing if there is no word among them: nobody makes a stop bold by itself.
    """
    pairs = zip(text, _without_own(text, looks), _without_own(text, was), strict=True)
    found = "".join(
        letter
        for letter, look, before in pairs
        if look != before and letter.isprintable() and letter != " "
    )
    return found if any(map(str.isalnum, found)) else ""


def _without_own(text: str, looks: Sequence[Look]) -> Iterator[Look]:
    """The looks of letters; an address that leads to itself has none of a link."""
    for start, end, look in look_stretches(looks):
        is_own = is_own_address(text[start:end], look.link)
        yield from repeat(replace(look, link="") if is_own else look, end - start)
