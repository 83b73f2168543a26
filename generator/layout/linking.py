"""Links inside a document lead to what is there: a template may leave out the sources."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from generator.document import (
    Block,
    Document,
    Emphasis,
    Foreign,
    Inline,
    Link,
    NoteMark,
    Strong,
    Term,
)
from generator.document.walking import inline_runs, inner_blocks, rewritten


def without_dead_links(document: Document) -> Document:
    """The document with plain words where a link leads to an anchor that it does not have."""
    anchors: set[str] = set()
    targets: set[str] = set()
    _gather_anchors(document.blocks, anchors, targets)
    for note in document.notes:
        anchors.add(note.anchor)
        _gather_anchors(note.blocks, anchors, targets)
    if targets <= anchors:
        return document

    def rewrite(inlines: tuple[Inline, ...]) -> tuple[Inline, ...]:
        return tuple(one for inline in inlines for one in _linked(inline, anchors))

    notes = tuple(
        replace(note, blocks=tuple(rewritten(block, rewrite) for block in note.blocks))
        for note in document.notes
    )
    blocks = tuple(rewritten(block, rewrite) for block in document.blocks)
    return replace(document, blocks=blocks, notes=notes)


def _linked(inline: Inline, anchors: set[str]) -> Iterator[Inline]:
    match inline:
        case Link(children, target) if target.startswith("#") and target[1:] not in anchors:
            yield from children
        case Emphasis() | Strong() | Foreign() | Term() | Link():
            inner = (one for child in inline.children for one in _linked(child, anchors))
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
            case Emphasis() | Strong() | Foreign() | Term() | Link():
                if isinstance(inline, Link) and inline.target.startswith("#"):
                    targets.add(inline.target[1:])
                _gather_inlines(inline.children, anchors, targets)
            case _:
                pass
