"""The headings of a document with their levels, as programs list them for readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.document import Block, Box, Document, Heading
from generator.document.walking import inner_blocks, plain_text
from generator.manifest.passages import Passage, words_of


class OutlineHeading(Struct, frozen=True):
    """A heading: the place of its passage in the body, from 0, and its level; the title has 1."""

    place: int
    level: int


def outline_of(document: Document, body: Iterable[Passage]) -> Iterator[OutlineHeading]:
    """The headings among the passages of a document's body, in reading order.

    The title of a box is one, a level below the heading that it stands under; that of an aside is
    none, which only labels what stands at the side.
    """
    levels = heading_levels(document)
    for place, passage in enumerate(body):
        titled = passage.nodes[0] if passage.role.startswith("heading-") else passage.nodes
        level = levels.get(id(titled), 0)
        if level:
            yield OutlineHeading(place, level)


def heading_levels(document: Document) -> dict[int, int]:
    """The level of each heading of a document, by the identity of the heading or of the title."""
    return dict(_levels(document.blocks, [0]))


def _levels(blocks: Iterable[Block], last: list[int]) -> Iterator[tuple[int, int]]:
    """The level of each heading by the identity of what says it; `last` holds that of the last."""
    for block in blocks:
        match block:
            case Heading(level, children) if words_of(plain_text(children)):
                last[0] = level
                yield id(block), level
            case Box(title=title) if words_of(plain_text(title)):
                outer = last[0]
                last[0] = outer + 1
                yield id(title), outer + 1
                yield from _levels(block.blocks, last)
                last[0] = min(last[0], outer)
            case _:
                yield from _levels(inner_blocks(block), last)
