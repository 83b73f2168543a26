"""Finished files are told apart by their bytes, and each format is read back by a function.

**A format that is published** has a row of `FILE_READERS`, beside its row of `WRITERS`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping

from msgspec import Struct

from generator.diagnostics import codes
from generator.opening.budget import Budget
from generator.proof.finished import HANDED, Finished, cannot
from generator.proof.needs import handed_budget


class FileReader(Struct, frozen=True):
    """A format: its name in `WRITERS`, what people call a file of it, and what reads one.

    A file of it has one of the `marks` behind at most so many bytes. `read` is named as
    "module:function" and not imported, so that a Word file is read without what reads a PDF.
    """

    format: str
    called: str
    marks: tuple[bytes, ...]
    read: str
    before: int = 0

    def knows(self, data: bytes) -> bool:
        """Whether these are the bytes of such a file."""
        return any(data.find(mark, 0, self.before + len(mark)) >= 0 for mark in self.marks)

    def load(self) -> Callable[[bytes, Budget], Finished]:
        """The function that reads the bytes of a file within a budget."""
        module, _, function = self.read.partition(":")
        loaded: Callable[[bytes, Budget], Finished] = getattr(
            importlib.import_module(module), function
        )
        return loaded


_DOCTYPES = (b"<!DOCTYPE html", b"<!doctype html")
_ZIP, _OLE = b"PK", b"\xd0\xcf\x11\xe0"

FILE_READERS: Mapping[str, FileReader] = {
    reader.format: reader
    for reader in (
        # One with a password is an OLE file, and told as such ([MS-OFFCRYPTO], 2.3.4).
        FileReader("docx", "a Word file", (_ZIP, _OLE), "generator.proof.word:read_word"),
        # The header may stand anywhere in the first kilobyte (ISO 32000-1, Annex H.3.4.1).
        # Behind a byte order mark, as some editors save one; others write the mark-up in their way.
        FileReader("html", "an HTML page", _DOCTYPES, "generator.proof.html:read_page", before=3),
        FileReader("pdf", "a PDF", (b"%PDF-",), "generator.proof.pdf:read_pdf", before=1019),
    )
}


def reader_named(file: str) -> FileReader | None:
    """What reads files that are named like this one; None where nothing does."""
    return FILE_READERS.get(file.rpartition(".")[2].lower())


def read_finished(data: bytes, file: str) -> Finished:
    """What a finished file says and carries. Raises BriefError where it cannot be read."""
    wanted = " or ".join(f"a .{name}" for name in FILE_READERS)
    hint = f"name {wanted} that `brief` has written"
    if len(data) > HANDED.most:
        message = f"a file of {len(data) / 1e6:,.0f} MB is no brief"
        raise cannot(codes.UNREADABLE_FILE, file, message, hint)
    for reader in FILE_READERS.values():
        if reader.knows(data):
            return reader.load()(data, handed_budget(file))
    called = " nor ".join(reader.called for reader in FILE_READERS.values())
    message = f"this is neither {called}" if data else "this file is empty"
    raise cannot(codes.UNREADABLE_FILE, file, message, hint)
