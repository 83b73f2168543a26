"""The words behind a record's id → the places in it that they name, read to the end.

A record has no numbered paragraphs here, so nothing checks that a place exists. What is read is
what a note prints: `locators.KINDS` lists the kinds. A row may name several kinds, and a number
without a sign takes the sign before it: `vol. 2, pp. 3-5, 9`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from generator.briefs.brief import Pinpoint
from generator.briefs.locators import (
    KINDS,
    LocatorKind,
    in_either_case,
    read_range,
    read_row,
    signs_at,
)

RECORD_KINDS = tuple(kind for kind in KINDS if "record" in kind.of)


class ReadPinpoints(Struct, frozen=True):
    """Places in a record, and the offset in the text behind the last of them."""

    places: tuple[Pinpoint, ...]
    end: int


def read_pinpoints(words: str, start: int = 0) -> ReadPinpoints | None:
    """The places in a record that are named at an offset (blanks may come first), or None.

    `locators.is_left_over` says whether the rest belongs to them.
    """
    read = read_row(words, start, _place_at)
    return ReadPinpoints(*read) if read else None


def _place_at(words: str, at: int, before: Pinpoint | None) -> tuple[Pinpoint, int] | None:
    """The place that is named at an offset, and the offset behind it."""
    for kind, start in _numbers_at(words, at, before):
        if found := read_range(words, start, kind, first=kind.number, last=(kind.number,)):
            first, last, end = found
            return Pinpoint(kind.name, first, last or first), end
    return None


def _numbers_at(words: str, at: int, before: Pinpoint | None) -> Iterator[tuple[LocatorKind, int]]:
    """The kinds that a number at an offset may be of, and the offset where it begins."""
    yield from signs_at(RECORD_KINDS, words, at)
    if before and in_either_case(_UNSIGNED).match(words, at):
        yield from ((kind, at) for kind in RECORD_KINDS if kind.name == before.kind)


# "Annexes A, C", but not "Annex A, I think".
_UNSIGNED = r"[0-9]|\w+\s*+(?:[,}&]|and\b|$)"


# --- how they are written ---------------------------------------------------------------


def by_kind(places: Iterable[Pinpoint]) -> Iterator[tuple[str, tuple[Pinpoint, ...]]]:
    """The places, those of one kind that follow one another together."""
    for kind, row in groupby(places, key=lambda place: place.kind):
        yield kind, tuple(row)


def are_several(row: tuple[Pinpoint, ...]) -> bool:
    """Whether a row of places is more than one."""
    return len(row) > 1 or row[0].first != row[0].last


def canonical_pinpoints(places: Iterable[Pinpoint]) -> str:
    """Places as they are best written: `vol. 2, pp. 3-5, 9`."""
    rows = (
        _SIGNS[kind][are_several(row)] + ", ".join(map(_place_written, row))
        for kind, row in by_kind(places)
    )
    return ", ".join(rows)


_SIGNS = {kind.name: kind.written for kind in RECORD_KINDS}


def _place_written(place: Pinpoint) -> str:
    return place.first + (f"-{place.last}" if place.last != place.first else "")
