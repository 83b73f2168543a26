"""The words behind the key of a seed → the places that they name, read to the end.

A locator is a row of numbers of one kind. Each number has its own sign, or takes the sign of the
one before. The sentences that are meant may follow a paragraph, and a paragraph may follow a page:
the second that begins there.
"""

from __future__ import annotations

import re
from functools import lru_cache

from msgspec import Struct

from generator.briefs.brief import Pinpoint, Range, Sentences
from generator.briefs.locators import (
    AND,
    KINDS,
    RESERVED_SIGN,
    TO,
    LocatorKind,
    kinds_at,
    read_row,
)
from generator.seeds.printed_numbers import cited_form

_NAMED = r"(?:s\.?|sentence)\s*+[0-9]+(?!\w)"
_UNNAMED = r"(?:(?:ss?\.?|sentences?)\s*+)?[0-9]+(?!\w)"
_SENTENCES = (
    rf"(?:ss\.?|sentences)\s*+[0-9]+(?!\w)(?:{TO}{_UNNAMED})?"
    rf"(?:{AND}{_UNNAMED}(?:{TO}{_UNNAMED})?)*"
    rf"|{_NAMED}(?:{TO}{_UNNAMED})?(?:{AND}{_NAMED}(?:{TO}{_UNNAMED})?)*"
)
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
    read = read_row(words, start, _item_at)
    if read is None:
        return None
    items, end = read
    return Locator(tuple(place for _, place in items), end)


_Item = tuple[LocatorKind, Range]


def _item_at(words: str, at: int, before: _Item | None) -> tuple[_Item, int] | None:
    """The next item of a row, and the offset behind it.

    All of a row are of one kind. A bare number after sentences is none: it could be either kind.
    """
    kinds = (kind for kind in _SEED_KINDS if before is None or before[0].name == kind.name)
    for kind in kinds_at(kinds, words, at):
        if found := _signed_item(kind).match(words, at):
            return (kind, _range(kind, found)), found.end()
    if before is None or before[1].sentences or before[1].nth:
        return None
    bare = _bare_item(before[0]).match(words, at)
    return ((before[0], _range(before[0], bare)), bare.end()) if bare else None


@lru_cache(maxsize=64)
def _signed_item(kind: LocatorKind) -> re.Pattern[str]:
    return re.compile(rf"{kind.sign}\s*+{_one_or_several(kind)}", re.IGNORECASE)


@lru_cache(maxsize=64)
def _bare_item(kind: LocatorKind) -> re.Pattern[str]:
    return re.compile(rf"(?=[0-9]|[IVXA-H]+\.[0-9]){_one_or_several(kind)}", re.IGNORECASE)


def _one_or_several(kind: LocatorKind) -> str:
    """A number, or a range, and what may follow it: a paragraph of a page, sentences."""
    nth = rf"|\s*+{RESERVED_SIGN}\s*+(?P<nth>[0-9]+)(?![\w(]|\.[0-9])"
    last = rf"(?P<last>{kind.own}|\((?:[0-9]{{1,3}}|[a-z]{{1,5}})\))"
    return (
        rf"(?P<first>{kind.own})"
        rf"(?:{TO}(?:{kind.sign}\s*+)?{last}{nth if kind.name == 'page' else ''})?"
        rf"(?:\s*+,?\s*+(?P<sentences>{_SENTENCES}))?"
    )


def _range(kind: LocatorKind, item: re.Match[str]) -> Range:
    first = "".join(item["first"].split())
    last = "".join((item["last"] or first).split())
    if last.startswith("("):  # 8(a)-(c)
        last = first.rpartition("(")[0] + last
    sentences = tuple(_sentences(item["sentences"] or ""))
    named = None if kind.name == "paragraph" else Pinpoint(kind.name, first, last)
    if kind.name in {"page", "time"}:  # which paragraphs stand there only the seed can tell
        nth = item["nth"] if kind.name == "page" else None
        return Range("", "", sentences, named, int(nth or 0))
    return Range(cited_form(first), cited_form(last), sentences, named)


def _sentences(written: str) -> list[Sentences]:
    found = re.finditer(rf"([0-9]+)(?:{TO}\D*([0-9]+))?", written, re.IGNORECASE)
    return [Sentences(int(part[1]), int(part[2] or part[1])) for part in found]
