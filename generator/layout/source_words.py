"""The words of a source in the annex, each with the notes that rest on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from msgspec import Struct

from generator.briefs.brief import Stretch
from generator.document import Foreign, Inline, SourceWords, Text
from generator.language.lexicon import primary
from generator.language.sentences import Sentence
from generator.layout.typography import place_when_typographic, typographic


class RestingNote(Struct, frozen=True):
    """A note whose claim rests on a sentence, and what of that sentence the claim quotes."""

    number: int
    quoted: tuple[Stretch, ...] = ()


Rested = tuple[Sentence, Sequence[RestingNote]]
"""A sentence, and the notes that rest on it."""


def in_its_language(words: Iterable[Inline], language: str, around: str) -> tuple[Inline, ...]:
    """Words of a source, marked with their language where the words around them have another."""
    run = tuple(words)
    if not run or not language or primary(language) == primary(around):
        return run
    return (Foreign(run, language),)


def texts_joined(run: Iterable[Inline]) -> Iterator[Inline]:
    """The run, words that stand side by side as one text."""
    words = ""
    for inline in run:
        if isinstance(inline, Text):
            words += inline.value
            continue
        yield from (Text(words),) if words else ()
        yield inline
        words = ""
    yield from (Text(words),) if words else ()


def source_words(text: str, rested: Iterable[Rested]) -> Iterator[Inline]:
    """The whole of a paragraph, cut wherever the notes that rest on its words change."""
    printed, end = typographic(text), 0
    for sentence, notes in rested:
        if notes:
            start = place_when_typographic(text, sentence.start)
            yield from _plain(printed[end:start])
            end = place_when_typographic(text, sentence.end)
            yield from _rested_pieces(text, printed, sentence, notes)
    yield from _plain(printed[end:])


def excerpted_words(rested: Iterable[Rested]) -> Iterator[Inline]:
    """The sentences that notes rest on alone; […] stands where others are left out."""
    lead, gap = "", False
    for sentence, notes in rested:
        if not notes:
            gap = True
            continue
        yield from _plain(lead + ("[…] " if gap else ""))
        alone = Sentence(sentence.text, 0, len(sentence.text))
        yield from _rested_pieces(sentence.text, typographic(sentence.text), alone, notes)
        lead, gap = " ", False
    yield from _plain(" […]" if gap else "")


def _plain(words: str) -> Iterator[Text]:
    if words:
        yield Text(words)


def _rested_pieces(
    text: str, printed: str, sentence: Sentence, notes: Sequence[RestingNote]
) -> Iterator[SourceWords]:
    """A sentence of a text, in pieces that are quoted by the same notes."""
    every = tuple(dict.fromkeys(note.number for note in notes))
    quoted = [
        (sentence.start + start, sentence.start + end, note.number)
        for note in notes
        for start, end in note.quoted
    ]
    edges = {sentence.start, sentence.end, *(edge for one in quoted for edge in one[:2])}
    for start, end in pairwise(sorted(edges)):
        own = (number for first, last, number in quoted if first <= start and end <= last)
        first, last = (place_when_typographic(text, place) for place in (start, end))
        if words := printed[first:last]:
            yield SourceWords((Text(words),), every, tuple(dict.fromkeys(own)))
