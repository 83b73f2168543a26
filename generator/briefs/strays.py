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
from generator.briefs.citations import written_for
from generator.briefs.locators import (
    ANY_SIGN,
    RESERVED_SIGN,
    WORD_SIGN,
    is_of_a_document,
    read_locator,
)
from generator.briefs.quotations import quoted


class Citable(Struct, frozen=True):
    """What a brief can cite: seeds, records, its own tables and figures; and the seeds it lists.

    `is_usual` says of a key whether the sources use it as a word, so that a brief may, too.
    """

    seeds: frozenset[str]
    records: frozenset[str]
    tables: frozenset[str]
    listed: tuple[str, ...]
    is_usual: Callable[[str], bool]


class Stray(Struct, frozen=True):
    """Words that look like a citation; `meant` is how it would be written, as far as it shows.

    `unclosed` says that the stretch is a bracket that nothing closes, `sure` that the words can
    hardly be anything else.
    """

    start: int
    end: int
    meant: str
    unclosed: bool = False
    sure: bool = True


def stray_citations(
    words: str, citable: Citable, spared: Sequence[Stretch] = (), *, in_bracket: bool = False
) -> Iterator[Stray]:
    """Every place of a text that looks like a citation: one a bracket, or a row of signs.

    `spared` are the stretches that are no citations by their author's word; `in_bracket` says
    that all of the text stands in the bracket of a citation.
    """
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


@lru_cache(maxsize=64)
def _signs(names: frozenset[str]) -> re.Pattern[str]:
    known = "|".join(map(re.escape, sorted(names, key=len, reverse=True))) or "(?!)"
    return re.compile(
        rf"""(?<!\w)[@＠﹫](?P<handle>\w[\w‐‑‒–−-]*)
        |(?P<reserved>{RESERVED_SIGN})
        |(?P<paragraph>{WORD_SIGN}\s*[0-9])
        |(?P<place>{ANY_SIGN}\s*[0-9])
        |(?<![\w/@.-])(?:(?P<name>{known})|(?P<record>R[0-9]+[a-z]?)|(?P<table>(?:tbl|fig)-\w+))
            (?![\w/-]|\.\w)
        |(?<!\])(?P<number>\[\s*[0-9]{{1,3}}[a-z]?\s*\])(?![\w.,]*[0-9]|:)""",
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
    known = sign.citable.seeds | sign.citable.records | sign.citable.tables
    return True if sign.bracketed or sign.found["handle"] in known else None


def _always(sign: _Sign) -> bool | None:
    return bool(sign.found)


def _paragraph(sign: _Sign) -> bool | None:
    if sign.is_of_a_document:
        return None
    return sign.bracketed or (None if sign.quoted else False)


def _other_place(sign: _Sign) -> bool | None:
    """A page or an article: of a source only where it stands like a citation."""
    return True if sign.bracketed and not sign.quoted and not sign.is_of_a_document else None


def _name(sign: _Sign) -> bool | None:
    """A key or a table's name; a key that is a plain word is told from it by where it stands."""
    name = sign.found["name"].lower()
    if sign.bracketed:
        return None if name.isalpha() and sign.quoted else True
    if sign.quoted or sign.citable.is_usual(name):
        return None
    before, after = sign.words[: sign.found.start()], sign.words[sign.found.end() :]
    alone = before.endswith("(") and after[:1] in (")", ",", ";")
    return True if alone or not name.isalpha() else None


def _record(sign: _Sign) -> bool | None:
    """A record's id; without a bracket only where a citation would stand, behind a clause."""
    name = sign.found["record"]
    if not name.startswith("R"):
        return None
    ends = _CLAUSE_ENDS.match(sign.words, sign.found.end())
    known = name in sign.citable.records and not sign.quoted
    return True if sign.bracketed or (known and ends) else None


_CLAUSE_ENDS = re.compile(r"\W*$|\s*[.,;:)!?]")


def _bracketed(sign: _Sign) -> bool | None:
    return True if sign.bracketed else None


def _number(sign: _Sign) -> bool | None:
    return None if sign.quoted else True


_JUDGES: Mapping[str, Callable[[_Sign], bool | None]] = {
    "handle": _handle,
    "reserved": _always,
    "paragraph": _paragraph,
    "place": _other_place,
    "name": _name,
    "record": _record,
    "table": _bracketed,
    "number": _number,
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


_BETWEEN = re.compile(r"[\s,;()@^]*(?:and|see|also|cf\.)?[\s,;()@^]*", re.IGNORECASE)


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
    return _BETWEEN.fullmatch(words, _end_of(words, before), after.sign.start()) is not None


def _end_of(words: str, seen: _Seen) -> int:
    locator = read_locator(words, seen.sign.start())
    return max(seen.sign.end(), locator.end if locator else 0)


def _stray(words: str, row: Sequence[_Seen], citable: Citable) -> Stray:
    meant, sure = _meant(words, row, citable), any(seen.sure for seen in row)
    bracket = row[0].bracket
    if bracket and not _CLOSES.match(words, bracket[1] - 1):
        return Stray(bracket[0], bracket[0] + 1, meant, unclosed=True, sure=sure)
    start, end = bracket or (row[0].sign.start(), _end_of(words, row[-1]))
    return Stray(start, end, meant, sure=sure)


def _meant(words: str, row: Sequence[_Seen], citable: Citable) -> str:
    """How the signs would be written as a citation."""
    signs = [seen.sign for seen in row]
    named = [(sign["name"] or sign["handle"] or "").lower() for sign in signs]
    own = [sign[0] for sign in signs if sign["record"] or sign["table"]]
    own += [name for name in named if name in citable.tables]
    if own:
        return f"[@{'; @'.join(dict.fromkeys(own))}]"
    locators = (read_locator(words, sign.start()) for sign in signs)
    locator = next((found for found in locators if found), None)
    key = next((name for name in named if name), "")
    if locator is None:
        return f"[@{key or 'key'}, ¶2], with the paragraph’s own number"
    keys = [key] if key else citable.listed
    return written_for(keys or ["key"], locator)
