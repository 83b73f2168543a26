"""The encodings of texts: their names, Python's codec for each, and texts read again by them."""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from difflib import get_close_matches
from functools import cache

from generator.diagnostics import Span, codes, refusal
from generator.seeds.originals import RESTORE

_DOS = (850, 437, 852, 737, 775, 855, 857, 862)
_WINDOWS = (1252, 1250, 1251, 1253, 1254, 1255, 1256, 1257, 1258)
_ISO_8859 = (2, 3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)

SINGLE_BYTE: Mapping[str, str] = {
    **{f"Windows-{page}": f"cp{page}" for page in _WINDOWS},
    "Windows-874": "cp874",
    **{f"ISO-8859-{part}": f"iso8859_{part}" for part in _ISO_8859},
    "KOI8-R": "koi8_r",
    "KOI8-U": "koi8_u",
    "Macintosh": "mac_roman",
    "X-Mac-Cyrillic": "mac_cyrillic",
    "X-Mac-CE": "mac_latin2",
    "X-Mac-Greek": "mac_greek",
    "X-Mac-Turkish": "mac_turkish",
    "IBM866": "cp866",
    **{f"IBM{page}": f"cp{page}" for page in _DOS},
}
MULTI_BYTE: Mapping[str, str] = {
    "GB18030": "gb18030",
    "Big5": "big5hkscs",
    "Shift_JIS": "cp932",
    "EUC-JP": "euc_jp",
    "EUC-KR": "cp949",
}
CODECS: Mapping[str, str] = {
    "UTF-8": "utf-8-sig",
    "UTF-16": "utf-16",
    "UTF-16LE": "utf-16-le",
    "UTF-16BE": "utf-16-be",
    "UTF-32": "utf-32",
    "UTF-32LE": "utf-32-le",
    "UTF-32BE": "utf-32-be",
    "ISO-2022-JP": "iso2022_jp_ext",
    "ISO-2022-KR": "iso2022_kr",
    "HZ-GB-2312": "hz",
    **SINGLE_BYTE,
    **MULTI_BYTE,
}
"""The encodings that originals are read as, with Python's name for each."""


@cache  # each codec is a module of its own to load
def _names_by_codec() -> Mapping[str, str]:
    return {codecs.lookup(codec).name: name for name, codec in CODECS.items()}


# What the names on web pages mean in practice (WHATWG, Encoding Standard, "Names and labels").
_MEANT = {
    "ascii": "Windows-1252",
    "iso8859-1": "Windows-1252",
    "iso8859-9": "Windows-1254",
    "iso8859-11": "Windows-874",
    "tis-620": "Windows-874",
    "gb2312": "GB18030",
    "gbk": "GB18030",
    "big5": "Big5",
    "shift_jis": "Shift_JIS",
    "euc_kr": "EUC-KR",
    "utf-8": "UTF-8",
    "utf-16": "UTF-16LE",
    "utf-32": "UTF-32LE",
    "iso2022_jp": "ISO-2022-JP",
}
_LABELS = {
    "ansi": "Windows-1252",
    "cp1252": "Windows-1252",
    "dos-874": "Windows-874",
    "iso-8859-8-i": "ISO-8859-8",
    "iso-8859-8-e": "ISO-8859-8",
    "logical": "ISO-8859-8",
    "visual": "ISO-8859-8",
    "koi": "KOI8-R",
    "koi8": "KOI8-R",
    "koi8-ru": "KOI8-U",
    "x-mac-roman": "Macintosh",
    "x-mac-ukrainian": "X-Mac-Cyrillic",
    "cn-big5": "Big5",
    "windows-31j": "Shift_JIS",
    "ms932": "Shift_JIS",
    "windows-949": "EUC-KR",
    "hz-gb-2312": "HZ-GB-2312",
    "unicode": "UTF-16LE",
    **{name.casefold(): name for name in CODECS if name not in {"UTF-16", "UTF-32"}},
}


def charset_named(label: str) -> str | None:
    """The name in `CODECS` of what a person or a page calls an encoding; None if it is unknown.

    Labels mean what they mean to browsers: ISO-8859-1 is Windows-1252, GB2312 is GB18030.
    """
    plain = label.strip().casefold()
    bare = re.sub(r"^(?:x-|cs)", "", plain)
    if found := _LABELS.get(plain) or _LABELS.get(bare):
        return found
    return next(filter(None, map(_by_codec, (plain, bare))), None)


def _by_codec(label: str) -> str | None:
    if not re.fullmatch(r"[a-z0-9_.:+-]{2,40}", label):
        return None
    try:
        codec = codecs.lookup(label).name
    except LookupError:
        return None
    return _MEANT.get(codec) or _names_by_codec().get(codec)


def near_charsets(label: str) -> tuple[str, ...]:
    """Names of encodings that are spelled like a label, the nearest first."""
    known = {name.casefold(): name for name in CODECS}
    return tuple(known[near] for near in get_close_matches(label.strip().casefold(), known))


def decode_again(data: bytes, encoding: str, file: str) -> str:
    """A text in the encoding of its import. Raises BriefError where it is not in that."""
    try:
        return data.decode(CODECS[encoding])
    except (KeyError, UnicodeError):
        message = f"it cannot be read as {encoding}, as it once was"
        raise refusal(codes.DAMAGED_EDITION, message, Span.at(file), hint=RESTORE) from None


# Compiled for a text in another encoding.
_UTF_8_SEQUENCE = rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"


def is_damaged_utf_8(data: bytes) -> bool:
    """Whether most characters that are not ASCII are complete in UTF-8."""
    rest, complete = re.subn(_UTF_8_SEQUENCE, b"", data)
    return complete > len(rest.translate(None, bytes(range(0x80))))


def with_lost_characters(data: bytes) -> str:
    """Bytes as UTF-8, with U+FFFD for each character that is broken."""
    return data.decode(CODECS["UTF-8"], errors="replace")
