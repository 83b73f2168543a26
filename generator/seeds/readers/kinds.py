"""The kinds of originals, known by their content and never by the name of the file."""

from __future__ import annotations

from collections.abc import Callable

from msgspec import Struct

from generator.seeds.readers.captions import is_captions, read_captions
from generator.seeds.readers.html import is_web_page, read_html
from generator.seeds.readers.mail import read_mail, read_saved_page
from generator.seeds.readers.mail_parts import is_mail, is_saved_page
from generator.seeds.readers.markdown_source import is_markdown, read_markdown
from generator.seeds.readers.no_text import is_no_text, refuse_no_text
from generator.seeds.readers.office import (
    is_opendocument,
    is_other_office_file,
    is_word_file,
    refuse_office_file,
)
from generator.seeds.readers.opendocument import read_opendocument
from generator.seeds.readers.pdf import is_pdf, read_pdf_source
from generator.seeds.readers.text import read_text_source
from generator.seeds.readers.word import read_word_source
from generator.seeds.reading import SourceReading


class SourceKind(Struct, frozen=True):
    """One kind of original.

    `recognises` looks at the bytes alone. `read` makes a reading from the bytes, the file's name
    for messages, and the encoding that a person has named, if any; it raises BriefError.
    """

    called: str  # "a web page"
    suffix: str  # of the stored copy, where the file that came in has none
    recognises: Callable[[bytes], bool]
    read: Callable[[bytes, str, str | None], SourceReading]


TEXT_KIND = SourceKind("a plain text", ".txt", lambda _: True, read_text_source)

KINDS: tuple[SourceKind, ...] = (
    SourceKind("a Word file", ".docx", is_word_file, read_word_source),
    SourceKind("an OpenDocument text", ".odt", is_opendocument, read_opendocument),
    SourceKind("an office file", ".zip", is_other_office_file, refuse_office_file),
    SourceKind("a PDF", ".pdf", is_pdf, read_pdf_source),
    SourceKind("a web page", ".html", is_web_page, read_html),
    SourceKind("no text", ".bin", is_no_text, refuse_no_text),
    SourceKind("a saved web page", ".mhtml", is_saved_page, read_saved_page),
    SourceKind("a mail", ".eml", is_mail, read_mail),
    SourceKind("captions", ".vtt", is_captions, read_captions),
    SourceKind("Markdown", ".md", is_markdown, read_markdown),
    TEXT_KIND,
)
"""In this order; the first that recognises the bytes reads them. **A new kind** is a row here, and
one in `originals.READERS` that proves its editions."""


def kind_of(data: bytes) -> SourceKind:
    """The kind of an original. What nothing else recognises is read as plain text."""
    return next(kind for kind in KINDS if kind.recognises(data))
