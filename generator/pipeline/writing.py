"""A composed document → a finished file in each wanted format."""

from __future__ import annotations

from collections.abc import Iterable

from msgspec import Struct

from generator.document import Document
from generator.document.file_data import FileData
from generator.document.sections import has_contents
from generator.pipeline.stopwatch import Stopwatch
from generator.theme.theme import Theme
from generator.writers import WRITERS, Manuscript, Writer


class Rendition(Struct, frozen=True):
    """One finished file of a brief. `pages` is None if the format has none of its own."""

    file_name: str
    media_type: str
    data: FileData
    notes: int
    pages: int | None = None


def writers_of(formats: Iterable[str]) -> tuple[Writer, ...]:
    """The writer of each format, once. Raises ValueError for an unknown format."""
    names = tuple(dict.fromkeys(formats))
    for name in names:
        if name not in WRITERS:
            raise ValueError(f"no format `{name}`; known here: {', '.join(WRITERS)}")
    return tuple(WRITERS[name] for name in names)


def written_alone(document: Document, theme: Theme, form: str) -> bytes:
    """A document in a format, with nothing attached. Raises ValueError for an unknown format."""
    (writer,) = writers_of([form])
    pages = None
    if writer.needs_pages or has_contents(document):
        from generator.typesetting import typeset

        pages = typeset(document, theme)
    return writer.load()(Manuscript(document, theme, pages=pages))


def write_all(
    manuscript: Manuscript, writers: Iterable[Writer], slug: str, watch: Stopwatch
) -> tuple[Rendition, ...]:
    """The finished file of each writer, named after `slug`."""
    renditions = []
    for writer in writers:
        data = FileData(writer.load()(manuscript))
        pages = len(manuscript.pages.pages) if writer.needs_pages and manuscript.pages else None
        notes = len(manuscript.document.notes)
        name = f"{slug}.{writer.name}"
        renditions.append(Rendition(name, writer.media_type, data, notes, pages))
        watch.lap(f"write {writer.name}")
    return tuple(renditions)
