"""What an author wrote, as a tree of nodes, each with its exact place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from msgspec import Struct, field

from generator.diagnostics import Diagnostic, Span
from generator.document.shifts import lowered, raised

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
    "table_source",
    "figure",
    "footnote",
    "comment",
]
InlineKind = Literal[
    "text",
    "emphasis",
    "strong",
    "superscript",
    "subscript",
    "bracketed",
    "link",
    "code",
    "address",
    "line_break",
    "citations",
    "author_in_text",
    "note_reference",
    "inline_note",
]


class Node(Struct, frozen=True):
    """One piece of Markdown.

    `value` is the words of a text, of code or of an address that is shown, the address of a link or
    image, the label of a footnote, or a citation as written. `level` is the level of a heading, the
    first number of a list, or how many columns a cell of a header reaches over: 0 where the one
    before it does. `identifier`, `classes` and `attributes` come from the braces.
    """

    kind: BlockKind | InlineKind
    span: Span
    children: tuple[Node, ...] = ()
    value: str = ""
    level: int = 0
    identifier: str = ""
    classes: tuple[str, ...] = ()
    attributes: Mapping[str, str] = field(default_factory=dict)


NodesOfKind = Mapping[str, Sequence[Node]]
"""The nodes of a text by their kinds, in reading order. It has no kind of which there is none."""


def nodes_by_kind(nodes: Iterable[Node]) -> NodesOfKind:
    found: dict[str, list[Node]] = {}
    for node in nodes:
        found.setdefault(node.kind, []).append(node)
    return found


class Markdown(Struct, frozen=True):
    """A parsed text: its blocks, its footnotes by label, and what could not be understood.

    `comments` are the author's HTML comments. They are in no block, because they are not printed.
    `nodes` are all nodes of the blocks and then of the footnotes, as `walk` has them, and `of_kind`
    has those of each kind.
    """

    blocks: tuple[Node, ...]
    footnotes: Mapping[str, Node]
    diagnostics: tuple[Diagnostic, ...]
    comments: tuple[Node, ...] = ()
    nodes: tuple[Node, ...] = ()
    of_kind: NodesOfKind = {}


def walk(nodes: tuple[Node, ...]) -> Iterator[Node]:
    """Every node of the trees, parents first, in reading order."""
    waiting = [*reversed(nodes)]  # a stack: generators inside generators take three times as long
    while waiting:
        node = waiting.pop()
        yield node
        if node.children:
            waiting.extend(reversed(node.children))


def words_aloud(nodes: tuple[Node, ...]) -> str:
    """The words of the nodes as somebody would read them aloud: no citations, no notes."""
    return "".join(map(_aloud, nodes))


def _aloud(node: Node) -> str:
    match node.kind:
        case "citations" | "author_in_text" | "inline_note":
            return ""
        case "text" | "code" | "address" | "line_break":
            return node.value
        case "superscript" | "subscript":
            return shifted(node)
        case _:
            return words_aloud(node.children)


def shifted(node: Node) -> str:
    """The words of a raised or lowered node, with the figures that Unicode has for them."""
    words = "".join(child.value for child in node.children)
    return raised(words) if node.kind == "superscript" else lowered(words)
