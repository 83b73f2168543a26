"""Sets of words, easy to read and to add to."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """A set of words, from a text that is easy to read and to add to."""
    return frozenset(words.split())
