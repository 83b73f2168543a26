"""The families of a folder of fonts, by the names in their files (OpenType 1.9.1, "name")."""

from __future__ import annotations

import struct
from collections.abc import Iterator, Mapping
from functools import lru_cache
from pathlib import Path

from msgspec import Struct

from generator.config.files import FONT, names_in, read_of_workspace
from generator.theme.font_files import DamagedFontError, check_font
from generator.theme.theme import FontFamily

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
