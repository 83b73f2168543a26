"""A passage → the lines of the author's file that it comes from."""

from __future__ import annotations

from collections.abc import Iterable

from generator.diagnostics import Span
from generator.document import Block, Enclosing, Heading, Inline, Paragraph, Text
from generator.manifest.passages import Passage


def source_lines(passage: Passage, file: str) -> tuple[int, int] | None:
    """The first and the last line of a file that its words come from; None if none do.

    Words of a template, a label or a source stand in no line of the author's file.
    """
    own = [span for span in _spans(passage.nodes) if span.file == file]
    if not own:
        return None
    return min(span.start.line for span in own), max(span.end.line for span in own)


def _spans(nodes: Iterable[Block | Inline]) -> list[Span]:
    found: list[Span] = []
    for node in nodes:
        if node.span is not None:
            found.append(node.span)
        match node:
            case Text():
                continue
            case Paragraph() | Heading() | Enclosing():
                found += _spans(node.children)
            case _:
                continue
    return found
