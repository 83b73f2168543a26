"""The parts of a brief as an editor lists them: its boxes, key points, headings."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Literal

from msgspec import Struct

from generator.briefs.brief import Brief
from generator.diagnostics import Position, Span
from generator.markdown.syntax import Node, words_aloud
from generator.templates.blocks import PARTS_OF_A_BRIEF

SymbolKind = Literal["heading", "part", "point"]


class Symbol(Struct, frozen=True):
    """A part of a brief: what it is called, all of it, and the line that names it."""

    name: str
    kind: SymbolKind
    span: Span
    named: Span
    children: tuple[Symbol, ...] = ()


def symbols(brief: Brief) -> tuple[Symbol, ...]:
    """The parts of a brief in the order of its text, those of a section within it."""
    end = Position(brief.source.count("\n") + 1, len(brief.source.rpartition("\n")[2]) + 1)
    nodes = [
        node
        for node in brief.body.markdown.blocks
        if node.kind == "heading" or (node.kind == "div" and node.classes)
    ]
    return tuple(_nested(nodes, brief, end))


def _nested(nodes: Sequence[Node], brief: Brief, end: Position) -> Iterator[Symbol]:
    """Headings with what stands below them up to the next of their level, and the other nodes."""
    at = 0
    while at < len(nodes):
        node = nodes[at]
        below = at + 1
        while node.kind == "heading" and below < len(nodes) and _is_below(nodes[below], node):
            below += 1
        stop = Position(nodes[below].span.start.line, 1) if below < len(nodes) else end
        if node.kind == "heading":
            children = tuple(_nested(nodes[at + 1 : below], brief, stop))
            name = words_aloud(node.children).strip() or "–"
            start = Position(node.span.start.line, 1)  # before its signs
            span = Span(node.span.file, start, max(stop, node.span.end))
            yield Symbol(name, "heading", span, node.span, children)
        else:
            yield _box_symbol(node, brief)
        at = below


def _is_below(node: Node, heading: Node) -> bool:
    return node.kind != "heading" or node.level > heading.level


def _box_symbol(node: Node, brief: Brief) -> Symbol:
    name = node.classes[0]
    title = node.attributes.get("title", "")
    points = brief.key_points if name == "judgements" else ()
    items = tuple(
        Symbol(f"{number}. {_without_gaps(point.text)}", "point", point.span, point.span)
        for number, point in enumerate(points, 1)
    )
    shown = name if name in PARTS_OF_A_BRIEF or not title else f"{name}: {title}"
    first = Span(node.span.file, node.span.start, node.span.start)
    return Symbol(shown, "part", node.span, first, items)


def _without_gaps(words: str) -> str:
    """Words without the blanks that stood before their citations."""
    return re.sub(r"\s+(?=[.,;:])", "", words)
