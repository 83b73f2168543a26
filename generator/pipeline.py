"""The rooms in order: read, check, compose, typeset, write."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.diagnostics import BriefError, Diagnostic, Span, in_reading_order
from generator.library import Library
from generator.markings import Marking, marking_of
from generator.reading import Reading, read
from generator.stopwatch import Stopwatch
from generator.storing import store_all
from generator.traversal import has_contents
from generator.workspace import Workspace

if TYPE_CHECKING:
    from generator.briefs.brief import Brief
    from generator.document import Attachment, Document
    from generator.layout.template import Template
    from generator.theme.theme import Theme
    from generator.typesetting import Pages
    from generator.writers.pdf.metadata import Variant

UNKNOWN_FORMAT = "W001"
CANNOT_WRITE = "W002"

FORMATS = ("docx", "pdf")


class Rendition(Struct, frozen=True):
    """One finished file of a brief. `pages` is None where the format has none of its own."""

    file_name: str
    data: bytes
    notes: int
    pages: int | None = None


class Account(Struct, frozen=True):
    """How a brief came to be what it is: what it was made from, and how long each room took."""

    template: str
    sources: Mapping[str, int]  # the edition of each seed that it cites
    inputs: Mapping[str, str]  # SHA-256, hexadecimal
    seconds: Mapping[str, float]


class Built(Struct, frozen=True):
    """A brief that was built: where its files lie, and what there is to say of it.

    `allowed` are the codes of the errors that were let through.
    """

    slug: str
    files: tuple[tuple[Path, Rendition], ...]
    notes: int
    findings: tuple[Diagnostic, ...]
    account: Account
    allowed: tuple[str, ...] = ()


class Made(Struct, frozen=True):
    """A brief in each format, not yet stored, and all that it was made of."""

    reading: Reading
    composed: Composed
    renditions: tuple[Rendition, ...]
    findings: tuple[Diagnostic, ...]


def check(
    place: Workspace | Library, path: Path, *, allow: Iterable[str] = ()
) -> tuple[Diagnostic, ...]:
    """Every finding about a brief, in reading order. Nothing is written.

    `allow` are codes of the promise whose errors are let through as notes. For many briefs pass
    a Library, so that what they share is read once.
    """
    library = _library(place)
    found: Iterable[Diagnostic] = ()
    try:
        reading = read(library, path, allow=allow)
        found = reading.found
        # Where the brief has errors its template is looked at all the same, as for a draft.
        broken = any(finding.is_error for finding in reading.found)
        composed = compose(library, reading, draft=broken)
        found = [*reading.found, *(() if broken else composed.found)]
    except BriefError as error:
        return in_reading_order([*found, *error.diagnostics])
    return in_reading_order(found)


def build(  # noqa: PLR0913 - what may be asked of a build, each by its name
    place: Workspace | Library,
    path: Path,
    *,
    formats: tuple[str, ...] = (),
    output: Path | None = None,
    template: str | None = None,
    draft: bool = False,
    pdf_variant: Variant = "a-3a",
    allow: Iterable[str] = (),
) -> Built:
    """Check a brief and write it in each format, all of its files or none.

    Raises BriefError with every finding where one is an error; what was built before stays. A
    draft is written whatever the checks find, and shows it at its place. A PDF of the variant
    `a-2a` carries no attachments. `allow` are codes of the promise whose errors are let through;
    the manifest says so. For many briefs pass a Library, so that what they share is read once.
    """
    library, watch = _library(place), Stopwatch()
    wanted = Wanted(formats, template, draft, pdf_variant, tuple(allow))
    made = make(library, path, wanted, watch)
    try:
        files = _store(library.workspace, output or library.workspace.build, made.renditions)
    except BriefError as error:
        raise BriefError(in_reading_order([*made.findings, *error.diagnostics])) from None
    watch.lap("store")
    composed, reading = made.composed, made.reading
    return Built(
        slug=reading.evidence.brief.slug,
        files=files,
        notes=len(composed.document.notes),
        findings=made.findings,
        account=Account(
            template=composed.template.shown,
            sources={source.key: source.edition for source in composed.document.sources},
            inputs=composed.inputs,
            seconds=watch.seconds,
        ),
        allowed=tuple(sorted({finding.code for finding in reading.allowed})),
    )


class Wanted(Struct, frozen=True):
    """What a brief is to become; `formats` are those of the workspace where none is named."""

    formats: tuple[str, ...] = ()
    template: str | None = None
    draft: bool = False
    pdf_variant: Variant = "a-3a"
    allow: tuple[str, ...] = ()


def make(library: Library, path: Path, wanted: Wanted, watch: Stopwatch) -> Made:
    """Check a brief and make each format of it, storing nothing. Raises BriefError as `build`."""
    formats, draft = wanted.formats or library.workspace.settings.formats, wanted.draft
    _refuse_unknown(formats)
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
        written = _write(composed, reading, formats, remarks, watch, variant=wanted.pdf_variant)
        found += written.found
        _refuse_errors(written.found, draft=draft)
    except BriefError as error:
        raise BriefError(in_reading_order([*found, *error.diagnostics])) from None
    return Made(reading, composed, written.renditions, in_reading_order(found))


def _library(place: Workspace | Library) -> Library:
    return place if isinstance(place, Library) else Library(place)


def _refuse_errors(found: Iterable[Diagnostic], *, draft: bool = False) -> None:
    if not draft and any(finding.is_error for finding in found):
        raise BriefError(found)


def _refuse_unknown(formats: Iterable[str]) -> None:
    for name in formats:
        if name not in FORMATS:
            hint = f"known here: {', '.join(FORMATS)}"
            found = Diagnostic(
                UNKNOWN_FORMAT, f"no format `{name}`", Span.at("--format"), hint=hint
            )
            raise BriefError([found])


# --- composing and writing --------------------------------------------------------------


class Composed(Struct, frozen=True):
    """A document, how it is to look, and where both came from."""

    document: Document
    theme: Theme
    template: Template
    inputs: Mapping[str, str]  # SHA-256, hexadecimal, of what the document was made from
    found: tuple[Diagnostic, ...]


class _Written(Struct, frozen=True):
    renditions: tuple[Rendition, ...]
    found: tuple[Diagnostic, ...]


def compose(library: Library, reading: Reading, *, draft: bool = False) -> Composed:
    """The document that the template makes of a brief that was read for it. Raises BriefError."""
    from generator.layout import compose as layout

    evidence, settings = reading.evidence, library.workspace.settings
    template = library.template(reading.template)
    if template is None:  # the house's own, as any other was looked for in reading
        raise BriefError(reading.found)
    labels = library.labels(template, evidence.brief.front.lang or settings.language)
    material = layout.Material(
        brief=evidence.brief,
        seeds=evidence.cited_seeds,
        records=evidence.records,
        caveats=reading.caveats,
        bodies=evidence.bodies,
        assets=reading.folder,
        marking=_marking(library.workspace, evidence.brief),
    )
    document, found = layout.compose(material, template, labels, settings, draft=draft)
    inputs = {"markdown": hashlib.sha256(evidence.brief.source.encode()).hexdigest()}
    for part in ("layout.md.j2", "labels.toml", "theme.toml"):
        for path, _ in template.files(part):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            inputs[f"{path.parent.name}/{part}"] = digest
    return Composed(document, library.theme(template), template, inputs, found)


def _marking(workspace: Workspace, brief: Brief) -> Marking | None:
    """The marking that a brief bears, with the place where its look can be changed."""
    words, own = brief.front.marking, workspace.settings.markings
    found = marking_of(words, own)
    if found is None:
        return None
    is_own = words in own
    span = workspace.place("markings", words) if is_own else brief.places.get("marking")
    return replace(found, span=span)


def _write(
    composed: Composed,
    reading: Reading,
    formats: Iterable[str],
    remarks: Iterable[Diagnostic] | None,
    watch: Stopwatch,
    *,
    variant: Variant,
) -> _Written:
    """The finished files. `remarks` are what a draft shows; None where it is none."""
    formats = tuple(dict.fromkeys(formats))
    brief = reading.evidence.brief
    slug = brief.slug + ("" if remarks is None else "-draft")
    document, theme = composed.document, composed.theme
    pages: Pages | None = None
    found: tuple[Diagnostic, ...] = ()
    # Remarks are no words of the document: its manifest is the same with them and without.
    carried = _attachments(document, reading, composed.inputs)
    if "pdf" in formats or has_contents(document) or remarks is not None:
        from generator.paging import paged

        document, theme, pages, found = paged(
            document, theme, composed.template.rules, brief, remarks
        )
        watch.lap("typeset")
    notes = len(document.notes)
    renditions: list[Rendition] = []
    for name in formats:
        if name == "pdf" and pages:
            from generator.writers.pdf import write_pdf

            data = write_pdf(document, theme, pages, attachments=carried, variant=variant)
            renditions.append(Rendition(f"{slug}.pdf", data, notes, len(pages.pages)))
        else:
            from generator.writers.docx import write_docx

            page_of = pages.page_of if pages and has_contents(document) else None
            look = composed.theme  # a draft's sheet is wider in the PDF alone
            data = write_docx(document, look, attachments=carried, page_of=page_of)
            renditions.append(Rendition(f"{slug}.docx", data, notes))
        watch.lap(f"write {name}")
    return _Written(tuple(renditions), found)


def _attachments(
    document: Document, reading: Reading, inputs: Mapping[str, str]
) -> tuple[Attachment, ...]:
    """What travels inside each file: the words as the author wrote them, and the manifest."""
    from generator.document import Attachment
    from generator.manifest import manifest

    brief = reading.evidence.brief
    source = brief.source.encode()
    markdown = Attachment(f"{brief.slug}.md", "text/markdown", "Source", source)
    return markdown, manifest(document, inputs, reading.allowed)


def _store(
    workspace: Workspace, folder: Path, renditions: Iterable[Rendition]
) -> tuple[tuple[Path, Rendition], ...]:
    """Write all files or none. Raises BriefError."""
    files = tuple((folder / rendition.file_name, rendition) for rendition in renditions)
    try:
        folder.mkdir(parents=True, exist_ok=True)
        store_all((place, rendition.data) for place, rendition in files)
    except OSError as error:
        shown = workspace.shown(Path(error.filename or folder))
        hint = "see that it may be written and is not open elsewhere, or name a folder by --output"
        message = f"cannot write {shown}: {error.strerror or error}"
        raise BriefError([Diagnostic(CANNOT_WRITE, message, Span.at(shown), hint=hint)]) from None
    return files
