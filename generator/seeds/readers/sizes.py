"""How long a source may be: beyond any book, and read in seconds and in memory that all have."""

from __future__ import annotations

from collections.abc import Iterable

_SHORT = 100_000  # letters: so few are no more lines than a source may have


def refuse_endless(texts: Iterable[str], file: str) -> None:
    """Raise BriefError for more lines or letters than a source may have."""
    lengths = [len(text) for text in texts if not text.isspace() and text]
    if sum(lengths) <= _SHORT:
        return
    from generator.opening.budget import LETTERS, LINES  # no check of a short text needs them
    from generator.seeds.readers.office import source_budget

    budget = source_budget(file)
    budget.spend(LINES, len(lengths))
    budget.spend(LETTERS, sum(lengths))
