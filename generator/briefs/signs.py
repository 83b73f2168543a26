"""The signs that a citation may begin with, and whether one is surely a citation in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from generator.briefs.locators import (
    ANY_SIGN,
    ASIDE_SIGN,
    COUNTED,
    DOUBTFUL_SIGN,
    NTH_PARAGRAPH,
    OWN_SIGN,
    RESERVED_SIGN,
    is_of_a_document,
)
from generator.briefs.meant import Citable, as_key

_RAISED = "⁰¹²³⁴-⁹"
_YEAR = r"(?:(?:19|20)[0-9]{2}(?-i:[A-Za-z])?|undated|n\.\s?d\.)"
_SURNAME = r"(?-i:[^\W\d_a-z])[\w’'-]*"
_PAGE = r"(?:pp?\.\s*)?[0-9]{1,4}(?:\s*[-–]\s*[0-9]{1,4})?"

_RAISED_NUMBER = rf"""(?x)(?:(?<=[^\W\d_]{{4}})|(?<=[.,;:!?%”’»"'])|(?<!\S))
    (?P<raised>[{_RAISED}]+(?:[,–-][{_RAISED}]+)*)(?![\w⁺⁻⁄/{_RAISED}])"""
_BEGINS = r"(?xi)(?!\B\w)"  # not within a word: most places are left at once
_BY_SIGN = (  # what is searched in the texts that have one of a few signs
    ("@＠﹫", r"(?<!\w)[@＠﹫](?P<handle>\w[\w‐‑‒–−-]*)"),
    ("¶❡⁋", f"(?P<reserved>{RESERVED_SIGN})"),
    ("⁰¹²³⁴⁵⁶⁷⁸⁹", _RAISED_NUMBER),
)
_IN_WORDS = rf"""{_BEGINS}(?:(?P<paragraph>{DOUBTFUL_SIGN}\s*{COUNTED}|{NTH_PARAGRAPH})
    |(?P<own>{OWN_SIGN}\s*[0-9]{{1,3}}\b)
    |(?P<aside>{ASIDE_SIGN}\s*{COUNTED})
    |(?P<again>\b(?:ibid|op\.\s?cit|loc\.\s?cit)\b))"""
_NUMBERS = r"[0-9]{1,3}[a-z]?(?:(?:\s*[-–;]\s*|,\s+)[0-9]{1,3})*"
_IN_BRACKETS = rf"""{_BEGINS}(?:(?P<place>{ANY_SIGN}\s*{COUNTED})
    |(?<!\])(?P<number>[\[［【〔]\s*{_NUMBERS}\s*[\]］】〕])(?![\w.,]*[0-9]|:)
    |(?<=[\[［【〔])(?P<counted>[^\W\d_]+[.:]?\s*{_NUMBERS}\s*)(?=[\]］】〕]))"""

# To ask what a text holds is quicker than to search it; "ı" is an i where case is ignored.
_MARKS = tuple("§ı\u0307")
_PARTS_OF_SIGNS = {  # each with what has to stand there, if it may as well be in other words
    "ibid": "",
    "para": rf"\bpara(?:graph)?s?\.?\s*{COUNTED}|\sparagraph\b",
    "par": rf"\bpar\.?\s*{COUNTED}",
    "cit": r"\.\s?cit\b",
    "table": rf"{OWN_SIGN}\s*[0-9]",
    "fig": rf"{OWN_SIGN}\s*[0-9]",
    "p.": r"\bpp?\.",
    "page": rf"\bpages?\s*{COUNTED}",
    "note": rf"notes?\s*{COUNTED}",
    "fn": r"\bfn",
    "(n": r"\(nn?[\W0-9]",
    "[n": r"\[nn?[\W0-9]",
}
_HINT_OF_RECORD = re.compile(  # begins with what few words hold
    r"[-0-9](?:(?<=\bR[0-9])|(?<=\bR [0-9])|(?<=\b(?:tbl|fig)-))", re.IGNORECASE
)
_CLOSING = ")]］;"
_HINT_OF_AUTHOR = re.compile(  # nobody's name stands before "in 2025; so"
    rf"(?<!\s(?-i:in|of|by|to)\s)(?<!\s(?-i:and)\s){_YEAR}(?:[\s,:]+{_PAGE})?\s*(?P<end>[^\w\s])",
    re.IGNORECASE,
)


def signs_in(words: str, citable: Citable, *, in_bracket: bool) -> Iterator[re.Match[str]]:
    """Every sign in a text, in order; its last group says which kind it is (see `_JUDGES`).

    Most texts hold none, and need no slow search. `in_bracket` says that all of this one is inside
    the bracket of a citation.
    """
    patterns, low = [], words.lower()
    bracketed = in_bracket or opens_a_bracket(words)
    patterns += [re.compile(one) for signs, one in _BY_SIGN if any(map(words.__contains__, signs))]
    if _may_hold_words_of_a_sign(words, low):
        patterns.append(re.compile(_IN_WORDS))
    if _HINT_OF_RECORD.search(words) or _may_name(low, citable.names):
        patterns.append(_signs_of_names(citable.names))
    if any(map(words.__contains__, _CLOSING)) and _may_name_an_author(words):
        patterns.append(_signs_of_authors(frozenset(citable.authors)))
    if bracketed:  # the last, for what has a name as well as a number
        patterns.append(re.compile(_IN_BRACKETS))
    return _leftmost(patterns, words)


def _may_hold_words_of_a_sign(words: str, low: str) -> bool:
    if not words.isascii() and any(map(low.__contains__, _MARKS)):
        return True
    return any(
        part in low and re.search(pattern, words, re.IGNORECASE)
        for part, pattern in _PARTS_OF_SIGNS.items()
    )


def opens_a_bracket(words: str) -> bool:
    """Whether a square bracket opens in a text, of whatever script."""
    return any(map(words.__contains__, "[［【〔"))


def _leftmost(patterns: Sequence[re.Pattern[str]], words: str) -> Iterator[re.Match[str]]:
    """What a pattern of these alternatives would find in a text.

    Each looks on from its own last place, and no more once it finds nothing: else many signs of one
    kind have all the others look through the whole text for each.
    """
    waiting = [found for pattern in patterns if (found := pattern.search(words))]
    while waiting:
        first = min(waiting, key=re.Match.start)
        yield first
        at = first.end()
        nearest = (
            found if found.start() >= at else found.re.search(words, at) for found in waiting
        )
        waiting = [found for found in nearest if found]


def _may_name_an_author(words: str) -> bool:
    return any(found["end"] in _CLOSING for found in _HINT_OF_AUTHOR.finditer(words))


def _may_name(low: str, names: frozenset[str]) -> bool:
    return any(map(low.__contains__, _first_words(names)))


@lru_cache(maxsize=64)
def _first_words(names: frozenset[str]) -> tuple[str, ...]:
    return tuple({re.split("[-_]", name.lower())[0] for name in names})


def _alternatives(names: Iterable[str]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(longest_first) or "(?!)"


@lru_cache(maxsize=64)
def _signs_of_names(names: frozenset[str]) -> re.Pattern[str]:
    """The signs that are a key, a record's id or the name of a table."""
    known = _alternatives(
        re.sub("[-_]", "[- _‐‑‒–−]", re.escape(name).replace(r"\-", "-")) for name in names
    )
    return re.compile(
        rf"""{_BEGINS}(?<![\w/@.-])
        (?:(?P<name>{known})|(?P<record>R[ ]?[0-9]+[a-z]?)|(?P<table>(?:tbl|fig)-\w+))
        (?![\w/-]|\.\w)"""
    )


@lru_cache(maxsize=64)
def _signs_of_authors(authors: frozenset[str]) -> re.Pattern[str]:
    """The signs that are somebody's name and a year."""
    writers = _alternatives(map(re.escape, authors))
    return re.compile(
        rf"""{_BEGINS}(?:(?<!\w)(?P<author>(?-i:{writers}))
            (?:,?\s{_YEAR}(?:[\s,:]+{_PAGE})?(?=\s*[)\]］;])|\s\({_YEAR}(?:[\s,:]+{_PAGE})?\s*\))
        |(?<!\w)(?P<dated>{_SURNAME}(?:\s+(?:&|and|et|und)\s+{_SURNAME})?
            (?:\s+et\ al\.?)?,?\s\(?{_YEAR}(?:\s*[,:]\s*{_PAGE})?(?=\s*[)\]］;])))"""
    )


_CLAUSE_ENDS = r"\W*$|\s*[.,;:)!?]"
_NEAR = 20  # characters, enough for "according to "


class CitationSign(Struct, frozen=True):
    """A sign and what stands around it: a square bracket, quotation marks."""

    found: re.Match[str]
    words: str
    citable: Citable
    bracketed: bool
    quoted: bool

    @property
    def is_of_a_document(self) -> bool:
        """Whether a document is named beside it, which it counts the parts of."""
        return is_of_a_document(self.words, self.found.start())

    @property
    def before(self) -> str:
        """The last words before it."""
        return self.words[max(0, self.found.start() - _NEAR) : self.found.start()]

    @property
    def after(self) -> str:
        return self.words[self.found.end() : self.found.end() + 1]

    @property
    def ends_a_clause(self) -> bool:
        return re.match(_CLAUSE_ENDS, self.words[self.found.end() :]) is not None

    @property
    def is_aside(self) -> bool:
        """Whether it stands between round brackets."""
        opened, closed = (self.words.rfind(it, 0, self.found.start()) for it in "()")
        return opened > closed


def is_surely_cited(sign: CitationSign) -> bool | None:
    """Whether a sign is surely a citation, may be one, or (None) is none."""
    return _JUDGES[sign.found.lastgroup or ""](sign)


def _handle(sign: CitationSign) -> bool | None:
    handle, citable = sign.found["handle"], sign.citable
    known = citable.key_of(handle) in citable.names | citable.records
    return True if sign.bracketed or known else None


def _always(sign: CitationSign) -> bool | None:
    return bool(sign.found)


def _stray_paragraph(sign: CitationSign) -> bool | None:
    if sign.is_of_a_document:
        return None
    is_small = sign.citable.is_of_grammar(sign.found[0].split()[0].lower())  # "par 189 voix"
    return sign.bracketed or (None if sign.quoted or is_small else False)


def _own(sign: CitationSign) -> bool | None:
    """A table or a figure: none of the brief's where it has not as many."""
    count = int(re.sub(r"\D+", "", sign.found["own"]))
    has = sign.citable.figures if sign.found["own"].startswith("F") else sign.citable.all_tables
    return None if 0 < count <= has else _stray_paragraph(sign)


def _aside(sign: CitationSign) -> bool | None:
    """A page: of a source where it stands like a citation, and maybe between round brackets."""
    sure = _other_place(sign)
    if sure is None and sign.is_aside and not sign.quoted and not sign.is_of_a_document:
        return False
    return sure


def _other_place(sign: CitationSign) -> bool | None:
    """An article, a line: part of a citation only if it is in a bracket."""
    return True if sign.bracketed and not sign.quoted and not sign.is_of_a_document else None


def _name(sign: CitationSign) -> bool | None:
    """A key or a table's name. Its place shows whether a key that is a common word is meant."""
    written = sign.found["name"]
    is_plain = all(map(str.isalpha, written.split()))
    if sign.bracketed:
        return None if is_plain and sign.quoted else True
    if sign.quoted or " " in written or sign.citable.is_usual(as_key(written)):
        return None
    alone = sign.before.endswith("(") and sign.after in (")", ",", ";")
    return True if alone or not is_plain else None


def _record(sign: CitationSign) -> bool | None:
    """A record's id; without a bracket where a citation would stand, or one is spoken of."""
    if sign.bracketed:
        return True
    if sign.quoted:
        return None
    if sign.found["record"] in sign.citable.records and sign.ends_a_clause:
        return True
    alone = sign.before.endswith("(") and sign.after == ")"
    spoken_of = alone or re.search(_REFERS, sign.before)
    return False if sign.citable.records and spoken_of else None


_REFERS = r"(?i)\b(?:as|see|cf\.|per|according\ to|records?)\s+$"


def _bracketed(sign: CitationSign) -> bool | None:
    return True if sign.bracketed else None


def _unless_quoted(sign: CitationSign) -> bool | None:
    return None if sign.quoted else True


def _dated(sign: CitationSign) -> bool | None:
    """A name and a year, of nobody who wrote a source here: a citation where it stands like one."""
    written = sign.found["dated"]
    if sign.quoted:
        return None
    if re.search(_OF_A_TEXT, written):
        return sign.bracketed
    names = [word for word in re.findall(_WORDS, written) if not word[0].islower()]
    stands_alone = re.search(_OPENS_A_CITATION, sign.before) is not None
    if not stands_alone or not all(map(sign.citable.is_surname, names)):
        return None
    if sign.bracketed:
        return True
    return False if re.match(_ENDS_A_CLAUSE, sign.words[sign.found.end() :]) else None


# Patterns that few texts need are compiled where they are used: `re` keeps them.
_OF_A_TEXT = rf"\bet al\b|{_YEAR}\s*[,:]\s*{_PAGE}$|\d[a-z]$"
_WORDS = r"[^\W\d_][\w’'-]*"
_OPENS_A_CITATION = r"(?i)(?:[\[［(;]|\b(?:see|cf\.))\s*$"
_ENDS_A_CLAUSE = r"[^()]*\)(?:\W*$|\s*[.,;:!?])"


_JUDGES: Mapping[str, Callable[[CitationSign], bool | None]] = {
    "handle": _handle,
    "reserved": _always,
    "paragraph": _stray_paragraph,
    "own": _own,
    "aside": _aside,
    "place": _other_place,
    "name": _name,
    "record": _record,
    "table": _bracketed,
    "number": _unless_quoted,
    "counted": _unless_quoted,
    "raised": _unless_quoted,
    "author": _unless_quoted,
    "dated": _dated,
    "again": _unless_quoted,
}
