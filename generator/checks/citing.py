"""Where a source says something: its sentences, with the closest first."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from generator.briefs.brief import Stretch
from generator.briefs.quotations import quoted
from generator.checks.evidence import stated_in
from generator.checks.matching import is_quoted_from
from generator.checks.support import Support, ranked, said_with
from generator.language.lexicon import Lexicons
from generator.seeds.places import cited_as
from generator.seeds.seed import Seed

MOST = 5
"""The most places to show: nobody would read more."""

_NEAR = 0.2  # of the words looked for; below it, a match is an accident
_MOST_FAR = 3


class CitablePlace(Struct, frozen=True):
    """A sentence that has some of the words looked for: its seed's key and its place there.

    `marks` are the places of these words. `exact` says that it has the words, or what they quote,
    word for word; `near` that it has enough of them to be worth reading.
    """

    key: str
    place: str
    text: str
    marks: tuple[Stretch, ...]
    exact: bool
    near: bool

    @property
    def citation(self) -> str:
        """What to paste behind the words that rest on it."""
        return f"[@{self.key}, {self.place}]"


def places_to_cite(
    text: str, seeds: Iterable[Seed], lexicons: Lexicons, language: str
) -> tuple[CitablePlace, ...]:
    """The sentences of seeds that a text in a language may rest on, the best first.

    If none is close, those that share a word with it. A high rank proves nothing.
    """
    wanted = said_with(text, _quotations(text), lexicons.of(language))
    stated = (each for s in seeds for each in stated_in(s, s.paragraphs, lexicons, language))
    found = tuple(
        _citable_place(each) for each in ranked(wanted, stated) if each.shared or each.quoted
    )
    return tuple(each for each in found if each.near)[:MOST] or found[:_MOST_FAR]


def _citable_place(support: Support) -> CitablePlace:
    stated, said = support.stated, support.said
    exact = any(is_quoted_from(quotation, support.text) for quotation in said.quotations)
    place = cited_as(stated.paragraph.number, stated.seed)
    enough = len(support.shared) >= min(2, len(said.stems))
    return CitablePlace(
        key=stated.seed.key,
        place=f"{place} s{stated.number}",
        text=support.text,
        marks=support.marks,
        exact=exact,
        near=exact or (support.share >= _NEAR and enough),
    )


def _quotations(text: str) -> tuple[str, ...]:
    """The quotations of the text; all of it, if it may itself be words of the source."""
    found = tuple(part.text for part in quoted(text)[0] if len(part.text.split()) > 1)
    return found or ((text,) if len(text.split()) > 1 else ())
