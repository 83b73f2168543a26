"""A font's file: whether it is one, its characters and its names (OpenType 1.9.1).

Without a shaper, which takes longer to load than a Word file to write.
"""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from generator.config.files import FONT, names_in, read_of_workspace
from generator.diagnostics import BriefError, Span, codes, refusal
from generator.theme.cff import is_cid_keyed
from generator.theme.theme import FontFamily

_SIGNATURES = (b"\0\1\0\0", b"true", b"OTTO")
# The tables that are read, and the bytes that each has at least.
_LEAST = {
    "cmap": 4,
    "head": 54,
    "hhea": 36,
    "hmtx": 4,
    "maxp": 6,
    "name": 6,
    "OS/2": 68,
    "post": 32,
}
# By platform and encoding, the fullest first.
_UNICODE = ((3, 10), (0, 6), (0, 4), (3, 1), (0, 3), (0, 2), (0, 1), (0, 0))


class DamagedFontError(ValueError):
    """The bytes are no font, or not those of a whole one."""


class OtherOutlinesError(DamagedFontError):
    """A whole font whose outlines a PDF here does not take."""


def refused_font(name: str) -> BriefError:
    """The error for a font file that turns out to be damaged when it is used."""
    hint = "bring the file back as its maker gave it, or name another in the theme"
    message = f"{name} is no font, or it is damaged"
    return refusal(codes.NO_FONT, message, Span.at(f"templates/fonts/{name}"), hint=hint)


class FontCharacters(Struct, frozen=True):
    """The characters of a font, as stretches of code points in rising order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def has(self, character: str) -> bool:
        code = ord(character)
        index = bisect_right(self.starts, code) - 1
        return index >= 0 and code <= self.ends[index]


@lru_cache(maxsize=256)
def characters_of_font(path: Path) -> FontCharacters:
    """The characters of a font file; read once in a process.

    Raises OSError if it cannot be read, and DamagedFontError if it is no font.
    """
    data = read_of_workspace(path, FONT)
    try:
        ranges = tuple(_rising(_ranges(data, _tables(data)["cmap"])))
    except struct.error:
        raise DamagedFontError from None
    return FontCharacters(tuple(start for start, _ in ranges), tuple(end for _, end in ranges))


@lru_cache(maxsize=256)
def line_height_of_font(path: Path) -> float:
    """The height of a line of a font, in ems: the greatest of those that programs take.

    They are that of its table `hhea` and the two of `OS/2`, whose first version need not have
    them. Raises as `characters_of_font` does.
    """
    data = read_of_workspace(path, FONT)
    try:
        tables = _tables(data)
        (em,) = struct.unpack_from(">H", data, tables["head"] + 18)
        heights = [_line_height(data, tables["hhea"] + 4)]
        if data[tables["OS/2"] : tables["OS/2"] + 2] != b"\0\0":
            top, bottom = struct.unpack_from(">HH", data, tables["OS/2"] + 74)
            heights += (_line_height(data, tables["OS/2"] + 68), top + bottom)
    except struct.error:
        raise DamagedFontError from None
    return max(heights) / max(1, int(em))


def _line_height(data: bytes, start: int) -> int:
    rise, fall, gap = struct.unpack_from(">hhh", data, start)
    return int(rise - fall + gap)


def check_font(path: Path) -> None:
    """Raise OSError for a file that cannot be read, DamagedFontError for one that is no font.

    OtherOutlinesError for one whose glyphs have numbers besides their own, as large fonts for East
    Asia do, or whose outlines are variable: a PDF would need another map or cannot embed them
    (ISO 32000-1, 9.7.4.2 and table 126).
    """
    data = read_of_workspace(path, FONT)
    try:
        tables = _tables(data)
        cff = tables.get("CFF ")
        if "CFF2" in tables or (cff and is_cid_keyed(memoryview(data)[cff:])):
            raise OtherOutlinesError
    except (struct.error, IndexError):
        raise DamagedFontError from None


def _tables(data: bytes) -> Mapping[str, int]:
    """Where each table begins; every one that is needed is there, and whole."""
    if data[:4] not in _SIGNATURES:
        raise DamagedFontError
    (count,) = struct.unpack_from(">H", data, 4)
    found, lengths = {}, {}
    for place in range(12, 12 + 16 * count, 16):
        tag, _, offset, length = struct.unpack_from(">4sIII", data, place)
        name = tag.decode("latin-1")
        found[name], lengths[name] = offset, length
        if offset + length > len(data):
            raise DamagedFontError
    if any(lengths.get(name, 0) < least for name, least in _LEAST.items()):
        raise DamagedFontError
    return found


def _ranges(data: bytes, cmap: int) -> Iterator[tuple[int, int]]:
    _, count = struct.unpack_from(">HH", data, cmap)
    found = {}
    for place in range(cmap + 4, cmap + 4 + 8 * count, 8):
        platform, encoding, offset = struct.unpack_from(">HHI", data, place)
        found[platform, encoding] = cmap + offset
    for kind in _UNICODE:
        if kind in found:
            (form,) = struct.unpack_from(">H", data, found[kind])
            if form in _READERS:
                return _READERS[form](data, found[kind])
    raise DamagedFontError


def _segments(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Format 4: segments, of which each has a shift for its glyphs or a list of them."""
    (twice,) = struct.unpack_from(">H", data, start + 6)
    lists = start + 16 + 3 * twice
    for place in range(start + 14, start + 14 + twice, 2):
        (last,) = struct.unpack_from(">H", data, place)
        first, delta, offset = (
            struct.unpack_from(">H", data, place + 2 + step * twice)[0] for step in (1, 2, 3)
        )
        if first > last:
            raise DamagedFontError
        if not offset:
            none = -delta & 0xFFFF  # the character that the shift leaves without a glyph
            yield from _around(first, last, none)
            continue
        glyphs = lists + (place - start - 14) + offset
        for code in range(first, last + 1):
            at = glyphs + 2 * (code - first)
            if at + 2 <= len(data) and struct.unpack_from(">H", data, at)[0]:
                yield code, code


def _around(first: int, last: int, none: int) -> Iterator[tuple[int, int]]:
    parts = ((first, min(last, none - 1)), (max(first, none + 1), last))
    yield from (part for part in parts if part[0] <= part[1])


def _groups(data: bytes, start: int) -> Iterator[tuple[int, int]]:
    """Format 12: groups of characters whose glyphs follow each other."""
    (count,) = struct.unpack_from(">I", data, start + 12)
    for place in range(start + 16, start + 16 + 12 * count, 12):
        first, last, glyph = struct.unpack_from(">III", data, place)
        yield first + (0 if glyph else 1), last


_READERS = {4: _segments, 12: _groups}


def _rising(ranges: Iterator[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """The stretches, which no sound font has in another order or one over the other."""
    before = -1
    for first, last in ranges:
        if first <= before:
            raise DamagedFontError
        if first <= last:
            yield first, last
            before = last


_FAMILY, _FACE = (16, 1), (17, 2)  # the typographic name before the one of four faces
_FACES = {
    "regular": "regular",
    "book": "regular",
    "roman": "regular",
    "italic": "italic",
    "oblique": "italic",
    "bold": "bold",
    "bold italic": "bold_italic",
    "bold oblique": "bold_italic",
}


class FontFiles(Struct, frozen=True):
    """A family, and the names of its files by their faces; a face without a file has another's."""

    name: str
    faces: Mapping[str, str]


def font_families(folder: Path) -> Mapping[str, FontFiles]:
    """The families in a folder that have a regular face, by their names in small letters."""
    found: dict[str, dict[str, str]] = {}
    called: dict[str, str] = {}
    for path in names_in(folder, "*.[to]tf"):
        for family, face in _names_in_font(path):
            called.setdefault(family.casefold(), family)
            found.setdefault(family.casefold(), {}).setdefault(face, path.name)
    return {
        key: FontFiles(called[key], _all_faces(faces))
        for key, faces in found.items()
        if "regular" in faces
    }


@lru_cache(maxsize=256)
def is_stood_in(family: FontFamily) -> bool:
    """Whether the files of a family are those of another one; they are read once in a process."""
    shown = {name.casefold() for name, _ in _names_in_font(family.regular)}
    return bool(shown) and family.name.casefold() not in shown


def _all_faces(faces: Mapping[str, str]) -> Mapping[str, str]:
    regular = faces["regular"]
    bold, italic = faces.get("bold", regular), faces.get("italic", regular)
    both = faces.get("bold_italic", bold)
    return {"regular": regular, "italic": italic, "bold": bold, "bold_italic": both}


def _names_in_font(path: Path) -> Iterator[tuple[str, str]]:
    """The family and the face of a font file; none if it is damaged or has another face."""
    try:
        check_font(path)
        data = read_of_workspace(path, FONT)
        names = dict(_name_records(data))
    except (OSError, DamagedFontError, struct.error, UnicodeDecodeError):
        return
    family = next((names[key] for key in _FAMILY if key in names), "")
    said = next((names[key] for key in _FACE if key in names), "regular")
    face = _FACES.get(said.casefold())
    if family and face:
        yield family, face


def _name_records(data: bytes) -> Iterator[tuple[int, str]]:
    """The English names of Windows by their identifiers."""
    (count,) = struct.unpack_from(">H", data, 4)
    tables = (struct.unpack_from(">4sIII", data, 12 + 16 * number) for number in range(count))
    start = next(offset for tag, _, offset, _ in tables if tag == b"name")
    _, records, strings = struct.unpack_from(">HHH", data, start)
    for number in range(records):
        place = start + 6 + 12 * number
        platform, _, language, name, length, offset = struct.unpack_from(">6H", data, place)
        if (platform, language) == (3, 0x409) and name in (*_FAMILY, *_FACE):
            begin = start + strings + offset
            yield name, data[begin : begin + length].decode("utf-16-be")
