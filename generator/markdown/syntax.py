"""What an author wrote, as a tree of nodes that each know their exact place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Literal

from msgspec import Struct, field

from generator.diagnostics import Diagnostic, Span

BlockKind = Literal[
    "heading",
    "paragraph",
    "bullet_list",
    "ordered_list",
    "item",
    "quotation",
    "definition_list",
    "term",
    "definition",
    "div",
    "table",
    "row",
    "cell",
    "caption",
    "figure",
    "footnote",
    "comment",
]
InlineKind = Literal[
    "text",
    "emphasis",
    "strong",
    "bracketed",
    "link",
    "code",
    "line_break",
    "citations",
    "author_in_text",
    "note_reference",
    "inline_note",
]


class Node(Struct, frozen=True):
    """One piece of Markdown.

    `value` holds a text's words, a link's or image's address and a footnote's label, and a
    citation as it is written; `level` a heading's level or a list's first number; `attributes`
    what stood in braces, beside `classes` and `identifier`.
    """

    kind: BlockKind | InlineKind
    span: Span
    children: tuple[Node, ...] = ()
    value: str = ""
    level: int = 0
    identifier: str = ""
    classes: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


class Markdown(Struct, frozen=True):
    """A parsed text: its blocks, its footnotes by label, and what could not be understood.

    `comments` are what the author says to nobody else: they stand in no block.
    """

    blocks: tuple[Node, ...]
    footnotes: Mapping[str, Node]
    diagnostics: tuple[Diagnostic, ...]
    comments: tuple[Node, ...] = ()


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Every node of the trees, parents first, in reading order."""
    for node in nodes:
        yield node
        yield from walk(node.children)


def words_aloud(nodes: tuple[Node, ...]) -> str:
    """The words of the nodes as read aloud: no citations, no notes."""
    return "".join(
        node.value if node.kind in ("text", "code", "line_break") else words_aloud(node.children)
        for node in nodes
        if node.kind not in ("citations", "author_in_text", "inline_note")
    )
