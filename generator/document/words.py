"""The place in the author's file of each word of a document."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from generator.diagnostics import Position, Span
from generator.document import Block, Contents, Document, Enclosing, Figure, Inline, Table, Text
from generator.document.walking import everything_in


def place_in(span: Span, value: str, index: int, length: int = 1) -> Span:
    """The place of some characters of a text, if the file has the same words."""
    start, end = span.start, span.end
    if start.line != end.line or end.column - start.column != len(value):
        return span
    first = Position(start.line, start.column + index)
    return Span(span.file, first, Position(first.line, first.column + length))


def shown_words(document: Document) -> Iterator[tuple[str, Span | None]]:
    """Everything that a reader sees of a document: its texts, and the words around them.

    The place is None for words that the author's file does not have.
    """
    meta = document.meta
    yield from ((text.value, text.span) for text in texts_of(document))
    yield from ((words, None) for words in (meta.page_label, *meta.fields.values()))
    yield from _labels(everything_in(document).blocks)


def _labels(blocks: Iterable[Block]) -> Iterator[tuple[str, Span | None]]:
    """The words of blocks that are no text: labels of tables and figures, a title of contents."""
    for block in blocks:
        match block:
            case Table(label=words) | Figure(label=words) | Contents(title=words):
                yield words, block.span
            case _:
                continue


def texts_of(document: Document) -> list[Text]:
    """Every text of a document and its notes."""
    return [inline for inline in everything_in(document).inlines if isinstance(inline, Text)]


def inline_texts(inlines: Iterable[Inline]) -> list[Text]:
    """Every text of a run, in reading order."""
    found: list[Text] = []
    for inline in inlines:
        if isinstance(inline, Text):
            found.append(inline)
        elif isinstance(inline, Enclosing):
            found += inline_texts(inline.children)
    return found
