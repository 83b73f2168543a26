"""The font table: each family, what may stand in for it, and its files where they are embedded."""

from __future__ import annotations

import struct
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from generator.config.files import FONT, read_of_workspace
from generator.language.visible import escaped
from generator.theme.theme import FontFamily, Theme
from generator.writers.docx.markup import NAMESPACES
from generator.writers.docx.parts import Parts, TextPart, guid

_FACES = {
    "embedRegular": (False, False),
    "embedBold": (True, False),
    "embedItalic": (False, True),
    "embedBoldItalic": (True, True),
}


def add_font_table(theme: Theme, parts: Parts) -> TextPart:
    """The font table (ISO 29500-1, 17.8), added with the fonts where the theme says so."""
    table = parts.add("fonts")
    families = {family.name: family for family in theme.fonts.values()}
    fonts = "".join(
        _font_entry(family, _embedded(family, table, parts) if theme.embed_fonts else "")
        for _, family in sorted(families.items())
    )
    table.xml = f"<w:fonts {NAMESPACES}>{fonts}</w:fonts>"
    return table


def _font_entry(family: FontFamily, embedded: str) -> str:
    other = f'<w:altName w:val="{escaped(family.substitute)}"/>' if family.substitute else ""
    kind = _kind_of_letters(family.regular)
    return f'<w:font w:name="{escaped(family.name)}">{other}{kind}{embedded}</w:font>'


@lru_cache(maxsize=64)
def _kind_of_letters(path: Path) -> str:
    """What Word goes by where neither a family nor its substitute is installed.

    That is what the font file says of itself (OpenType 1.9, "OS/2", panose).
    """
    data = read_of_workspace(path, FONT)
    panose = _os2(data)[32:42]
    latin, serifs, proportion = panose[0] == 2, panose[1], panose[3]
    kind, pitch = "auto", "variable"
    if latin and proportion == 9:
        kind, pitch = "modern", "fixed"
    elif latin and serifs > 1:
        kind = "roman" if serifs < 11 else "swiss"
    return (
        f'<w:panose1 w:val="{panose.hex().upper()}"/><w:charset w:val="00"/>'
        f'<w:family w:val="{kind}"/><w:pitch w:val="{pitch}"/>'
    )


def _embedded(family: FontFamily, table: TextPart, parts: Parts) -> str:
    found = []
    carried: dict[str, str] = {}  # a file that serves as two faces travels once
    for name, (bold, italic) in _FACES.items():
        data = read_of_workspace(family.file(bold=bold, italic=italic), FONT)
        if may_be_embedded(data):
            key = guid(sha256(data).hexdigest())
            if key not in carried:
                carried[key] = parts.add_font(_obfuscated(data, key), table)
            found.append(f'<w:{name} r:id="{carried[key]}" w:fontKey="{key}"/>')
    return "".join(found)


_TRUE_TYPE = (b"\0\1\0\0", b"true")
_EDITABLE = 8
_USAGE = 0x000F  # the permissions; the rest of the field restricts subsets and outlines
_BITMAPS_ONLY = 0x0200


def may_be_embedded(data: bytes) -> bool:
    """Whether Word embeds fonts of this kind, and the licence allows it where documents are edited.

    That is said by OS/2 fsType (OpenType 1.9): "installable" or "editable", not bitmaps only.
    """
    os2 = _os2(data) if data[:4] in _TRUE_TYPE else b""
    if not os2:
        return False
    (usage,) = struct.unpack_from(">H", os2, 8)
    free = not usage & _USAGE or bool(usage & _EDITABLE)
    return free and not usage & _BITMAPS_ONLY


def _os2(data: bytes) -> bytes:
    """The table of a font file that says how it may be used and what it is; empty without one."""
    (count,) = struct.unpack_from(">H", data, 4)
    for place in range(12, 12 + 16 * count, 16):
        tag, _, offset, size = struct.unpack_from(">4sIII", data, place)
        if tag == b"OS/2":
            return data[offset : offset + size]
    return b""


def _obfuscated(data: bytes, key: str) -> bytes:
    """The font as documents keep it (ECMA-376-4, font embedding).

    Its first 32 bytes are mingled with the pairs of digits of the GUID, the last pair first.
    """
    digits = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1] * 2
    return bytes(a ^ b for a, b in zip(data[:32], digits, strict=True)) + data[32:]
