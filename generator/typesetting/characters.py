"""Characters that no font of the theme has."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from unicodedata import name

from generator.diagnostics import Diagnostic, Position, Severity, Span
from generator.document import (
    Block,
    Document,
    Emphasis,
    Foreign,
    Inline,
    Link,
    Strong,
    Text,
    inline_runs,
    inner_blocks,
)
from generator.theme.theme import Theme
from generator.typesetting.fonts import FaceChain, chain
from generator.typesetting.shaping import is_missing

_MISSING = "L011"


def missing_characters(document: Document, theme: Theme) -> Iterator[Diagnostic]:
    """A warning for each character that would be drawn as a question mark, at its place.

    Raises OSError where a font file of the theme cannot be read.
    """
    faces = chain(theme, theme.style("body").font, bold=False, italic=False)
    known: dict[str, bool] = {}
    for text in _texts(document):
        if text.span is None or text.value.isascii():
            continue
        for index, character in enumerate(text.value):
            if character not in known:
                known[character] = _is_missing(character, faces)
            if known[character]:
                yield _diagnostic(character, _place(text.span, text.value, index))


def _is_missing(character: str, faces: FaceChain) -> bool:
    return not character.isspace() and is_missing(faces, character)


def _diagnostic(character: str, span: Span) -> Diagnostic:
    called = name(character, "a character without a name").lower()
    message = f"no font of the theme has “{character}” (U+{ord(character):04X}, {called})"
    hint = "add a font that has it to the theme, or write the word in another script"
    return Diagnostic(_MISSING, message, span, Severity.WARNING, hint)


def _place(span: Span, value: str, index: int) -> Span:
    """The character's own place where the words stand in the file as they do here."""
    start, end = span.start, span.end
    if start.line != end.line or end.column - start.column != len(value):
        return span
    first = Position(start.line, start.column + index)
    return Span(span.file, first, Position(first.line, first.column + 1))


def _texts(document: Document) -> Iterator[Text]:
    yield from _block_texts(document.blocks)
    for note in document.notes:
        yield from _block_texts(note.blocks)


def _block_texts(blocks: Iterable[Block]) -> Iterator[Text]:
    for block in blocks:
        for run in inline_runs(block):
            yield from _inline_texts(run)
        yield from _block_texts(inner_blocks(block))


def _inline_texts(inlines: Iterable[Inline]) -> Iterator[Text]:
    for inline in inlines:
        if isinstance(inline, Text):
            yield inline
        elif isinstance(inline, Emphasis | Strong | Foreign | Link):
            yield from _inline_texts(inline.children)
