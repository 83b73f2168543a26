"""Where a line may end inside a word: at its marks, in an address, and by Liang's patterns.

The patterns are pyphen's, for the language of the words; they are read here because its own reader
takes 70 ms for British English, and this one 3. Method: F. M. Liang, "Word Hy-phen-a-tion by
Com-put-er" (1983).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache
from importlib.util import find_spec
from itertools import pairwise
from pathlib import Path

from msgspec import Struct, field

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


_SHORTEST_WORD = 5  # letters of a word that may be divided
_LEFT, _RIGHT = 2, 3  # letters that stay before and go behind the hyphen

# A pattern with "/" changes letters where it divides, one with "^" is in hexadecimal: left out.
_RULE = re.compile(rb"^[^%#/^\s]+$", re.MULTILINE)


class Patterns(Struct, frozen=True, eq=False):
    """Patterns by their letters: `a2ct` under `act`. `words` remembers what was asked."""

    by_letters: Mapping[str, str]
    longest: int
    words: dict[str, tuple[int, ...]] = field(default_factory=dict)


def division_points(word: str, language: str) -> tuple[int, ...]:
    """The places in a word where a hyphen may come, as counts of characters before it.

    Empty for a language without patterns, for short words, and for anything but letters.
    """
    if len(word) < _SHORTEST_WORD or not word.isalpha():
        return ()
    patterns = _patterns(language.replace("-", "_").lower())
    if patterns is None:
        return ()
    points = patterns.words.get(word)
    if points is None:
        points = tuple(_division_points(word.lower(), patterns))
        patterns.words[word] = points
    return points


def _division_points(word: str, patterns: Patterns) -> list[int]:
    """Liang's method: the highest value wins at each place; odd values divide."""
    dotted = f".{word}."
    values = [0] * (len(dotted) + 1)
    for start in range(len(dotted) - 1):
        for end in range(start + 1, min(start + patterns.longest, len(dotted)) + 1):
            pattern = patterns.by_letters.get(dotted[start:end])
            if pattern is None:
                continue
            place = start
            for mark in pattern:
                if mark.isdigit():
                    values[place] = max(values[place], int(mark))
                else:
                    place += 1
    last = len(word) - _RIGHT
    return [place for place in range(_LEFT, last + 1) if values[place + 1] % 2]


@lru_cache(maxsize=16)
def _patterns(language: str) -> Patterns | None:
    """The patterns of a language: of `en_gb`, else of `en`."""
    path = _file_of(language)
    if path is None:
        return None
    encoding, _, data = path.read_bytes().partition(b"\n")
    name = encoding.decode("ascii", "replace").strip().lower()
    # Bytes, because decoding first takes three times as long.
    rules = b"\n".join(_RULE.findall(data))
    name = "cp1251" if name == "microsoft-cp1251" else name
    shown, letters = (
        one.decode(name).split("\n") for one in (rules, rules.translate(None, b"0123456789"))
    )
    by_letters = dict(zip(letters, shown, strict=True))
    return Patterns(by_letters, max(map(len, by_letters), default=0))


def _file_of(language: str) -> Path | None:
    folder = _dictionaries()
    if folder is None:
        return None
    files = {path.stem[5:].lower(): path for path in sorted(folder.glob("hyph_*.dic"))}
    if language in files:
        return files[language]
    family = language.partition("_")[0]
    return next((path for name, path in files.items() if name.partition("_")[0] == family), None)


def _dictionaries() -> Path | None:
    """The folder of pyphen's patterns, found without importing pyphen (24 ms)."""
    spec = find_spec("pyphen")
    if spec is None or not spec.submodule_search_locations:
        return None
    return Path(spec.submodule_search_locations[0]) / "dictionaries"
