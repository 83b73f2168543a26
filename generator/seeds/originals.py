"""How an original is read again to prove the editions that were made from it."""

from __future__ import annotations

from collections.abc import Mapping
from importlib import import_module
from typing import Any

from msgspec import Struct

from generator.seeds.ink import OriginalInk, ink_of
from generator.seeds.numbering import NUMBERINGS
from generator.seeds.readers.versions import (
    CAPTIONS,
    HTML,
    MAIL,
    MARKDOWN,
    OPENDOCUMENT,
    PDF,
    SAVED_PAGE,
    TAGGED_PDF,
    TEXT,
    TEXT_WITH_PAGES,
    WORD,
)
from generator.seeds.reading import OriginalLines
from generator.seeds.seed import Edition, SourceBlockKind

RESTORE = "editions are not edited by hand: bring the file back as it was"

_EVERY_KIND: frozenset[SourceBlockKind] = frozenset({"text", "heading", "item", "quote", "cell"})
_TEXT_ALONE: frozenset[SourceBlockKind] = frozenset({"text"})


class Reader(Struct, frozen=True):
    """One way of reading originals. It never changes after its first use.

    `reads` is the function that reads an original again, and `read_with` the one that names the
    libraries it does so with, where another version might read otherwise. Both are named as
    "module:function" below `readers`, so that `brief check` loads only what its sources need.
    `kinds` are the kinds of blocks that it knows. `slow` says that it takes longer than to look up
    whether its lines were compared before.
    """

    reads: str
    kinds: frozenset[SourceBlockKind] = _EVERY_KIND
    read_with: str = ""
    slow: bool = False

    def lines(self, data: bytes, encoding: str, file: str) -> OriginalLines:
        """The lines of an original, from its bytes, its encoding and its name for messages.

        Raises BriefError.
        """
        lines: OriginalLines = _loaded(self.reads)(data, encoding, file)
        return lines

    def libraries(self) -> str:
        """The libraries that it reads with here and their versions, or nothing."""
        return str(_loaded(self.read_with)()) if self.read_with else ""


def _loaded(named: str) -> Any:
    module, _, function = named.partition(":")
    return getattr(import_module(f"generator.seeds.readers.{module}"), function)


_PDF_LIBRARIES = "pdf_document:libraries_of_pdf"

READERS: Mapping[tuple[str, int], Reader] = {
    TEXT: Reader("text:lines_of_plain_text", kinds=_TEXT_ALONE),
    TEXT_WITH_PAGES: Reader("text:lines_of_text_with_pages"),
    CAPTIONS: Reader("captions:lines_of_captions", kinds=_TEXT_ALONE),
    ("html", 1): Reader("html_lines:printed_lines_of_html"),
    HTML: Reader("html_lines:lines_of_html"),
    ("mail", 1): Reader("mail_lines:printed_lines_of_mail"),
    MAIL: Reader("mail_lines:lines_of_mail"),
    MARKDOWN: Reader("markdown_source:lines_of_markdown"),
    OPENDOCUMENT: Reader("opendocument:lines_of_opendocument"),
    ("pdf", 1): Reader("pdf:spaced_lines_of_pdf", read_with=_PDF_LIBRARIES, slow=True),
    PDF: Reader("pdf:lines_of_pdf", read_with=_PDF_LIBRARIES, slow=True),
    ("mhtml", 1): Reader("mail_lines:printed_lines_of_saved_page"),
    SAVED_PAGE: Reader("mail_lines:lines_of_saved_page"),
    ("tagged pdf", 1): Reader(
        "pdf:spaced_lines_of_tagged_pdf", read_with=_PDF_LIBRARIES, slow=True
    ),
    TAGGED_PDF: Reader("pdf:lines_of_tagged_pdf", read_with=_PDF_LIBRARIES, slow=True),
    WORD: Reader("word:lines_of_word_file"),
}
"""By kind and version.

A reader that reads in a new way gets a new version and a new row. The old row stays as
it is, for the editions that it must prove.
"""


def ink_of_edition(edition: Edition, original: bytes, file: str) -> OriginalInk | None:
    """The ink of an edition's original, read as it was; None if no reader here reads it so.

    `file` is the folder of the seed. Raises BriefError if the original cannot be read as before.
    """
    read_as = edition.reader
    reader = READERS.get((read_as.kind, read_as.version)) if read_as else None
    if reader is None or read_as is None or read_as.numbering not in NUMBERINGS:
        return None
    return ink_of(reader.lines(original, read_as.encoding, f"{file}/{edition.original}"))
