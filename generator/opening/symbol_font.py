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


def symbol_sign(code: int, font: str) -> str:
    """The sign that a code stands for in a font; the code's own character where it is not known."""
    low = code - 0xF000 if 0xF020 <= code <= 0xF0FF else code
    if font.casefold() == "symbol" and low <= 0xFF:
        return _SYMBOL.get(low, chr(low))
    return chr(code) if 0x20 <= code < 0x110000 and not 0xD800 <= code < 0xE000 else "\ufffd"
