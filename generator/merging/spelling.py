"""Words from another program as the author of the Markdown would have typed them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct
from msgspec.structs import replace

from generator.drafting.markdown import TypedPiece, Verbatim, markdown_of
from generator.incoming.file import IncomingRun
from generator.merging.letters import (
    BREAK,
    PLAIN,
    Lettered,
    Look,
    Shift,
    is_own_address,
    is_sign,
    look_stretches,
    marked_number,
    new_mark_count,
)
from generator.merging.wording import TYPED_CITATION

Context = Literal["paragraph", "cell", "double", "single", "bare"]
"""Where words are put: in the body, in a cell, in a value of the front matter by its quotes."""


class Manner(Struct, frozen=True):
    """How an author types what is printed in another way, and the brackets of the notes.

    `brackets` are by the number of the note, `labels` those of the notes that are added.
    """

    signs: Mapping[str, str]
    brackets: Mapping[int, str]
    labels: tuple[str, ...] = ()

    def spelled(self, letters: Lettered, *, in_cell: bool = False) -> str:
        """Letters as Markdown that begins a line, or a cell."""
        return markdown_of(self._pieces(letters, PLAIN), "cell" if in_cell else "paragraph")

    def spelled_among(self, letters: Lettered, context: Context, around: Look) -> str:
        """Letters as Markdown among words that look as `around`, with the blanks at either end."""
        if context in ("double", "single", "bare"):
            return _value(self._signed(letters.text), context)
        text = letters.text
        start, end = len(text) - len(text.lstrip(" ")), len(text.rstrip(" "))
        if end <= start:
            return text
        inner = (_WORD, *self._pieces(letters.part(start, end), around), _WORD_BEHIND)
        typed = markdown_of(inner, "cell" if context == "cell" else "paragraph")
        return f"{text[:start]}{typed[2:-2]}{text[end:]}"

    def _pieces(self, letters: Lettered, around: Look) -> list[TypedPiece]:
        pieces: list[TypedPiece] = []
        for start, end, look in look_stretches(letters.looks):
            for text in _PARTS.split(letters.text[start:end]):
                if text and is_sign(text[0]):
                    _add_verbatim(pieces, self._sign(text))
                elif _CITED.fullmatch(text):
                    pieces.append(Verbatim(text))
                elif text in _PAIRED:
                    pieces.append(Verbatim(f"\\{text}"))
                elif text:
                    pieces.append(_typed_run(self._signed(text), look, around))
        return pieces

    def _sign(self, letter: str) -> str:
        """What is typed for a sign: the mark of a note, the end of a paragraph."""
        number, count = marked_number(letter), new_mark_count(letter)
        bracket = self.brackets.get(number, "")
        if number:
            return bracket if bracket.startswith("[^") else f" {bracket}"
        if 0 <= count < len(self.labels):
            return f"[^{self.labels[count]}]"
        return BREAK if letter == BREAK else ""

    def _signed(self, text: str) -> str:
        """The text with signs as the author types them; other marks of a quotation stay a pair."""
        parts = _LOW_QUOTED.split(text)
        parts[::2] = ("".join(self.signs.get(one, one) for one in each) for each in parts[::2])
        return "".join(parts)


_PARTS = re.compile(f"([\U000f0000-\U0010ffff*`]|{TYPED_CITATION})")
_LOW_QUOTED = re.compile("(„[^„“”]*“|‚[^‚‘’]*‘)")
_PAIRED = ("*", "`")  # each might find another among the words around
_CITED = re.compile(TYPED_CITATION)  # a citation that was typed stays one
_WORD, _WORD_BEHIND = IncomingRun("x "), IncomingRun(" x")  # words that stand around


def _typed_run(text: str, look: Look, around: Look) -> IncomingRun:
    """Words in the looks that those around them have not."""
    shift: Shift = "" if look.shift == around.shift else look.shift
    return IncomingRun(
        text,
        bold=look.bold and not around.bold,
        italic=look.italic and not around.italic,
        shift=shift,
        link="" if look.link == around.link or is_own_address(text, look.link) else look.link,
    )


def _add_verbatim(pieces: list[TypedPiece], markdown: str) -> None:
    """Put in a mark; the blank before it is taken back."""
    last = pieces[-1] if pieces else None
    if isinstance(last, IncomingRun):
        pieces[-1:] = [replace(last, text=last.text.rstrip(" "))]
    if markdown:
        pieces.append(Verbatim(markdown))


def manner_of(markdown: str, brackets: Mapping[int, str], labels: tuple[str, ...] = ()) -> Manner:
    """How the author of a Markdown text types quotation marks, dashes and dots."""
    signs = {"\u00a0": " ", "\u2011": "-"}
    if not re.search("[“”]", markdown):
        signs |= {"“": '"', "”": '"'}
    if "’" not in markdown:
        signs |= {"’": "'", "‘": "'"}
    for printed, typed in (("—", "---"), ("–", "--"), ("…", "...")):
        if printed not in markdown and re.search(
            rf"(?m)[^-.\n|:]{re.escape(typed)}[^-.]", markdown
        ):
            signs[printed] = typed
    return Manner(signs, brackets, labels)


_LINE_START = re.compile(r"(?:(#{1,6}|[-+>|=~]|:{1,})(?=\s|:|$|[>|~=])|(\d{1,9})([.)])(?=\s|$))")


def as_line(words: str) -> str:
    """Markdown of words that begin a line, where some signs would begin a block."""
    found = _LINE_START.match(words)
    if found is None:
        return words
    if found[2]:
        return f"{found[2]}\\{words[len(found[2]) :]}"
    return f"\\{words}"


def _value(words: str, context: Context) -> str:
    """Words inside a value of YAML."""
    match context:
        case "double":
            return words.replace("\\", "\\\\").replace('"', '\\"')
        case "single":
            return words.replace("'", "''")
        case _:
            return words


def waiting_labels(count: int, texts: Sequence[str]) -> Iterator[str]:
    """Names for new notes that none of the texts has."""
    number = 0
    while count:
        number += 1
        label = f"word-{number}"
        if not any(f"[^{label}]" in text for text in texts):
            yield label
            count -= 1
