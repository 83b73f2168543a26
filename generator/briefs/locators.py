"""How places in sources are spelt, and what may look like one and is none.

`KINDS` lists every kind of locator, and what is cited by it. It also has the kinds that nothing is
cited by, so that a message can name them. How a row of them is read is in `cited_places`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Literal, TypeVar

from msgspec import Struct

Alone = Literal["citation", "doubt", "own", "aside", "words"]
"""What a sign with its number is taken for in running text, outside a bracket.

An `own` one may be of the brief itself, one `aside` is in doubt only between round brackets.
"""


CitedKind = Literal["seed", "record"]

# Letters of either case are listed where a class has them: `re` takes it for many alphabets else,
# and compiles it ten times as long.
_LETTER = "(?-i:[A-Za-z])"
_ROMAN = (
    r"(?=(?-i:[ivxlcdmIVXLCDM]))m{0,3}(?:c[md]|d?c{0,3})(?:x[cl]|l?x{0,3})(?:i[xv]|v?i{0,3})"
    r"(?![\w(]|\.[0-9])"
)
_ITEMS = (
    rf"(?:\((?:[0-9]{{1,3}}|{_LETTER}{{1,5}})\)"
    rf"|[ \t]\((?:[0-9]{{1,2}}|{_LETTER}|(?:i[vx]|v?i{{1,3}}|v|x))\))*"
)
_NUMBER = (
    r"(?:(?-i:[IVXivx]+|[A-H])\.(?=[0-9]))?[0-9]+(?:\.[0-9]+)*"
    rf"(?:{_LETTER}|\s?(?:bis|ter|quater))?{_ITEMS}(?![\w(]|\.[0-9])"
)
_COUNT = (
    rf"[0-9]+{_LETTER}?(?:\.[0-9]+)*(?:\((?:[0-9]+{_LETTER}?|{_LETTER}{{1,4}})\))*"
    r"(?![\w(]|\.[0-9])"
)
_ANY_COUNT = rf"(?:{_COUNT}|{_ROMAN})"


class LocatorKind(Struct, frozen=True):
    """A kind of place in a source. `sign` is a regular expression for the sign before its number.

    `of` says what is cited by it. `written` is the sign as it is best written before one number and
    before several, `number` a regular expression for a number in a record, and `own` for one of a
    seed.
    """

    name: str
    sign: str
    of: tuple[CitedKind, ...] = ()
    alone: Alone = "words"
    written: tuple[str, str] = ("", "")
    number: str = _COUNT
    own: str = _NUMBER


_RECORD: tuple[CitedKind, ...] = ("record",)
_BOTH: tuple[CitedKind, ...] = ("seed", "record")
_PAGE = rf"(?:{_LETTER}?[0-9]+{_LETTER}?(?![\w(]|\.[0-9])|{_ROMAN})"
_TIME = r"[0-9]{1,3}(?::[0-5][0-9]){1,2}(?![\w:])"

# The terms are those of CSL 1.0.2 ("Locators"), but for the marginal number.
KINDS = (
    LocatorKind(
        "paragraph", r"(?:¶{1,2}|[❡⁋]{1,2})", ("seed",), alone="citation", written=("¶", "¶¶ ")
    ),
    LocatorKind(
        "paragraph",
        r"\b(?:paragraphs?|paras?\.?|par\.?)",
        ("seed",),
        alone="doubt",
        written=("¶", "¶¶ "),
    ),
    LocatorKind("section", r"§§?", _BOTH, alone="aside", written=("§ ", "§§ ")),
    LocatorKind("section", r"\b(?:sections?|secs?\.)", _BOTH, written=("§ ", "§§ ")),
    LocatorKind("sentence", r"\b(?:sentences?|ss?\.)"),
    LocatorKind(
        "page",
        r"\b(?:pp?\.|pages?)",
        _BOTH,
        alone="aside",
        written=("p. ", "pp. "),
        number=_PAGE,
        own=_PAGE,
    ),
    LocatorKind("table", r"\b(?-i:Tables?)", _RECORD, alone="own", written=("Table ", "Tables ")),
    LocatorKind(
        "figure",
        r"\b(?-i:Figures?|Figs?\.?)",
        _RECORD,
        alone="own",
        written=("Figure ", "Figures "),
    ),
    LocatorKind("article", r"\b(?:articles?|arts?\.)", _BOTH, written=("Art. ", "Arts. ")),
    LocatorKind("marginal number", r"\b(?:Rn|Rz|Tz)\.", _BOTH, written=("Rn. ", "Rn. ")),
    LocatorKind("line", r"\b(?:lines?|ll?\.)", _RECORD, written=("line ", "lines ")),
    LocatorKind(
        "note",  # "Note 4" with a capital is the title of a paper, "n. 5" in Italian a number
        r"(?:\b(?:footnotes?|fn\.?|(?-i:(?:end)?notes?))|(?<=[(\[])nn?\.?)(?=[\s0-9])",
        _RECORD,
        alone="aside",
        written=("fn. ", "fn. "),
    ),
    LocatorKind(
        "chapter",
        r"\b(?:chapters?|chaps?\.|chs?\.)",
        _RECORD,
        written=("ch. ", "chs. "),
        number=_ANY_COUNT,
    ),
    LocatorKind(
        "part", r"\b(?:parts?|pts?\.)", _RECORD, written=("part ", "parts "), number=_ANY_COUNT
    ),
    LocatorKind(
        "volume",
        r"\b(?:volumes?|vols?\.)",
        _RECORD,
        written=("vol. ", "vols. "),
        number=_ANY_COUNT,
    ),
    LocatorKind(
        "annex",
        r"\b(?:annex(?:es)?|append(?:ix|ices)|app\.)",
        _RECORD,
        written=("Annex ", "Annexes "),
        number=rf"(?:{_ANY_COUNT}|(?-i:[A-Z])(?![\w(]|\.[0-9]))",
    ),
    LocatorKind("column", r"\b(?:columns?|cols?\.)", _RECORD, written=("col. ", "cols. ")),
    LocatorKind(
        "time",
        r"\bat(?=\s*+[0-9]+:[0-5][0-9])",
        _BOTH,
        written=("at ", "at "),
        number=_TIME,
        own=_TIME,
    ),
)


def _any_of(kinds: Iterable[LocatorKind]) -> str:
    return "(?:" + "|".join(kind.sign for kind in kinds) + ")"


ANY_SIGN = _any_of(KINDS)
RESERVED_SIGN = _any_of(kind for kind in KINDS if kind.alone == "citation")
DOUBTFUL_SIGN = _any_of(kind for kind in KINDS if kind.alone == "doubt")
PARAGRAPH = re.compile(f"{RESERVED_SIGN}|{DOUBTFUL_SIGN}", re.IGNORECASE)
OWN_SIGN = _any_of(kind for kind in KINDS if kind.alone == "own")
ASIDE_SIGN = _any_of(kind for kind in KINDS if kind.alone == "aside")

_IN_WORDS = "(?:one|two|three|four|five|six|seven|eight|nine|ten)"
COUNTED = rf"(?:[0-9]{{1,4}}{_LETTER}?|{_IN_WORDS})\b"
"""A number in running text, in figures or words."""
NTH_PARAGRAPH = (
    r"\b(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|[0-9]+(?:st|nd|rd|th)"
    r"|opening|penultimate|last|final|closing)\s+paragraph\b"
)
"""A paragraph by its place among others."""

TO = r"\s*+(?:[-‐‑‒–—]++|−++|to\b|through\b|thru\b|until\b|till\b)\s*+"
AND = r"\s*+(?:,\s*+(?:and\b|&)?|and\b|&)\s*+"

# --- numbers ----------------------------------------------------------------------------


@lru_cache(maxsize=128)
def in_either_case(pattern: str) -> re.Pattern[str]:
    """A pattern whose letters may be capitals, compiled when a brief first needs it.

    Most briefs need two or three kinds of places, and those of all take a tenth of a check.
    """
    return re.compile(pattern, re.IGNORECASE)


def signs_at(
    kinds: Iterable[LocatorKind], words: str, at: int
) -> Iterator[tuple[LocatorKind, int]]:
    """Those of the kinds whose sign stands at an offset, and the offset of the number behind it."""
    for kind in kinds:
        if sign := in_either_case(rf"{kind.sign}\s*+").match(words, at):
            yield kind, sign.end()


def read_range(
    words: str, at: int, kind: LocatorKind, *, first: str, last: Iterable[str]
) -> tuple[str, str, int] | None:
    """The number at an offset and the last one of its range, and the offset behind both; or None.

    Without a range, the last is empty. `first` is the pattern of the one, `last` has those of the
    other in the order in which they are tried.
    """
    number = in_either_case(first).match(words, at)
    if number is None:
        return None
    if joint := in_either_case(TO).match(words, number.end()):
        again = (start for _, start in signs_at((kind,), words, joint.end()))
        for start in (*again, joint.end()):
            for pattern in last:
                if other := in_either_case(pattern).match(words, start):
                    return number[0], other[0], other.end()
    return number[0], "", number.end()


# --- a row of places --------------------------------------------------------------------

_OPENING = re.compile(r"\s*+(?P<braced>\{\s*+)?")
_NEXT = re.compile(AND, re.IGNORECASE)
_CLOSING = re.compile(r"\s*+\}")

Item = TypeVar("Item")


def read_row(
    words: str, start: int, item_at: Callable[[str, int, Item | None], tuple[Item, int] | None]
) -> tuple[tuple[Item, ...], int]:
    """The places in a row at an offset, maybe in braces, and the offset behind the last of them.

    `item_at` reads the one at an offset, with the one before it at hand, and says where it ends.
    """
    if start >= len(words):
        return (), start
    opening = _OPENING.match(words, start)
    items: list[Item] = []
    at = end = opening.end() if opening else start
    while found := item_at(words, at, items[-1] if items else None):
        item, end = found
        items.append(item)
        joint = _NEXT.match(words, end)
        if joint is None:
            break
        at = joint.end()
    if not items:
        return (), start
    if not opening or not opening["braced"]:
        return tuple(items), end
    closing = _CLOSING.match(words, end)
    return (tuple(items), closing.end()) if closing else ((), start)


# --- what is no locator and may not look like one ---------------------------------------

_LOOSE_NUMBER = r"(?<![\w.,])(?:ss?|pp?|n|l)?[0-9]{1,3}[A-Za-z]?(?![\w%]|[.,][0-9])"
# Patterns that few briefs need are compiled where they are used: `re` keeps them.
_IN_PASSING = (
    rf"{ANY_SIGN}\s*+[0-9]|{RESERVED_SIGN}|@|{_LOOSE_NUMBER}|\b{_IN_WORDS}\W*$"
    r"|\b(?:sentence|(?:sub-?)?paragraph|para|page|line|footnote|indent)s?\b"
    r"|\b(?:ff|sqq?|seqq?|passim|onwards?|following|etc|et al)\b"
    r"|[\s(](?-i:[a-z]|[ivx]+)\W*$"  # "lit. a", "point (b)", "no. iv"; not "by A. B."
)
_GOES_ON = (
    rf"\s*[0-9]|[\s,]*(?:{TO}|(?:and|or)\b|&|f\.|$)|[^\w\s,:({{“\"'‘]"
    r"|\W*(?:[a-z]|[ivxl]+)\W*$|\W*\((?:[a-z]|[ivxl]+)\)"
)


def holds_a_place(words: str) -> bool:
    """Whether words beside a citation name a place, which no check would see."""
    return bool(words.strip()) and re.search(_IN_PASSING, words, re.IGNORECASE) is not None


def other_kind(words: str) -> LocatorKind | None:
    """The kind of place that the words begin with, if it is one that seeds are not cited by."""
    for kind in KINDS:
        if "seed" not in kind.of and re.match(
            rf"[\s,{{]*{kind.sign}\s*{COUNTED}", words, re.IGNORECASE
        ):
            return kind
    return None


_THE_SOURCE = r"(?:the|this|that|its|his|her|their)\s+(?:article|column|essay|piece|source|text)\b"
_OF_A_DOCUMENT = rf"""(?:{NTH_PARAGRAPH}|{ANY_SIGN}\s*+{COUNTED}(?:\s*+\([0-9a-z]+\))*
    (?:(?:{TO}|{AND}){COUNTED}(?:\s*+\([0-9a-z]+\))*)*)
    \s*+,?\s*+(?:of\s+(?!{_THE_SOURCE})\w
        |(?:in|to|under)\s+(?:the\s+)?(?-i:[A-Z])|(?-i:[A-Z]{{2,}}))"""
_BEHIND_A_DOCUMENT = rf"""(?:{ANY_SIGN}\s*+{COUNTED}[\w()]*,?
    |(?-i:[A-Z])\w{{2,}}\s+(?:No\.\s*)?[0-9][\w/]*(?:\s*\([0-9]+\))?,(?:\s*at)?)\s*$"""


def is_of_a_document(words: str, at: int) -> bool:
    """Whether the sign at an offset belongs to a document that is named beside it.

    "Paragraph 3 of the treaty", "Article 6, para. 3", "Resolution 1701 (2006), para. 8".
    """
    before = words[max(0, at - 40) : at]
    beside = re.compile(_OF_A_DOCUMENT, re.VERBOSE | re.IGNORECASE).match(words, at)
    return bool(beside or re.search(_BEHIND_A_DOCUMENT, before, re.VERBOSE | re.IGNORECASE))


def is_left_over(words: str) -> bool:
    """Whether there are words behind a locator that may still be a part of it."""
    return bool(words.strip()) and (
        re.match(_GOES_ON, words, re.IGNORECASE) is not None or holds_a_place(words)
    )
