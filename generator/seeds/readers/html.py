"""Web pages: the bytes → lines, and what of them is the article."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import groupby, islice

from msgspec.structs import replace

from generator.diagnostics import BriefError, Span, codes, refusal
from generator.seeds.ink import visible
from generator.seeds.readers.charsets import charset_named, is_damaged_utf_8, with_lost_characters
from generator.seeds.readers.encoding import DecodedText, decode_source
from generator.seeds.readers.garbled import LOST, refuse_garbled
from generator.seeds.readers.html_about import about_page
from generator.seeds.readers.html_article import OUTSIDE, article_in
from generator.seeds.readers.html_blocks import PageBlock, blocks_in_page
from generator.seeds.readers.html_body import reasons_of_blocks
from generator.seeds.readers.html_lines import WebPage, lines_of_page, web_page
from generator.seeds.readers.versions import HTML
from generator.seeds.reading import Cleaned, DroppedLine, SourcePassage, SourceReading
from generator.seeds.seed import ReadAs


def read_html(data: bytes, file: str, encoding: str | None) -> SourceReading:
    """A web page as read for an import: its lines, and those that are the article.

    Raises BriefError if its encoding is not certain, if a script would have to write its words,
    or if it has more elements than a page for people.
    """
    decoded = _decoded_page(data, file, encoding)
    page = web_page(decoded.text, file)
    cleaned = article_of(page, file)
    taken = "\n".join((cleaned.title, cleaned.author, *(one.text for one in cleaned.paragraphs)))
    if encoding is None:
        refuse_garbled(taken, file, within=decoded.text)
    if lost := taken.count(LOST):
        cleaned = replace(cleaned, guesses=(*cleaned.guesses, f"characters that are lost: {lost}"))
    saved = _SAVED_FROM.search(decoded.text[:4096])
    if saved and not cleaned.url:
        cleaned = replace(cleaned, url=saved[1])
    return SourceReading(ReadAs(*HTML, decoded.encoding), lines_of_page(page), cleaned)


def _decoded_page(data: bytes, file: str, encoding: str | None) -> DecodedText:
    """The text of a page; where characters of it are broken in UTF-8, as browsers show it."""
    declared = declared_encoding(data)
    try:
        return decode_source(data, file, named=encoding, declared=declared, has_markup=True)
    except BriefError:
        meant = charset_named(encoding or declared or "UTF-8")
        if meant != "UTF-8" or b"\0" in data or not is_damaged_utf_8(data):
            raise
        return DecodedText(with_lost_characters(data), meant)


_SAVED_FROM = re.compile(r"<!-- saved from url=\(\d+\)(https?://\S+) -->")  # browsers write it


_OPENING = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:\s+|<!--.*?-->|<\?.*?\?>)*"
    rb"(?:(?P<page><(?:!doctype\s+html|html|head|body|title|meta|article|main)\b)"
    rb"|<(?:h[1-6]|p|div|section|table|ul|ol|header|blockquote|nav|aside|footer|form|dl|pre|figure"
    rb"|style|link|script|center|font|span|b|strong|em|i|u|o:p)\b)",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(rb"\s*<[a-z]+[\s/>]", re.IGNORECASE)
_BODY = re.compile(rb"<(?:!doctype\s+html|html|body)[\s>]", re.IGNORECASE)
_LONGEST_COMPLAINT = 100_000  # bytes
_CLOSING = re.compile(rb"<(?:/[a-z0-9:]+|br\s*/?)\s*>\s*$", re.IGNORECASE)


def is_web_page(data: bytes) -> bool:
    """Whether bytes are a web page: they begin as one, or begin and end with its elements.

    Programs print scripts and complaints of their own above a page.
    """
    start = data[:4096]
    if start.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = start.replace(b"\x00", b"")[2:]
    if opening := _OPENING.match(start):
        return bool(opening["page"] or _CLOSING.search(data[-200:]))
    return _TAG.match(start) is not None and _BODY.search(data[:_LONGEST_COMPLAINT]) is not None


_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([a-z0-9_:.-]+)"
    rb"|^\s*<\?xml[^>]{0,100}?encoding\s*=\s*[\"']([a-z0-9_:.-]+)",
    re.IGNORECASE,
)


def declared_encoding(data: bytes) -> str | None:
    """The encoding that the head of a page names, as it is written there."""
    found = _DECLARED.search(data[:4096])
    return (found[1] or found[2]).decode("ascii") if found else None


# --- the article ------------------------------------------------------------------------


def article_of(page: WebPage, file: str) -> Cleaned:
    """The body of a page in numbered paragraphs, and why each other line is not in it."""
    blocks = blocks_in_page(page)
    _refuse_unwritten(page, blocks, file)
    prose = (block.text for block in blocks if block.prose > 1)
    about = about_page(page, " ".join(islice(prose, _ENOUGH)))
    article = article_in(page, blocks)
    reasons = reasons_of_blocks(page, blocks, article.reasons, about)
    body = [b for b, reason in zip(blocks, reasons, strict=True) if not reason]
    return Cleaned(
        title=about.title,
        author=about.author,
        language=about.language,
        paragraphs=tuple(SourcePassage(b.text, b.lines[0], b.lines[-1], b.kind) for b in body),
        dropped=_dropped_in_page(page, blocks, reasons),
        published=about.published,
        publisher=about.publisher,
        url=about.url,
        guesses=(
            *(("another part of the page has nearly as many words",) if article.rivalled else ()),
            *_aside_told(page, blocks, reasons),
        ),
    )


def _aside_told(
    page: WebPage, blocks: Sequence[PageBlock], reasons: Sequence[str]
) -> Iterator[str]:
    """Which paragraphs between the title and the end of the article are not in it.

    They stand in another part of the page, or a reader has to open them.
    """
    body = [at for at, reason in enumerate(reasons) if not reason]
    if not body:
        return
    titles = (at for at in range(body[0]) if page.elements[blocks[at].element].tag == "h1")
    start = max(titles, default=body[0])
    looked = [
        at
        for at in range(start, body[-1])
        if not reasons[at] or (reasons[at] in _ASIDE and blocks[at].prose > _TOLD_PROSE)
    ]
    for is_aside, run in groupby(looked, key=lambda at: reasons[at] != ""):
        places = list(run) if is_aside else []
        if places:
            first, last = blocks[places[0]].lines[0], blocks[places[-1]].lines[-1]
            one = first == last
            where = f"line {first} reads" if one else f"lines {first}–{last} read"
            yield f"{where} like text, and {'was' if one else 'were'} left out"


_TOLD_PROSE = 0.8  # of a block: a sentence of eighty characters
_ASIDE = frozenset((OUTSIDE, "hidden"))


def _dropped_in_page(
    page: WebPage, blocks: Sequence[PageBlock], reasons: Sequence[str]
) -> tuple[DroppedLine, ...]:
    dropped = [
        DroppedLine(line, page.lines[line - 1].text, reason, block.kind)
        for block, reason in zip(blocks, reasons, strict=True)
        if reason
        for line in block.lines
    ]
    return tuple(sorted(dropped, key=lambda drop: drop.line))


_ENOUGH = 200  # paragraphs show the language of the others
_FEWEST = 200  # visible characters: a page with fewer and a script has its words from the script


def _refuse_unwritten(page: WebPage, blocks: Sequence[PageBlock], file: str) -> None:
    words = sum(visible(block.text) for block in blocks if block.prose)
    scripts = sum(element.tag == "script" for element in page.elements)
    if words >= _FEWEST or not scripts:
        return
    message = "a script writes the words of this page when a browser opens it"
    hint = "open it in a browser, and save it there as a single file (MHTML)"
    raise refusal(codes.NO_PARAGRAPH, message, Span.at(file), hint=hint)
