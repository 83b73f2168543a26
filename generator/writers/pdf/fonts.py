"""Fonts of one document: each face subset to its glyphs, embedded once, as a Type0 font.

ReportLab's own TrueType support shares state between documents and cannot show ligatures whose text
comes out right, so these objects are ours. A character identifier (CID) stands for a glyph together
with its text: a hyphen and a line-end hyphen share a glyph, but not what a reader copies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field

import uharfbuzz

from generator.typesetting.fonts import Face
from generator.typesetting.shaping import Glyph, Shaped
from generator.writers.pdf.objects import Document, name, numbers

_UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "DSIG", "kern", "cmap", "name", "post")
_NO_TEXT = "\u200b"  # a glyph whose text another glyph of its cluster gives
# Values that PDF/A and PDF/UA refuse (ISO 19005-3, 6.2.11.7.2).
_FORBIDDEN = {0: 0xFFFD, 0xFEFF: None, 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
_PER_BLOCK = 100  # entries of a bfchar block at most (Adobe Technical Note 5411)


@dataclass(slots=True, eq=False)
class DocumentFont:
    """A face as one document uses it. CIDs count from 1 in the order of use."""

    face: Face
    resource: str
    cids: dict[tuple[int, str], int] = field(default_factory=dict)
    _strings: dict[Shaped, str] = field(default_factory=dict)

    def string(self, word: Shaped, size: float) -> str:
        """A word as the inside of a TJ array, between `<` and `>`; kerning in thousandths."""
        known = self._strings.get(word)
        if known is not None:
            return known
        raised = any(glyph.dy for glyph in word.glyphs)
        shown = "".join(self._glyph(glyph, size) for glyph in word.glyphs)
        if not raised:
            self._strings[word] = shown
        return shown

    def _glyph(self, glyph: Glyph, size: float) -> str:
        key = (glyph.number, glyph.text)
        cid = self.cids.get(key)
        if cid is None:
            cid = self.cids[key] = len(self.cids) + 1
        shown = f"{cid:04X}"
        after = (self.face.advance(glyph.number) - glyph.advance) * 1000
        before = -glyph.dx * 1000
        after -= before
        if glyph.dy:
            shown = f">] TJ {glyph.dy * size:.2f} Ts [<{shown}>] TJ 0 Ts [<"
        if round(before):
            shown = f">{before:.0f}<{shown}"
        if round(after):
            shown = f"{shown}>{after:.0f}<"
        return shown


@dataclass(slots=True, eq=False)
class DocumentFonts:
    """The fonts of one document, in the order of first use."""

    _fonts: dict[str, DocumentFont] = field(default_factory=dict)

    def of(self, face: Face) -> DocumentFont:
        font = self._fonts.get(face.name)
        if font is None:
            font = self._fonts[face.name] = DocumentFont(face, f"F{len(self._fonts) + 1}")
        return font

    def resources(self, document: Document) -> bytes:
        """Embed the fonts; return the dictionary that names them for pages."""
        entries = (
            b"/%s %s" % (font.resource.encode("ascii"), _embed(font, document))
            for font in self._fonts.values()
        )
        return b"<<%s>>" % b" ".join(entries)


def _embed(font: DocumentFont, document: Document) -> bytes:
    """The font's objects: Type0, CIDFontType2, descriptor, file, maps (9.7)."""
    data, glyph_numbers = _subset(font)
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
    base = name(f"{tag}+{font.face.name}")
    file = document.add_stream(data, b"/Length1 %d" % len(data))
    mapping = b"\0\0" + b"".join(number.to_bytes(2, "big") for number in glyph_numbers)
    descendant = document.add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont%s"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %s/CIDToGIDMap %s/W[1[%s]]>>"
        % (base, _descriptor(font.face, base, file, document), document.add_stream(mapping),
           numbers(font.face.advance(glyph) * 1000 for glyph, _ in font.cids))
    )  # fmt: skip
    return document.add(
        b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H"
        b"/DescendantFonts[%s]/ToUnicode %s>>"
        % (base, descendant, document.add_stream(_to_unicode(font)))
    )


def _subset(font: DocumentFont) -> tuple[bytes, list[int]]:
    """The font file with the used glyphs alone, and the new number of each CID's glyph."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyph for glyph, _ in font.cids)
    wanted.flags = uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.drop_table_tag_set.update(_tag(table) for table in _UNUSED_TABLES)
    plan = uharfbuzz.SubsetPlan(font.face.source, wanted)
    data = plan.execute().blob.data
    new = plan.old_to_new_glyph_mapping
    return bytes(data), [new[glyph] for glyph, _ in font.cids]


def _tag(table: str) -> int:
    return int.from_bytes(table.encode("ascii"), "big")


_SERIF, _SYMBOLIC, _ITALIC = 1 << 1, 1 << 2, 1 << 6


def _descriptor(face: Face, base: bytes, file: bytes, document: Document) -> bytes:
    flags = _SYMBOLIC | (_ITALIC if face.italic_angle else 0)
    flags |= _SERIF if "serif" in face.name.lower() else 0
    box = numbers(value * 1000 for value in face.bounds)
    heights = (face.ascent, -face.descent, face.cap_height or face.ascent)
    ascent, descent, capitals = (numbers([value * 1000]) for value in heights)
    return document.add(
        b"<</Type/FontDescriptor/FontName%s/Flags %d/FontBBox[%s]/ItalicAngle %s/Ascent %s"
        b"/Descent %s/CapHeight %s/StemV %d/FontFile2 %s>>"
        % (base, flags, box, numbers([face.italic_angle]), ascent, descent, capitals,
           face.weight // 5, file)
    )  # fmt: skip


def _to_unicode(font: DocumentFont) -> bytes:
    """The CMap from CIDs to the author's text (9.10.3)."""
    texts = [text.translate(_FORBIDDEN) or _NO_TEXT for _, text in font.cids]
    entries = [
        f"<{cid:04X}><{text.encode('utf-16-be', 'replace').hex().upper()}>"
        for cid, text in enumerate(texts, start=1)
    ]
    return "\n".join([_CMAP_HEAD, *_blocks(entries), _CMAP_TAIL]).encode("ascii")


def _blocks(entries: list[str]) -> Iterator[str]:
    for start in range(0, len(entries), _PER_BLOCK):
        block = entries[start : start + _PER_BLOCK]
        yield "\n".join([f"{len(block)} beginbfchar", *block, "endbfchar"])


_CMAP_HEAD = """/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000><FFFF>
endcodespacerange"""
_CMAP_TAIL = """endcmap
CMapName currentdict /CMap defineresource pop
end
end"""
