"""What looks like a citation in words that are printed as they are: nobody would check it.

The question is asked of the words as a reader would see them, so it does not matter what kept
them from being read: a sign that is missing, escaped or of another script, code, a bracket.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

from msgspec import Struct

from generator.briefs.brief import Stretch
from generator.briefs.locators import (
    ANY_SIGN,
    COUNTED,
    RESERVED_SIGN,
    WORD_SIGN,
    is_of_a_document,
    read_locator,
)
from generator.briefs.meant import Citable, as_key, is_all_of, meant_by, written_as_citation
from generator.briefs.quotations import quoted


class Stray(Struct, frozen=True):
    """Words that look like a citation; `meant` is how it would be written, as far as it shows.

    `unclosed` says that the stretch is a bracket that nothing closes, `sure` that the words can
    hardly be anything else, `whole` that they are all of `meant` and nothing beside it.
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
    """Every place of a text that looks like a citation: one a bracket, or a row of signs.

    `spared` are the stretches that are no citations by their author's word; `in_bracket` says
    that all of the text stands in the bracket of a citation.
    """
    if not (in_bracket or _may_cite(words, citable)):
        return
    found = [
        sign
        for sign in _signs(citable.seeds | citable.tables).finditer(words)
        if not any(start <= sign.start() < end for start, end in spared)
    ]
    if not found:
        return
    quotations = tuple((part.start, part.end) for part in quoted(words)[0])
    seen: list[_Seen] = []
    for sign in found:
        bracket = _bracket_around(words, sign)
        inside = in_bracket or bracket is not None
        around = _Sign(sign, words, citable, inside, _is_in(quotations, sign.start()))
        sure = _JUDGES[sign.lastgroup or ""](around)
        if sure is not None:
            seen.append(_Seen(sign, sure, bracket))
    yield from (_stray(words, row, citable) for row in _rows(words, seen))


# --- the signs of a citation ------------------------------------------------------------

_OUTSIDE = (*"¶❡⁋@＠﹫[［【〔", "para", "par.", "par ", "ibid", "cit.")
"""What every sign that is told without a name has about it, in small letters."""


def _may_cite(words: str, citable: Citable) -> bool:
    """Whether a text is worth a look: most have nothing that any sign could begin with."""
    low = as_key(words)
    if any(mark in low for mark in _OUTSIDE):
        return True
    if any(name in low for name in citable.seeds) or any(name in low for name in citable.tables):
        return True
    return any(name in words for name in citable.records)


@lru_cache(maxsize=64)
def _signs(names: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    known = "|".join(name.replace("-", "[- _‐‑‒–−]") for name in longest_first) or "(?!)"
    return re.compile(
        rf"""(?<!\w)[@＠﹫](?P<handle>\w[\w‐‑‒–−-]*)
        |(?P<reserved>{RESERVED_SIGN})
        |(?P<paragraph>{WORD_SIGN}\s*{COUNTED})
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
    """A page or an article: of a source only where it stands like a citation."""
    return True if sign.bracketed and not sign.quoted and not sign.is_of_a_document else None


def _name(sign: _Sign) -> bool | None:
    """A key or a table's name; a key that is a plain word is told from it by where it stands."""
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
    """A record's id; without a bracket only where a citation would stand, behind a clause."""
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
"""Of each sign: whether it is surely a citation, may be one, or (None) is none."""


# --- what stands together ---------------------------------------------------------------


class _Seen(Struct, frozen=True):
    sign: re.Match[str]
    sure: bool
    bracket: Stretch | None  # around it; its end is that of the text where nothing closes it


_OPENS = re.compile(r"[\[［【〔]")
_CLOSES = re.compile(r"[\]］】〕]")
_SENTENCE_ENDS = re.compile(r"[.!?]\s+[^\W\d_a-z]")


def _bracket_around(words: str, sign: re.Match[str]) -> Stretch | None:
    """The square bracket that a sign stands in, or that opens before it in its sentence."""
    if sign.lastgroup == "number":
        return sign.span()
    opening = max((words.rfind(mark, 0, sign.start()) for mark in "[［【〔"), default=-1)
    if opening < 0 or _CLOSES.search(words, opening, sign.start()):
        return None
    closing = _CLOSES.search(words, sign.start())
    another = _OPENS.search(words, sign.start())
    if closing and not (another and another.start() < closing.start()):
        return opening, closing.end()
    return None if _SENTENCE_ENDS.search(words, opening, sign.start()) else (opening, len(words))


def _is_in(stretches: Iterable[Stretch], offset: int) -> bool:
    return any(start <= offset < end for start, end in stretches)


_BETWEEN = re.compile(r"[\s,;:()@^]*(?:and|see|also|cf\.)?[\s,;:()@^]*", re.IGNORECASE)


def _rows(words: str, seen: Sequence[_Seen]) -> Iterator[list[_Seen]]:
    """The signs that make one citation together."""
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
    end, start = _end_of(words, before.sign), after.sign.start()
    return start <= end or _BETWEEN.fullmatch(words, end, start) is not None


def _end_of(words: str, sign: re.Match[str]) -> int:
    locator = read_locator(words, sign.start())
    return max(sign.end(), locator.end if locator else 0)


def _stray(words: str, row: Sequence[_Seen], citable: Citable) -> Stray:
    signs, bracket = [seen.sign for seen in row], row[0].bracket
    meant, sure = meant_by(words, signs), any(seen.sure for seen in row)
    written = written_as_citation(meant, citable)
    if bracket is None:
        return Stray(signs[0].start(), _end_of(words, signs[-1]), written, sure=sure)
    if not _CLOSES.match(words, bracket[1] - 1):
        return Stray(bracket[0], bracket[0] + 1, written, unclosed=True, sure=sure)
    inside = (bracket[0] + 1, bracket[1] - 1)
    whole = len(meant) == 1 and is_all_of(words, inside, meant[0], citable)
    return Stray(*bracket, written, whole=whole, sure=sure)
