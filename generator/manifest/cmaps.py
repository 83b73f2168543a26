"""CMaps: what the codes of a font stand for, glyphs or text (ISO 32000-1, 9.7.5 and 9.10.3)."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

_NO_TEXT = "\u200b"  # a glyph whose text another glyph of its cluster gives
# Values that PDF/A and PDF/UA refuse (ISO 19005-3, 6.2.11.7.2).
_FORBIDDEN = {0: 0xFFFD, 0xFEFF: None, 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
_PER_BLOCK = 100  # entries of a block at most (Adobe Technical Note 5411)
_GLYPH = re.compile(rb"<([0-9A-F]{4,6})> (\d{1,5})\n")
_GLYPHS, _TEXTS = ("Identity", "Brief-Glyphs", 1), ("UCS", "Adobe-Identity-UCS", 2)

CID_SYSTEM = b"<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
"""Of each CIDFont, and of the CMap that leads to its glyphs."""

CMAP_ENTRIES = b"/Type/CMap/CMapName/Brief-Glyphs/CIDSystemInfo" + CID_SYSTEM
"""What the dictionary of a CMap of glyphs says (9.7.5.4)."""


def cmap_of_glyphs(glyphs: Mapping[int, int]) -> bytes:
    """The CMap from codes to the numbers of glyphs."""
    return _cmap(_GLYPHS, "cidchar", [f"<{code:04X}> {glyph}" for code, glyph in glyphs.items()])


def glyphs_of_cmap(cmap: bytes) -> dict[int, int] | None:
    """The numbers of glyphs by their codes; None for a CMap that no brief has."""
    glyphs = {int(code, 16): int(glyph) for code, glyph in _GLYPH.findall(cmap)}
    return glyphs if cmap_of_glyphs(glyphs) == cmap else None


def cmap_of_texts(texts: Iterable[tuple[int, str]]) -> bytes:
    """The CMap from codes to the author's text."""
    said = ((code, text.translate(_FORBIDDEN) or _NO_TEXT) for code, text in texts)
    entries = [
        f"<{code:04X}><{text.encode('utf-16-be', 'replace').hex().upper()}>" for code, text in said
    ]
    return _cmap(_TEXTS, "bfchar", entries)


def _cmap(named: tuple[str, str, int], kind: str, entries: list[str]) -> bytes:
    head = _HEAD.format(*named)
    return "\n".join([head, *_blocks(entries, kind), _TAIL]).encode("ascii")


def _blocks(entries: list[str], kind: str) -> Iterator[str]:
    for start in range(0, len(entries), _PER_BLOCK):
        block = entries[start : start + _PER_BLOCK]
        yield "\n".join([f"{len(block)} begin{kind}", *block, f"end{kind}"])


_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering ({}) /Supplement 0>> def
/CMapName /{} def
/CMapType {} def
1 begincodespacerange
<0000><FFFF>
endcodespacerange"""
_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
