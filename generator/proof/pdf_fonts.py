"""The fonts of a PDF → the text of their character codes; and those that may draw other letters.

The words of a PDF are read by the character maps of its fonts; a reader sees the outlines. Nobody
compares the two, but a font that our writer has made shows whether anybody has altered it since.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from itertools import pairwise
from typing import Any

from msgspec import Struct

from generator.language.normal_forms import normal
from generator.language.words import word_set
from generator.manifest.cmaps import glyphs_of_cmap
from generator.opening.budget import Budget
from generator.opening.pdf_streams import read_stream
from generator.proof.beside import Beside
from generator.proof.needs import CODES
from generator.proof.pdf_heard import other_entries

UNKNOWN = "\ufffd"
"""What a character code reads as that no map has."""


class PdfFont(Struct, frozen=True):
    """The text of each character code, which is so many bytes long."""

    texts: dict[int, str]
    width: int

    def letters(self, data: bytes) -> Iterator[str]:
        codes = (data[i : i + self.width] for i in range(0, len(data), self.width))
        return (self.texts.get(int.from_bytes(code, "big"), UNKNOWN) for code in codes)


def pdf_font(font: Any, budget: Budget) -> PdfFont:
    """A font object of a PDF, by its ToUnicode CMap. Raises BriefError if it asks for too much."""
    width = 2 if font.get("/Subtype") == "/Type0" else 1
    if "/ToUnicode" in font:
        return PdfFont(dict(_mapped(read_stream(font.ToUnicode, budget), budget)), width)
    if width == 1:  # the letters of a Western keyboard, as any editor of PDFs writes them
        return PdfFont({code: _western(code) for code in range(256)}, width)
    return PdfFont({}, width)


def _western(code: int) -> str:
    return bytes([code]).decode("cp1252", "replace")


_STRING = re.compile(rb"<([0-9A-Fa-f\s]*)>")
# Neither may reach over the beginning of another: each byte is looked at a few times and no more.
_RANGE = re.compile(
    rb"<([0-9A-Fa-f\s]*)>\s*<([0-9A-Fa-f\s]*)>\s*(?:<([0-9A-Fa-f\s]*)>|\[([^][]*)\])"
)
_CODES = 1 << 16  # of two bytes, the most that a font of a brief has


def _mapped(cmap: bytes, budget: Budget) -> Iterator[tuple[int, str]]:
    """Character codes and their text by a ToUnicode CMap (ISO 32000-1, 9.10.3)."""
    for section in cmap.split(b"beginbf")[1:]:
        content, closed, _ = section.partition(b"endbf")
        if closed:
            each = _single if content.startswith(b"char") else _ranged
            yield from each(content, budget)


def _single(content: bytes, budget: Budget) -> Iterator[tuple[int, str]]:
    strings = iter(_STRING.findall(content))
    pairs = list(zip(strings, strings, strict=False))
    budget.spend(CODES, sum(1 + len(text) // 4 for _, text in pairs))
    yield from ((_hex_number(code), _hex_text(text)) for code, text in pairs)


def _ranged(content: bytes, budget: Budget) -> Iterator[tuple[int, str]]:
    for first, last, target, listed in _RANGE.findall(content):
        start = _hex_number(first)
        count = max(0, min(_hex_number(last) - start + 1, _CODES))
        if listed:
            texts = _STRING.findall(listed)[:count]
            budget.spend(CODES, sum(1 + len(text) // 4 for text in texts))
            yield from ((start + place, _hex_text(text)) for place, text in enumerate(texts))
        else:
            text = _hex_text(target)
            budget.spend(CODES, count * (1 + len(text)))
            yield from ((start + place, _after(text, place)) for place in range(count))


def _hex_number(digits: bytes) -> int:
    return int(b"".join(digits.split()) or b"0", 16)


def _hex_text(digits: bytes) -> str:
    plain = b"".join(digits.split()).decode()
    return bytes.fromhex(plain[: len(plain) // 4 * 4]).decode("utf-16-be", "replace")


def _after(text: str, count: int) -> str:
    last = min(ord(text[-1]) + count, 0x10FFFF) if text else 0
    return text[:-1] + chr(last) if text else ""


_TYPE_0 = word_set("/Type /Subtype /BaseFont /Encoding /DescendantFonts /ToUnicode")
_CID_FONT = word_set("/Type /Subtype /BaseFont /CIDSystemInfo /FontDescriptor /W")
_CMAP = word_set("/Type /CMapName /CIDSystemInfo /Length /Filter /DecodeParms")


class EmbeddedFont(Struct, frozen=True):
    """The file of a font, the map from codes to its glyphs, and what no font of a brief has.

    `glyphs` has that map by the codes. `file_key` is the entry of its descriptor that has the file.
    """

    file: bytes
    mapping: bytes
    glyphs: Mapping[int, int]
    file_key: str
    others: tuple[str, ...]


def embedded_font(font: Any, budget: Budget) -> EmbeddedFont:
    """What a Type0 font draws (ISO 32000-1, 9.7.4). Raises BriefError if it asks for too much."""
    below: Any = font.get("/DescendantFonts", [{}])[0]
    descriptor, encoding = below.get("/FontDescriptor", {}), font.get("/Encoding")
    others = other_entries(font, _TYPE_0)
    if below.get("/Subtype") == "/CIDFontType0":  # of PostScript: codes lead to glyphs by a CMap
        key, own, mapping = "/FontFile3", _CID_FONT, _stream_of(encoding, budget)
        glyphs = glyphs_of_cmap(mapping)
        is_ours = glyphs is not None and not other_entries(encoding, _CMAP)
        kind = descriptor.get(key, {}).get("/Subtype")
        others += [] if kind == "/OpenType" else ["another kind of file"]
    else:
        key, own = "/FontFile2", _CID_FONT | {"/CIDToGIDMap"}
        mapping = read_stream(below.get("/CIDToGIDMap"), budget)
        places = range(0, len(mapping), 2)
        glyphs = {at // 2: int.from_bytes(mapping[at : at + 2], "big") for at in places}
        is_ours = encoding == "/Identity-H" and below.get("/Subtype") == "/CIDFontType2"
    others += [*other_entries(below, own), *([] if is_ours else ["another encoding"])]
    file = read_stream(descriptor.get(key), budget)
    return EmbeddedFont(file, mapping, glyphs or {}, key, tuple(others))


def _stream_of(encoding: Any, budget: Budget) -> bytes:
    """An encoding that is a CMap, not the name of one."""
    return read_stream(encoding, budget) if hasattr(encoding, "read_bytes") else b""


def doubtful_fonts(
    fonts: dict[tuple[int, int], tuple[Any, PdfFont]], budget: Budget
) -> Iterator[Beside]:
    """What is wrong with the fonts that words are shown in, each with its texts by its codes."""
    names: set[str] = set()
    for key, (font, read) in fonts.items():
        name = str(font.get("/BaseFont", ""))[1:]
        shown = name.rpartition("+")[2][:60] or "without a name"
        embedded = embedded_font(font, budget)
        own = key != (0, 0)  # an object that any page may show words in
        if not own or embedded.others:
            yield Beside(f"a font that is set otherwise than those of a brief, {shown}", sight=True)
            continue
        if name in names:
            yield Beside(f"a second font of one name, {shown}", sight=True)
        names.add(name)
        if not name.startswith(f"{_tag_of(embedded.file)}+"):
            yield Beside(
                f"a font whose letters another program has drawn or chosen, {shown}", sight=True
            )
        if any(_differ(*each) for each in _texts_of_glyphs(read, embedded.glyphs)):
            yield Beside(f"a font that reads one letter as two, {shown}", sight=True)


def _tag_of(file: bytes) -> str:
    """The six letters that name a subset, by its file (ISO 32000-1, 9.6.4)."""
    return "".join(chr(65 + byte % 26) for byte in hashlib.sha256(file).digest()[:6])


def _texts_of_glyphs(font: PdfFont, glyphs: Mapping[int, int]) -> Iterator[tuple[str, str]]:
    """Pairs of texts that one glyph is read as."""
    texts: dict[int, list[str]] = {}
    for code, text in font.texts.items():
        if glyph := glyphs.get(code, 0):
            texts.setdefault(glyph, []).append(text)
    for each in texts.values():
        yield from pairwise(each)


def _differ(one: str, other: str) -> bool:
    """Whether these are letters or digits of one script, and no form of one another."""
    first, second = (normal("NFKD", text.casefold()) for text in (one, other))
    if not (first[:1].isalnum() and second[:1].isalnum()) or first[0] == second[0]:
        return False
    scripts = {unicodedata.name(text[0], "").partition(" ")[0] for text in (first, second)}
    return len(scripts) == 1
