"""Reading a text file that a person wrote, whatever its bytes are."""

from __future__ import annotations

import codecs
import errno
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from msgspec import Struct

from generator.config.files import FileKind, RefusedFileError, read_of_workspace
from generator.diagnostics import BriefError, Code, Diagnostic, Span, diagnose


def read_text(path: Path, file: str, kind: FileKind, *, code: Code) -> str:
    """The text of a UTF-8 file of a workspace, with line feeds as line ends.

    Raises BriefError naming `file`.
    """
    return utf8_text(read_bytes(path, file, kind, code=code), file, code=code)


def read_bytes(path: Path, file: str, kind: FileKind, *, code: Code) -> bytes:
    """The bytes of a file of a workspace. Raises BriefError naming `file`."""
    try:
        return read_of_workspace(path, kind)
    except OSError as error:
        raise BriefError([file_unreadable(error, file, code=code)]) from None


def utf8_text(data: bytes, file: str, *, code: Code) -> str:
    """The text of the bytes of a UTF-8 file, its line ends made plain.

    Raises BriefError naming `file`.
    """
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise BriefError([_undecoded(data, error.start, file, code)]) from None
    return text.replace("\r\n", "\n").replace("\r", "\n")


def byte_order_mark(data: bytes) -> bytes:
    """The mark that a file in UTF-8 begins with, if it has one: what is written back keeps it."""
    return codecs.BOM_UTF8 if data.startswith(codecs.BOM_UTF8) else b""


def as_before(text: str, before: bytes) -> bytes:
    """A changed text as its file was: with its byte order mark and its line ends."""
    ended = text.replace("\r\n", "\n").replace("\n", "\r\n") if b"\r\n" in before else text
    return byte_order_mark(before) + ended.encode()


def _undecoded(data: bytes, offset: int, file: str, code: Code) -> Diagnostic:
    if data.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        hint = "save the file as UTF-8"
        return diagnose(code, "this file is in UTF-16", Span.at(file), hint=hint)
    if data.startswith(_OF_PROGRAMS):
        hint = "save it as plain text in UTF-8; `brief new NAME --from FILE` takes a draft in Word"
        return diagnose(code, "this is no text file", Span.at(file), hint=hint)
    before = data[:offset].decode("utf-8-sig", errors="replace")
    line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
    western = bytes([data[offset]]).decode("cp1252", errors="replace")
    hint = f"save the file as UTF-8; in older Windows files this byte is “{western}”"
    span = Span.at(file, line, column, 1)
    return diagnose(code, f"not UTF-8 at byte {offset}", span, hint=hint)


# Word and ZIP, PDF, Word as it was before 2007.
_OF_PROGRAMS = (b"PK\x03\x04", b"%PDF-", b"\xd0\xcf\x11\xe0")


def file_unreadable(error: OSError, file: str, *, code: Code) -> Diagnostic:
    """The finding for a file that the system did not open."""
    match error:
        case RefusedFileError(pattern=pattern, hint=hint):
            return diagnose(code, pattern.format(file=file), Span.at(file), hint=hint)
        case FileNotFoundError():
            return diagnose(code, f"no file {file}", Span.at(file))
        case IsADirectoryError():
            return diagnose(code, f"{file} is a folder, not a file", Span.at(file))
        case _ if error.errno == errno.ELOOP:
            return diagnose(code, f"{file} is a link that leads to itself", Span.at(file))
        case _:
            return diagnose(code, f"cannot read {file}: {error.strerror}", Span.at(file))


class TextFault(Struct, frozen=True):
    """What is wrong at a line and column, both from 1, for some letters, and what to write."""

    line: int
    column: int
    message: str
    hint: str
    width: int = 0


class Stopped(Struct, frozen=True):
    """Where a parser stopped reading, and in which lines."""

    lines: Sequence[str]
    number: int
    column: int

    @property
    def line(self) -> str:
        """The line itself; empty behind the last one."""
        return self.lines[self.number - 1] if self.number <= len(self.lines) else ""

    def fault(self, message: str, hint: str, words: str = "") -> TextFault:
        """A fault at `words` of the line, or where the reading stopped."""
        column = self.line.find(words) + 1 if words else 0
        return TextFault(self.number, column or self.column, message, hint, len(words))


def json_value(data: bytes | str, *, strict: bool = True) -> Any:
    """What a text of JSON says. Raises ValueError, also for values too deep inside each other.

    Unless `strict`, its texts may have line ends in them.
    """
    try:
        return json.loads(data, strict=strict)
    except RecursionError:
        raise ValueError("its values are too deep inside each other") from None
