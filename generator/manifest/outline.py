"""The headings of a document with their levels, as programs list them for readers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.document import Document
from generator.document.headings import heading_levels
from generator.manifest.passages import Passage


class OutlineHeading(Struct, frozen=True):
    """A heading: the place of its passage in the body, from 0, its level and its depth.

    Both are counted as in `document.headings.HeadingLevel`.
    """

    place: int
    level: int
    depth: int


def outline_of(document: Document, body: Iterable[Passage]) -> Iterator[OutlineHeading]:
    """The headings among the passages of a document's body, in reading order."""
    levels = heading_levels(document)
    for place, passage in enumerate(body):
        titled = passage.nodes[0] if passage.role.startswith("heading-") else passage.nodes
        found = levels.get(id(titled))
        if found:
            yield OutlineHeading(place, found.level, found.depth)
