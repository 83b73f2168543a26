"""Where a line may end inside a word."""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import pairwise

from generator.config.addresses import may_show_address, shows_address
from generator.theme.stand_ins import SOFT_HYPHEN

_MARKS = re.compile("[-–—/\u200b]")
_IN_WORDS = re.compile(r"(?<=[^\W\d_][-–/])(?=[^\W\d_])|(?<=\w—)(?=\w)|(?<=\u200b)(?=.)")
# The Chicago Manual of Style (17th edition, 14.18): behind a colon and a double slash; before a
# single slash and other marks; on either side of an equals sign and an ampersand. Of marks in a
# row, before the first.
_IN_ADDRESSES = re.compile(
    r"(?<=//)|(?<=:)(?!/)|(?<=[=&])|(?<![/=&])(?=[=&])|(?<![/:=&.,_?#%~;+-])(?=[/.,_?#%~;+-])"
)
_CLOSING = re.compile(r"[^\w/]+\Z")  # what ends a sentence behind an address
_LONG_CODE = 20  # characters: shorter code stays in one piece
_SHORTEST = 3  # characters of an address alone at a line's end or beginning
_LONG_NAME = 24  # characters: a shorter part of a mail address has room in any column


def may_divide(words: str) -> bool:
    """Whether it is worth asking where a line may end inside any of these words."""
    return _MARKS.search(words) is not None or may_show_address(words)


@lru_cache(maxsize=8_000)
def opportunities(token: str) -> tuple[str, ...]:
    """The token cut where a line may end without a hyphen; in one piece as a rule."""
    return tuple(_IN_WORDS.split(token))


@lru_cache(maxsize=8_000)
def address_in(token: str, target: str) -> tuple[str, ...]:
    """The same where the token shows an address, or part of the one it leads to; else nothing.

    Its soft hyphens are no part of it.
    """
    bare = token.replace(SOFT_HYPHEN, "")
    return address_opportunities(bare) if shows_address(bare, target) else ()


@lru_cache(maxsize=10_000)
def address_opportunities(address: str) -> tuple[str, ...]:
    """The same for an address, which keeps at least three characters together at either end.

    A mail address breaks before its @, and elsewhere only where the name before it or that of the
    host is long.
    """
    name, at, host = address.partition("@")
    if at and "/" not in address:
        return (*_parts_of_name(name), *_parts_of_name(at + host))
    return _parts_of_address(address)


def _parts_of_name(name: str) -> tuple[str, ...]:
    return _parts_of_address(name) if len(name) > _LONG_NAME else (name,)


def _parts_of_address(address: str) -> tuple[str, ...]:
    last = len(_CLOSING.sub("", address)) - _SHORTEST
    places = {found.start() for found in _IN_ADDRESSES.finditer(address)}
    cuts = sorted(place for place in places if _SHORTEST <= place <= last)
    return tuple(address[start:end] for start, end in pairwise((0, *cuts, None)))


def code_opportunities(token: str) -> tuple[str, ...]:
    """The same for code without a space: where it is long, as an address."""
    return address_opportunities(token) if len(token) > _LONG_CODE else (token,)
