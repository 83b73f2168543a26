"""The words of a document, letter by letter, with the place of each in the author's Markdown.

What is printed differs from what was typed: quotation marks, dashes, raised figures. A letter's
place is all that was typed for it.
"""

from __future__ import annotations

import html
import re

from msgspec import Struct, field
from msgspec.structs import replace

from generator.diagnostics import Position, Span
from generator.document import (
    CrossReference,
    Emphasis,
    Enclosing,
    Inline,
    LineBreak,
    Link,
    NoteMark,
    Remark,
    Strong,
    Subscript,
    Superscript,
    Text,
)
from generator.document.walking import plain_text
from generator.drafting.markdown import typed_address
from generator.merging.letters import (
    PLAIN,
    REFERENCE,
    Lettered,
    Letters,
    Look,
    Place,
    mark_letter,
)


class Spelt(Struct):
    """The Markdown of a brief, by the places that its document names.

    Of what was asked for so far, `shown` are the words that each cross-reference prints, `dressed`
    the letters that their part makes bold.
    """

    markdown: str
    file: str
    shown: dict[Place | None, str] = field(default_factory=dict)
    dressed: set[Place | None] = field(default_factory=set)
    _starts: list[int] = field(default_factory=list)
    _read: dict[Span, int] = field(default_factory=dict)  # how far into the words at a place

    def __post_init__(self) -> None:
        self._starts = [0]
        for found in re.finditer("\n", self.markdown):
            self._starts.append(found.end())

    def offset(self, position: Position) -> int:
        """Where a position of the file is in its text."""
        return self._starts[position.line - 1] + position.column - 1

    def place(self, span: Span | None) -> Place | None:
        """Where a span is in the text; None for one of another file."""
        if span is None or span.file != self.file:
            return None
        return self.offset(span.start), self.offset(span.end)

    def lettered(self, inlines: tuple[Inline, ...]) -> Lettered:
        """The letters of inline nodes."""
        letters = Letters.none()
        self._add(inlines, PLAIN, letters)
        return letters.lettered()

    def _add(self, inlines: tuple[Inline, ...], look: Look, letters: Letters) -> None:
        for inline in inlines:
            match inline:
                case Text(value):
                    letters.add(value, look, self._places(inline))
                case NoteMark(number):
                    letters.add(mark_letter(number), PLAIN, [self.place(inline.span)])
                case CrossReference(label):
                    place = self.place(inline.span)
                    self.shown[place] = " ".join(label.split())
                    letters.add(REFERENCE, PLAIN, [place])
                case LineBreak():
                    letters.add(" ", look, [self.place(inline.span)])
                case Link(children, target) if _is_number_of_note(children, target):
                    letters.add(REFERENCE, PLAIN, [None])
                case Enclosing(children):
                    start = letters.count
                    self._add(children, _look_inside(inline, look), letters)
                    if isinstance(inline, Strong) and inline.role:
                        self.dressed.update(letters.places_from(start))
                case Remark():
                    continue

    def _places(self, text: Text) -> list[Place | None]:
        """The place of each letter; that of the whole text for each, if it was not typed so."""
        whole = self.place(text.span)
        if whole is None or text.span is None:
            return [None] * len(text.value)
        position = self._read.get(text.span, whole[0])
        if position >= whole[1]:  # printed twice
            position = whole[0]
        if position == whole[0]:
            position += self._opening(whole, text)
        places: list[Place | None] = []
        for number, letter in enumerate(text.value):
            end = _typed_end(self.markdown, position, letter)
            if end == position and number == 0:  # printed with a capital
                end = _typed_end(self.markdown, position, letter.lower())
            if end > whole[1] or (end == position and letter not in _PUT_IN):
                return [whole] * len(text.value)
            places.append((position, end))
            position = end
        if text.field_name and not re.fullmatch("[\"']?", self.markdown[position : whole[1]]):
            return [whole] * len(text.value)
        self._read[text.span] = position
        return places

    def _opening(self, whole: Place, text: Text) -> int:
        """How many signs stand before the words: the quotation mark of YAML, those of code."""
        typed = self.markdown[slice(*whole)]
        if text.field_name:
            return int(typed[:1] in ("'", '"'))
        first = text.value[:1]
        found = re.match("`+ ?" if typed.startswith("`") else r"\s*", typed)
        return 0 if found is None or first == "`" or not first.strip() else len(found[0])


_PUT_IN = "\u00a0\u202f"  # spaces that French words are printed with, typed or not
_BREAK = re.compile(r"[ \t]*\\?\n[ \t>]*|\s")
_ENTITY = re.compile(r"&#?\w+;")
_TYPED_FOR = {
    **dict.fromkeys("“”„«»", ('"',)),
    "‘": ("''", "'"),
    "’": ("''", "'"),
    "'": ("''",),
    "—": ("---",),
    "–": ("--",),
    "…": ("...",),
    "\u2011": ("-",),
}


def _typed_end(markdown: str, position: int, letter: str) -> int:
    """Where what was typed for a letter ends; where it begins, if something else stands there."""
    if letter.isspace():
        found = _BREAK.match(markdown, position)
        return found.end() if found else position
    if markdown.startswith("\\", position) and letter != "\\":
        end = _typed_end(markdown, position + 1, letter)
        return end if end > position + 1 else position
    for typed in (*_TYPED_FOR.get(letter, ()), letter):
        if markdown.startswith(typed, position):
            return position + len(typed)
    found = _ENTITY.match(markdown, position)
    return found.end() if found and html.unescape(found[0]) == letter else position


def _is_number_of_note(children: tuple[Inline, ...], target: str) -> bool:
    """Whether a link shows the number of a note, which changes with the notes before it."""
    return target.startswith("#") and plain_text(children).isdigit()


def _look_inside(inline: Enclosing, look: Look) -> Look:
    match inline:
        case Emphasis():
            return replace(look, italic=True)
        case Strong(role=role):
            return look if role else replace(look, bold=True)
        case Superscript():
            return replace(look, shift="superscript")
        case Subscript():
            return replace(look, shift="subscript")
        case Link(target=target) if not target.startswith("#"):
            return replace(look, link=typed_address(target))
        case _:
            return look
