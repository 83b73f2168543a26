"""What a layout may name, as private tokens: the author's words never pass through a template."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct, field

from generator.diagnostics import Span
from generator.markdown.syntax import Node, words_aloud

# Private-use characters enclose a token's number; Markdown reads them as letters. No brief may
# hold them, and only the nodes of a template are searched for them.
_TOKEN = re.compile("\ue000(\\d+)\ue001")


class Field(Struct, frozen=True):
    """A value of the front matter, with its key, or a fixed word, and where it came from.

    `address` is where its words lead.
    """

    value: str
    span: Span | None = None
    name: str = ""
    address: str = ""


SECTION = "section:"
"""What the name of a slot begins with that is one section, before its number."""


class Slot(Struct, frozen=True):
    """A part of the brief: the author's nodes, or a name that the layout fills itself."""

    name: str
    nodes: tuple[Node, ...] = ()


class Tokens(Struct):
    """Hands out tokens for one layout, shown to people as `file`, and finds them again."""

    file: str
    values: list[Field | Slot] = field(default_factory=list)
    met: set[str] = field(default_factory=set)  # the names of the slots and values found again

    def token(self, value: Field | Slot) -> str:
        self.values.append(value)
        return f"\ue000{len(self.values) - 1}\ue001"

    def slot_of(self, node: Node) -> Slot | None:
        """The slot that a paragraph of the template stands for, if it is nothing else."""
        if node.kind != "paragraph" or node.span.file != self.file:
            return None
        found = _TOKEN.fullmatch(words_aloud(node.children).strip())
        value = self._value(found[1]) if found else None
        if not isinstance(value, Slot):
            return None
        self._meet(value)
        return value

    def _meet(self, value: Field | Slot) -> None:
        self.met.add(value.name if isinstance(value, Slot) else f"brief.{value.name}")

    def _value(self, number: str) -> Field | Slot | None:
        """What a token stands for; None for one that this layout was never handed."""
        return self.values[int(number)] if int(number[:9]) < len(self.values) else None

    def parts(self, text: str, span: Span) -> Iterator[str | Field | Slot]:
        """The text of a node at `span`, each token in it replaced by what it stands for."""
        if span.file != self.file:
            yield text
            return
        position = 0
        for found in _TOKEN.finditer(text):
            if found.start() > position:
                yield text[position : found.start()]
            value = self._value(found[1])
            if value is None:
                continue
            self._meet(value)
            yield value
            position = found.end()
        if position < len(text):
            yield text[position:]
