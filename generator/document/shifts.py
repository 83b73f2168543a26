"""Raised and lowered figures and signs, as Unicode has them (block "Superscripts and Subscripts").

So words without formatting still say the same: a search, a digest, a check reads `10³`, never 103.
Letters stay as they are: Unicode has only some of them.
"""

from __future__ import annotations

_PLAIN = "0123456789+-−"  # the hyphen and the minus are one sign here
_UP = str.maketrans(_PLAIN, "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻")
_DOWN = str.maketrans(_PLAIN, "₀₁₂₃₄₅₆₇₈₉₊₋₋")
_LEVEL = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻₀₁₂₃₄₅₆₇₈₉₊₋", "0123456789+−" * 2)


def raised(words: str) -> str:
    """The words with raised figures and signs, character for character."""
    return words.translate(_UP)


def lowered(words: str) -> str:
    """The words with lowered figures and signs, character for character."""
    return words.translate(_DOWN)


def on_the_line(words: str) -> str:
    """The words with plain figures and signs: what is drawn, raised or lowered, for each."""
    return words.translate(_LEVEL)
