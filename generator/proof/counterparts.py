"""The passages that a manifest expects beside those that a file has, and which stand for which."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct

from generator.language.visible import words_of
from generator.manifest.passages import Passage
from generator.proof.found import StoryPlace
from generator.proof.places import Expected
from generator.proof.recounted import Recount


class Counterparts(Struct, frozen=True):
    """What a manifest expects beside what is found: passages, and which stand for which.

    `at` has the place in `found` of each passage of the file, `of` for each expected passage the
    places in `found` that its words may stand in. `recount` are the numbers that were counted anew.
    """

    should: Expected
    found: Sequence[Passage]
    at: Mapping[StoryPlace, int]
    of: Sequence[range]
    recount: Recount

    def named(self, place: int) -> str:
        """The place in a person's words of the passage that stands here in `found`."""
        named = (
            self.should.places[index].named
            for index, places in enumerate(self.of)
            if place in places
        )
        return next(named, "words that were not here")

    def still_says(self, index: int, words: str) -> bool:
        """Whether words of an expected passage still stand where it is."""
        wanted = f" {' '.join(words_of(words))} "
        said = (f" {' '.join(self.found[place].words)} " for place in self.of[index])
        return any(wanted in each for each in said)
