"""How an original is read again to prove the editions that were made from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module

from msgspec import Struct

from generator.seeds.numbering import numbers_beside_years, numbers_of
from generator.seeds.readers.captions import CAPTIONS, lines_of_captions
from generator.seeds.readers.markdown_source import MARKDOWN, lines_of_markdown
from generator.seeds.readers.opendocument import OPENDOCUMENT, lines_of_opendocument
from generator.seeds.readers.pdf import PDF, TAGGED_PDF, lines_of_pdf, lines_of_tagged_pdf
from generator.seeds.readers.pdf_document import libraries_of_pdf
from generator.seeds.readers.structured import KINDS_TOLD
from generator.seeds.readers.text import (
    TEXT,
    TEXT_WITH_PAGES,
    lines_of_plain_text,
    lines_of_text_with_pages,
)
from generator.seeds.readers.versions import HTML, MAIL, SAVED_PAGE
from generator.seeds.readers.word import WORD, lines_of_word_file
from generator.seeds.reading import OriginalLines


def _without_libraries() -> str:
    return ""


class Reader(Struct, frozen=True):
    """One way of reading originals. It never changes after its first use.

    `lines` makes the lines of the original from its bytes, its encoding and its name for messages,
    or raises BriefError. `numbers` makes the numbers of a first import from the words of the
    paragraphs. `kinds` are the kinds of blocks that it knows. `libraries` names what it reads with
    here, where another version might read otherwise. `slow` says that it takes longer than to look
    up whether its lines were compared before.
    """

    lines: Callable[[bytes, str, str], OriginalLines]
    numbers: Callable[[Sequence[str]], Sequence[str]]
    kinds: frozenset[str]
    libraries: Callable[[], str] = _without_libraries
    slow: bool = False


def _late(named: str) -> Callable[[bytes, str, str], OriginalLines]:
    """A function named as "module:function", imported when an original needs it."""

    def lines(data: bytes, encoding: str, file: str) -> OriginalLines:
        module, _, function = named.partition(":")
        found: OriginalLines = getattr(import_module(module), function)(data, encoding, file)
        return found

    return lines


READERS: Mapping[tuple[str, int], Reader] = {
    TEXT: Reader(lines_of_plain_text, numbers_of, frozenset({"text"})),
    CAPTIONS: Reader(lines_of_captions, numbers_of, frozenset({"text"})),
    MARKDOWN: Reader(lines_of_markdown, numbers_of, KINDS_TOLD),
    OPENDOCUMENT: Reader(lines_of_opendocument, numbers_of, KINDS_TOLD),
    WORD: Reader(lines_of_word_file, numbers_of, KINDS_TOLD),
    PDF: Reader(lines_of_pdf, numbers_of, KINDS_TOLD, libraries_of_pdf, slow=True),
    TAGGED_PDF: Reader(lines_of_tagged_pdf, numbers_of, KINDS_TOLD, libraries_of_pdf, slow=True),
    TEXT_WITH_PAGES: Reader(
        lines_of_text_with_pages,
        numbers_beside_years,
        KINDS_TOLD,
    ),
    HTML: Reader(_late("generator.seeds.readers.html_lines:lines_of_html"), numbers_of, KINDS_TOLD),
    SAVED_PAGE: Reader(
        _late("generator.seeds.readers.mail_lines:lines_of_saved_page"), numbers_of, KINDS_TOLD
    ),
    MAIL: Reader(_late("generator.seeds.readers.mail_lines:lines_of_mail"), numbers_of, KINDS_TOLD),
}
"""By kind and version.

A reader that reads or numbers in a new way gets a new version and a new row. The old row stays as
it is, for the editions that it must prove.
"""
