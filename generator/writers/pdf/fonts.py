"""Fonts of one document: each face subset to its glyphs, embedded once, as a Type0 font.

ReportLab's own TrueType support shares state between documents and cannot show ligatures whose text
comes out right, so these objects are ours. A character identifier (CID) stands for a glyph together
with its text: a hyphen and a line-end hyphen share a glyph, but not what a reader copies.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from functools import lru_cache, reduce
from operator import or_

import uharfbuzz
from msgspec import Struct, field

from generator.manifest.cmaps import CID_SYSTEM, CMAP_ENTRIES, cmap_of_glyphs, cmap_of_texts
from generator.manifest.shown_pdf import ShownFont, described_font, short_number
from generator.theme.font_files import refused_font
from generator.typesetting.fonts import Face
from generator.typesetting.shaping import Glyph, Shaped
from generator.writers.pdf.objects import PdfFile, name, numbers
from generator.writers.pdf.packing import stream

_UNUSED_TABLES = (
    b"GSUB", b"GPOS", b"GDEF", b"BASE", b"STAT", b"DSIG", b"kern", b"cmap", b"name", b"post"
)  # fmt: skip


class DocumentFont(Struct, eq=False):
    """A face as one document uses it.

    A glyph that says its own character has its number in the face for CID; any other text of a
    glyph has a CID behind all of these, in the order of use.
    """

    face: Face
    resource: str
    _own: int = 0  # a bit for each glyph that says its own character, by the glyph's number
    _others: dict[tuple[int, str], int] = field(default_factory=dict)

    def shown(self, words: tuple[Shaped, ...], size: float, stretch: float) -> str:
        """Words as the inside of a TJ array, between `<` and `>`; kerning in thousandths.

        Each space is `stretch` points wider.
        """
        wider = f">{-1000 * stretch / size:.1f}<" if stretch else ""
        shown = _shown_words(words, wider)
        self._own |= shown.own
        if not shown.gaps:
            return shown.pattern
        cids, first = self._others, self.face.count
        filled = [
            gap * size if isinstance(gap, float) else cids.setdefault(gap, first + len(cids))
            for gap in shown.gaps
        ]
        return shown.pattern % tuple(filled)

    @property
    def glyphs(self) -> list[tuple[int, int, str]]:
        """Each glyph in use as it is shown: its CID, its number, its text; in the order of CIDs."""
        characters, bits = self.face.characters_of, reversed(f"{self._own:b}")
        own = [
            (number, number, characters[number]) for number, bit in enumerate(bits) if bit == "1"
        ]
        others = [(cid, number, text) for (number, text), cid in self._others.items()]
        return sorted(own + others)


_Gap = tuple[int, str] | float
"""A glyph with a text that is not its own character, which has a CID; or how far one is raised."""


class _ShownWords(Struct, frozen=True):
    """Words as any document shows them, with gaps for what differs from one to the next."""

    pattern: str  # with a place for each gap
    own: int  # a bit for each glyph that says its own character, which are soon put together
    gaps: tuple[_Gap, ...]


@lru_cache(maxsize=2000)
def _shown_words(words: tuple[Shaped, ...], wider: str) -> _ShownWords:
    """Words with something behind each space; briefs on one source have mostly the same lines."""
    shown = [_shown_word(word) for word in words]
    pairs = zip(shown, words, strict=True)
    return _ShownWords(
        "".join([one.pattern + wider if word.is_space else one.pattern for one, word in pairs]),
        reduce(or_, [one.own for one in shown], 0),
        tuple([gap for one in shown for gap in one.gaps]),
    )


@lru_cache(maxsize=8_000)
def _shown_word(word: Shaped) -> _ShownWords:
    face, parts = word.face, []
    own = 0
    gaps: list[_Gap] = []
    characters, advance = face.characters_of, face.advance
    for glyph in word.glyphs:
        number, natural = glyph.number, advance(glyph.number)
        if glyph.dy:
            gaps.append(glyph.dy)
        if characters.get(number) == glyph.text:
            own |= 1 << number
            cid = _hexadecimal(number)
        else:
            gaps.append((number, glyph.text))
            cid = "%04X"
        is_shifted = glyph.advance != natural or glyph.dx or glyph.dy
        parts.append(_shifted_glyph(glyph, natural, cid) if is_shifted else cid)
    return _ShownWords("".join(parts), own, tuple(gaps))


@lru_cache(maxsize=5000)
def _hexadecimal(cid: int) -> str:
    return f"{cid:04X}"


def _shifted_glyph(glyph: Glyph, natural: float, cid: str) -> str:
    """A glyph with another advance than its natural one, or with a place for how far it is raised.

    In thousandths of the size of the words.
    """
    before = -glyph.dx * 1000
    after = (natural - glyph.advance) * 1000 - before
    shown = f">] TJ %.2f Ts [<{cid}>] TJ 0 Ts [<" if glyph.dy else cid
    if round(before):
        shown = f">{before:.0f}<{shown}"
    if round(after):
        shown = f"{shown}>{after:.0f}<"
    return shown


class DocumentFonts(Struct, eq=False):
    """The fonts of one document, in the order of first use."""

    digests: dict[str, str] = field(default_factory=dict)  # of those embedded, by resource
    _fonts: dict[str, DocumentFont] = field(default_factory=dict)

    def of(self, face: Face) -> DocumentFont:
        font = self._fonts.get(face.name)
        if font is None:
            font = self._fonts[face.name] = DocumentFont(face, f"F{len(self._fonts) + 1}")
        return font

    def resources(self, document: PdfFile) -> bytes:
        """Embed the fonts; return the dictionary that names them for pages."""
        entries = []
        for font in self._fonts.values():
            made = _material(font.face, tuple(font.glyphs))
            self.digests[font.resource] = made.digest
            entries.append(b"/%s %s" % (font.resource.encode(), _embed(font, made, document)))
        return b"<<%s>>" % b" ".join(entries)


class _Material(Struct, frozen=True):
    """What a set of glyphs takes to embed, whichever document it is in; streams are packed."""

    base: bytes  # the name of the subset
    file: bytes
    mapping: bytes  # from codes to glyphs of the subset
    widths: bytes
    to_unicode: bytes
    digest: str  # of what it shows


def _embed(font: DocumentFont, made: _Material, document: PdfFile) -> bytes:
    """The font's objects: Type0, its CIDFont, descriptor, file, maps (9.7).

    In a CIDFontType2 a code is a CID, which has its glyph in a table. A CIDFontType0 has no such
    table: its CIDs are the glyphs, and codes lead to them by a CMap (9.7.4.2).
    """
    descriptor = _descriptor(font.face, made.base, document.add(made.file), document)
    mapping = document.add(made.mapping)
    kind, by_table, encoding = b"CIDFontType2", b"/CIDToGIDMap " + mapping, b"/Identity-H"
    if font.face.is_cff:
        kind, by_table, encoding = b"CIDFontType0", b"", b" " + mapping
    descendant = document.add(
        b"<</Type/Font/Subtype/%s/BaseFont%s/CIDSystemInfo%s/FontDescriptor %s%s/W[%s]>>"
        % (kind, made.base, CID_SYSTEM, descriptor, by_table, made.widths)
    )
    return document.add(
        b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding%s/DescendantFonts[%s]/ToUnicode %s>>"
        % (made.base, encoding, descendant, document.add(made.to_unicode))
    )


@lru_cache(maxsize=64)
def _material(face: Face, glyphs: tuple[tuple[int, int, str], ...]) -> _Material:
    """Made once for briefs that use the same glyphs: most use all letters of the running text."""
    data, renumbered = _subset(face, {glyph for _, glyph, _ in glyphs})
    tag = "".join(chr(65 + byte % 26) for byte in hashlib.sha256(data).digest()[:6])
    drawn = {cid: renumbered[glyph] for cid, glyph, _ in glyphs}
    mapping, said = (cmap_of_glyphs(drawn), CMAP_ENTRIES) if face.is_cff else (_table(drawn), b"")
    by_cid = {drawn[cid] if face.is_cff else cid: glyph for cid, glyph, _ in glyphs}
    widths = b"".join(
        b"%d[%s]" % (cid, short_number(face.advance(glyph) * 1000).encode())
        for cid, glyph in sorted(by_cid.items())
    )
    to_unicode = cmap_of_texts((cid, text) for cid, _, text in glyphs)
    called = f"{tag}+{face.name}"
    about = described_font(called, [float(one) for one in _descriptor_numbers(face).split()])
    return _Material(
        base=name(called),
        file=stream(data, b"/Subtype/OpenType" if face.is_cff else b"/Length1 %d" % len(data)),
        mapping=stream(mapping, said),
        widths=widths,
        to_unicode=stream(to_unicode),
        digest=ShownFont(data, mapping, to_unicode, widths, about).digest,
    )


def _table(drawn: Mapping[int, int]) -> bytes:
    """The glyphs by their CIDs, each of two bytes (9.7.4.2)."""
    table = bytearray(2 * (max(drawn, default=0) + 1))
    for cid, glyph in drawn.items():
        table[2 * cid : 2 * cid + 2] = glyph.to_bytes(2, "big")
    return bytes(table)


def _subset(face: Face, glyphs: set[int]) -> tuple[bytes, Mapping[int, int]]:
    """The font file with the used glyphs alone, and the new number of each. Raises BriefError."""
    wanted = uharfbuzz.SubsetInput()
    wanted.glyph_set.update(glyphs)
    wanted.flags = uharfbuzz.SubsetFlags.NO_LAYOUT_CLOSURE
    wanted.drop_table_tag_set.update(int.from_bytes(table, "big") for table in _UNUSED_TABLES)
    try:
        plan = uharfbuzz.SubsetPlan(face.source, wanted)
        return bytes(plan.execute().blob.data), plan.old_to_new_glyph_mapping
    except RuntimeError:  # all that HarfBuzz tells
        raise refused_font(face.name) from None


_SERIF, _SYMBOLIC, _ITALIC = 1 << 1, 1 << 2, 1 << 6


def _descriptor(face: Face, base: bytes, file: bytes, document: PdfFile) -> bytes:
    flags, left, bottom, right, top, *rest = _descriptor_numbers(face).split()
    kind = b"/FontFile3" if face.is_cff else b"/FontFile2"
    return document.add(
        b"<</Type/FontDescriptor/FontName%s/Flags %s/FontBBox[%s]/ItalicAngle %s/Ascent %s"
        b"/Descent %s/CapHeight %s/StemV %s%s %s>>"
        % (base, flags, b" ".join((left, bottom, right, top)), *rest, kind, file)
    )


def _descriptor_numbers(face: Face) -> bytes:
    """The numbers of a descriptor: its flags, its box, its angle, its heights, its weight."""
    flags = _SYMBOLIC | (_ITALIC if face.italic_angle else 0)
    flags |= _SERIF if "serif" in face.name.lower() else 0
    box = (value * 1000 for value in face.bounds)
    heights = (face.ascent, -face.descent, face.cap_height or face.ascent)
    tall = (value * 1000 for value in heights)
    return numbers((flags, *box, face.italic_angle, *tall, face.weight // 5))
