"""Numbers of lists as programs print them: 4, iv, D, 04."""

from __future__ import annotations

from contextlib import suppress

from msgspec import Struct

_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"),
    (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_GREATEST = 3999
"""In Roman figures and in letters: what is greater is printed in figures."""


class ListPlace(Struct, frozen=True):
    """Where an item stands: the list's own name in its file, and its depth from 0.

    `label` is its number as it is printed, "" for a bullet. A further paragraph of an item
    `goes_on`, as far as a format tells that.
    """

    name: str
    depth: int
    is_numbered: bool
    label: str = ""
    goes_on: bool = False


def roman(number: int) -> str:
    """A number in Roman capitals, in figures where there are none for it."""
    if not 0 < number <= _GREATEST:
        return str(number)
    written = ""
    for value, letters in _ROMAN:
        count, number = divmod(number, value)
        written += letters * count
    return written


def repeated_letter(number: int) -> str:
    """A, B … Z, AA, BB … as Word counts and, unless told otherwise, OpenDocument."""
    if not 0 < number <= _GREATEST:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord("A") + letter) * (times + 1)


def spreadsheet_letter(number: int) -> str:
    """A, B … Z, AA, AB …"""
    written = ""
    while number > 0:
        number, letter = divmod(number - 1, 26)
        written = chr(ord("A") + letter) + written
    return written


def is_numbered(label: str, number: int) -> bool:
    """Whether a label is a number as briefs print it: in figures, Roman figures or letters.

    A stop may stand behind it. So may a label be that of a program that tells none, "".
    """
    known = (str(number), roman(number), repeated_letter(number), roman(number).lower())
    forms = (*known, repeated_letter(number).lower(), spreadsheet_letter(number))
    return label.removesuffix(".") in ("", *forms)


def ordinal(number: int) -> str:
    """1st, 2nd, 3rd, 4th … in English, whatever the language of the file."""
    teen = 10 < number % 100 < 20
    return f"{number}{'th' if teen else {1: 'st', 2: 'nd', 3: 'rd'}.get(number % 10, 'th')}"


def as_int(written: str | None, otherwise: int) -> int:
    """A number of up to nine figures, or another one where it is none."""
    with suppress(ValueError, TypeError):
        if len(written or "") <= 9:
            return int(written or "")
    return otherwise
