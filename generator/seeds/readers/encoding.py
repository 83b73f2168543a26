"""The bytes of a text → its characters, in an encoding that is certain, or named by a person."""

from __future__ import annotations

import codecs
import re
import unicodedata

from msgspec import Struct

from generator.diagnostics import BriefError, Span, codes, refusal
from generator.seeds.lines import CODECS


class DecodedText(Struct, frozen=True):
    """A text and the encoding that it was read as, by its name in `lines.CODECS`."""

    text: str
    encoding: str


def decode_source(
    data: bytes, file: str, *, named: str | None = None, declared: str | None = None
) -> DecodedText:
    """A text in the encoding that a person has `named`, else in one that is certain.

    UTF-8, UTF-16 and UTF-32 are known by their marks, UTF-8 also without one, and Windows-1252
    (which includes Latin-1) if the bytes read as Western European words. `declared` is what the
    original says of itself. Raises BriefError for any other encoding, and where the bytes are not
    in the one that is named.
    """
    name = named or declared
    text, encoding = (decode_again(data, name, file), name) if name else _decoded(data, file)
    _refuse_nul(text, file)
    return DecodedText(text, encoding)


RESTORE = "editions are not edited by hand: bring the file back as it was"


def decode_again(data: bytes, encoding: str, file: str) -> str:
    """A text in the encoding of its import. Raises BriefError where it is not in that."""
    try:
        return data.decode(CODECS[encoding])
    except (KeyError, UnicodeError):
        message = f"it cannot be read as {encoding}, as it once was"
        raise refusal(codes.DAMAGED_EDITION, message, Span.at(file), hint=RESTORE) from None


_MARKS = (  # longest first: UTF-32's mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32-le", "UTF-32"),
    (codecs.BOM_UTF32_BE, "utf-32-be", "UTF-32"),
    (codecs.BOM_UTF8, "utf-8", "UTF-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le", "UTF-16"),
    (codecs.BOM_UTF16_BE, "utf-16-be", "UTF-16"),
)


def _decoded(data: bytes, file: str) -> tuple[str, str]:
    for mark, codec, name in _MARKS:
        if data.startswith(mark):
            return _strictly(data, codec, name, file), name
    if _looks_wide(data):
        message = f"UTF-16 without a byte order mark: NUL at byte {data.index(0)}"
        raise refusal(codes.UNKNOWN_ENCODING, message, Span.at(file), hint=_SAVE)
    try:
        return data.decode(), "UTF-8"
    except UnicodeDecodeError as error:
        if (western := _western(data)) is not None:
            return western, "Windows-1252"
        raise _broken(data, error.start, file) from None


def _strictly(data: bytes, codec: str, name: str, file: str) -> str:
    try:
        return data.decode(codec).removeprefix("\ufeff")
    except UnicodeDecodeError as error:
        message = f"begins as {name} does, but is broken at byte {error.start}"
        raise refusal(codes.UNKNOWN_ENCODING, message, Span.at(file), hint=_SAVE) from None


_SAVE = "open the file in the program it came from and save it as UTF-8"


def _broken(data: bytes, position: int, file: str) -> BriefError:
    line_start = data.rfind(b"\n", 0, position) + 1
    line = data.count(b"\n", 0, position) + 1
    column = len(data[line_start:position].decode(errors="replace")) + 1
    message = f"not UTF-8 at byte {position} (0x{data[position]:02X}), nor Windows-1252"
    return refusal(codes.UNKNOWN_ENCODING, message, Span.at(file, line, column, 1), hint=_SAVE)


def _looks_wide(data: bytes) -> bool:
    """Whether every second byte is mostly NUL, as in Western text in UTF-16."""
    sample = data[:2000]
    odd, even = sample[1::2], sample[::2]
    return len(sample) >= 4 and max(odd.count(0) / len(odd), even.count(0) / len(even)) > 0.4


_UTF8_SEQUENCE = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_WESTERN_SIGNS = frozenset("‘’‚“”„‹›«»–—…•€£§©®™°ºª·¿¡ ¶†‡‰±²³¹¼½¾×÷´¨\u00ad")


_ACCENTS_ALONE = re.compile(r"[^\W\d_\x00-\x7f]{4}")


def _western(data: bytes) -> str | None:
    """The text as Windows-1252, or None if it would be nonsense.

    Any bytes can be read this way. Words of accented letters only show another alphabet, and
    complete sequences show damaged UTF-8.
    """
    if _UTF8_SEQUENCE.search(data):
        return None
    try:
        text = data.decode("cp1252")
    except UnicodeDecodeError:
        return None
    high = [character for character in text if character > "\x7f"]
    letters = [character for character in high if unicodedata.category(character)[0] == "L"]
    plain = sum(character.isascii() and character.isalpha() for character in text)
    if any(c not in _WESTERN_SIGNS and unicodedata.category(c)[0] != "L" for c in high):
        return None
    return None if _ACCENTS_ALONE.search(text) or len(letters) > plain else text


def _refuse_nul(text: str, file: str) -> None:
    if (place := text.find("\x00")) < 0:
        return
    before = text[:place]
    line = before.count("\n") + 1
    column = place - before.rfind("\n")
    message = f"not a text: NUL at byte {len(before.encode())}"
    hint = "import the text itself; was this another kind of file?"
    raise refusal(codes.NOT_A_TEXT, message, Span.at(file, line, column), hint=hint)
