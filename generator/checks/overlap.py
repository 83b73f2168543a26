"""Which words two texts have in common, whatever their endings, and how much each word tells.

A help to find the place and to read it again; never a verdict on what is found there.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from msgspec import Struct

from generator.checks.matching import chunks
from generator.language.folding import fold, without_note_marks
from generator.language.words import word_set

Stretch = tuple[int, int]
"""From where to where in a text, in code points."""


class Term(Struct, frozen=True):
    """A word that carries meaning: `stem` is what is compared."""

    stem: str
    start: int
    end: int


# A number with its separators, a row of letters without spaces between words, or a word.
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[\u3040-\u30ff\u3400-\u9fff]+|[^\W\d_]+")
_UNSPACED = re.compile(r"[\u3040-\u30ff\u3400-\u9fff]")

_FUNCTION = word_set(
    "the and for are was were has had have been being not but its his her their our your this that "
    "these those with from into onto over under upon about than then such also more most some any "
    "all each both other only very just even when while where which what who whom whose there here "
    "they them she you him out off per via how why one two does did can "
    "der die das und den dem des ein eine einer einem von mit für auf ist sind nicht auch als "
    "les des une est sont dans pour par sur avec que qui aux ses leur leurs pas plus "
    "los las una del con por para que como más sus gli che non una per dei della"
)


def terms(text: str) -> Iterator[Term]:
    """The words of a text that carry its meaning, in order."""
    for found in _WORD.finditer(without_note_marks(text, keep_places=True)):
        word = found[0]
        if _UNSPACED.match(word):
            for start in range(found.start(), max(found.start() + 1, found.end() - 1)):
                yield Term(text[start : start + 2], start, min(start + 2, found.end()))
            continue
        plain = fold(word).casefold()
        telling = len(plain) > 2 or plain.isdigit() or (len(word) == 2 and word.isupper())
        if telling and plain not in _FUNCTION:
            yield Term(stem(plain), found.start(), found.end())


_ENDINGS = sorted(
    word_set(
        "s es ed ing ings ly e y ies ied ier iers er ers or ors ion ions ioned ioning ional "
        "ionally ation ations ment ments al ally ial ic ical ity ities ive ate ates ated ating "
        "ative ize ized izes izing ization ise ised ises ising isation ness a ia an ans ian ians "
        "en i ism ist ists ance ence"
    ),
    key=lambda ending: (-len(ending), ending),
)
_SHORTEST = 4  # letters that a stem keeps


def stem(word: str) -> str:
    """What a word begins with before its ending: the same for "Korea" and "Korean"."""
    if not word.isalpha():
        return word
    for ending in _ENDINGS:
        kept = len(word) - len(ending)
        # "supply" does not end in the "ly" of "openly".
        if word.endswith(ending) and kept >= _SHORTEST + (ending == "ly"):
            return word[: -len(ending)]
    return word


def stems(text: str) -> frozenset[str]:
    return frozenset(term.stem for term in terms(text))


# --- how much a word tells --------------------------------------------------------------


class Weights(Struct, frozen=True):
    """How much each stem tells: the rarer among the sentences of the sources, the more."""

    sentences: int
    counts: Mapping[str, int]

    def of(self, stem: str) -> float:
        # A word that no sentence has tells no more than one that a single sentence has: who says
        # a thing in words of his own uses other words.
        return math.log((self.sentences + 1) / (max(1, self.counts.get(stem, 0)) + 0.5))

    def sum(self, stems: Iterable[str]) -> float:
        # In order, or the last digits of the sum would hang on how Python hashes words.
        return sum(self.of(stem) for stem in sorted(stems))


def weights(sentences: Iterable[frozenset[str]]) -> Weights:
    """The weights among sentences, each given by its stems."""
    given = tuple(sentences)
    return Weights(len(given), Counter(stem for sentence in given for stem in sentence))


# --- marking ----------------------------------------------------------------------------


def shared(
    text: str, others: frozenset[str], quotations: Iterable[str] = ()
) -> tuple[Stretch, ...]:
    """Where a text has words of another, or is quoted; stretches side by side are one."""
    found = [(term.start, term.end) for term in terms(text) if term.stem in others]
    for quotation in quotations:
        found += _quoted(text, quotation)
    merged: list[Stretch] = []
    for start, end in sorted(found):
        if merged and not text[merged[-1][1] : start].strip():
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        else:
            merged.append((start, end))
    return tuple(merged)


def _quoted(text: str, quotation: str) -> Iterator[Stretch]:
    """Where each passage of a quotation stands, from its first word to its last."""
    text = without_note_marks(text, keep_places=True)
    places = [(found.start(), found.end()) for found in re.finditer(r"\w+", text)]
    said = [fold(text[start:end]).casefold() for start, end in places]
    for chunk in chunks(quotation):
        for literal in chunk:
            wanted = [fold(word).casefold() for word in re.findall(r"\w+", literal.words)]
            at = _index(said, wanted)
            if at is not None:
                yield places[at][0], places[at + len(wanted) - 1][1]


def _index(words: list[str], wanted: list[str]) -> int | None:
    if not wanted:
        return None
    places = (at for at, word in enumerate(words) if word == wanted[0])
    return next((at for at in places if words[at : at + len(wanted)] == wanted), None)
