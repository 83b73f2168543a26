"""Words that look like a citation but are printed as they are: no check would see them.

The words are searched as a reader would see them. So it does not matter why they were not read
as a citation: a sign that is missing, escaped or from another script, code, a bracket.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from operator import itemgetter

from msgspec import Struct

from generator.briefs.brief import Stretch
from generator.briefs.locators import (
    ANY_SIGN,
    COUNTED,
    DOUBTFUL_SIGN,
    RESERVED_SIGN,
    Locator,
    is_of_a_document,
    read_locator,
)
from generator.briefs.meant import Citable, as_key, is_all_of, meant_by, written_as_citation
from generator.briefs.quotations import quoted


class Stray(Struct, frozen=True):
    """Words that look like a citation; `meant` is the citation that the author probably meant.

    `unclosed` says that the stretch is a bracket without its partner, `sure` that the words can
    hardly be anything else, `whole` that they hold nothing but `meant`.
    """

    start: int
    end: int
    meant: str
    unclosed: bool = False
    sure: bool = True
    whole: bool = False


def stray_citations(
    words: str, citable: Citable, spared: Sequence[Stretch] = (), *, in_bracket: bool = False
) -> Iterator[Stray]:
    """Every place of a text that looks like a citation: one for each bracket or row of signs.

    `spared` are the stretches that the author marks as not citing; `in_bracket` says that all of
    the text is inside the bracket of a citation.
    """
    if in_bracket or _may_cite(words, citable):
        seen = _seen(words, citable, spared, in_bracket=in_bracket)
        yield from (_stray(words, row, citable) for row in _rows(words, seen))


def _seen(
    words: str, citable: Citable, spared: Sequence[Stretch], *, in_bracket: bool
) -> Iterator[_Seen]:
    """Every sign that may belong to a citation, without the signs inside a locator."""
    found = list(_signs(citable.seeds | citable.tables).finditer(words))
    if not found:
        return
    brackets, free = tuple(_brackets(words)), sorted(spared)
    quotations = [(part.start, part.end) for part in quoted(words)[0]]
    end = 0
    for sign in found:
        start = sign.start()
        if start < end or _around(free, start):
            continue
        bracket = sign.span() if sign["number"] else _around(brackets, start)
        inside = in_bracket or bracket is not None
        place = _Sign(sign, words, citable, inside, _around(quotations, start) is not None)
        sure = _JUDGES[sign.lastgroup or ""](place)
        if sure is not None:
            locator = read_locator(words, start)
            end = locator.end if locator else sign.end()
            yield _Seen(sign, sure, bracket, locator)


# --- the signs of a citation ------------------------------------------------------------

_OUTSIDE = (*"¶❡⁋@＠﹫[［【〔", "para", "par.", "par ", "ibid", "cit.")
"""Every sign that shows a citation without naming a source contains one of these, in lower case."""


def _may_cite(words: str, citable: Citable) -> bool:
    """Whether a text may hold a sign at all. Most do not, and need no slow search."""
    low = words.lower()
    for sign in (*_OUTSIDE, *_first_words(citable.seeds | citable.tables)):
        if sign in low:
            return True
    return any(name in words for name in citable.records)


@lru_cache(maxsize=64)
def _first_words(names: frozenset[str]) -> tuple[str, ...]:
    return tuple({name.partition("-")[0] for name in names})


@lru_cache(maxsize=64)
def _signs(names: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    known = "|".join(name.replace("-", "[- _‐‑‒–−]") for name in longest_first) or "(?!)"
    return re.compile(
        rf"""(?<!\w)[@＠﹫](?P<handle>\w[\w‐‑‒–−-]*)
        |(?P<reserved>{RESERVED_SIGN})
        |(?P<paragraph>{DOUBTFUL_SIGN}\s*{COUNTED})
        |(?P<place>{ANY_SIGN}\s*{COUNTED})
        |(?<![\w/@.-])(?:(?P<name>{known})|(?P<record>R[ ]?[0-9]+[a-z]?)|(?P<table>(?:tbl|fig)-\w+))
            (?![\w/-]|\.\w)
        |(?<!\])(?P<number>\[\s*[0-9]{{1,3}}[a-z]?(?:(?:\s*[-–;]\s*|,\s+)[0-9]{{1,3}})*\s*\])
            (?![\w.,]*[0-9]|:)
        |(?P<again>\b(?:ibid|op\.\s?cit|loc\.\s?cit)\b)""",
        re.VERBOSE | re.IGNORECASE,
    )


class _Sign(Struct, frozen=True):
    """A sign and what stands around it: a square bracket, quotation marks."""

    found: re.Match[str]
    words: str
    citable: Citable
    bracketed: bool
    quoted: bool

    @property
    def is_of_a_document(self) -> bool:
        return is_of_a_document(self.words, self.found.start())


def _handle(sign: _Sign) -> bool | None:
    handle, citable = sign.found["handle"], sign.citable
    known = handle in citable.records or as_key(handle) in citable.seeds | citable.tables
    return True if sign.bracketed or known else None


def _always(sign: _Sign) -> bool | None:
    return bool(sign.found)


def _stray_paragraph(sign: _Sign) -> bool | None:
    if sign.is_of_a_document:
        return None
    return sign.bracketed or (None if sign.quoted else False)


def _other_place(sign: _Sign) -> bool | None:
    """A page or an article: part of a citation only if it is in a bracket."""
    return True if sign.bracketed and not sign.quoted and not sign.is_of_a_document else None


def _name(sign: _Sign) -> bool | None:
    """A key or a table's name. Its place shows whether a key that is a common word is meant."""
    written = sign.found["name"]
    is_plain = all(map(str.isalpha, written.split()))
    if sign.bracketed:
        return None if is_plain and sign.quoted else True
    if sign.quoted or " " in written or sign.citable.is_usual(as_key(written)):
        return None
    before, after = sign.words[: sign.found.start()], sign.words[sign.found.end() :]
    alone = before.endswith("(") and after[:1] in (")", ",", ";")
    return True if alone or not is_plain else None


def _record(sign: _Sign) -> bool | None:
    """A record's id. Without a bracket it counts only where a citation belongs, behind a clause."""
    name = sign.found["record"]
    ends = _CLAUSE_ENDS.match(sign.words, sign.found.end())
    known = name in sign.citable.records and not sign.quoted
    return True if sign.bracketed or (known and ends) else None


_CLAUSE_ENDS = re.compile(r"\W*$|\s*[.,;:)!?]")


def _bracketed(sign: _Sign) -> bool | None:
    return True if sign.bracketed else None


def _unless_quoted(sign: _Sign) -> bool | None:
    return None if sign.quoted else True


_JUDGES: Mapping[str, Callable[[_Sign], bool | None]] = {
    "handle": _handle,
    "reserved": _always,
    "paragraph": _stray_paragraph,
    "place": _other_place,
    "name": _name,
    "record": _record,
    "table": _bracketed,
    "number": _unless_quoted,
    "again": _unless_quoted,
}
"""For each sign: True if it is surely a citation, False if it may be one, None if it is not."""


# --- what stands together ---------------------------------------------------------------


class _Seen(Struct, frozen=True):
    sign: re.Match[str]
    sure: bool
    bracket: Stretch | None  # around it; an unclosed bracket ends with its sentence
    locator: Locator | None

    @property
    def end(self) -> int:
        return self.locator.end if self.locator else self.sign.end()


_EDGES = re.compile(r"(?P<opens>[\[［【〔])|(?P<closes>[\]］】〕])|[.!?]\s+(?=[^\W\d_a-z])")
_CLOSES = re.compile(r"[\]］】〕]")


def _brackets(words: str) -> Iterator[Stretch]:
    """The innermost square brackets; an unclosed one ends with its sentence."""
    opening, stop = -1, 0
    for edge in _EDGES.finditer(words):
        if edge["opens"]:
            if opening >= 0:
                yield opening, stop or edge.start()
            opening, stop = edge.start(), 0
        elif edge["closes"] and opening >= 0:
            yield opening, edge.end()
            opening = -1
        else:
            stop = stop or edge.start() + 1
    if opening >= 0:
        yield opening, stop or len(words)


def _around(stretches: Sequence[Stretch], offset: int) -> Stretch | None:
    """The stretch that an offset lies in; `stretches` are in order and do not overlap."""
    index = bisect_right(stretches, offset, key=itemgetter(0)) - 1
    return stretches[index] if index >= 0 and offset < stretches[index][1] else None


_BETWEEN = re.compile(r"[\s,;:()@^]*(?:and|see|also|cf\.)?[\s,;:()@^]*", re.IGNORECASE)


def _rows(words: str, seen: Iterable[_Seen]) -> Iterator[list[_Seen]]:
    """The signs that form one citation together."""
    row: list[_Seen] = []
    for each in seen:
        if row and not _belongs(words, row[-1], each):
            yield row
            row = []
        row.append(each)
    if row:
        yield row


def _belongs(words: str, before: _Seen, after: _Seen) -> bool:
    if before.bracket or after.bracket:
        return before.bracket == after.bracket
    return _BETWEEN.fullmatch(words, before.end, after.sign.start()) is not None


def _stray(words: str, row: Sequence[_Seen], citable: Citable) -> Stray:
    bracket, sure = row[0].bracket, any(seen.sure for seen in row)
    meant = meant_by((seen.sign, seen.locator) for seen in row)
    written = written_as_citation(meant, citable)
    if bracket is None:
        return Stray(row[0].sign.start(), row[-1].end, written, sure=sure)
    if not _CLOSES.match(words, bracket[1] - 1):
        return Stray(bracket[0], bracket[0] + 1, written, unclosed=True, sure=sure)
    inside = (bracket[0] + 1, bracket[1] - 1)
    whole = len(meant) == 1 and is_all_of(words, inside, meant[0], citable)
    return Stray(*bracket, written, whole=whole, sure=sure)
