"""`brief build`: a brief checked, and written in each format."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import count
from pathlib import Path
from typing import get_args

from msgspec import Struct

from generator.actions.arguments import Names, StrPath, library_of, names_of, one_of, path_of
from generator.diagnostics import BriefError, Diagnostic, Span, codes, diagnose, in_reading_order
from generator.document.file_data import FileData
from generator.pipeline.library import Library
from generator.pipeline.making import Wanted, make
from generator.pipeline.stopwatch import Stopwatch
from generator.pipeline.writing import Rendition
from generator.templates.template import Length
from generator.workspace.storing import ANOTHER_FOLDER, store_for_people, what_stands
from generator.workspace.workspace import Workspace
from generator.writers import WRITERS, PdfVariant


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


# --- finished files, and what somebody has worked on in their places --------------------


class SetAside(Struct, frozen=True):
    """A file that somebody has worked on, and the name under which it stays."""

    place: Path
    kept: Path
    data: FileData


def store_finished(
    files: Mapping[Path, bytes], library: Library, *, otherwise: str = ""
) -> tuple[SetAside, ...]:
    """Write finished files: all or none. Raises BriefError as `store_for_people` does.

    A file that somebody has worked on since it was written gets another name in its folder. It is
    as it was written if it has the bytes that this program last wrote there, or if it says what the
    manifest in it says.
    """
    edited = ((place, _edited(place, data, library)) for place, data in files.items())
    aside = tuple(
        SetAside(place, _free_name_beside(place), FileData(data)) for place, data in edited if data
    )
    kept = {one.kept: one.data for one in aside}
    store_for_people({**kept, **files}, library.workspace, otherwise=otherwise)
    library.written.note(files)
    return aside


def told_of_aside(aside: SetAside, library: Library) -> Diagnostic:
    """A warning that says under which name an edited file is kept, and what to do with it."""
    shown, kept = library.workspace.shown(aside.place), library.workspace.shown(aside.kept)
    message = f"{shown} is not as it was built: it is kept as {kept}"
    is_word = aside.place.suffix.lower() == ".docx"
    take = f"take the edits over: `brief merge {kept}`" if is_word else "take over what you need"
    return diagnose(codes.EDITED_FILE, message, Span.at(kept), hint=f"{take}; then delete it")


def _edited(place: Path, data: bytes, library: Library) -> bytes | None:
    """What stands at a place, if somebody has worked on it since it was written."""
    stands = what_stands(place)
    if stands is None or stands == data:
        return None
    is_known = library.written.has(place, stands)
    is_ours = is_known or _shows_to_be_ours(stands, place, otherwise=is_known is None)
    return None if is_ours else stands


def _shows_to_be_ours(data: bytes, place: Path, *, otherwise: bool) -> bool:
    """Whether a file shows by itself that it is as somebody built it, on whichever machine.

    Of a kind that carries nothing, as plain text, nobody can tell: `otherwise` holds.
    """
    from generator.proof.verify import verify_bytes

    if not WRITERS[place.suffix[1:].lower()].carries:
        return otherwise
    try:
        verdict = verify_bytes(data, place.name)
    except BriefError:  # none of ours, or one without a manifest
        return False
    return verdict.is_consistent and not verdict.strange and not verdict.saved_again


def _free_name_beside(place: Path) -> Path:
    """The first name of an edited file that nothing has: military-edited.docx."""
    names = (f"{place.stem}-edited{f'-{n}' if n > 1 else ''}{place.suffix}" for n in count(1))
    return next(path for name in names if not (path := place.with_name(name)).exists())
