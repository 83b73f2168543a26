"""Where the paragraphs of an edited file are in the document that its edits have been merged into.

What people say of a place, and what could not be taken from one, is shown in the next file there.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from difflib import SequenceMatcher

from msgspec import Struct

from generator.diagnostics import Span
from generator.document import Block, Document, Enclosing, Inline, Text
from generator.document.walking import inline_runs
from generator.incoming.file import IncomingComment, IncomingFile
from generator.language.visible import words_of
from generator.manifest.passages import body_passages

_ALIKE = 0.5  # of a paragraph's words, to be the passage that stands where it stood


class _Stand(Struct, frozen=True):
    """A passage: its words, and the texts that say it."""

    words: str
    texts: tuple[Text, ...]


class Whereabouts(Struct, frozen=True):
    """For each paragraph of an edited file the texts that say it now, or those before it."""

    texts: tuple[tuple[Text, ...], ...]

    def end_of(self, paragraph: int) -> Span | None:
        """The last place of a paragraph; None if nothing says where it is, or is before it."""
        texts = self._texts(paragraph)
        return texts[-1].span if texts else None

    def of(self, comment: IncomingComment) -> Span | None:
        """Where the words end that a comment is on, as near as a text of the document says it."""
        texts = self._texts(comment.paragraph)
        ends: list[int] = []
        for text in texts:
            ends.append(len(text.value) + (ends[-1] if ends else 0))
        at = bisect_right(ends, comment.offset - 1)
        return texts[min(at, len(texts) - 1)].span if texts else None

    def _texts(self, paragraph: int) -> tuple[Text, ...]:
        return self.texts[paragraph] if 0 <= paragraph < len(self.texts) else ()


def whereabouts(file: IncomingFile, document: Document) -> Whereabouts:
    """Where each paragraph of the edited file is in the document."""
    stands = [
        _Stand(" ".join(words_of(passage.text)), tuple(_placed_texts(passage.nodes)))
        for passage in body_passages(document)
    ]
    said = [" ".join(words_of(paragraph.text)) for paragraph in file.paragraphs]
    found = dict(_pairs(said, stands))
    texts: list[tuple[Text, ...]] = []
    for place in range(len(said)):
        own = found[place].texts if place in found else ()
        texts.append(own or (texts[-1] if texts else ()))
    return Whereabouts(tuple(texts))


def _pairs(said: list[str], stands: list[_Stand]) -> Iterator[tuple[int, _Stand]]:
    """Each paragraph with the passage that says the same, or nearly, in the same order."""
    words = [stand.words for stand in stands]
    matcher = SequenceMatcher(None, said, words, autojunk=False)
    for kind, first, last, begin, end in matcher.get_opcodes():
        if kind == "equal":
            yield from zip(range(first, last), stands[begin:end], strict=True)
            continue
        left = begin
        for place in range(first, last):
            near = max(
                range(left, end), key=lambda at: _shared_share(said[place], words[at]), default=0
            )
            if left < end and _shared_share(said[place], words[near]) > _ALIKE:
                yield place, stands[near]
                left = near + 1


def _shared_share(said: str, words: str) -> float:
    return SequenceMatcher(None, said.split(), words.split(), autojunk=False).ratio()


def _placed_texts(nodes: tuple[Block | Inline, ...]) -> Iterator[Text]:
    """The texts of a passage that have a place in a file."""
    for node in nodes:
        if isinstance(node, Text):
            yield from (node,) if node.span else ()
        elif isinstance(node, Enclosing):
            yield from _placed_texts(node.children)
        elif isinstance(node, Block):
            for run in inline_runs(node):
                yield from _placed_texts(run)
