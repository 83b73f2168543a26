"""The signs that a citation may begin with, and whether one is surely a citation in its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
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
_OUTSIDE = re.compile(
    rf"[¶❡⁋@＠﹫\[［【〔{_RAISED}]|para|par[. ]|ibid|cit\.|\bR ?[0-9]|\btables?\b|\bfig"
    r"|\bpp?\.|\bpages?\b|et al|\b(?:19|20)[0-9]{2}|undated|n\. ?d\.",
    re.IGNORECASE,
)
"""Every sign that shows a citation without naming a source has one of these."""


def may_cite(words: str, citable: Citable) -> bool:
    """Whether a text may hold a sign at all. Most do not, and need no slow search."""
    if _OUTSIDE.search(words):
        return True
    low = words.lower()
    return any(sign in low for sign in _first_words(citable.names))


@lru_cache(maxsize=64)
def _first_words(names: frozenset[str]) -> tuple[str, ...]:
    return tuple({re.split("[-_]", name.lower())[0] for name in names})


def signs_of(citable: Citable) -> re.Pattern[str]:
    """The pattern of every sign; its last group says which kind it is (see `_JUDGES`)."""
    return _signs(citable.names, frozenset(citable.authors))


_YEAR = r"(?:(?:19|20)[0-9]{2}[a-z]?|undated|n\.\s?d\.)"
_WITHIN_A_WORD = rf"\B[^\W{_RAISED}]"  # where none begins: most places of a text, left at once
_SURNAME = r"(?-i:[^\W\d_a-z])[\w’'-]*"
_PAGE = r"(?:pp?\.\s*)?[0-9]{1,4}(?:\s*[-–]\s*[0-9]{1,4})?"


def _alternatives(names: Iterable[str]) -> str:
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return "|".join(longest_first) or "(?!)"


@lru_cache(maxsize=64)
def _signs(names: frozenset[str], authors: frozenset[str]) -> re.Pattern[str]:
    known = _alternatives(
        re.sub("[-_]", "[- _‐‑‒–−]", re.escape(name).replace(r"\-", "-")) for name in names
    )
    writers = _alternatives(map(re.escape, authors))
    return re.compile(
        rf"""(?!{_WITHIN_A_WORD})(?:(?<!\w)[@＠﹫](?P<handle>\w[\w‐‑‒–−-]*)
        |(?P<reserved>{RESERVED_SIGN})
        |(?P<paragraph>{DOUBTFUL_SIGN}\s*{COUNTED}|{NTH_PARAGRAPH})
        |(?P<own>{OWN_SIGN}\s*[0-9]{{1,3}}\b)
        |(?P<aside>{ASIDE_SIGN}\s*{COUNTED})
        |(?P<place>{ANY_SIGN}\s*{COUNTED})
        |(?<![\w/@.-])(?:(?P<name>{known})|(?P<record>R[ ]?[0-9]+[a-z]?)|(?P<table>(?:tbl|fig)-\w+))
            (?![\w/-]|\.\w)
        |(?<!\])(?P<number>\[\s*[0-9]{{1,3}}[a-z]?(?:(?:\s*[-–;]\s*|,\s+)[0-9]{{1,3}})*\s*\])
            (?![\w.,]*[0-9]|:)
        |(?:(?<=[^\W\d_]{{4}})|(?<=[.,;:!?%”’»"']))
            (?P<raised>[{_RAISED}]+(?:[,–-][{_RAISED}]+)*)(?![\w⁺⁻{_RAISED}])
        |(?<!\w)(?P<author>(?-i:{writers}))
            (?:,?\s{_YEAR}(?:[\s,:]+{_PAGE})?(?=\s*[)\]］;])|\s\({_YEAR}(?:[\s,:]+{_PAGE})?\s*\))
        |(?<!\w)(?P<dated>{_SURNAME}(?:\s+(?:&|and|et|und)\s+{_SURNAME})?
            (?:\s+et\ al\.?)?,?\s\(?{_YEAR}(?:\s*[,:]\s*{_PAGE})?(?=\s*[)\]］;]))
        |(?P<again>\b(?:ibid|op\.\s?cit|loc\.\s?cit)\b))""",
        re.VERBOSE | re.IGNORECASE,
    )


_CLAUSE_ENDS = re.compile(r"\W*$|\s*[.,;:)!?]")
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
        return _CLAUSE_ENDS.match(self.words, self.found.end()) is not None

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
    return sign.bracketed or (None if sign.quoted else False)


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
    spoken_of = alone or _REFERS.search(sign.before)
    return False if sign.citable.records and spoken_of else None


_REFERS = re.compile(r"\b(?:as|see|cf\.|per|according\ to|records?)\s+$", re.IGNORECASE)


def _bracketed(sign: CitationSign) -> bool | None:
    return True if sign.bracketed else None


def _unless_quoted(sign: CitationSign) -> bool | None:
    return None if sign.quoted else True


def _dated(sign: CitationSign) -> bool | None:
    """A name and a year, of nobody who wrote a source here: a citation where it stands like one."""
    written = sign.found["dated"]
    if sign.quoted:
        return None
    if _OF_A_TEXT.search(written):
        return sign.bracketed
    names = [word for word in _WORDS.findall(written) if not word[0].islower()]
    stands_alone = _OPENS_A_CITATION.search(sign.before) is not None
    if not stands_alone or not all(map(sign.citable.is_surname, names)):
        return None
    if sign.bracketed:
        return True
    return False if _ENDS_A_CLAUSE.match(sign.words, sign.found.end()) else None


_OF_A_TEXT = re.compile(rf"\bet al\b|{_YEAR}\s*[,:]\s*{_PAGE}$|\d[a-z]$")
_WORDS = re.compile(r"[^\W\d_][\w’'-]*")
_OPENS_A_CITATION = re.compile(r"(?:[\[［(;]|\b(?:see|cf\.))\s*$", re.IGNORECASE)
_ENDS_A_CLAUSE = re.compile(r"[^()]*\)(?:\W*$|\s*[.,;:!?])")


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
    "raised": _unless_quoted,
    "author": _unless_quoted,
    "dated": _dated,
    "again": _unless_quoted,
}
