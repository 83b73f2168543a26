"""Sets of words, easy to read and to add to."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """A set of words, from a text that is easy to read and to add to."""
    return frozenset(words.split())


def shortened(words: str, most: int = 48) -> str:
    """Words on one line, cut at a blank where they are too many."""
    plain = " ".join(words.split())
    if len(plain) <= most:
        return plain
    return plain[:most].rsplit(" ", 1)[0].rstrip(",;:") + " …"
