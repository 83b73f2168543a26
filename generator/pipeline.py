"""The rooms in order: read, check, compose, typeset, write."""

from __future__ import annotations

import hashlib
import os
import tempfile
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from generator.diagnostics import BriefError, Diagnostic, Severity, Span, in_reading_order
from generator.layout.codes import CAVEAT_LATE, NO_TEMPLATE
from generator.library import Library
from generator.workspace import Workspace

if TYPE_CHECKING:
    from generator.briefs.brief import Body, Brief, Caveat
    from generator.checks.evidence import Evidence
    from generator.document import Attachment, Document
    from generator.layout.template import Template
    from generator.seeds.records import Record
    from generator.seeds.seed import Seed
    from generator.theme.theme import Theme

UNKNOWN_FORMAT = "W001"
CANNOT_WRITE = "W002"
NO_BRIEF = "B005"

FORMATS = ("docx", "pdf")


@dataclass(frozen=True, slots=True)
class Rendition:
    """One finished file of a brief. `pages` is None where the format has none of its own."""

    file_name: str
    data: bytes
    notes: int
    pages: int | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """A brief that was built: where its files lie, and what there is to say of it."""

    slug: str
    files: tuple[tuple[Path, Rendition], ...]
    notes: int
    findings: tuple[Diagnostic, ...]


def find_briefs(workspace: Workspace, names: Iterable[str] = ()) -> tuple[Path, ...]:
    """The files of the briefs named by slug or path; without names, of all in the workspace.

    Raises BriefError for a name that no brief has.
    """
    named = list(names)
    if not named:
        found = tuple(sorted(workspace.briefs.glob("*.md")))
        if not found:
            hint = "`brief init` lays out a workspace with a worked example"
            raise BriefError([Diagnostic(NO_BRIEF, "no briefs here", Span.at("briefs"), hint=hint)])
        return found
    return tuple(_find_brief(workspace, name) for name in named)


def _find_brief(workspace: Workspace, name: str) -> Path:
    for path in (Path(name), workspace.briefs / f"{name}.md", workspace.briefs / name):
        if path.suffix == ".md" and path.exists():
            return path
    known = ", ".join(path.stem for path in sorted(workspace.briefs.glob("*.md")))
    hint = f"known here: {known}" if known else "there is none in briefs/"
    raise BriefError([Diagnostic(NO_BRIEF, f"no brief `{name}`", Span.at(name), hint=hint)])


def check(place: Workspace | Library, path: Path) -> tuple[Diagnostic, ...]:
    """Every finding about a brief, in reading order. Nothing is written.

    For many briefs pass a Library, so that what they share is read once.
    """
    library = _library(place)
    found: Iterable[Diagnostic] = ()
    try:
        reading = _read(library, path)
        found = reading.found
        # Where the brief has errors its template is looked at all the same, as for a draft.
        broken = any(finding.is_error for finding in reading.found)
        composed = _compose(library, reading, draft=broken)
        found = [*reading.found, *(() if broken else composed.found)]
    except BriefError as error:
        return in_reading_order([*found, *error.diagnostics])
    return in_reading_order(found)


def build(
    place: Workspace | Library,
    path: Path,
    *,
    formats: tuple[str, ...] = (),
    output: Path | None = None,
    template: str | None = None,
    draft: bool = False,
) -> Built:
    """Check a brief and write it in each format, all of its files or none.

    Raises BriefError with every finding where one is an error; what was built before stays. A
    draft is written whatever the checks find, and shows it at its place. For many briefs pass a
    Library, so that what they share is read once.
    """
    library = _library(place)
    workspace = library.workspace
    formats = formats or workspace.settings.formats
    _refuse_unknown(formats)
    reading = _read(library, path, draft=draft)
    found = [*reading.found]
    try:
        _refuse_errors(found, draft=draft)
        composed = _compose(library, reading, template, draft=draft)
        found += composed.found
        _refuse_errors(composed.found, draft=draft)
        written = _write(composed, reading, formats, found, draft=draft)
        found += written.found
        files = _store(workspace, output or workspace.build, written.renditions)
    except BriefError as error:
        raise BriefError(in_reading_order([*found, *error.diagnostics])) from None
    notes = len(composed.document.notes)
    return Built(reading.evidence.brief.slug, files, notes, in_reading_order(found))


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


# --- reading and checking ---------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Reading:
    """A brief with all that it cites, and what the reading and the checks found."""

    folder: Path  # that the brief lies in, and its images with it
    evidence: Evidence
    caveats: tuple[Caveat, ...]
    found: tuple[Diagnostic, ...]


def _read(library: Library, path: Path, *, draft: bool = False) -> _Reading:
    from generator.briefs.read import read_brief
    from generator.checks import run_checks
    from generator.checks.evidence import Evidence
    from generator.layout.images import faults_of_images

    workspace = library.workspace
    scale = workspace.settings.scale
    brief, found = read_brief(path, workspace.shown(path), default_scale=scale, draft=draft)
    seeds = _seeds(library, dict.fromkeys((*brief.front.seeds, *brief.cited_seeds)), found)
    caveats: list[Caveat] = []
    bodies: list[Body] = []
    for seed in seeds.values():
        if seed.caveats is not None:
            own, body, faults = library.caveats(seed)
            caveats += own
            bodies.append(body)
            found += faults
    records = _records(library, found)
    evidence = Evidence(brief, seeds, records, library.seed_keys(), tuple(bodies), scale)
    found += run_checks(evidence)
    found += faults_of_images(brief.body.blocks, path.parent)
    return _Reading(path.parent, evidence, tuple(caveats), tuple(found))


def _seeds(library: Library, keys: Iterable[str], found: list[Diagnostic]) -> Mapping[str, Seed]:
    """The seeds that are there; one that is not is for the checks to report."""
    seeds: dict[str, Seed] = {}
    for key in keys:
        try:
            seed = library.seed(key)
        except BriefError as error:
            found += error.diagnostics
            continue
        if seed is not None:
            seeds[key] = seed
    return seeds


def _records(library: Library, found: list[Diagnostic]) -> Mapping[str, Record]:
    try:
        return library.records()
    except BriefError as error:
        found += error.diagnostics
        return {}


# --- composing and writing --------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Composed:
    document: Document
    theme: Theme
    inputs: Mapping[str, str]  # SHA-256, hexadecimal, of what the document was made from
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class _Written:
    renditions: tuple[Rendition, ...]
    found: tuple[Diagnostic, ...]


def _compose(
    library: Library, reading: _Reading, name: str | None = None, *, draft: bool = False
) -> _Composed:
    from generator.layout.compose import Material, compose

    evidence, settings = reading.evidence, library.workspace.settings
    template = _template(library, evidence.brief, name, draft=draft)
    labels = library.labels(template, evidence.brief.front.lang or settings.language)
    material = Material(
        brief=evidence.brief,
        seeds=evidence.cited_seeds,
        records=evidence.records,
        caveats=reading.caveats,
        bodies=evidence.bodies,
        assets=reading.folder,
    )
    document, found = compose(material, template, labels, settings, draft=draft)
    inputs = {"markdown": hashlib.sha256(evidence.brief.source.encode()).hexdigest()}
    for file in ("layout.md.j2", "labels.toml", "theme.toml"):
        for path, _ in template.files(file):
            digest = hashlib.sha256(path.read_bytes()).hexdigest()
            inputs[f"{path.parent.name}/{file}"] = digest
    return _Composed(document, library.theme(template), inputs, found)


def _template(library: Library, brief: Brief, name: str | None, *, draft: bool) -> Template:
    """The template that a brief asks for; a draft makes do with the house's own."""
    workspace = library.workspace
    name = name or brief.front.template or workspace.settings.template
    template = library.template(name)
    if template is None and draft:
        template = library.template(workspace.settings.template)
    if template is None:
        hint = f"known here: {', '.join(workspace.templates)}"
        place = brief.places.get("template", Span.at(brief.file))
        raise BriefError([Diagnostic(NO_TEMPLATE, f"no template `{name}`", place, hint=hint)])
    return template


def _write(
    composed: _Composed,
    reading: _Reading,
    formats: Iterable[str],
    found: Iterable[Diagnostic],
    *,
    draft: bool,
) -> _Written:
    document, theme = composed.document, composed.theme
    slug = reading.evidence.brief.slug
    if draft:
        from generator.layout.remarks import with_remarks

        document, slug = with_remarks(document, found), f"{slug}-draft"
    notes = len(document.notes)
    carried = _attachments(document, reading.evidence.brief, composed.inputs)
    renditions: list[Rendition] = []
    new: list[Diagnostic] = []
    for name in dict.fromkeys(formats):
        match name:
            case "pdf":
                from generator.typesetting import missing_characters, typeset
                from generator.writers.pdf import write_pdf

                pages = typeset(document, theme)
                new += _caveats_on_page_one(document, pages.page_of)
                new += missing_characters(document, theme)
                data = write_pdf(document, theme, pages, attachments=carried)
                renditions.append(Rendition(f"{slug}.pdf", data, notes, len(pages.pages)))
            case _:
                from generator.writers.docx import write_docx

                data = write_docx(document, theme, attachments=carried)
                renditions.append(Rendition(f"{slug}.docx", data, notes))
    return _Written(tuple(renditions), tuple(new))


def _attachments(
    document: Document, brief: Brief, inputs: Mapping[str, str]
) -> tuple[Attachment, ...]:
    """What travels inside each file: the words as the author wrote them, and the manifest."""
    from generator.document import Attachment
    from generator.manifest import manifest

    source = brief.source.encode()
    markdown = Attachment(f"{brief.slug}.md", "text/markdown", "Source", source)
    return markdown, manifest(document, inputs)


def _caveats_on_page_one(document: Document, page_of: Mapping[str, int]) -> Iterator[Diagnostic]:
    for block in document.blocks:
        anchor, span = getattr(block, "anchor", None), block.span
        if anchor and anchor.startswith("caveat-") and page_of.get(anchor, 1) > 1 and span:
            hint = "shorten the summary, or move the caveats up in the template"
            message = f"this caveat stands on page {page_of[anchor]}, not on page 1"
            yield Diagnostic(CAVEAT_LATE, message, span, Severity.WARNING, hint)


def _store(
    workspace: Workspace, folder: Path, renditions: Iterable[Rendition]
) -> tuple[tuple[Path, Rendition], ...]:
    """Write every file beside its place first, and move them there only when all are whole."""
    shown = workspace.shown(folder)
    waiting: list[tuple[Path, Path, Rendition]] = []
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for rendition in renditions:
            handle, name = tempfile.mkstemp(dir=folder, prefix=f".{rendition.file_name}.")
            waiting.append((Path(name), folder / rendition.file_name, rendition))
            with os.fdopen(handle, "wb") as file:
                file.write(rendition.data)
        for made, place, _ in waiting:
            made.chmod(0o644)
            made.replace(place)
    except OSError as error:
        hint = "see that the folder may be written to, or name another with --output"
        message = f"cannot write to {shown}: {error.strerror or error}"
        raise BriefError([Diagnostic(CANNOT_WRITE, message, Span.at(shown), hint=hint)]) from None
    finally:
        for made, _, _ in waiting:
            made.unlink(missing_ok=True)
    return tuple((place, rendition) for _, place, rendition in waiting)
