"""Where a source says something: its sentences, those that have most of the words first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.briefs.quotations import quoted
from generator.checks.matching import is_quoted_from
from generator.checks.overlap import Stretch, shared, stems, weights
from generator.seeds.seed import Seed

MOST = 5
"""Places that are told: with more the author would look no longer."""

_NEAR = 0.2  # of the weight of the words looked for; below it they are there by accident
_REST = 0.1  # what a word counts that the sentence has beside them
_MOST_FAR = 3


class Found(Struct, frozen=True):
    """A sentence that has some of the words looked for, and the citation to paste.

    `marks` is what it has of them: `shared` words. `exact` says that it has what was looked for,
    or quoted in it, word for word; `near` that enough of the words are there to look.
    """

    citation: str
    text: str
    marks: tuple[Stretch, ...]
    shared: int
    exact: bool
    near: bool


def cite(text: str, seeds: Iterable[Seed]) -> tuple[Found, ...]:
    """The sentences of seeds that come near a text, the nearest first.

    Where none does, those that have a word of it. Nearness is the share of the text's words that
    a sentence has, rare words counting for more, less a little for what else it says. It ranks;
    it proves nothing.
    """
    wanted, quotations = stems(text), _quotations(text)
    candidates = tuple(_candidates(seeds))
    weighed = weights(candidate.stems for candidate in candidates)
    least = _NEAR * weighed.sum(wanted)
    ranked: list[tuple[float, Found]] = []
    for candidate in candidates:
        common = wanted & candidate.stems
        exact = any(is_quoted_from(words, candidate.text) for words in quotations)
        if not common and not exact:
            continue
        weight = weighed.sum(common)
        found = Found(
            citation=candidate.citation,
            text=candidate.text,
            marks=shared(candidate.text, wanted, quotations),
            shared=len(common),
            exact=exact,
            near=exact or (weight >= least and len(common) >= min(2, len(wanted))),
        )
        rest = weighed.sum(candidate.stems - wanted)
        ranked.append((weight - _REST * rest, found))
    ranked.sort(key=lambda entry: (not entry[1].exact, -entry[0]))
    near = tuple(found for _, found in ranked if found.near)
    return near[:MOST] or tuple(found for _, found in ranked)[:_MOST_FAR]


class _Candidate(Struct, frozen=True):
    citation: str
    text: str
    stems: frozenset[str]


def _candidates(seeds: Iterable[Seed]) -> Iterator[_Candidate]:
    for seed in seeds:
        for paragraph in seed.paragraphs:
            for number, sentence in enumerate(paragraph.sentences, 1):
                citation = f"[@{seed.key}, ¶{paragraph.number} s{number}]"
                yield _Candidate(citation, sentence.text, stems(sentence.text))


def _quotations(text: str) -> tuple[str, ...]:
    """What the text quotes; all of it where it may itself be a row of the source's words."""
    found = tuple(part.text for part in quoted(text)[0] if len(part.text.split()) > 1)
    return found or ((text,) if len(text.split()) > 1 else ())
