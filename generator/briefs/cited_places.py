"""The words behind the key of a seed or the id of a record → the places that they name.

A locator of a seed is a row of numbers of one kind. Each number has its own sign, or takes the sign
of the one before. The sentences that are meant may follow a paragraph, and a paragraph may follow a
page: the second that begins there.

A record has no numbered paragraphs here, so nothing checks that a place exists. What is read is
what a note prints: `locators.KINDS` lists the kinds. A row may name several kinds, and a number
without a sign takes the sign before it: `vol. 2, pp. 3-5, 9`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from itertools import groupby

from msgspec import Struct

from generator.briefs.brief import Pinpoint, Range, Sentences
from generator.briefs.locators import (
    AND,
    KINDS,
    RESERVED_SIGN,
    TO,
    LocatorKind,
    in_either_case,
    read_range,
    read_row,
    signs_at,
)
from generator.seeds.printed_numbers import cited_form

_SENTENCE = r"[0-9]+(?!\w)"
_UP_TO = rf"(?:{TO}(?:(?:ss?\.?|sentences?)\s*+)?{_SENTENCE})?"
_SENTENCES = rf"(?:(?P<several>ss\.?|sentences)|s\.?|sentence)\s*+{_SENTENCE}{_UP_TO}"
# Behind "ss" each further number is of a sentence; behind "s" only one that has its own "s".
_MORE_OF_SEVERAL = rf"{AND}(?:(?:ss?\.?|sentences?)\s*+)?{_SENTENCE}{_UP_TO}"
_MORE_OF_ONE = rf"{AND}(?:s\.?|sentence)\s*+{_SENTENCE}{_UP_TO}"
_SEED_KINDS = tuple(kind for kind in KINDS if "seed" in kind.of)
SIGNS = {kind.name: kind.written for kind in _SEED_KINDS}
"""The sign of each kind as it is best written, before one number and before several."""


class Locator(Struct, frozen=True):
    """Paragraphs and sentences, and the offset in the text behind the last of them."""

    ranges: tuple[Range, ...]
    end: int


def read_locator(words: str, start: int = 0) -> Locator | None:
    """The locator that begins at an offset (blanks may come first), or None.

    It ends where it can no longer be read: `is_left_over` says whether the rest belongs to it.
    """
    items, end = read_row(words, start, _item_at)
    return Locator(tuple(place for _, place in items), end) if items else None


_Item = tuple[LocatorKind, Range]


def _item_at(words: str, at: int, before: _Item | None) -> tuple[_Item, int] | None:
    """The next item of a row, and the offset behind it.

    All of a row are of one kind. A bare number after sentences is none: it could be either kind.
    """
    kinds = (kind for kind in _SEED_KINDS if before is None or before[0].name == kind.name)
    for kind, start in signs_at(kinds, words, at):
        if found := _numbers_at(words, start, kind):
            return found
    if before is None or before[1].sentences or before[1].nth:
        return None
    bare = in_either_case(_BARE).match(words, at)
    return _numbers_at(words, at, before[0]) if bare else None


_BARE = r"[0-9]|[IVXA-H]+\.[0-9]"
_ITEM_ALONE = r"\((?:[0-9]{1,3}|[a-z]{1,5})\)"  # 8(a)-(c)
_NTH = rf"\s*+{RESERVED_SIGN}\s*+([0-9]+)(?![\w(]|\.[0-9])"
_BEFORE_SENTENCES = r"\s*+,?\s*+(?=s)"


def _numbers_at(words: str, at: int, kind: LocatorKind) -> tuple[_Item, int] | None:
    """A number, or a range, and what may follow it: a paragraph of a page, sentences."""
    found = read_range(words, at, kind, first=kind.own, last=(kind.own, _ITEM_ALONE))
    if found is None:
        return None
    first, last, end = found
    nth, sentences = None, ""
    if kind.name == "page" and not last:
        nth = in_either_case(_NTH).match(words, end)
        end = nth.end() if nth else end
    if beginning := in_either_case(_BEFORE_SENTENCES).match(words, end):
        sentences = _written_sentences(words, beginning.end())
        end = beginning.end() + len(sentences) if sentences else end
    named = tuple(_sentences(sentences))
    return (kind, _range(kind, first, last, named, int(nth[1]) if nth else 0)), end


def _written_sentences(words: str, start: int) -> str:
    """The sentences that are named at an offset, as they are written there; or nothing."""
    found = in_either_case(_SENTENCES).match(words, start)
    more = _MORE_OF_SEVERAL if found and found["several"] else _MORE_OF_ONE
    end = start
    while found:
        end = found.end()
        is_last = not in_either_case(AND).match(words, end)  # as of most citations
        found = None if is_last else in_either_case(more).match(words, end)
    return words[start:end]


def _range(
    kind: LocatorKind, first: str, last: str, sentences: tuple[Sentences, ...], nth: int
) -> Range:
    first, last = "".join(first.split()), "".join((last or first).split())
    if last.startswith("("):
        last = first.rpartition("(")[0] + last
    named = None if kind.name == "paragraph" else Pinpoint(kind.name, first, last)
    if kind.name in {"page", "time"}:  # which paragraphs stand there only the seed can tell
        return Range("", "", sentences, named, nth)
    return Range(cited_form(first), cited_form(last), sentences, named)


def _sentences(written: str) -> list[Sentences]:
    found = re.finditer(rf"([0-9]+)(?:{TO}\D*([0-9]+))?", written, re.IGNORECASE)
    return [Sentences(int(part[1]), int(part[2] or part[1])) for part in found]


RECORD_KINDS = tuple(kind for kind in KINDS if "record" in kind.of)


def read_pinpoints(words: str, start: int = 0) -> tuple[tuple[Pinpoint, ...], int]:
    """The places in a record that are named at an offset, and the offset behind the last of them.

    Blanks may come first. `locators.is_left_over` says whether the rest belongs to them.
    """
    return read_row(words, start, _place_at)


def _place_at(words: str, at: int, before: Pinpoint | None) -> tuple[Pinpoint, int] | None:
    """The place that is named at an offset, and the offset behind it."""
    for kind, start in _signed_or_bare(words, at, before):
        if found := read_range(words, start, kind, first=kind.number, last=(kind.number,)):
            first, last, end = found
            return Pinpoint(kind.name, first, last or first), end
    return None


def _signed_or_bare(
    words: str, at: int, before: Pinpoint | None
) -> Iterator[tuple[LocatorKind, int]]:
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
        _RECORD_SIGNS[kind][are_several(row)] + ", ".join(map(_place_written, row))
        for kind, row in by_kind(places)
    )
    return ", ".join(rows)


_RECORD_SIGNS = {kind.name: kind.written for kind in RECORD_KINDS}


def _place_written(place: Pinpoint) -> str:
    return place.first + (f"-{place.last}" if place.last != place.first else "")
