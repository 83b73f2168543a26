"""A web page → its lines: every visible character of it, each in one line.

A line ends where a block element begins or ends, at a line break, where words are hidden or shown
again, and around what may be the mark of a note. Which of the lines are the article plays no part
here.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import Span, codes, refusal
from generator.opening.budget import LINES
from generator.seeds.ink import visible
from generator.seeds.lines import drop_cap, is_word_alone, whole_words
from generator.seeds.readers.charsets import decode_again, with_lost_characters
from generator.seeds.readers.html_nesting import OpenElements, OversizedPageError, PageElement
from generator.seeds.readers.html_tokens import MarkupToken, markup_tokens
from generator.seeds.readers.sizes import refuse_endless
from generator.seeds.reading import OriginalLines


class PageLine(Struct, frozen=True):
    """A line of a web page.

    `element` is the number of the innermost element that holds all of it. Lines with the same
    `block` are parted by single line breaks only. `linked` counts its visible characters in links.
    `joint` is what stands between it and the next one where the page goes on without a break: a
    space or nothing; None at a break.
    """

    text: str
    element: int
    block: int
    linked: int
    hidden: bool
    joint: str | None = None


class WebPage(Struct, frozen=True):
    """The lines of a page, its elements in document order, and what it says of itself.

    An element comes behind its parent. `pieces` are the words of the page and of its title, each
    with the number of the innermost element around it. `data` are its scripts of linked data
    (JSON-LD).
    """

    lines: tuple[PageLine, ...]
    elements: tuple[PageElement, ...]
    pieces: tuple[tuple[int, str], ...]
    data: tuple[str, ...]

    def element_of(self, line: PageLine) -> PageElement:
        """The element that a line is in."""
        return self.elements[line.element]

    def words_of(self, element: int) -> str:
        """The words in an element, with single spaces."""
        behind = element + 1
        while behind < len(self.elements) and self.elements[behind].parent >= element:
            behind += 1
        words = "".join(text for number, text in self.pieces if element <= number < behind)
        return " ".join(words.translate(_SEEN).split())


def web_page(text: str, file: str) -> WebPage:
    """The lines and elements of a web page. Raises BriefError if it has too many elements."""
    page = _OpenPage()
    try:
        for token in markup_tokens(re.sub("\r\n?", "\n", text)):
            page.take(token)
        page.end_line()
    except OversizedPageError as error:
        hint = "copy its text into a plain text file, and import that"
        raise refusal(codes.LARGE_SOURCE, f"it has {error}", Span.at(file), hint=hint) from None
    refuse_endless((line.text for line in page.lines), file)
    return WebPage(
        tuple(page.lines), tuple(page.nesting.elements), tuple(page.pieces), tuple(page.data)
    )


def lines_of_html(data: bytes, encoding: str, file: str) -> OriginalLines:
    """The lines of a web page, read again as version 2 did. Raises BriefError."""
    utf_8 = encoding == "UTF-8"  # it may have broken characters
    text = with_lost_characters(data) if utf_8 else decode_again(data, encoding, file)
    return lines_of_page(web_page(text, file))


def printed_lines_of_html(data: bytes, encoding: str, file: str) -> OriginalLines:
    """The lines of a web page, read again as version 1 did. Raises BriefError."""
    return printed_lines_of_page(web_page(decode_again(data, encoding, file), file))


def lines_of_page(page: WebPage) -> OriginalLines:
    """All visible words of a page, line by line, with what may be the marks of notes apart."""
    tied = {number for number, line in enumerate(page.lines, 1) if line.joint == ""}
    return OriginalLines(
        tuple(line.text for line in page.lines), tied=frozenset(tied) | _tied_capitals(page.lines)
    )


def printed_lines_of_page(page: WebPage) -> OriginalLines:
    """All visible words of a page, line by line."""
    lines: list[PageLine] = []
    joint: str | None = None
    for line in page.lines:
        if joint is None:
            lines.append(line)
        else:
            lines[-1] = replace(lines[-1], text=lines[-1].text + joint + line.text)
        joint = line.joint
    return OriginalLines(tuple(line.text for line in lines), tied=_tied_capitals(lines))


def _tied_capitals(lines: Sequence[PageLine]) -> frozenset[int]:
    """The numbers of the lines that are the first letter of a word."""
    if not (capitals := drop_capitals(lines)):
        return capitals
    texts = [line.text for line in lines]
    words = whole_words(texts)
    alone = {at for at in capitals if is_word_alone(texts[at], texts[at + 1], words)}
    return frozenset(at + 1 for at in capitals - alone)


def drop_capitals(lines: Sequence[PageLine]) -> frozenset[int]:
    """The places of lines that are the first letter of the next one, in an element of their own."""
    return frozenset(
        at
        for at, (line, following) in enumerate(pairwise(lines))
        if drop_cap(line.text, following.text) and not (line.hidden or following.hidden)
    )


_CONTROLS = (*range(0x20), *range(0x7F, 0xA0), 0xFFFE, 0xFFFF)
# Soft hyphens and spaces without width are places to break a line, and nobody sees them.
_NOTHING = (0xAD, 0x200B, 0x2060, 0xFEFF)
_SEEN = {**dict.fromkeys(_CONTROLS, " "), **dict.fromkeys(_NOTHING, "")}


@dataclass
class _OpenPage:
    """A page while its tokens are read, and the line that is being gathered."""

    nesting: OpenElements = field(default_factory=OpenElements)
    lines: list[PageLine] = field(default_factory=list)
    pieces: list[tuple[int, str]] = field(default_factory=list)
    data: list[str] = field(default_factory=list)
    block: int = 0
    breaks: int = 0  # since the last words
    words: list[str] = field(default_factory=list)
    linked: int = 0
    element: int = -1  # the innermost that holds the line so far, or -1
    height: int = 0  # how many elements are open in it, itself included
    lowest: int = 0  # the fewest that were open since the last words
    goes_on: bool = False  # no break stands behind the last line
    blank: bool = False  # a blank does

    def take(self, token: MarkupToken) -> None:
        """Read the next token."""
        if token.kind in {"words", "raw"}:
            self._take_words(token)
            return
        nesting = self.nesting
        before = nesting.current
        if token.kind == "start":
            parts = nesting.start(token.name, token.text, closed=token.closed)
        else:
            parts = nesting.end(token.name)
        self.lowest = min(self.lowest, len(nesting.stack))
        if token.name == "br":
            self._break()
        elif parts:
            self._end_block()
        elif (before.shown == "hidden") != (nesting.current.shown == "hidden"):
            self.end_line()
        elif before.mark != nesting.current.mark:
            self.end_line(goes_on=True)

    def _take_words(self, token: MarkupToken) -> None:
        element = self.nesting.current
        if token.kind == "raw" and element.tag != "xmp":
            if "ld+json" in element.attributes.lower():
                self.data.append(token.text)
        elif element.tag == "title" and not self.nesting.is_foreign:
            self.pieces.append((self.nesting.stack[-1], token.text))
        elif element.shown != "unseen":
            first, *others = token.text.split("\n") if element.keeps_lines else [token.text]
            self._add(first, element)
            for line in others:
                self._break()
                self._add(line, element)

    def _add(self, text: str, element: PageElement) -> None:
        if not text or text.isspace():
            self.words.append(text and " ")
            return
        stack = self.nesting.stack
        first = self.element == -1
        self.height = len(stack) if first else min(self.height, self.lowest)
        self.element = stack[self.height - 1]
        self.lowest, self.breaks = len(stack), 0
        self.words.append(text)
        self.pieces.append((stack[-1], text))
        if element.linked:
            self.linked += visible(text)

    def _break(self) -> None:
        self.end_line()
        self.breaks += 1
        if self.breaks > 1:
            self._end_block()

    def _end_block(self) -> None:
        self.end_line()
        self.block += 1

    def end_line(self, *, goes_on: bool = False) -> None:
        """Put the words that are gathered on a line, if there are any."""
        words = "".join(self.words).translate(_SEEN)
        if text := " ".join(words.split()):
            if len(self.lines) >= LINES.most:
                raise OversizedPageError(f"more than {LINES.most:,} {LINES.what}")
            hidden = self.nesting.elements[self.element].shown == "hidden"
            if self.goes_on:
                joint = " " if self.blank or words[0].isspace() else ""
                self.lines[-1] = replace(self.lines[-1], joint=joint)
            self.lines.append(PageLine(text, self.element, self.block, self.linked, hidden))
            self.blank = words[-1].isspace()
        else:
            self.blank = self.blank or bool(words)
        self.goes_on = goes_on and (bool(text) or self.goes_on)
        self.words.clear()
        self.linked, self.element = 0, -1
