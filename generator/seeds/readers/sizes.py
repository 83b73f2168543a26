"""How long a source may be: beyond any book, and read in seconds and in memory that all have."""

from __future__ import annotations

from collections.abc import Iterable

from generator.opening.budget import LETTERS, Need
from generator.seeds.readers.office import source_budget

# The Bible has 31,102 verses; a hundred thousand lines take ten seconds and 500 MB to number.
LINES = Need("lines of text", 100_000)


def refuse_endless(texts: Iterable[str], file: str) -> None:
    """Raise BriefError for more lines or letters than a source may have."""
    lengths = [len(text) for text in texts if not text.isspace() and text]
    budget = source_budget(file)
    budget.spend(LINES, len(lengths))
    budget.spend(LETTERS, sum(lengths))
