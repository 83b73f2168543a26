"""Places in sources to cite, found by their numbers or by the words that stand there."""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Sequence

from msgspec import Struct

from generator.checks.citing import places_to_cite
from generator.checks.evidence import Evidence
from generator.diagnostics import Span
from generator.language.folding import fold
from generator.languageserver.proposal import Proposal
from generator.recall.once import remembered
from generator.seeds.places import paragraph_place
from generator.seeds.seed import Seed

MOST = 200
"""The most places to offer at once; with a word or a number more, others are offered."""

_MOST_WORDED = 20
_SHOWN = 72  # characters of its words that a list shows of a place


class Typed(Struct, frozen=True):
    """A citation up to the cursor: the words to look for, and what a proposal replaces.

    `in_text` says that its locator stands in brackets of its own, `@key [¶3]`; `closes` is the
    bracket to write behind it where there is none yet.
    """

    words: str
    span: Span
    in_text: bool
    closes: str

    def citing(self, key: str, place: str) -> str:
        """The citation of a place, in the form that was begun."""
        return f"@{key}{' [' if self.in_text else ', '}{place}{self.closes}"


class _Place(Struct, frozen=True):
    """A paragraph of a source or a sentence of one: how it is cited, and its words."""

    key: str
    place: str
    words: str
    folded: str
    is_sentence: bool


def places_numbered(typed: Typed, seed: Seed) -> Iterator[Proposal]:
    """The places of a seed whose number begins as typed; all, where nothing is."""
    wanted = _squeezed(typed.words)
    named = [place for place in _places(seed) if _squeezed(place.place).startswith(wanted)]
    return (_proposal(place.key, place.place, place.words, typed) for place in named[:MOST])


def places_worded(typed: Typed, seeds: Sequence[Seed], evidence: Evidence) -> Iterator[Proposal]:
    """The sentences of seeds that have the words typed: first word for word, then the closest."""
    wanted = _lookup_form(typed.words.replace("¶", " "))
    if not wanted:
        return
    every = (place for seed in seeds for place in _places(seed))
    exact = [place for place in every if place.is_sentence and wanted in place.folded]
    told: dict[tuple[str, str], str] = {(e.key, e.place): e.words for e in exact[:_MOST_WORDED]}
    for near in places_to_cite(typed.words, seeds, evidence.lexicons, evidence.language):
        told.setdefault((near.key, near.place), near.text)
    for (key, place), words in told.items():
        yield _proposal(key, place, words, typed)


def _proposal(key: str, place: str, words: str, typed: Typed) -> Proposal:
    shown = textwrap.shorten(words, _SHOWN, placeholder=" …")
    replacement = typed.citing(key, place)
    return Proposal("place", f"{place}  {shown}", replacement, typed.span, f"@{key}", words)


@remembered
def _places(seed: Seed) -> tuple[_Place, ...]:
    """Every place of a seed, in order; each key press asks for them."""
    return tuple(_places_of(seed))


def _places_of(seed: Seed) -> Iterator[_Place]:
    for paragraph in seed.paragraphs:
        place = paragraph_place(paragraph)
        yield _Place(
            seed.key, place, paragraph.text, _lookup_form(paragraph.text), is_sentence=False
        )
        for number, each in enumerate(paragraph.sentences, 1):
            named = f"{place} s{number}"
            yield _Place(seed.key, named, each.text, _lookup_form(each.text), is_sentence=True)


def _lookup_form(words: str) -> str:
    return " ".join(fold(words).casefold().split())


def _squeezed(place: str) -> str:
    return re.sub(r"[\s¶§.,]+", "", place).casefold()
