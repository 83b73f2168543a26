"""Whether a source has words as they are quoted.

Allowed are other quotation marks and dashes, an omission marked by an ellipsis, an insertion in
[brackets], [sic], a closing sign of the author's own and the case of the first letter; nothing
else. Every step looks for plain strings from left to right, so that no text, however long, takes
more than time in proportion to its length.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import islice

from msgspec import Struct
from msgspec.structs import replace

from generator.language.folding import level, without_note_marks
from generator.language.marks import MARKS
from generator.language.words import word_set

_LONGEST_REPLACED = 8  # words of the source that one insertion in brackets may stand for
_MOST_MARKS = 40  # omissions and insertions in one quotation; a search with more takes too long
_MOST_PLACES = 4  # of one passage that are looked at: a source may say the same twice


class Gap(Struct, frozen=True):
    """An omission of a quotation, with the words that it inserts there in brackets.

    From `start` to `end` of the levelled text. `kept` is the beginning of a word to which an
    insertion gives a new ending ("leas[ing]"). One that `hugs` gives a word a new beginning
    ("[un]likely").
    """

    inserted: str
    left_out: str
    start: int = 0
    end: int = 0
    kept: str = ""
    hugs: bool = False


class QuotedPlace(Struct, frozen=True):
    """Where a quotation stands in a text that is levelled (see `language.folding.level`)."""

    text: str
    start: int
    end: int
    gaps: tuple[Gap, ...]


class Literal(Struct, frozen=True):
    """Words quoted as they stand; `free` are the letters whose case may differ.

    `before` is the insertion in front of them. One that hugs a word may change its beginning or
    its end: "suppl[ied]", "[T]he".
    """

    words: str
    free: frozenset[int] = frozenset()
    before: str = ""
    hugs_before: bool = False
    hugs_behind: bool = False


Chunk = tuple[Literal, ...]  # of one passage without omissions


@lru_cache(maxsize=512)  # the checks ask for a quotation, and then whoever writes the notes
def is_quoted_from(quotation: str, text: str) -> bool:
    """Whether a text has the words of a quotation, in order and unaltered."""
    return next(places_of(quotation, text), None) is not None


def places_of(quotation: str, text: str) -> Iterator[QuotedPlace]:
    """Where a text has the words of a quotation, in order and unaltered; the first few places."""
    wanted = chunks(quotation)
    bare = without_note_marks(quotation)
    if bare != quotation and not {*quotation} - {*bare} <= {*text}:
        return  # the mark of a note that the source has not
    if not wanted or sum(len(literal.words) for chunk in wanted for literal in chunk) > len(text):
        return
    levelled, position = level(text), 0
    for _ in range(_MOST_PLACES):
        found = _place_behind(wanted, levelled, position)
        if found is None:
            return
        yield found
        position = found.start + 1


def _place_behind(wanted: tuple[Chunk, ...], text: str, position: int) -> QuotedPlace | None:
    found: list[Gap] = []
    begin = -1
    for number, chunk in enumerate(wanted):
        way = _first_match(chunk, text, position)
        if way is None:
            return None
        if number:
            found.append(Gap("", text[position : way.start].strip(), position, way.start))
        else:
            begin = way.start
        found += way.gaps
        position = way.end
    return QuotedPlace(text, begin, position, tuple(found))


# --- reading a quotation ----------------------------------------------------------------

_MARKED = re.compile(
    r"(?P<omission>\[\s*(?:…|\.{3}|\.\s\.\s\.)\s*\]|…|\.{3,4}|\.\s\.\s\.)|\[(?P<insertion>[^\[\]]*)\]"
)
_SIC = re.compile(r"\s*\[\s*sic\s*!?\s*\]", re.IGNORECASE)
_OWN_MARKS = "".join(sorted(MARKS)) + " \t\n\u00a0\u202f"
_OWN_STOPS = _OWN_MARKS + ".,;:?!"


@lru_cache(maxsize=256)  # several checks ask for each quotation, of paragraph after paragraph
def chunks(quotation: str) -> tuple[Chunk, ...]:
    """The passages between the omissions of a quotation, each as the words it quotes.

    Empty if the author's own words in brackets outweigh the quoted ones.
    """
    found: list[Chunk] = []
    inserted = 0
    words = _SIC.sub("", without_note_marks(quotation)).lstrip(_OWN_MARKS).rstrip(_OWN_STOPS)
    if sum(1 for _ in islice(_MARKED.finditer(words), _MOST_MARKS + 1)) > _MOST_MARKS:
        return ()
    for passage in _without_omissions(words):
        chunk = tuple(_literals(passage, first=not found))
        inserted += sum(len(literal.before.split()) for literal in chunk)
        if any(literal.words for literal in chunk):
            found.append(chunk)
    quoted = sum(len(literal.words.split()) for chunk in found for literal in chunk)
    return tuple(found) if found and inserted <= quoted + 2 else ()


def _without_omissions(words: str) -> Iterator[str]:
    start = 0
    for mark in _MARKED.finditer(words):
        if mark["omission"]:
            yield words[start : mark.start()].strip()
            start = mark.end()
    yield words[start:].strip()


def _literals(passage: str, *, first: bool) -> Iterator[Literal]:
    """The words between the insertions of a passage; `first` may begin with either case."""
    start, before, hugs = 0, "", False
    marks = [mark for mark in _MARKED.finditer(passage) if mark["insertion"] is not None]
    for mark in [*marks, None]:
        end = mark.start() if mark else len(passage)
        written = passage[start:end]
        hugs_behind = mark is not None and written[-1:].isalnum()
        words = level(written)
        free = frozenset({0} if first and not start else ())
        if hugs and len(before) == 1 and before.isalpha():  # "[T]he": only the case has changed
            words, free, before, hugs = level(before + written), frozenset({0}), "", False
        yield Literal(words, free, level(before), hugs, hugs_behind)
        if mark:
            start, before = mark.end(), mark["insertion"]
            hugs = passage[start : start + 1].isalnum()


# --- looking for it ---------------------------------------------------------------------


class _Way(Struct, frozen=True):
    """One way of finding the literals so far: from where to where, and with which gaps.

    `kept` is the part of a word that it ends with, if an insertion gives the word a new ending.
    """

    start: int
    end: int
    gaps: tuple[Gap, ...] = ()
    kept: str = ""


def _first_match(chunk: Chunk, text: str, position: int) -> _Way | None:
    """The first place behind `position` where the literals of a chunk stand near each other."""
    ways: list[_Way] | None = None
    lowered = _lowered(text)
    for literal in chunk:
        if not literal.words:  # an insertion at the very end replaces no more than a word's end
            ways = [_ended(way, literal, text) for way in ways or ()] or None
            continue
        places = list(_occurrences(literal, text, lowered, position))
        kept = _LAST_WORD.findall(literal.words)[-1:] if literal.hugs_behind else []
        if ways is None:
            ways = [_begun(start, end, literal, "".join(kept)) for start, end in places]
        else:
            found = _extended(ways, literal, places, text)
            ways = [replace(way, kept="".join(kept)) for way in found]
        if not ways:
            return None
    return ways[0] if ways else None


_LAST_WORD = re.compile(r"\w+$")


def _begun(start: int, end: int, literal: Literal, kept: str) -> _Way:
    gap = Gap(literal.before, "", start, start, hugs=literal.hugs_before)
    return _Way(start, end, (gap,) if literal.before else (), kept)


def _ended(way: _Way, literal: Literal, text: str) -> _Way:
    if not literal.before:
        return way
    end = way.end
    while way.kept and text[end : end + 1].isalnum():
        end += 1
    gap = Gap(literal.before, text[way.end : end], way.end, end, way.kept)
    return replace(way, end=end, gaps=(*way.gaps, gap))


def _extended(
    ways: list[_Way], literal: Literal, places: list[tuple[int, int]], text: str
) -> Iterator[_Way]:
    """The ways that go on to a place of the literal, each from the nearest one before it."""
    index, last = 0, None
    for start, end in places:
        while index < len(ways) and ways[index].end <= start:
            last = ways[index]
            index += 1
        left_out = text[last.end : start].strip() if last else ""
        if last is not None and _may_replace(literal.before, left_out):
            gap = Gap(literal.before, left_out, last.end, start, last.kept, literal.hugs_before)
            said = bool(literal.before or left_out)
            yield replace(last, end=end, gaps=(*last.gaps, gap) if said else last.gaps)


def _may_replace(inserted: str, words: str) -> bool:
    if not inserted:  # "[T]he" changes a letter and nothing else
        return not words
    return len(words.split()) <= _LONGEST_REPLACED and re.search(r"[.!?]\s", words) is None


def _occurrences(
    literal: Literal, text: str, lowered: str, position: int
) -> Iterator[tuple[int, int]]:
    """Where a literal stands as a row of whole words."""
    words = _lowered(literal.words)
    start = lowered.find(words, position)
    while start >= 0:
        end = start + len(words)
        if (
            _same_case(literal, text[start:end])
            and (literal.hugs_before or _begins(text, start))
            and (literal.hugs_behind or _ends(text, end))
        ):
            yield start, end
        start = lowered.find(words, start + 1)


def _same_case(literal: Literal, found: str) -> bool:
    if 0 in literal.free:
        return literal.words[1:] == found[1:]
    return literal.words == found


def _lowered(text: str) -> str:
    """The text in small letters, each still one character."""
    lowered = text.lower()
    if len(lowered) == len(text):
        return lowered
    return "".join(letter.lower() if len(letter.lower()) == 1 else letter for letter in text)


_NEGATING = word_set("non not no un anti ex pseudo quasi semi half near counter mis de dis")
_WEAKENING = word_set("free less like")


def _begins(text: str, start: int) -> bool:
    """Whether a word begins at `start`, and no number or hyphened word is cut in two."""
    before = text[max(0, start - 24) : start]
    if not before or before[-1].isspace():
        return True
    if before[-1].isalnum() and text[start].isalnum():
        return False
    if text[start].isdigit() and re.search(r"\d[.,'^-]$|(?:^|[\s(])[-+]$", before):
        return False
    prefix = re.search(r"(\w+)-$", before)
    return prefix is None or prefix[1].lower() not in _NEGATING


def _ends(text: str, end: int) -> bool:
    """Whether a word ends at `end`, and no number, "can't" or hyphened word is cut in two."""
    behind = text[end : end + 24]
    if not behind or behind[0].isspace():
        return True
    if behind[0].isalnum() and text[end - 1].isalnum():
        return False
    if text[end - 1].isdigit() and re.match(r"[.,'^-]\d", behind):
        return False
    suffix = re.match(r"(?:-(\w+)|'(t)\b)", behind)
    return suffix is None or not (suffix[2] or suffix[1].lower() in _WEAKENING)
