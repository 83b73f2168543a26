"""Fonts of a PDF that may draw other letters than they are read as.

The words of a PDF are read by the maps of its fonts; a reader sees the outlines. Nobody compares
the two, but a font that our writer has made shows whether anybody has altered it since.
"""

from __future__ import annotations

import hashlib
import unicodedata
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

from generator.language.normal_forms import normal
from generator.language.words import word_set
from generator.opening.budget import Budget
from generator.opening.pdf_streams import read_stream
from generator.proof.beside import Beside
from generator.proof.pdf_fonts import PdfFont

_ENTRIES = word_set(
    "/Type /Subtype /BaseFont /Encoding /DescendantFonts /ToUnicode "
    # of the font below it (ISO 32000-1, 9.7.4)
    "/CIDSystemInfo /FontDescriptor /CIDToGIDMap /W"
)


def doubtful_fonts(
    fonts: dict[tuple[int, int], tuple[Any, PdfFont]], budget: Budget
) -> Iterator[Beside]:
    """What is wrong with the fonts that words are shown in, each with its texts by its codes."""
    names: set[str] = set()
    for key, (font, read) in fonts.items():
        name = str(font.get("/BaseFont", ""))[1:]
        shown = name.rpartition("+")[2][:60] or "without a name"
        descendant: Any = font.get("/DescendantFonts", [{}])[0]
        own = key != (0, 0)  # an object that any page may show words in
        entries = {*font.keys(), *descendant.keys()}
        if not own or entries - _ENTRIES or font.get("/Encoding") != "/Identity-H":
            yield Beside(f"a font that is set otherwise than those of a brief, {shown}", sight=True)
            continue
        if name in names:
            yield Beside(f"a second font of one name, {shown}", sight=True)
        names.add(name)
        file = read_stream(descendant.get("/FontDescriptor", {}).get("/FontFile2"), budget)
        if not name.startswith(f"{_tag_of(file)}+"):
            yield Beside(
                f"a font whose letters another program has drawn or chosen, {shown}", sight=True
            )
        mapping = read_stream(descendant.get("/CIDToGIDMap"), budget)
        if any(_differ(*each) for each in _texts_of_glyphs(read, mapping)):
            yield Beside(f"a font that reads one letter as two, {shown}", sight=True)


def _tag_of(file: bytes) -> str:
    """The six letters that name a subset, by its file (ISO 32000-1, 9.6.4)."""
    return "".join(chr(65 + byte % 26) for byte in hashlib.sha256(file).digest()[:6])


def _texts_of_glyphs(font: PdfFont, mapping: bytes) -> Iterator[tuple[str, str]]:
    """Pairs of texts that one glyph is read as."""
    texts: dict[bytes, list[str]] = {}
    for code, text in font.texts.items():
        glyph = mapping[2 * code : 2 * code + 2]
        if glyph.strip(b"\0"):
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
