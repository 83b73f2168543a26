"""A brief → its finished files, not yet stored: read, check, compose, typeset, write."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct, to_builtins

from generator.diagnostics import BriefError, Diagnostic, Span, codes, in_reading_order, refusal
from generator.pipeline.composing import Composed, compose
from generator.pipeline.library import Library
from generator.pipeline.paging import Paged, paged
from generator.pipeline.reading import Reading, read
from generator.pipeline.stopwatch import Stopwatch
from generator.pipeline.writing import Rendition, write_all, writers_of
from generator.workspace.workspace import Workspace
from generator.writers import WRITERS, Manuscript, Writer

if TYPE_CHECKING:
    from generator.checks.evidence import Evidence
    from generator.document import Attachment, Remark
    from generator.templates.template import Length
    from generator.writers import PdfVariant


class Wanted(Struct, frozen=True):
    """What to make of a brief. Without `formats`, those of the workspace.

    For `placing` it gets the look that a program for layout takes in.
    """

    formats: tuple[str, ...] = ()
    template: str | None = None
    draft: bool = False
    pdf_variant: PdfVariant = "a-3a"
    allow: tuple[str, ...] = ()
    length: Length = "full"
    placing: bool = False


class Made(Struct, frozen=True):
    """A brief in each format, not yet stored, and everything that it was made of."""

    reading: Reading
    composed: Composed
    renditions: tuple[Rendition, ...]
    findings: tuple[Diagnostic, ...]


def make(
    library: Library,
    path: Path,
    wanted: Wanted,
    watch: Stopwatch | None = None,
    *,
    said: Callable[[Reading, Composed], Iterable[Remark]] = lambda *_: (),
) -> Made:
    """Check a brief and make each format of it; nothing is stored. Raises as `build` does.

    A draft also shows what is `said` of places in the brief beside what is found.
    """
    writers, draft = _writers(library.workspace, wanted), wanted.draft
    watch = watch or Stopwatch()
    reading = read(
        library, path, template=wanted.template, draft=draft, allow=wanted.allow, watch=watch
    )
    found = [*reading.found]
    try:
        _refuse_reading(library, reading, wanted)
        composed = compose(library, reading, draft=draft, length=wanted.length)
        if wanted.placing:
            from generator.pipeline.composing import ready_for_placing

            composed = ready_for_placing(composed)
        watch.lap("compose")
        found += composed.found
        _refuse_errors(composed.found, draft=draft)
        unshown = reading.rulings.on(unshown_in(library, reading, composed))
        found += unshown
        _refuse_errors(unshown, draft=draft)
        remarks = [*_open_remarks(found), *said(reading, composed)] if draft else None
        needed = wanted.length == "page" or any(writer.needs_pages for writer in writers)
        laid_out = paged(composed, reading.evidence.brief, remarks, needed=needed)
        watch.lap("typeset")
        on_pages = reading.rulings.on(laid_out.found)
        found += on_pages
        _refuse_errors(on_pages, draft=draft)
        renditions = renditions_of(reading, composed, laid_out, wanted, writers, watch)
    except BriefError as error:
        raise BriefError(in_reading_order([*found, *error.diagnostics])) from None
    return Made(reading, composed, renditions, in_reading_order(found))


def renditions_of(
    reading: Reading,
    composed: Composed,
    laid_out: Paged,
    wanted: Wanted,
    writers: Iterable[Writer],
    watch: Stopwatch,
) -> tuple[Rendition, ...]:
    """The file of each writer, in the order of the writers."""
    manuscript = Manuscript(
        document=laid_out.document,
        theme=composed.theme,
        # Remarks do not count as words of the document: its manifest is the same without them.
        attachments=attachments_of(composed, reading),
        pages=laid_out.pages,
        pdf_variant=wanted.pdf_variant,
    )
    watch.lap("attach")
    return write_all(manuscript, writers, reading.evidence.brief.slug + _kept_apart(wanted), watch)


def _open_remarks(found: Iterable[Diagnostic]) -> Iterator[Remark]:
    """What a draft shows of findings: those that are still open. Answered ones are settled."""
    from generator.layout.remarks import remark_on

    return (remark_on(each) for each in found if each.answer is None)


def _kept_apart(wanted: Wanted) -> str:
    """What the name of a file says of a brief that is not the whole, finished one."""
    said = {
        wanted.length: wanted.length != "full",
        "placing": wanted.placing,
        "draft": wanted.draft,
    }
    return "".join(f"-{name}" for name, holds in said.items() if holds)


def _writers(workspace: Workspace, wanted: Wanted) -> tuple[Writer, ...]:
    if wanted.formats:
        return writers_of(wanted.formats)
    try:
        return writers_of(workspace.settings.formats)
    except ValueError as error:
        hint = f"take it out, or write another: formats = {json.dumps(list(WRITERS))}"
        place = workspace.place("formats")
        raise refusal(codes.UNKNOWN_FORMAT, str(error), place, hint=hint) from None


def _refuse_reading(library: Library, reading: Reading, wanted: Wanted) -> None:
    """Raise the errors of a brief that was read, and with them those of its template."""
    if not wanted.draft and reading.is_broken:
        compose(library, reading, draft=True, length=wanted.length)
        raise BriefError(reading.found)


def _refuse_errors(found: Iterable[Diagnostic], *, draft: bool = False) -> None:
    if not draft and any(finding.is_error for finding in found):
        raise BriefError(found)


def unshown_in(library: Library, reading: Reading, composed: Composed) -> tuple[Diagnostic, ...]:
    """Words that the pages cannot show, in any format."""
    from generator.theme.unshown import unshown_characters

    def origin(words: str, place: Span | None) -> Span:
        if place and place.file != composed.template.filled:
            return place
        found = _origin(library.workspace, reading.evidence, words)
        return found or place or Span.at(reading.evidence.brief.file)

    found = tuple(unshown_characters(composed.document, composed.theme, origin))
    return composed.in_layout(found)


def _origin(workspace: Workspace, evidence: Evidence, words: str) -> Span | None:
    """Where words come from that were filled in; None where they stand in no file that is read."""
    for key, seed in evidence.seeds.items():
        file = workspace.shown(workspace.seeds / key / seed.edition.original)
        for paragraph in seed.paragraphs:
            if words in paragraph.text:
                return Span.at(file, paragraph.place.first_line)
        if any(words in str(value) for value in to_builtins(seed.meta).values()):
            return Span.at(workspace.shown(workspace.seeds / key / "seed.toml"))
    for record in evidence.records.values():
        if any(words in str(value) for value in to_builtins(record).values()):
            return Span.at(workspace.shown(workspace.records))
    for number, line in enumerate(evidence.brief.source.split("\n"), 1):
        if words in line:
            return Span.at(evidence.brief.file, number, line.index(words) + 1, len(words))
    settings = to_builtins(workspace.settings)
    named = next((name for name, value in settings.items() if words in str(value)), None)
    return workspace.place(named) if named else None


def attachments_of(composed: Composed, reading: Reading) -> tuple[Attachment, ...]:
    """What each file of a brief carries inside: the author's Markdown and the manifest."""
    from generator.document import Attachment
    from generator.document.file_data import FileData
    from generator.manifest.writing import manifest

    document, base = composed.document, composed.theme.base
    brief = reading.evidence.brief
    source = FileData(brief.source.encode())
    said = document.meta.source_file
    markdown = Attachment(f"{brief.slug}.md", "text/markdown", "Source", source, said)
    made = manifest(
        document,
        composed.inputs,
        reading.allowed,
        file=brief.file,
        attachments=(markdown,),
        house=base.markup if base else (),
    )
    return markdown, made
