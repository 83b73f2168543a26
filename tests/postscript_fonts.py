"""Fonts with PostScript outlines, made of those of TrueType that are shipped."""

from __future__ import annotations

import io
from pathlib import Path

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.subset import Options, Subsetter
from fontTools.ttLib import TTFont
from msgspec.structs import replace

from generator.theme.theme import Theme

_CHARACTERS = (*range(0x20, 0x7F), 0xA0, *range(0x2010, 0x2030))


def postscript_font(path: Path) -> bytes:
    """The font for texts in English, with outlines of cubic curves."""
    font = TTFont(path)
    subsetter = Subsetter(Options(layout_features=["kern", "liga"], notdef_outline=True))
    subsetter.populate(unicodes=_CHARACTERS)
    subsetter.subset(font)
    glyphs, advances = font.getGlyphSet(), font["hmtx"]
    strings = {}
    for name in font.getGlyphOrder():
        pen = T2CharStringPen(advances[name][0], glyphs)
        glyphs[name].draw(pen)
        strings[name] = pen.getCharString()
    for table in {"glyf", "loca", "cvt ", "fpgm", "prep", "gasp"} & {*font.keys()}:
        del font[table]
    FontBuilder(font=font).setupCFF(font["name"].getDebugName(6), {}, strings, {})
    font["maxp"].tableVersion = 0x00005000
    font.sfntVersion = "OTTO"
    made = io.BytesIO()
    font.save(made)
    return made.getvalue()


def with_postscript_font(theme: Theme, folder: Path) -> Theme:
    """A theme whose first family, that of the running text, has such a font for upright words."""
    (name, family), *_ = theme.fonts.items()
    path = folder / f"{family.regular.stem}.otf"
    path.write_bytes(postscript_font(family.regular))
    return replace(theme, fonts={**theme.fonts, name: replace(family, regular=path)})
