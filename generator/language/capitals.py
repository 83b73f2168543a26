"""The first letter of words, large or small; the others stay, as German nouns keep theirs."""

from __future__ import annotations


def with_capital(words: str) -> str:
    """The words as a sentence begins with them."""
    return words[:1].upper() + words[1:]


def without_capital(words: str) -> str:
    """The words as they stand inside a sentence."""
    return words[:1].lower() + words[1:]
