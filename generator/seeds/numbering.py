"""The numbers by which the paragraphs of a seed are cited."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

_PRINTED = re.compile(r"(?:¶\s*|\[)?(\d{1,4})[.)\]]?\s")


def numbers_of(texts: Sequence[str]) -> tuple[str, ...]:
    """A number for each paragraph: the printed ones if the source has them, else 1, 2 …

    If most paragraphs have printed numbers in sequence, one without a number counts as an insert
    after the one before it: "12A".
    """
    return _numbers_in_sequence(
        [match[1] if (match := _PRINTED.match(text)) else None for text in texts]
    )


_YEAR = re.compile(r"\d{4}\s")


def numbers_beside_years(texts: Sequence[str]) -> tuple[str, ...]:
    """The same, but a bare number of four digits that opens a paragraph is a year."""
    printed = (None if _YEAR.match(text) else _PRINTED.match(text) for text in texts)
    return _numbers_in_sequence([match[1] if match else None for match in printed])


def _numbers_in_sequence(printed: Sequence[str | None]) -> tuple[str, ...]:
    labels = [int(label) for label in printed if label is not None]
    in_sequence = labels == list(range(labels[0], labels[0] + len(labels))) if labels else False
    if not in_sequence or len(labels) < 3 or len(labels) * 4 < len(printed) * 3:
        return tuple(str(count) for count in range(1, len(printed) + 1))
    taken: list[str] = []
    for label in printed:
        number = insert_after(taken[-1] if taken else None, taken) if label is None else label
        taken.append(str(int(number)) if number.isdigit() else number)
    return tuple(taken)


def label_of(number: str, text: str) -> str:
    """The printed number of a paragraph, if it is cited by that; else empty."""
    printed = _PRINTED.match(text)
    return printed[1] if printed and str(int(printed[1])) == number else ""


def insert_after(number: str | None, taken: Collection[str]) -> str:
    """The next free number after a paragraph: 3A, then 3B; before the first one, 0A."""
    stem = "0" if number is None else number.rstrip(_LETTERS)
    count = 1
    while (free := stem + _letters(count)) in taken:
        count += 1
    return free


_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def _letters(count: int) -> str:
    """A, B … Z, AA, AB …"""
    letters = ""
    while count:
        count, digit = divmod(count - 1, 26)
        letters = _LETTERS[digit] + letters
    return letters
