"""Plain texts: the bytes → lines, and what of them is body."""

from __future__ import annotations

import re

from generator.diagnostics import Span, codes, refusal
from generator.seeds.cleaning import clean
from generator.seeds.lines import lines_of_text
from generator.seeds.readers.encoding import decode_again, decode_source
from generator.seeds.reading import OriginalLines, SourceReading
from generator.seeds.seed import ReadAs

TEXT = ("text", 1)


def read_text_source(data: bytes, file: str, encoding: str | None) -> SourceReading:
    """A plain text as read for an import, its lines counted as an editor counts them.

    Control characters are left out. Raises BriefError for an empty file, a file that is not text,
    and an encoding that is not certain.
    """
    if kind := _document_kind(data):
        hint = "open it, copy its text into a plain text file, and import that"
        raise refusal(codes.NOT_A_TEXT, f"this is {kind}", Span.at(file), hint=hint)
    decoded = decode_source(data, file, named=encoding)
    if not decoded.text.strip():
        hint = "was the right file saved?"
        raise refusal(codes.NO_PARAGRAPH, "the file is empty", Span.at(file), hint=hint)
    lines = lines_of_text(decoded.text)
    return SourceReading(ReadAs(*TEXT, decoded.encoding), OriginalLines(lines), clean(lines))


_MAGIC = {
    b"%PDF-": "a PDF file",
}
_HTML = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype\s+html|html|head|body)\b", re.IGNORECASE)


def _document_kind(data: bytes) -> str | None:
    """The kind of document that the bytes are, if they are clearly not plain text."""
    for magic, kind in _MAGIC.items():
        if data.startswith(magic):
            return kind
    return "a web page (HTML)" if _HTML.match(data[:4096]) else None


def lines_of_plain_text(data: bytes, encoding: str, file: str) -> OriginalLines:
    """The lines of a plain text, read again as version 1 did. Raises BriefError."""
    return OriginalLines(lines_of_text(decode_again(data, encoding, file)))
