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
from generator.seeds.readers.office import (
    is_locked,
    is_opendocument,
    is_other_office_file,
    office_file_named,
)


class _IncomingReader(Protocol):
    def __call__(self, data: bytes, budget: Budget, *, rejected: bool) -> IncomingFile: ...


class IncomingFormat(Struct, frozen=True):
    """A format: what knows its bytes, and what reads them.

    Both are named as "module:function" and not imported: a Word file is read without what reads
    web pages.
    """

    known_by: str
    read_by: str

    def knows(self, data: bytes) -> bool:
        """Whether these are the bytes of such a file."""
        return bool(_loaded_function(self.known_by)(data))

    def load(self) -> _IncomingReader:
        """The function that reads such a file."""
        return cast("_IncomingReader", _loaded_function(self.read_by))


def _loaded_function(named: str) -> Callable[..., object]:
    module, _, name = named.partition(":")
    found: Callable[..., object] = getattr(importlib.import_module(module), name)
    return found


_OFFICE, _READERS = "generator.seeds.readers.office", "generator.incoming"

INCOMING_FORMATS = (
    IncomingFormat(f"{_OFFICE}:is_word_file", f"{_READERS}.word:read_incoming_word"),
    IncomingFormat(f"{_OFFICE}:is_opendocument", f"{_READERS}.opendocument:read_incoming_odt"),
    IncomingFormat(f"{_OFFICE}:is_zipped_page", "generator.receiving.html:read_zipped_html"),
    IncomingFormat(
        "generator.seeds.readers.html:is_web_page", "generator.receiving.html:read_incoming_html"
    ),
)


def read_incoming(data: bytes, budget: Budget, *, rejected: bool = False) -> IncomingFile:
    """What stands in a file, by its bytes and not by its name; its tracked changes are settled.

    Raises BriefError if it cannot be read; if it is of another kind, that says what to do.
    """
    for one in INCOMING_FORMATS:
        if one.knows(data):
            return one.load()(data, budget, rejected=rejected)
    raise other_file(data, budget, "has no paragraphs to edit", _TAKEN_IN)


_TAKEN_IN = "neither a Word file, an OpenDocument text nor a web page"


def other_file(data: bytes, budget: Budget, lack: str, otherwise: str) -> BriefError:
    """What to raise for a file that is not read: what it is, and that .docx would be.

    `lack` is what a PDF lacks, and `otherwise` what a file is of which nothing is known.
    """
    if is_locked(data):
        return budget.locked("this file is locked with a password")
    called = otherwise
    if not data:
        called = "an empty file"
    elif data.startswith(b"%PDF-"):
        called = f"a PDF, which {lack}"
    elif is_opendocument(data):
        called = "an OpenDocument file"
    elif is_other_office_file(data):
        found = office_file_named(data)
        if found is None:
            return budget.damaged("this file is damaged: its end is missing")
        called = found
    hint = "open it in the program it came from, save it as .docx, and take that"
    return refusal(codes.NOT_TAKEN_IN, f"this is {called}", Span.at(budget.file), hint=hint)
