"""Font files: what they contain, how they measure, and which face has a character."""

from __future__ import annotations

import struct
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

import uharfbuzz
from msgspec import Struct, field

from generator.config.files import FONT, read_of_workspace
from generator.theme.font_files import refused_font
from generator.theme.theme import Theme


class Face(Struct, frozen=True, eq=False, dict=True):
    """One font file. Metrics are shares of the type size: an ascent of 1.0 is the size itself."""

    name: str  # PostScript name
    characters: frozenset[int]
    units: int  # per em
    ascent: float
    descent: float  # positive, below the baseline
    cap_height: float
    x_height: float
    italic_angle: float
    bounds: tuple[float, float, float, float]
    weight: int
    count: int  # of its glyphs
    is_cff: bool  # with PostScript outlines, not TrueType's
    source: Any  # uharfbuzz.Face
    shaper: Any  # uharfbuzz.Font

    @cached_property
    def scale(self) -> float:
        """From units of the font to shares of the type size."""
        return 1 / self.units

    @cached_property
    def advances(self) -> dict[int, float]:
        """Advance of each glyph met so far."""
        return {}

    @cached_property
    def characters_of(self) -> dict[int, str]:
        """The character that each glyph stands for by itself; the lowest of several."""
        nominal = self.shaper.get_nominal_glyph
        return {nominal(code): chr(code) for code in sorted(self.characters, reverse=True)}

    def advance(self, glyph: int) -> float:
        """The glyph's advance as the font file states it, without kerning."""
        width = self.advances.get(glyph)
        if width is None:
            width = self.shaper.get_glyph_h_advance(glyph) * self.scale
            self.advances[glyph] = width
        return width

    def has(self, text: str) -> bool:
        return self.characters.issuperset(map(ord, text))


@lru_cache(maxsize=256)
def face(path: Path) -> Face:
    """The face of a font file; read once in a process.

    Raises OSError if the file cannot be read, BriefError if a table in it is cut off.
    """
    try:
        return _face(path)
    except struct.error:
        raise refused_font(path.name) from None


def _face(path: Path) -> Face:
    source = uharfbuzz.Face(uharfbuzz.Blob(read_of_workspace(path, FONT)))
    shaper = uharfbuzz.Font(source)
    units = source.upem
    head = source.reference_table("head").data
    os2 = source.reference_table("OS/2").data
    post = source.reference_table("post").data
    extents = shaper.get_font_extents("ltr")
    x_height, cap_height = _heights(os2)
    return Face(
        name=source.get_name(uharfbuzz.OTNameIdPredefined.POSTSCRIPT_NAME) or path.stem,
        characters=frozenset(source.unicodes),
        units=units,
        ascent=extents.ascender / units,
        descent=-extents.descender / units,
        cap_height=cap_height / units,
        x_height=x_height / units,
        italic_angle=struct.unpack_from(">i", post, 4)[0] / 65536,
        bounds=tuple(value / units for value in struct.unpack_from(">4h", head, 36)),
        weight=struct.unpack_from(">H", os2, 4)[0],
        count=source.glyph_count,
        is_cff="CFF " in source.table_tags,
        source=source,
        shaper=shaper,
    )


def _heights(os2: bytes) -> tuple[int, int]:
    """x-height and cap height; OS/2 states them from version 2 on."""
    if struct.unpack_from(">H", os2, 0)[0] < 2:
        return 0, 0
    x_height, cap_height = struct.unpack_from(">2h", os2, 86)
    return x_height, cap_height


class FaceChain(Struct, frozen=True, eq=False):
    """A face and the files of those that stand in, in order, for the characters it lacks.

    Those are read when a character asks for them. `words` remembers what has been shaped, and
    `measures` what has been measured, by size: both cost ten times as much as a look-up.
    """

    first: Face
    others: tuple[Path, ...]
    words: dict[tuple[str, str], Any] = field(default_factory=dict)
    measures: dict[tuple[float, float, str], dict[str, Any]] = field(default_factory=dict)

    def face_for(self, character: str) -> Face | None:
        """The first face with the character; None if no face has it."""
        code = ord(character)
        if code in self.first.characters:
            return self.first
        return next((one for one in map(face, self.others) if code in one.characters), None)


@lru_cache(maxsize=256)
def _chain(paths: tuple[Path, ...]) -> FaceChain:
    first, *others = paths
    return FaceChain(face(first), tuple(others))


def chain(theme: Theme, family: str, *, bold: bool, italic: bool) -> FaceChain:
    """The face of a family, then those of its fall-backs, then those of all others.

    Each in the same weight and slope if it has the character there, else upright.
    """
    names = dict.fromkeys((family, *theme.fonts[family].fallback, *theme.fonts))
    files = [theme.fonts[name] for name in names]
    wanted = [one.file(bold=bold, italic=italic) for one in files]
    upright = [one.file(bold=bold, italic=False) for one in files]
    return _chain(tuple(dict.fromkeys([*wanted, *upright])))
