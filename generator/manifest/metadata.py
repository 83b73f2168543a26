"""What a file says of itself: title, authors, licence, dates, as its properties have it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from msgspec import Struct

from generator.document import Document
from generator.document.sections import heading_levels
from generator.manifest.passages import Passage


class Metadata(Struct, frozen=True):
    """`issued` is a day as ISO 8601 has it, `language` a tag of BCP 47; empty if there is none.

    `draft` is the word that a draft bears on each page.
    """

    identifier: str
    title: str
    version: str
    issued: str
    publisher: str
    language: str
    authors: tuple[str, ...] = ()
    subject: str = ""
    keywords: tuple[str, ...] = ()
    doi: str = ""
    licence: str = ""
    licence_address: str = ""
    marking: str = ""
    draft: str = ""

    @property
    def formal_identifier(self) -> str:
        """The DOI, which means the same everywhere, else the house's own number."""
        return f"doi:{self.doi}" if self.doi else self.identifier


def metadata_of(document: Document) -> Metadata:
    """What a document says of itself, as each format and the manifest have it."""
    meta = document.meta
    return Metadata(
        identifier=meta.identifier,
        title=document.title,
        version=meta.version,
        issued=meta.issued.isoformat(),
        publisher=meta.publisher,
        language=document.language,
        authors=meta.authors,
        subject=meta.subject,
        keywords=meta.keywords,
        doi=meta.doi,
        licence=meta.licence,
        licence_address=meta.licence_address,
        marking=meta.fields.get("marking", ""),
        draft=meta.draft,
    )


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
