"""Plain texts: the bytes → lines, and what of them is body."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from generator.diagnostics import Span, codes, refusal
from generator.seeds.lines import (
    drop_cap,
    lines_of_text,
    lines_with_separators,
    without_controls,
)
from generator.seeds.readers.charsets import decode_again
from generator.seeds.readers.sizes import refuse_endless
from generator.seeds.readers.versions import TEXT_WITH_PAGES
from generator.seeds.reading import OriginalLines, SourceReading
from generator.seeds.seed import ReadAs


def read_text_source(data: bytes, file: str, encoding: str | None) -> SourceReading:
    """A plain text as read for an import, its lines counted as an editor counts them.

    A form feed begins a page; other control characters are left out. Raises BriefError for an empty
    file, a file that is not text, and an encoding that is not certain.
    """
    from generator.seeds.cleaning import clean
    from generator.seeds.readers.encoding import decode_source

    decoded = decode_source(data, file, named=encoding)
    if not decoded.text.strip():
        hint = "was the right file saved?"
        raise refusal(codes.NO_PARAGRAPH, "the file is empty", Span.at(file), hint=hint)
    lines = _with_pages(decoded.text)
    refuse_endless(lines.texts, file)
    cleaned = clean(lines.texts, lines.pages)
    return SourceReading(ReadAs(*TEXT_WITH_PAGES, decoded.encoding), lines, cleaned)


def lines_of_plain_text(data: bytes, encoding: str, file: str) -> OriginalLines:
    """The lines of a plain text, read again as version 1 did. Raises BriefError."""
    return OriginalLines(lines_of_text(decode_again(data, encoding, file)))


def lines_of_text_with_pages(data: bytes, encoding: str, file: str) -> OriginalLines:
    """The lines of a plain text and their pages, as version 2 reads them. Raises BriefError."""
    return _with_pages(decode_again(data, encoding, file))


def _with_pages(text: str) -> OriginalLines:
    """The lines of a text; pages are counted from 1 if a form feed begins one."""
    raw = lines_with_separators(text)
    lines = tuple(map(without_controls, raw))
    pages = tuple(_pages(raw)) if "\f" in text else ()
    return OriginalLines(lines, pages=pages, tied=frozenset(_tied(lines)))


def _pages(raw: Sequence[str]) -> Iterator[str]:
    """The page of each line: that of its first character that is seen."""
    page = 1
    for line in raw:
        seen = line.lstrip()
        before = line[: len(line) - len(seen)].count("\f")
        yield str(page + before)
        page += before + seen.count("\f")


def _tied(lines: Sequence[str]) -> Iterator[int]:
    """The numbers of drop capitals, and of blank lines behind them: the word goes on there."""
    for index, line in enumerate(lines):
        if len(line.strip()) != 1:
            continue
        behind = next((at for at in range(index + 1, len(lines)) if lines[at].strip()), index)
        if drop_cap(line.strip(), lines[behind].strip()):
            yield from range(index + 1, behind + 1)
