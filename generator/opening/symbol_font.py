"""Letters that are signs by their font alone: what they are in Unicode."""

from __future__ import annotations

# The encoding of Adobe's Symbol, as the Unicode Consortium maps it (VENDORS/ADOBE/symbol.txt).
_GREEK = dict(zip(range(0x41, 0x5B), "ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ", strict=True))
_SMALL = dict(zip(range(0x61, 0x7B), "αβχδεφγηιϕκλμνοπθρστυϖωξψζ", strict=True))
_SIGNS = dict(zip(
    (0x22, 0x24, 0x27, 0x2A, 0x2D, 0x40, 0x5C, 0x5E, *range(0xA2, 0xBD), *range(0xC4, 0xD7)),
    "∀∃∋∗−≅∴⊥′≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠≡≈…⊗⊕∅∩∪⊃⊇⊄⊂⊆∈∉∠∇®©™∏√", strict=True,
))  # fmt: skip
_SYMBOL = {**_GREEK, **_SMALL, **_SIGNS}
# What Word puts in by itself for :) --> ==> <=> and the like, and what marks lists and ticks; by
# the mapping that Microsoft gave the Unicode Consortium (L2/11-052), where a plain sign is alike.
_WINGDINGS = dict(zip(
    (0x4A, 0x4B, 0x4C, 0x6C, 0x6E, 0x6F, 0x75, 0x76, 0xA7, 0xA8, 0xD8, 0xDF, 0xE0, 0xE1, 0xE2,
     0xE7, 0xE8, 0xEF, 0xF0, 0xF3, 0xFB, 0xFC, 0xFD, 0xFE),
    "☺😐☹●■□◆❖▪◻➢←→↑↓⇐⇒⇦⇨⇔✗✓☒☑", strict=True,
))  # fmt: skip
_FONTS = {"symbol": _SYMBOL, "wingdings": _WINGDINGS}


def symbol_sign(code: int, font: str) -> str:
    """The sign that a code stands for in a font; a private character where it is not known."""
    low = code - 0xF000 if 0xF020 <= code <= 0xF0FF else code
    known = _FONTS.get(font.casefold(), {})
    if low in known:
        return known[low]
    if known is _SYMBOL and low <= 0xFF:
        return chr(low)
    code = 0xF000 + low if known and low <= 0xFF else code
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
