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
    inline_runs,
    inner_blocks,
    rewritten,
)


def without_dead_links(document: Document) -> Document:
    """The document with plain words where a link leads to an anchor that it does not have."""
    anchors = set(_anchors(document))

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
        case Emphasis() | Strong() | Foreign() | Link():
            inner = (one for child in inline.children for one in _linked(child, anchors))
            yield replace(inline, children=tuple(inner))
        case _:
            yield inline


def _anchors(document: Document) -> Iterator[str]:
    yield from _block_anchors(document.blocks)
    for note in document.notes:
        yield note.anchor
        yield from _block_anchors(note.blocks)


def _block_anchors(blocks: Iterable[Block]) -> Iterator[str]:
    for block in blocks:
        anchor = getattr(block, "anchor", None)
        if anchor:
            yield anchor
        for run in inline_runs(block):
            yield from _mark_anchors(run)
        yield from _block_anchors(inner_blocks(block))


def _mark_anchors(inlines: Iterable[Inline]) -> Iterator[str]:
    for inline in inlines:
        match inline:
            case NoteMark(anchor=anchor):
                yield anchor
            case Emphasis() | Strong() | Foreign() | Link():
                yield from _mark_anchors(inline.children)
            case _:
                pass
