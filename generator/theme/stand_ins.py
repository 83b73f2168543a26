"""What is drawn for a character: itself, another that may stand for it, or nothing."""

from __future__ import annotations

from collections.abc import Callable

SOFT_HYPHEN = "\u00ad"

# Drawn as another character where a face lacks the first; the text stays the author's.
_STAND_INS = {
    "\u2011": "\u2010",  # non-breaking hyphen
    "\u2010": "-",
    "\u00a0": " ",
    "\u202f": "\u2009",
    "\u2009": " ",
    "\u2008": " ",
    "\u2212": "\u2013",  # minus
    "\u02bc": "\u2019",  # modifier apostrophe
}
INVISIBLE = frozenset(
    map(
        chr,
        [
            *(0x034F, 0x061C, 0x180E, 0xFEFF),
            *range(0x200B, 0x2010),
            *range(0x202A, 0x202F),
            *range(0x2060, 0x2070),
            *range(0xFE00, 0xFE10),
            *range(0xE0100, 0xE01F0),
        ],
    )
)
"""These act on their neighbours and show nothing themselves (Unicode, Default_Ignorable)."""


def drawn_as(character: str, has: Callable[[str], bool], *, upper: bool = False) -> str | None:
    """What is drawn for a character by fonts that `has` knows; None if they have nothing.

    A capital that they lack stays a small letter.
    """
    if character in INVISIBLE:
        return ""
    if upper and all(map(has, character.upper())):
        return character.upper()
    drawn = "\u2010" if character == SOFT_HYPHEN else character
    while not has(drawn):
        if drawn not in _STAND_INS:
            return None
        drawn = _STAND_INS[drawn]
    return drawn
