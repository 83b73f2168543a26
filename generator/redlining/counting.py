"""How many changes a redline shows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.document import Block, Changed, Document, Figure
from generator.document.walking import blocks_with_notes, every_block, inline_runs


class ChangeCount(Struct, frozen=True):
    """How often words were put in and taken out, and paragraphs moved."""

    inserted: int
    deleted: int
    moved: int

    def __bool__(self) -> bool:
        return bool(self.inserted or self.deleted or self.moved)


def changes_in(document: Document) -> ChangeCount:
    """How many changes a redline shows, in its text and in its notes."""
    found = list(_every_change(blocks_with_notes(document)))
    inserted, deleted = (
        sum(change.how == how and not change.move for change in found)
        for how in ("inserted", "deleted")
    )
    return ChangeCount(inserted, deleted, len({change.move for change in found} - {0}))


def _every_change(blocks: Iterable[Block]) -> Iterator[Changed]:
    for block in every_block(blocks):
        if isinstance(block, Figure) and block.change and not block.caption:
            yield Changed((), block.change)
        for run in inline_runs(block):
            yield from (node for node in run if isinstance(node, Changed))
