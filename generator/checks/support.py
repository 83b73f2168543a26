"""Which sentence of a source a claim rests on: the one answer, for all who ask.

A pinpoint names it; else a quotation in the claim decides; else it is the sentence that shares
most of what the claim says, where a rare word of the source tells more than a usual one.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from msgspec import Struct, field
from msgspec.structs import replace

from generator.briefs.brief import Claim, Stretch
from generator.checks.clauses import CLAUSE_ENDS
from generator.checks.evidence import Stated
from generator.checks.figures import figures_in
from generator.checks.matching import chunks, is_quoted_from
from generator.checks.tokens import TokenText, take_apart
from generator.checks.vocabulary import Vocabulary, vocabulary_of
from generator.language.folding import fold, without_note_marks
from generator.language.lexicon import Lexicon
from generator.recall.once import remembered


class Said(Struct, frozen=True, eq=False):
    """What is looked for in a source: stems, those of each clause, and what is quoted.

    It is compared by its identity. `has_numbers` says that some of the stems stand for numbers,
    see `_with_numbers`.
    """

    stems: frozenset[str]
    clauses: tuple[frozenset[str], ...]
    quotations: tuple[str, ...]
    has_numbers: bool
    found: dict[Any, dict[Any, Any]] = field(default_factory=dict)  # see `remembered`


class Support(Struct, frozen=True):
    """A sentence of a source beside what is said about it.

    `shared` are the stems that both have, `weight` how much these tell, `beside` how many more
    the sentence has. `share` is the part of the stems said that it has, of all or of one clause,
    where this is more: from 0 to 1. `quoted` is the quotation that chose it, or "".
    """

    stated: Stated
    said: Said
    shared: frozenset[str]
    beside: int
    weight: float
    share: float
    quoted: str = ""

    @property
    def text(self) -> str:
        return self.stated.sentence.text

    @property
    def marks(self) -> tuple[Stretch, ...]:
        """Where the sentence has what is said; stretches side by side are one."""
        return tuple(_shared_marks(self))

    @property
    def quoted_stretches(self) -> tuple[Stretch, ...]:
        """Where the sentence has words that are quoted from it."""
        return tuple(_quoted_stretches(self))


# --- the answer -------------------------------------------------------------------------


def ranked(said: Said, stated: Iterable[Stated]) -> tuple[Support, ...]:
    """Sentences with what they have of what is said, the best first.

    First those that quotations choose, in the order of these, then the others: that of the
    greater weight; of two alike the one that says less beside, then the one that stands first. A
    quotation chooses the best of the sentences that have it.
    """
    found = sorted(supports(said, stated), key=_rank)
    chosen: dict[int, str] = {}
    for quotation in said.quotations:
        has = (n for n, each in enumerate(found) if is_quoted_from(quotation, each.text))
        best = next(has, None)
        if best is not None:
            chosen.setdefault(best, quotation)
    first = (replace(found[n], quoted=quotation) for n, quotation in chosen.items())
    return (*first, *(each for n, each in enumerate(found) if n not in chosen))


def _rank(support: Support) -> tuple[float, int]:
    return -support.weight, support.beside if support.shared else 0


def resting(ranks: tuple[Support, ...]) -> tuple[Support, ...]:
    """Of sentences so ranked those rested on: one for each quotation, or else the best.

    And for each clause of what is said that these hardly have, the sentence that has most of it;
    and of each other paragraph its best sentence, if that has words that these have not.
    """
    found = [each for each in ranks if each.quoted] or list(ranks[:1])
    for clause in found[0].said.clauses if found else ():
        missing = _missing(clause, found)
        if len(missing) * 2 > len(clause):
            best = max(ranks, key=lambda each: len(missing & each.shared))
            has = len(missing & best.shared)
            found += [best] if has >= _TELLING and has * 2 >= len(clause) else []
    numbers = dict.fromkeys((e.stated.seed.key, e.stated.paragraph.number) for e in ranks)
    for place in numbers:
        own = [e for e in ranks if (e.stated.seed.key, e.stated.paragraph.number) == place]
        missing = _missing(found[0].said.stems, found)
        best = max(own, key=lambda each: len(missing & each.shared))
        is_new = len(missing & best.shared) >= _TELLING
        found += [best] if is_new and not any(each in found for each in own) else []
    return tuple(found)


def _missing(stems: frozenset[str], found: list[Support]) -> frozenset[str]:
    return stems.difference(*(each.shared for each in found))


def supports(said: Said, stated: Iterable[Stated]) -> Iterator[Support]:
    """Sentences with what they have of what is said, as they stand, chosen for no quotation."""
    for each in stated:
        vocabulary = vocabulary_of(each.seed, each.passage.lexicon)
        yield Support(each, said, *_shared(said, each.passage, each.number, vocabulary))


@remembered
def _shared(
    said: Said, passage: TokenText, number: int, vocabulary: Vocabulary
) -> tuple[frozenset[str], int, float, float]:
    """What a sentence of a passage shares with what is said: see `Support`.

    The checks ask for it, and then whoever writes the notes.
    """
    own = _sentence_stems(passage, said.has_numbers)[number - 1]
    has = said.stems & own
    shares = (len(part & has) / len(part) for part in (said.stems, *said.clauses) if part)
    return has, len(own - has), vocabulary.weigh(has), max(shares, default=0.0)


# --- what is said -----------------------------------------------------------------------


def said_in(claim: Claim | None, lexicon: Lexicon) -> Said:
    """What a claim says about its source, without the words that are the brief's own."""
    if claim is None:
        return said_with("", (), lexicon)
    quotations = tuple(quotation.text for quotation in claim.quotations)
    return _said(take_apart(claim.text, lexicon), quotations, claim.own)


def said_with(text: str, quotations: tuple[str, ...], lexicon: Lexicon) -> Said:
    """What a text says, with the words of it that are quoted."""
    return _said(take_apart(text, lexicon), quotations, ())


@remembered
def _said(passage: TokenText, quotations: tuple[str, ...], own: tuple[Stretch, ...]) -> Said:
    stems = _with_numbers(passage)
    has_numbers = stems is not passage.stems
    if own:
        starts = (token.start for token in passage.tokens)
        is_own = (any(first <= start < last for first, last in own) for start in starts)
        stems = tuple("" if is_one else stem for stem, is_one in zip(stems, is_own, strict=True))
    clauses = (frozenset(stems[first:last]) - {""} for first, last in _clauses(passage))
    return Said(frozenset(stems) - {""}, tuple(clauses), quotations, has_numbers)


@remembered
def _sentence_stems(passage: TokenText, numbered: bool) -> tuple[frozenset[str], ...]:
    """The stems of each sentence; those of numbers only where they are asked for."""
    stems = _with_numbers(passage) if numbered else passage.stems
    return tuple(frozenset(stems[first:last]) - {""} for first, last in passage.sentences)


@remembered
def _with_numbers(passage: TokenText) -> tuple[str, ...]:
    """The stem of each token, and of those of a number its kind and value: "€60m" is "€60 million".

    The passage's own if it has no numbers, or its language no words for them.
    """
    is_read = passage.lexicon.knows != "digits"
    figures = figures_in(passage.text, passage.lexicon).figures if is_read else ()
    stems, free = list(passage.stems), 0
    for figure in figures:  # the two of a range have the same place
        first, last = passage.tokens_between(figure.start, figure.end)
        first = max(first, free)
        kind = "percent" if figure.kind == "share" else figure.kind  # "a quarter" is 25 per cent
        stems[first:last] = [f"{kind} {figure.values[0]:g}"] * (last - first)
        free = min(first + 1, last)
    return tuple(stems) if figures else passage.stems


_TELLING = 2  # words of meaning that are no names, for a clause to be told by


def _clauses(passage: TokenText) -> Iterator[tuple[int, int]]:
    """The tokens of each clause that has enough words to be told by."""
    joins, first = passage.lexicon.phrases("joins_clauses"), 0
    for index, low in enumerate((*passage.lows, ".")):
        if low in CLAUSE_ENDS or low in joins:
            telling = (
                bool(passage.stems[i]) and passage.tokens[i].text.islower()
                for i in range(first, index)
            )
            if sum(telling) >= _TELLING:
                yield first, index
            first = index + 1


# --- marking ----------------------------------------------------------------------------


def _shared_marks(support: Support) -> Iterator[Stretch]:
    found = sorted((*_shared_words(support), *support.quoted_stretches))
    held: Stretch | None = None
    for start, end in found:
        if held and not support.text[held[1] : start].strip():
            held = held[0], max(end, held[1])
        else:
            yield from (held,) if held else ()
            held = start, end
    yield from (held,) if held else ()


def _shared_words(support: Support) -> Iterator[Stretch]:
    """The words of the sentence whose stems are said."""
    stated, begins = support.stated, support.stated.sentence.start
    stems = _with_numbers(stated.passage) if support.said.has_numbers else stated.passage.stems
    for index in range(stated.first, stated.last):
        if stems[index] in support.shared:
            token = stated.passage.tokens[index]
            end = token.end - 2 * token.low.endswith("'s")
            yield token.start - begins, end - begins


def _quoted_stretches(support: Support) -> Iterator[Stretch]:
    """Where each passage of a quotation stands, from its first word to its last."""
    if not support.said.quotations:
        return
    places, has = _words_placed(support.text)
    for quotation in support.said.quotations:
        for literal in (literal for chunk in chunks(quotation) for literal in chunk):
            wanted = _folded_words(literal.words)
            at = _index(has, wanted)
            if at is not None:
                yield places[at][0], places[at + len(wanted) - 1][1]


@lru_cache(maxsize=256)  # many claims rest on the same sentences
def _words_placed(sentence: str) -> tuple[tuple[Stretch, ...], tuple[str, ...]]:
    """Where each word of a sentence of a source stands, and all of them as they are compared."""
    text = without_note_marks(sentence, keep_places=True)
    return tuple(found.span() for found in _WORD.finditer(text)), _folded_words(text)


@lru_cache(maxsize=256)  # each quotation is looked for in several sentences
def _folded_words(text: str) -> tuple[str, ...]:
    return tuple(fold(word).casefold() for word in _WORD.findall(text))


_WORD = re.compile(r"\w+")


def _index(words: tuple[str, ...], wanted: tuple[str, ...]) -> int | None:
    if not wanted:
        return None
    places = (at for at, word in enumerate(words) if word == wanted[0])
    return next((at for at in places if words[at : at + len(wanted)] == wanted), None)
