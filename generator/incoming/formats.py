"""Files that people hand in are told apart by their bytes, and each format is read by a function.

**A format that is taken in** is a function and a row of `INCOMING_FORMATS`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable
from typing import Protocol, cast

from msgspec import Struct

from generator.diagnostics import BriefError, Span, codes, refusal
from generator.incoming.file import IncomingFile
from generator.opening.budget import Budget
from generator.seeds.readers.html import is_web_page
from generator.seeds.readers.office import (
    is_locked,
    is_opendocument,
    is_other_office_file,
    is_word_file,
    is_zipped_page,
    office_file_named,
)


class _IncomingReader(Protocol):
    def __call__(self, data: bytes, budget: Budget, *, rejected: bool) -> IncomingFile: ...


class IncomingFormat(Struct, frozen=True):
    """A format: how its bytes are known, and what reads them, as "module:function"."""

    knows: Callable[[bytes], bool]
    read: str

    def load(self) -> _IncomingReader:
        """The function that reads such a file."""
        module, _, function = self.read.partition(":")
        return cast("_IncomingReader", getattr(importlib.import_module(module), function))


INCOMING_FORMATS = (
    IncomingFormat(is_word_file, "generator.incoming.word:read_incoming_word"),
    IncomingFormat(is_opendocument, "generator.incoming.opendocument:read_incoming_odt"),
    IncomingFormat(is_web_page, "generator.incoming.html:read_incoming_html"),
    IncomingFormat(is_zipped_page, "generator.incoming.html:read_zipped_html"),
)


def read_incoming(data: bytes, budget: Budget, *, rejected: bool = False) -> IncomingFile:
    """What stands in a file, by its bytes and not by its name; its tracked changes are settled.

    Raises BriefError if it cannot be read; if it is of another kind, that says what to do.
    """
    for one in INCOMING_FORMATS:
        if one.knows(data):
            return one.load()(data, budget, rejected=rejected)
    raise _not_read(data, budget)


def _not_read(data: bytes, budget: Budget) -> BriefError:
    if is_locked(data):
        return budget.locked("this file is locked with a password")
    called = "neither a Word file, an OpenDocument text nor a web page"
    if not data:
        called = "an empty file"
    elif data.startswith(b"%PDF-"):
        called = "a PDF, which has no paragraphs to edit"
    elif is_other_office_file(data):
        found = office_file_named(data)
        if found is None:
            return budget.damaged("this file is damaged: its end is missing")
        called = found
    hint = "open it in the program it came from, save it as .docx, and take that"
    return refusal(codes.NOT_TAKEN_IN, f"this is {called}", Span.at(budget.file), hint=hint)
