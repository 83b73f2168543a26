"""The spaces of French typography, before ; : ! ? and inside « », where no line may end.

They are put in where an author or a layout has none, and take the place of a plain space. A narrow
one stands before ; ! and ?, a whole one before the colon and inside the quotation marks (Lexique
des règles typographiques en usage à l’Imprimerie nationale, 2002). Canadians set none
before ; ! and ?.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec.structs import replace

from generator.document import CodeSpan, Document, Enclosing, Foreign, Inline, NoteMark, Text
from generator.document.rewriting import Rewrite
from generator.document.walking import everything_in, plain_text
from generator.language.lexicon import primary, region

_WHOLE, _NARROW = "\u00a0", "\u202f"
_BLANKS = f" {_WHOLE}{_NARROW}"

# A stop of a sentence, not of an address, a time or a smiley; with a blank before it or without.
_BEFORE = rf"(?<=[\w)\]»”’%°…€])(?P<blank>[{_BLANKS}]?)(?P<stop>[;:!?]+|»)(?![\w/\\=])"
_BEHIND = rf"«(?P<blank>[{_BLANKS}]?)(?=[^\s«])"
_SPACED = re.compile("[;:!?«»]")


def spaces_at_stops(document: Document) -> Rewrite | None:
    """What gives words in French the spaces that no line may end at; None if none are in French."""
    outer, every = document.language, everything_in(document).inlines
    inner = {inline.language for inline in every if isinstance(inline, Foreign)}
    if not any(primary(language) == "fr" for language in (outer, *inner)):
        return None

    def spaced(run: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(_spaced_run(run, outer, [""]))

    return spaced


def _spaced_run(run: tuple[Inline, ...], language: str, before: list[str]) -> Iterator[Inline]:
    """The run with its spaces; `before` holds the words in front of it, and then those behind."""
    for inline in run:
        match inline:
            case Text(value):
                words = spaced_words(value, language, before[0], is_typed=bool(inline.field_name))
                yield inline if words == value else replace(inline, value=words)
                before[0] = (before[0] + value)[-2:]
            case CodeSpan():
                yield inline
                before[0] = ""
            case Foreign(children, tongue):
                yield replace(inline, children=tuple(_spaced_run(children, tongue, before)))
            case Enclosing(children):
                yield replace(inline, children=tuple(_spaced_run(children, language, before)))
            case _:
                yield inline
                before[0] = _MARK if isinstance(inline, NoteMark) else plain_text((inline,))[-2:]


_MARK = "1"  # what the mark of a note is for a stop behind it


def spaced_words(words: str, language: str, before: str = "", *, is_typed: bool = False) -> str:
    """The words with the spaces of their language; `before` are those in front of them.

    Where `is_typed`, as are values that Word keeps by themselves, spaces are changed alone.
    """
    if primary(language) != "fr" or _SPACED.search(before + words) is None:
        return words
    narrow = "" if region(language) == "ca" else _NARROW

    def space_before(found: re.Match[str]) -> str:
        if found.start() < len(before):  # its blank is not of these words
            return found[0]
        space = _WHOLE if found["stop"][0] in ":»" else narrow
        return found[0] if is_typed and not found["blank"] else space + found["stop"]

    def space_behind(found: re.Match[str]) -> str:
        if found.start() < len(before):
            return found[0]
        return found[0] if is_typed and not found["blank"] else f"«{_WHOLE}"

    text = re.sub(_BEFORE, space_before, before + words)
    return re.sub(_BEHIND, space_behind, text)[len(before) :]
