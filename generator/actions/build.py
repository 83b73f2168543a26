"""`brief build`: a brief checked, and written in each format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import get_args

from msgspec import Struct

from generator.actions.arguments import Names, StrPath, library_of, names_of, one_of, path_of
from generator.actions.finished_files import SetAside, store_finished, told_of_aside
from generator.diagnostics import BriefError, Diagnostic, codes, in_reading_order
from generator.pipeline.library import Library
from generator.pipeline.making import Wanted, make
from generator.pipeline.stopwatch import Stopwatch
from generator.pipeline.writing import Rendition
from generator.templates.template import Length
from generator.workspace.storing import ANOTHER_FOLDER
from generator.workspace.workspace import Workspace
from generator.writers import PdfVariant


class Account(Struct, frozen=True):
    """What a brief was made from, and how long each room took."""

    template: str
    sources: Mapping[str, int]  # the edition of each seed that it cites
    inputs: Mapping[str, str]  # SHA-256, hexadecimal
    seconds: Mapping[str, float]


class Built(Struct, frozen=True):
    """A brief that was built: its files, its findings and its account.

    `allowed` are the codes of the errors that were let through, and `aside` the files that somebody
    had worked on, which have another name now.
    """

    slug: str
    files: tuple[tuple[Path, Rendition], ...]
    notes: int
    findings: tuple[Diagnostic, ...]
    account: Account
    allowed: tuple[str, ...] = ()
    aside: tuple[SetAside, ...] = ()


def build(  # noqa: PLR0913 - what may be asked of a build, each by its name
    path: StrPath,
    *,
    formats: Names = (),
    output: StrPath | None = None,
    template: str | None = None,
    draft: bool = False,
    pdf_variant: PdfVariant = "a-3a",
    allow: Names = (),
    length: Length = "full",
    placing: bool = False,
    workspace: Workspace | Library | None = None,
) -> Built:
    """Check a brief and write it in each format: all of its files, or none.

    Raises BriefError with every finding if one is an error; earlier files stay as they were. A
    `draft` is written in spite of errors, and shows each finding at its place. A PDF of the variant
    `a-2a` has no attachments. `allow` are codes of citation errors to let through; the manifest
    records them. With the `length` "page" the brief has one page, with what its reader must know.
    For `placing` in a program for layout it is a Word file with named styles and footnotes, and
    without frames, shapes and columns.
    Without a `workspace`, it is the one that the path is in. For many briefs pass a Library, so
    that what they share is read once. Raises TypeError or ValueError for a wrong argument.
    """
    brief = path_of(path, "path")
    one_of(pdf_variant, "pdf_variant", get_args(PdfVariant))
    one_of(length, "length", get_args(Length))
    named = names_of(formats, "formats", "pdf")
    if placing and {*named} - {"docx"}:
        raise ValueError(f"placing: only Word files are placed, not {', '.join(named)}")
    wanted = Wanted(
        formats=("docx",) if placing else named,
        template=template,
        draft=draft,
        pdf_variant=pdf_variant,
        allow=names_of(allow, "allow", codes.ALTERED_QUOTATION),
        length=length,
        placing=placing,
    )
    folder = None if output is None else path_of(output, "output")
    return _built(library_of(workspace, brief), brief, wanted, folder)


def _built(library: Library, path: Path, wanted: Wanted, output: Path | None) -> Built:
    watch = Stopwatch()
    made = make(library, path, wanted, watch)
    try:
        files, aside = _store(library, output or library.workspace.build, made.renditions)
    except BriefError as error:
        raise BriefError(in_reading_order([*made.findings, *error.diagnostics])) from None
    watch.lap("store")
    composed, reading = made.composed, made.reading
    return Built(
        slug=reading.evidence.brief.slug,
        files=files,
        notes=len(composed.document.notes),
        findings=(*made.findings, *(told_of_aside(one, library) for one in aside)),
        account=Account(
            template=composed.template.shown,
            sources={source.key: source.edition for source in composed.document.sources},
            inputs=composed.inputs,
            seconds=watch.seconds,
        ),
        allowed=tuple(sorted({finding.code for finding in reading.allowed})),
        aside=aside,
    )


def _store(
    library: Library, folder: Path, renditions: Iterable[Rendition]
) -> tuple[tuple[tuple[Path, Rendition], ...], tuple[SetAside, ...]]:
    """Write all files or none. Raises BriefError."""
    files = tuple((folder / rendition.file_name, rendition) for rendition in renditions)
    data = {place: rendition.data for place, rendition in files}
    return files, store_finished(data, library, otherwise=ANOTHER_FOLDER)
