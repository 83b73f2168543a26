"""The bytes of a text → its characters, in an encoding that is certain, or named by a person."""

from __future__ import annotations

import codecs
import re
from collections.abc import Sequence
from itertools import takewhile

from msgspec import Struct

from generator.diagnostics import BriefError, Span, codes, refusal
from generator.seeds.readers.charsets import (
    CODECS,
    MULTI_BYTE,
    charset_named,
    decode_again,
    is_damaged_utf_8,
    near_charsets,
)
from generator.seeds.readers.garbled import refuse_garbled
from generator.seeds.readers.undeclared import (
    EncodedReading,
    certain_of,
    mixes_scripts,
    readings_of,
    shifted_readings,
)


class DecodedText(Struct, frozen=True):
    """A text and the encoding that it was read as, by its name in `charsets.CODECS`."""

    text: str
    encoding: str


def decode_source(
    data: bytes,
    file: str,
    *,
    named: str | None = None,
    declared: str | None = None,
    has_markup: bool = False,
) -> DecodedText:
    """A text in the encoding that a person has `named`, else in one that is certain.

    Certain are: a byte order mark, what the original says of itself (`declared`), UTF-8 without a
    fault, the escapes of ISO 2022, and bytes that are words in no other way (see `undeclared`).
    Names are those of the WHATWG Encoding Standard. Raises BriefError for any other text, with two
    readings to choose from, where the bytes are not in the encoding that is named, and where they
    were garbled before, if nobody says that they are meant so: where a text `has_markup`, not all
    of it is words, and its reader looks at those that it takes.
    """
    found = _marked(data, file) or _as_named(data, named, file) or _declared(data, declared, file)
    found = found or _shown_by_bytes(data, file)
    _refuse_nul(found.text, file)
    if named is None and not has_markup:
        refuse_garbled(found.text, file)
    return found


def encoding_told(data: bytes, label: str, file: str) -> str | None:
    """The encoding that a server names for a text, unless its bytes show that this is wrong.

    The name is one of `charsets.CODECS`. Raises BriefError where it may be wrong or right.
    """
    found = _declared(data, label, file)
    return found.encoding if found else None


def decode_as_release_1(data: bytes, file: str) -> DecodedText:
    """A text as release 0.1.0 read it, which knew UTF-8, UTF-16, UTF-32 and Windows-1252."""
    if marked := _marked(data, file):
        return marked
    try:
        return DecodedText(data.decode(), "UTF-8")
    except UnicodeDecodeError:
        return DecodedText(decode_again(data, "Windows-1252", file), "Windows-1252")


# --- what the bytes or somebody says ----------------------------------------------------

_MARKS = (  # longest first: UTF-32's mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "UTF-32"),
    (codecs.BOM_UTF32_BE, "UTF-32"),
    (codecs.BOM_UTF8, "UTF-8"),
    (codecs.BOM_UTF16_LE, "UTF-16"),
    (codecs.BOM_UTF16_BE, "UTF-16"),
)


def _marked(data: bytes, file: str) -> DecodedText | None:
    name = next((name for mark, name in _MARKS if data.startswith(mark)), None)
    if name is None:
        return None
    try:
        return DecodedText(data.decode(CODECS[name]), name)
    except UnicodeDecodeError as error:
        message = f"begins as {name} does, but is broken at byte {error.start}"
        raise refusal(codes.UNKNOWN_ENCODING, message, Span.at(file), hint=_SAVE) from None


_SAVE = "open the file in the program it came from and save it as UTF-8"


def _as_named(data: bytes, label: str | None, file: str) -> DecodedText | None:
    if label is None:
        return None
    if (name := charset_named(label)) is None:
        near = " or ".join(f"`--encoding {name}`" for name in near_charsets(label)[:2])
        hint = near or "name it as a web page would: UTF-8, Windows-1250, Shift_JIS …"
        message = f"no encoding is called `{label}`"
        raise refusal(codes.UNKNOWN_ENCODING, message, Span.at(file), hint=hint)
    try:
        return DecodedText(data.decode(CODECS[name]), name)
    except UnicodeDecodeError as error:
        message = f"{_byte(data, error.start)} is nothing in {name}"
        hint = "name another encoding, or leave out `--encoding` to see what it may be"
        span = _span(data, error.start, file)
        raise refusal(codes.UNKNOWN_ENCODING, message, span, hint=hint) from None


def _declared(data: bytes, label: str | None, file: str) -> DecodedText | None:
    """The text as the original says of itself, unless the bytes show that it is wrong."""
    name = charset_named(label) if label else None
    if name is None:
        return None
    if name == "UTF-8":
        return _of_utf_8(data, file)
    try:
        text = data.decode(CODECS[name])
    except UnicodeDecodeError:
        return None
    if data.isascii() or not _is_utf_8(data):
        return DecodedText(text, name)
    if name in MULTI_BYTE:
        message = f"it says that it is {name}, but is UTF-8 as well"
        readings = (EncodedReading(name, text, 0.0), EncodedReading("UTF-8", data.decode(), 0.0))
        raise _uncertain(message, readings, file)
    return None


def _is_utf_8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True


# --- what the bytes show ----------------------------------------------------------------

_ESCAPES = (
    (re.compile(rb"\x1b\$[@B]|\x1b\([IJ]|\x1b\$\("), "ISO-2022-JP"),
    (re.compile(rb"\x1b\$\)C"), "ISO-2022-KR"),
)


def _shown_by_bytes(data: bytes, file: str) -> DecodedText:
    """The text in an encoding that the bytes themselves make certain. Raises BriefError."""
    if wide := _wide(data):
        message = f"{wide} without a byte order mark: NUL at byte {data.index(0)}"
        hint = f"`--encoding {wide}` reads it so"
        raise refusal(codes.UNKNOWN_ENCODING, message, Span.at(file), hint=hint)
    if data.isascii():
        return _of_ascii(data, file)
    strict = _of_utf_8(data, file)
    if strict and not mixes_scripts(strict.text):
        return strict
    readings = readings_of(data)
    if strict is None and (name := certain_of(data, readings)):
        return DecodedText(data.decode(CODECS[name]), name)
    also = (EncodedReading("UTF-8", strict.text, 0.0),) if strict else ()
    raise _uncertain(_WHICH, (*also, *readings), file)


def _of_utf_8(data: bytes, file: str) -> DecodedText | None:
    """The text as UTF-8, or None. Raises BriefError for UTF-8 that is damaged."""
    try:
        return DecodedText(data.decode(), "UTF-8")
    except UnicodeDecodeError as error:
        if not is_damaged_utf_8(data):
            return None
        message = f"it is UTF-8, but {_byte(data, error.start)} is broken"
        span = _span(data, error.start, file)
        raise refusal(codes.UNKNOWN_ENCODING, message, span, hint=_SAVE) from None


def _of_ascii(data: bytes, file: str) -> DecodedText:
    for escape, name in _ESCAPES:
        if escape.search(data):
            try:
                return DecodedText(data.decode(CODECS[name]), name)
            except UnicodeDecodeError:
                continue
    text = data.decode()
    if shifted := shifted_readings(data):
        readings = (*shifted, EncodedReading("UTF-8", text, 0.0))
        raise _uncertain(_WHICH, readings, file)
    return DecodedText(text, "UTF-8")


def _wide(data: bytes) -> str | None:
    """UTF-16 if every second byte is mostly NUL, as in Western text."""
    sample = data[:2000]
    odd, even = sample[1::2], sample[::2]
    if len(sample) < 4 or max(odd.count(0) / len(odd), even.count(0) / len(even)) <= 0.4:
        return None
    return "UTF-16LE" if odd.count(0) > even.count(0) else "UTF-16BE"


# --- what is said -----------------------------------------------------------------------


def _byte(data: bytes, position: int) -> str:
    return f"byte {position} (0x{data[position]:02X})"


def _span(data: bytes, position: int, file: str) -> Span:
    line_start = data.rfind(b"\n", 0, position) + 1
    line = data.count(b"\n", 0, position) + 1
    column = len(data[line_start:position].decode(errors="replace")) + 1
    return Span.at(file, line, column, 1)


def _uncertain(message: str, readings: Sequence[EncodedReading], file: str) -> BriefError:
    """Two readings of the first line that differs, for a person to choose from."""
    if not readings:
        hint = f"{_SAVE}, or name its encoding: `--encoding NAME`"
        return refusal(codes.UNKNOWN_ENCODING, _NO_WORDS, Span.at(file), hint=hint)
    line, at, differing = _told_apart(_ranked(readings))
    shown = "; ".join(
        f"{one.encoding}: “{_line_around(one.text, line, at)}”" for one in differing[:3]
    )
    hint = f"add the right one: `--encoding {differing[0].encoding}`"
    if len(differing) > 1:
        hint += f" or `--encoding {differing[1].encoding}`, or the name of another"
    return refusal(
        codes.UNKNOWN_ENCODING, f"{message}. {shown}", Span.at(file, line + 1), hint=hint
    )


_WHICH = "it is not certain in which encoding it is"
_NO_WORDS = "it is not UTF-8, and in no other encoding are its bytes words"


def _ranked(readings: Sequence[EncodedReading]) -> list[EncodedReading]:
    """Readings, the likeliest first, as charset-normalizer judges where it knows the encoding."""
    from charset_normalizer import from_bytes

    sample = readings[0].text[:20_000].encode(CODECS[readings[0].encoding])
    judged = [charset_named(match.encoding) for match in from_bytes(sample)]
    places = {name: place for place, name in reversed(list(enumerate(judged)))}
    return sorted(readings, key=lambda one: (one.faults, places.get(one.encoding, len(judged))))


def _told_apart(ranked: Sequence[EncodedReading]) -> tuple[int, int, list[EncodedReading]]:
    """The line, from 0, and the place in it where readings begin to differ, and one for each."""
    split = [reading.text.split("\n") for reading in ranked]
    for line, alternatives in enumerate(zip(*split, strict=False)):
        if len(set(alternatives)) > 1:
            columns = zip(*alternatives, strict=False)
            at = sum(1 for _ in takewhile(lambda column: len(set(column)) == 1, columns))
            found: dict[str, EncodedReading] = {}
            for words, reading in zip(alternatives, ranked, strict=True):
                found.setdefault(words[at : at + 1], reading)
            return line, at, list(found.values())
    return 0, 0, list(ranked[:1])


_SHOWN = 32  # characters on each side of the difference


def _line_around(text: str, line: int, at: int) -> str:
    words = text.split("\n")[line]
    start, end = max(0, at - _SHOWN), at + _SHOWN
    cut = words[start:end].strip()
    return f"{'…' if start else ''}{cut}{'…' if end < len(words) else ''}"


def _refuse_nul(text: str, file: str) -> None:
    if (place := text.find("\x00")) < 0:
        return
    before = text[:place]
    line = before.count("\n") + 1
    column = place - before.rfind("\n")
    message = f"not a text: NUL at byte {len(before.encode())}"
    hint = "import the text itself; was this another kind of file?"
    raise refusal(codes.NOT_A_TEXT, message, Span.at(file, line, column), hint=hint)
