"""Document + Theme (+ Pages) → finished bytes. One table says which formats there are.

**A new format** is a package here and a row of `WRITERS`.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Literal

from msgspec import Struct

if TYPE_CHECKING:
    from generator.document import Attachment, Document
    from generator.theme.theme import Theme
    from generator.typesetting import Pages

PdfVariant = Literal["a-2a", "a-3a"]
"""The two kinds of PDF/A that a PDF can be."""


class Manuscript(Struct, frozen=True):
    """The input of every writer; each takes what its format needs.

    `pages` are given if the format needs them, or if the document has a table of contents.
    """

    document: Document
    theme: Theme
    attachments: tuple[Attachment, ...] = ()
    pages: Pages | None = None
    pdf_variant: PdfVariant = "a-3a"


class Writer(Struct, frozen=True):
    """A format: its name, which is the suffix of its files, and the function that writes it.

    `write` is named as "module:function" and not imported, so that `brief check` loads none. A
    format that `carries` nothing can be told from another text by its words alone.
    """

    name: str
    media_type: str
    needs_pages: bool
    write: str
    carries: bool = True  # the manifest, by which it is checked later

    def load(self) -> Callable[[Manuscript], bytes]:
        """The function that makes a file's bytes of a manuscript."""
        module, _, function = self.write.partition(":")
        loaded: Callable[[Manuscript], bytes] = getattr(importlib.import_module(module), function)
        return loaded


_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

_TXT = "generator.writers.txt:write"

WRITERS: Mapping[str, Writer] = {
    writer.name: writer
    for writer in (
        Writer("docx", _DOCX, needs_pages=False, write="generator.writers.docx:write"),
        Writer("html", "text/html", needs_pages=False, write="generator.writers.html:write"),
        Writer("pdf", "application/pdf", needs_pages=True, write="generator.writers.pdf:write"),
        Writer("txt", "text/plain", needs_pages=False, write=_TXT, carries=False),
    )
}
