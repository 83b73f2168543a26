"""Fonts of one document: each face subset to its glyphs, embedded once, as a Type0 font.

ReportLab's own TrueType support shares state between documents and cannot show ligatures whose text
comes out right, so these objects are ours. A character identifier (CID) stands for a glyph together
with its text: a hyphen and a line-end hyphen share a glyph, but not what a reader copies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache

import uharfbuzz
from msgspec import Struct, field

from generator.typesetting.fonts import Face
from generator.typesetting.shaping import Glyph, Shaped
from generator.writers.pdf.objects import PdfFile, name, numbers, short_number
from generator.writers.pdf.packing import stream

_UNUSED_TABLES = ("GSUB", "GPOS", "GDEF", "BASE", "STAT", "DSIG", "kern", "cmap", "name", "post")
_NO_TEXT = "\u200b"  # a glyph whose text another glyph of its cluster gives
# Values that PDF/A and PDF/UA refuse (ISO 19005-3, 6.2.11.7.2).
_FORBIDDEN = {0: 0xFFFD, 0xFEFF: None, 0xFFFE: 0xFFFD, 0xFFFF: 0xFFFD}
_PER_BLOCK = 100  # entries of a bfchar block at most (Adobe Technical Note 5411)


class DocumentFont(Struct, eq=False):
    """A face as one document uses it.

    A glyph that says its own character has its number in the face for CID; any other text of a
    glyph has a CID behind all of these, in the order of use.
    """

    face: Face
    resource: str
    _own: set[int] = field(default_factory=set)  # numbers of glyphs that say their own characters
    _others: dict[tuple[int, str], int] = field(default_factory=dict)
    _strings: dict[Shaped, str] = field(default_factory=dict)

    def strings(self, words: Iterable[Shaped], size: float) -> list[str]:
        """Words as the inside of a TJ array, between `<` and `>`; kerning in thousandths."""
        known = self._strings
        return [known.get(word) or self._string(word, size) for word in words]

    @property
    def glyphs(self) -> list[tuple[int, int, str]]:
        """Each glyph in use as it is shown: its CID, its number, its text; in the order of CIDs."""
        own = [(number, number, self.face.characters_of[number]) for number in self._own]
        others = [(cid, number, text) for (number, text), cid in self._others.items()]
        return sorted(own + others)

    def _string(self, word: Shaped, size: float) -> str:
        if own := _own_string(word):
            shown, numbers = own
            self._own |= numbers
        else:
            shown = "".join(
                [_shown_glyph(self.face, one, self._cid(one), size) for one in word.glyphs]
            )
            if any(glyph.dy for glyph in word.glyphs):
                return shown  # which depends on the size
        self._strings[word] = shown
        return shown

    def _cid(self, glyph: Glyph) -> int:
        if self.face.characters_of.get(glyph.number) == glyph.text:
            self._own.add(glyph.number)
            return glyph.number
        key = (glyph.number, glyph.text)
        return self._others.setdefault(key, self.face.count + len(self._others))


@lru_cache(maxsize=50_000)
def _own_string(word: Shaped) -> tuple[str, frozenset[int]] | None:
    """A word whose glyphs all say their own characters, with their CIDs: so in any document."""
    face = word.face
    for glyph in word.glyphs:
        if glyph.dy or face.characters_of.get(glyph.number) != glyph.text:
            return None
    shown = "".join([_shown_glyph(face, glyph, glyph.number, 0.0) for glyph in word.glyphs])
    return shown, frozenset([glyph.number for glyph in word.glyphs])


def _shown_glyph(face: Face, glyph: Glyph, cid: int, size: float) -> str:
    shown, natural = f"{cid:04X}", face.advance(glyph.number)
    if glyph.advance == natural and not (glyph.dx or glyph.dy):
        return shown  # as nearly all
    before = -glyph.dx * 1000
    after = (natural - glyph.advance) * 1000 - before
    if glyph.dy:
        shown = f">] TJ {glyph.dy * size:.2f} Ts [<{shown}>] TJ 0 Ts [<"
    if round(before):
        shown = f">{before:.0f}<{shown}"
    if round(after):
        shown = f"{shown}>{after:.0f}<"
    return shown


class DocumentFonts(Struct, eq=False):
    """The fonts of one document, in the order of first use."""

    _fonts: dict[str, DocumentFont] = field(default_factory=dict)

    def of(self, face: Face) -> DocumentFont:
        font = self._fonts.get(face.name)
        if font is None:
            font = self._fonts[face.name] = DocumentFont(face, f"F{len(self._fonts) + 1}")
        return font

    def resources(self, document: PdfFile) -> bytes:
        """Embed the fonts; return the dictionary that names them for pages."""
        entries = (
            b"/%s %s" % (font.resource.encode("ascii"), _embed(font, document))
            for font in self._fonts.values()
        )
        return b"<<%s>>" % b" ".join(entries)


class _Material(Struct, frozen=True):
    """What a set of glyphs takes to embed, whichever document it is in; streams are packed."""

    base: bytes  # the name of the subset
    file: bytes
    mapping: bytes  # from CIDs to glyphs of the subset
    widths: bytes
    to_unicode: bytes


def _embed(font: DocumentFont, document: PdfFile) -> bytes:
    """The font's objects: Type0, CIDFontType2, descriptor, file, maps (9.7)."""
    made = _material(font.face, tuple(font.glyphs))
    file = document.add(made.file)
    descendant = document.add(
        b"<</Type/Font/Subtype/CIDFontType2/BaseFont%s"
        b"/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %s/CIDToGIDMap %s/W[%s]>>"
        % (made.base, _descriptor(font.face, made.base, file, document),
           document.add(made.mapping), made.widths)
    )  # fmt: skip
    return document.add(
        b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H"
        b"/DescendantFonts[%s]/ToUnicode %s>>"
        % (made.base, descendant, document.add(made.to_unicode))
    )


@lru_cache(maxsize=64)
def _material(face: Face, glyphs: tuple[tuple[int, int, str], ...]) -> _Material:
    """Made once for briefs that use the same glyphs: most use all letters of the running text."""
    data, renumbered = _subset(face, {glyph for _, glyph, _ in glyphs})
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
    mapping = bytearray(2 * (max((cid for cid, _, _ in glyphs), default=0) + 1))
    for cid, glyph, _ in glyphs:
        mapping[2 * cid : 2 * cid + 2] = renumbered[glyph].to_bytes(2, "big")
    widths = b"".join(
        b"%d[%s]" % (cid, short_number(face.advance(glyph) * 1000).encode())
        for cid, glyph, _ in glyphs
    )
    return _Material(
        base=name(f"{tag}+{face.name}"),
        file=stream(data, b"/Length1 %d" % len(data)),
        mapping=stream(bytes(mapping)),
        widths=widths,
        to_unicode=stream(_to_unicode(glyphs)),
    )


def _subset(face: Face, glyphs: set[int]) -> tuple[bytes, Mapping[int, int]]:
    """The font file with the used glyphs alone, and the new number of each."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.drop_table_tag_set.update(_tag(table) for table in _UNUSED_TABLES)
    plan = uharfbuzz.SubsetPlan(face.source, wanted)
    return bytes(plan.execute().blob.data), plan.old_to_new_glyph_mapping


def _tag(table: str) -> int:
    return int.from_bytes(table.encode("ascii"), "big")


_SERIF, _SYMBOLIC, _ITALIC = 1 << 1, 1 << 2, 1 << 6


def _descriptor(face: Face, base: bytes, file: bytes, document: PdfFile) -> bytes:
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


def _to_unicode(glyphs: Sequence[tuple[int, int, str]]) -> bytes:
    """The CMap from CIDs to the author's text (9.10.3)."""
    texts = [(cid, text.translate(_FORBIDDEN) or _NO_TEXT) for cid, _, text in glyphs]
    entries = [
        f"<{cid:04X}><{text.encode('utf-16-be', 'replace').hex().upper()}>" for cid, text in texts
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
