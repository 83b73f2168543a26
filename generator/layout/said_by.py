"""The line at the end of a block that says who said it: it begins with a dash."""

from __future__ import annotations

import re
from collections.abc import Sequence

from msgspec.structs import replace

from generator.diagnostics import Span
from generator.markdown.syntax import Node, words_aloud

_DASH = r"(?:—|–|---?)\s"


def without_source_line(nodes: Sequence[Node]) -> tuple[tuple[Node, ...], Node | None]:
    """The blocks of a fence without the line that says who said them, and that line.

    It is the last paragraph, or its last line, if that begins with a dash.
    """
    last = nodes[-1] if nodes else None
    if last is None or last.kind != "paragraph":
        return tuple(nodes), None
    at = _line_begun(last.children)
    if at is None:
        return tuple(nodes), None
    line = replace(last, children=last.children[at:], span=_span_of(last.children[at:]))
    said = last.children[: max(at - 1, 0)]  # without what divides the lines
    rest = (replace(last, children=said, span=_span_of(said)),) if said else ()
    return (*nodes[:-1], *rest), line


def _line_begun(children: tuple[Node, ...]) -> int | None:
    """Where the last line of a paragraph begins, if that is with a dash."""
    ends = [at for at, node in enumerate(children) if _ends_line(node)]
    first = ends[-1] + 1 if ends else 0
    return first if re.match(_DASH, words_aloud(children[first:])) else None


def _ends_line(node: Node) -> bool:
    """Whether a node is what stands between two lines."""
    is_blank = node.kind == "text" and not node.value.strip()
    return node.kind == "line_break" or (is_blank and node.span.start.line < node.span.end.line)


def _span_of(nodes: Sequence[Node]) -> Span:
    return Span(nodes[0].span.file, nodes[0].span.start, nodes[-1].span.end)
