"""Characters that no font of the theme has."""

from __future__ import annotations

from collections.abc import Iterator
from unicodedata import name

from generator.diagnostics import Diagnostic, Span, codes, diagnose
from generator.document import Document
from generator.theme.theme import Theme
from generator.typesetting.fonts import FaceChain, chain
from generator.typesetting.shaping import is_missing
from generator.typesetting.words import place_in, texts_of


def missing_characters(document: Document, theme: Theme) -> Iterator[Diagnostic]:
    """A warning for each character that would be drawn as a question mark, at its place.

    Raises OSError where a font file of the theme cannot be read.
    """
    faces = chain(theme, theme.style("body").font, bold=False, italic=False)
    known: dict[str, bool] = {}
    for text in texts_of(document):
        if text.span is None or text.value.isascii():
            continue
        for index, character in enumerate(text.value):
            if character not in known:
                known[character] = _is_missing(character, faces)
            if known[character]:
                yield _diagnostic(character, place_in(text.span, text.value, index))


def _is_missing(character: str, faces: FaceChain) -> bool:
    return not character.isspace() and is_missing(faces, character)


def _diagnostic(character: str, span: Span) -> Diagnostic:
    called = name(character, "a character without a name").lower()
    message = f"no font of the theme has “{character}” (U+{ord(character):04X}, {called})"
    hint = "add a font that has it to the theme, or write the word in another script"
    return diagnose(codes.NO_GLYPH, message, span, hint=hint)
