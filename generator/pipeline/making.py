"""A brief → its finished files, not yet stored: read, check, compose, typeset, write."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct

from generator.diagnostics import BriefError, Diagnostic, in_reading_order
from generator.pipeline.composing import Composed, compose
from generator.pipeline.library import Library
from generator.pipeline.paging import paged
from generator.pipeline.reading import Reading, read
from generator.pipeline.stopwatch import Stopwatch
from generator.pipeline.writing import Rendition, write_all, writers_of
from generator.writers import Manuscript

if TYPE_CHECKING:
    from generator.document import Attachment, Document
    from generator.writers import PdfVariant


class Wanted(Struct, frozen=True):
    """What a brief is to become; `formats` are those of the workspace where none is named."""

    formats: tuple[str, ...] = ()
    template: str | None = None
    draft: bool = False
    pdf_variant: PdfVariant = "a-3a"
    allow: tuple[str, ...] = ()


class Made(Struct, frozen=True):
    """A brief in each format, not yet stored, and all that it was made of."""

    reading: Reading
    composed: Composed
    renditions: tuple[Rendition, ...]
    findings: tuple[Diagnostic, ...]


def make(library: Library, path: Path, wanted: Wanted, watch: Stopwatch) -> Made:
    """Check a brief and make each format of it, storing nothing. Raises BriefError as `build`."""
    formats, draft = wanted.formats or library.workspace.settings.formats, wanted.draft
    writers = writers_of(formats)
    reading = read(
        library, path, template=wanted.template, draft=draft, allow=wanted.allow, watch=watch
    )
    found = [*reading.found]
    try:
        _refuse_errors(found, draft=draft)
        composed = compose(library, reading, draft=draft)
        watch.lap("compose")
        found += composed.found
        _refuse_errors(composed.found, draft=draft)
        remarks = found if draft else None
        needed = any(writer.needs_pages for writer in writers)
        laid_out = paged(composed, reading.evidence.brief, remarks, needed=needed)
        watch.lap("typeset")
        found += laid_out.found
        _refuse_errors(laid_out.found, draft=draft)
        manuscript = Manuscript(
            document=laid_out.document,
            theme=composed.theme,
            # Remarks are no words of the document: its manifest is the same with and without.
            attachments=_attachments(composed.document, reading, composed.inputs),
            pages=laid_out.pages,
            pdf_variant=wanted.pdf_variant,
        )
        slug = reading.evidence.brief.slug + ("-draft" if draft else "")
        renditions = write_all(manuscript, writers, slug, watch)
    except BriefError as error:
        raise BriefError(in_reading_order([*found, *error.diagnostics])) from None
    return Made(reading, composed, renditions, in_reading_order(found))


def _refuse_errors(found: Iterable[Diagnostic], *, draft: bool = False) -> None:
    if not draft and any(finding.is_error for finding in found):
        raise BriefError(found)


def _attachments(
    document: Document, reading: Reading, inputs: Mapping[str, str]
) -> tuple[Attachment, ...]:
    """What travels inside each file: the words as the author wrote them, and the manifest."""
    from generator.document import Attachment
    from generator.manifest.writing import manifest

    brief = reading.evidence.brief
    source = brief.source.encode()
    markdown = Attachment(f"{brief.slug}.md", "text/markdown", "Source", source)
    return markdown, manifest(document, inputs, reading.allowed)
