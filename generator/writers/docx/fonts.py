"""The font table: each family, what may stand in for it, and its files where they are embedded."""

from __future__ import annotations

import struct
from hashlib import sha256

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
    code = theme.family(theme.styles["code"]) if "code" in theme.styles else None
    families = {family.name: family for family in theme.fonts.values()}
    fonts = "".join(
        _font_entry(
            family,
            _embedded(family, table, parts) if theme.embed_fonts else "",
            is_monospaced=family == code,
        )
        for _, family in sorted(families.items())
    )
    table.xml = f"<w:fonts {NAMESPACES}>{fonts}</w:fonts>"
    return table


def _font_entry(family: FontFamily, embedded: str, *, is_monospaced: bool) -> str:
    other = f'<w:altName w:val="{escaped(family.substitute)}"/>' if family.substitute else ""
    return (
        f'<w:font w:name="{escaped(family.name)}">{other}<w:charset w:val="00"/>'
        f"{_MONOSPACED if is_monospaced else _ANY_KIND}{embedded}</w:font>"
    )


# What Word goes by where neither the family nor its substitute is installed.
_ANY_KIND = '<w:family w:val="auto"/><w:pitch w:val="variable"/>'
_MONOSPACED = '<w:family w:val="modern"/><w:pitch w:val="fixed"/>'


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
    if data[:4] not in _TRUE_TYPE:
        return False
    (count,) = struct.unpack_from(">H", data, 4)
    for place in range(12, 12 + 16 * count, 16):
        tag, _, offset, _ = struct.unpack_from(">4sIII", data, place)
        if tag == b"OS/2":
            (usage,) = struct.unpack_from(">H", data, offset + 8)
            free = not usage & _USAGE or bool(usage & _EDITABLE)
            return free and not usage & _BITMAPS_ONLY
    return False


def _obfuscated(data: bytes, key: str) -> bytes:
    """The font as documents keep it (ECMA-376-4, font embedding).

    Its first 32 bytes are mingled with the pairs of digits of the GUID, the last pair first.
    """
    digits = bytes.fromhex(key.strip("{}").replace("-", ""))[::-1] * 2
    return bytes(a ^ b for a, b in zip(data[:32], digits, strict=True)) + data[32:]
