"""Links lead to something that exists: a place of the document, a page or a mail box.

A template may leave out the sources, and a draft is built whatever an author wrote. This is the
last check of an address: writers make no link of anything that it refuses.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from generator.config.addresses import HINT, is_address
from generator.diagnostics import Diagnostic, codes, diagnose
from generator.document import (
    Block,
    Document,
    Enclosing,
    Inline,
    Link,
    NoteMark,
)
from generator.document.walking import inline_runs, inner_blocks, rewritten
from generator.markdown.syntax import Node, walk


def without_dead_links(document: Document) -> Document:
    """The document with plain words where a link leads nowhere: to no anchor and no address."""
    anchors: set[str] = set()
    targets: set[str] = set()
    _gather_anchors(document.blocks, anchors, targets)
    for note in document.notes:
        anchors.add(note.anchor)
        _gather_anchors(note.blocks, anchors, targets)
    leading = {target for target in targets if _leads(target, anchors)}
    if targets == leading:
        return document

    def rewrite(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(one for inline in inlines for one in _linked(inline, leading))

    notes = tuple(
        replace(note, blocks=tuple(rewritten(block, rewrite) for block in note.blocks))
        for note in document.notes
    )
    blocks = tuple(rewritten(block, rewrite) for block in document.blocks)
    return replace(document, blocks=blocks, notes=notes)


def bad_addresses(skeleton: tuple[Node, ...]) -> Iterator[Diagnostic]:
    """The links that a layout itself has and that lead to no address."""
    for node in walk(skeleton):
        if node.kind == "link" and not node.value.startswith("#") and not is_address(node.value):
            message = f"a link of the layout leads nowhere: {node.value or 'it has no address'}"
            yield diagnose(codes.LAYOUT_FAULT, message, node.span, hint=HINT)


def _leads(target: str, anchors: set[str]) -> bool:
    return target[1:] in anchors if target.startswith("#") else is_address(target)


def _linked(inline: Inline, leading: set[str]) -> Iterator[Inline]:
    match inline:
        case Link(children, target) if target not in leading:
            yield from children
        case Enclosing():
            inner = (one for child in inline.children for one in _linked(child, leading))
            yield replace(inline, children=tuple(inner))
        case _:
            yield inline


def _gather_anchors(blocks: Iterable[Block], anchors: set[str], targets: set[str]) -> None:
    for block in blocks:
        anchor = getattr(block, "anchor", None)
        if anchor:
            anchors.add(anchor)
        for run in inline_runs(block):
            _gather_inlines(run, anchors, targets)
        _gather_anchors(inner_blocks(block), anchors, targets)


def _gather_inlines(inlines: Iterable[Inline], anchors: set[str], targets: set[str]) -> None:
    for inline in inlines:
        match inline:
            case NoteMark(anchor=anchor):
                anchors.add(anchor)
            case Enclosing():
                if isinstance(inline, Link):
                    targets.add(inline.target)
                _gather_inlines(inline.children, anchors, targets)
            case _:
                pass
