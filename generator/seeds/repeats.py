"""Words that stand twice: pull quotes, captions, standfirsts that repeat the text."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from generator.language.folding import fold
from generator.seeds.junk import Junk
from generator.seeds.printed_numbers import printed_number
from generator.seeds.reading import SourcePassage
from generator.seeds.wrapping import is_enumerated

_WORD = re.compile(r"[^\W_]+")
_FEWEST = 4  # words: fewer are no quotation
_LONGEST = 60  # words of a pull quote
_MOST = 3_000_000  # characters: the words of a longer text would fill the memory

RepeatedIn = dict[int, int]


def repeated(found: Sequence[SourcePassage], body: Sequence[int], junk: Junk) -> RepeatedIn:
    """For each passage whose words all stand in a longer one of the body: that one.

    Time grows with the length of the text alone; in very long texts, nothing is looked for.
    """
    if sum(len(passage.text) for passage in found) > _MOST:
        return {}
    words = {
        at: tuple(_folded_words(passage.text))
        for at, passage in enumerate(found)
        if junk[at] is None and len(passage.text) <= _LONGEST * 12
    }
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    lengths: dict[tuple[str, ...], set[int]] = defaultdict(set)
    for at, each in words.items():
        if _FEWEST <= len(each) <= _LONGEST:
            same[each].append(at)
            lengths[each[:_FEWEST]].add(len(each))
    result: RepeatedIn = {}
    for holder in body:
        text = words.get(holder) or tuple(_folded_words(found[holder].text))
        for each in _held(text, lengths):
            for at in same.pop(each, ()):
                result[at] = holder
    return result


def _folded_words(text: str) -> list[str]:
    return _WORD.findall(fold(text).casefold())


def _held(
    text: tuple[str, ...], lengths: dict[tuple[str, ...], set[int]]
) -> Iterator[tuple[str, ...]]:
    """The parts of a text that may be passages by themselves, but not all of it."""
    for start in range(len(text) - _FEWEST + 1):
        for length in lengths.get(text[start : start + _FEWEST], ()):
            if length < len(text):
                yield text[start : start + length]


FARTHEST_QUOTE = 12
"""How many passages lie at most between a pull quote and the paragraph that it repeats."""

_NUMBERED = 4  # a law numbers one passage of this many, at least


def repeats_itself(texts: Collection[str]) -> bool:
    """Whether a text is numbered throughout, as laws are, which say the same in many places."""
    return sum(printed_number(text) is not None for text in texts) * _NUMBERED >= len(texts)


# --- captions ---------------------------------------------------------------------------

_CREDIT = re.compile(r"[(\[](?P<name>[^()\[\]]{4,40})[)\]]\.?$")
_PHOTOGRAPHS = re.compile(
    r"\b(?:photo(?:graph)?s?|pictures?|images?|fotos?|bilder|photographies?|fotografías?)"
    r"(?: by|:| von| de| par)? (?P<name>[^\W\d_][\w.’'-]+(?: [^\W\d_][\w.’'-]+){1,3})",
    re.IGNORECASE,
)
_AGENCY = re.compile(
    r"[(\[](?:photo|image|picture|foto|bild|afp|ap|reuters|dpa|epa|efe|ansa|tass|xinhua|getty|via)\b"
    r"[^()\[\]]{0,60}[)\]]\.?$|\b(?:photo|image|picture|foto)?\s?credits?: [^.]{3,60}\.?$"
    r"|\bfile photo\b.{0,40}$",
    re.IGNORECASE,
)
_LONGEST_CAPTION = 250  # characters
_RUN = 3  # words that a caption has in common with the paragraph beside it


def captions(found: Sequence[SourcePassage], junk: Junk) -> tuple[str | None, ...]:
    """The reasons of `junk`, and "caption" where a credit at the end or the words show one.

    A page that names its photographer under one picture has captions without a credit, too: single
    sentences that say what the paragraph before them says.
    """
    reasons = list(junk)
    names = {match["name"].casefold() for one in found for match in _PHOTOGRAPHS.finditer(one.text)}
    credited = [at for at, passage in enumerate(found) if _credit(passage.text) in names]
    agencies = (
        at
        for at, passage in enumerate(found)
        if len(passage.text) <= 2 * _LONGEST_CAPTION and _AGENCY.search(passage.text)
    )
    for at in (*credited, *agencies):
        reasons[at] = reasons[at] or "caption"
    before = ""
    for at, passage in enumerate(found if credited else ()):
        if reasons[at] is None and _retells(passage.text, before):
            reasons[at] = "caption"
        before = passage.text if reasons[at] is None else before
    return tuple(reasons)


def _credit(text: str) -> str:
    match = _CREDIT.search(text)
    return match["name"].casefold() if match and len(text) <= _LONGEST_CAPTION else ""


def _retells(text: str, before: str) -> bool:
    """Whether one sentence says what the paragraph before it says, in some of its words."""
    if len(text) > _LONGEST_CAPTION or re.search(r"[.!?]\s", text) or is_enumerated(text):
        return False
    words, known = _folded_words(text), _folded_words(before)
    runs = {tuple(known[at : at + _RUN]) for at in range(len(known) - _RUN + 1)}
    return any(
        tuple(words[at : at + _RUN]) in runs and sum(map(len, words[at : at + _RUN])) >= 12
        for at in range(len(words) - _RUN + 1)
    )
