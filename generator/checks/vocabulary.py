"""How much a word tells: the less often it stands in its source, the more."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from msgspec import Struct

from generator.checks.tokens import occurrences
from generator.language.lexicon import Lexicon
from generator.recall.once import remembered
from generator.seeds.seed import Seed


class Vocabulary(Struct, frozen=True, eq=False):
    """How often each stem stands in a source of `size` stems; compared by its identity."""

    counts: Mapping[str, int]
    size: int

    def weigh(self, stems: Iterable[str]) -> float:
        """How much some stems tell together, whatever their order."""
        return math.fsum(map(self.weight, stems))

    def weight(self, stem: str) -> float:
        """How much a stem tells, from 0 to 1: the less often it stands in the source, the more.

        Its self-information (Shannon 1948), as a share of what one has that stands there once.
        One that does not stand there tells as much: who says a thing in words of his own uses
        other words.
        """
        count = max(1, self.counts.get(stem, 0))
        return math.log((self.size + 1) / (count + 0.5)) / math.log((self.size + 1) / 1.5)


@remembered
def vocabulary_of(seed: Seed, lexicon: Lexicon) -> Vocabulary:
    """The words of a source, and how often each stands there."""
    counts = occurrences((p.text for p in seed.paragraphs), lexicon)
    return Vocabulary(counts, max(1, counts.total()))
