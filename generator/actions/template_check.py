"""`brief template check`: what does not hold in a template, seen by briefs that have everything."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from msgspec import Struct
from msgspec.structs import replace

from generator.actions.template_list import named_template
from generator.config.files import HANDED_IN, read_regular
from generator.diagnostics import (
    BriefError,
    Code,
    Diagnostic,
    Severity,
    Span,
    codes,
    diagnose,
    in_reading_order,
    refuse,
)
from generator.diagnostics.gathering import gathered_alike
from generator.diagnostics.nearest import nearest_name
from generator.images.sheets import contact_sheet
from generator.pipeline.composing import compose
from generator.pipeline.library import Library
from generator.pipeline.making import Wanted, renditions_of, unshown_in
from generator.pipeline.paging import paged
from generator.pipeline.reading import read
from generator.pipeline.stopwatch import Stopwatch
from generator.pipeline.writing import Rendition, writers_of
from generator.templates.note_style import NOTES_FILE
from generator.templates.specimens import (
    BARE,
    EVERY_BLOCK,
    EVERYTHING_LONG,
    SPECIMENS,
    specimen,
    specimen_text,
)
from generator.templates.template import EXTRACTS, Length, Template
from generator.theme.theme import Logo
from generator.workspace.storing import ANOTHER_FOLDER, store_for_people
from generator.writers import WRITERS


class Trial(Struct, frozen=True):
    """The files of a brief, and what composing it and setting its pages found.

    If an error is found, there are no files. What is found in the brief's own words is left out.
    """

    renditions: tuple[Rendition, ...]
    found: tuple[Diagnostic, ...]


def try_out(library: Library, path: Path, wanted: Wanted, *, text: str | None = None) -> Trial:
    """Set a brief and write it, and find all that can be found on the way.

    `text` replaces what its file holds. Raises BriefError if it cannot be read, and ValueError for
    a format that there is not.
    """
    reading = read(library, path, template=wanted.template, text=text)
    writers = writers_of(wanted.formats)
    found: list[Diagnostic] = []
    renditions: tuple[Rendition, ...] = ()
    try:
        composed = compose(library, reading, length=wanted.length)
        found += [*composed.found, *unshown_in(library, reading, composed)]
        laid_out = paged(composed, reading.evidence.brief, None, needed=True)
        found += laid_out.found
        if not any(finding.is_error for finding in found):
            watch = Stopwatch()
            renditions = renditions_of(reading, composed, laid_out, wanted, writers, watch)
    except BriefError as error:
        found += error.diagnostics
    return Trial(renditions, in_reading_order(found))


def check_template(library: Library, name: str) -> tuple[Diagnostic, ...]:
    """Everything that is found in a template's files, and when specimens are set in it.

    The specimens are written in each format and at each length that the template has. Findings are
    in reading order; those in a specimen lie in a file of `SPECIMENS`. Raises BriefError if there
    is no such template, or its settings do not hold.
    """
    template = named_template(library, name)
    found = [*_misnamed_files(template), *_faults_of_files(library, template)]
    specimens = with_specimens(library)
    for slug, length in _trials(template):
        trial = try_specimen(specimens, template, slug, length)
        found += (one for one in trial.found if one.code not in _BY_LENGTH[slug])
    return in_reading_order(_once(found))


def with_specimens(library: Library) -> Library:
    """A library of the same house, with the specimens for its briefs."""
    return Library(replace(library.workspace, material=SPECIMENS))


def try_specimen(library: Library, template: Template, slug: str, length: Length) -> Trial:
    """A specimen in every format, by a library that has the specimens."""
    wanted = Wanted(tuple(WRITERS), template=template.name, length=length)
    text = specimen_text(slug, template.rules, library.workspace.settings.fields)
    return try_out(library, specimen(slug), wanted, text=text)


SHOWN = (EVERY_BLOCK, EVERYTHING_LONG, BARE)
"""The specimens, as they are shown."""


def _trials(template: Template) -> Iterator[tuple[str, Length]]:
    yield from ((slug, "full") for slug in SHOWN)
    yield from ((EVERY_BLOCK, length) for length in EXTRACTS if length in template.extracts)


_LENGTH = frozenset({codes.TOO_LONG, codes.PAGE_TOO_SHORT, codes.SCANT_PAGE, codes.LATE_KEY_POINT})
_BY_LENGTH = {
    EVERY_BLOCK: _LENGTH,
    EVERYTHING_LONG: _LENGTH | {codes.LATE_CAVEAT},
    BARE: _LENGTH,
}
"""What is found because a specimen is as long or as short as it is."""


def _once(found: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    """The first of those that say the same of the same place, each seen in another specimen."""
    hidden = [one for one in found if one.code == codes.HIDDEN_WORDS]
    # One specimen wears more of the styles than another: the longest says them all.
    fullest = {one.span: one for one in sorted(hidden, key=lambda one: len(one.message))}
    others = (one for one in found if one.code != codes.HIDDEN_WORDS)
    for alike in gathered_alike((*others, *fullest.values())):
        yield from {one.span: one for one in reversed(alike)}.values()


_READ: Mapping[str, Code] = {
    "layout.md.j2": codes.LAYOUT_FAULT,
    **dict.fromkeys(EXTRACTS.values(), codes.LAYOUT_FAULT),
    "labels.toml": codes.BAD_LABEL,
    NOTES_FILE: codes.BAD_NOTE_STYLE,
    "theme.toml": codes.BAD_THEME,
}
"""The files that a template may have, and the code of what is wrong with them."""


def _misnamed_files(template: Template) -> Iterator[Diagnostic]:
    """Files that nothing reads, with names that are nearly those of files that are not there."""
    names = sorted(path.name for path in template.folder.iterdir() if path.is_file())
    lacking = [name for name in _READ if name not in names]
    for name in names:
        if near := nearest_name(name.lower(), lacking, 0.8):
            message, hint = f"nothing reads `{name}`", f"did you mean `{near}`?"
            place, warns = Span.at(f"{template.shown}/{name}"), Severity.WARNING
            yield diagnose(_READ[near], message, place, hint=hint, severity=warns)


def _images_unshown(template: Template, logo: Logo | None) -> Iterator[Diagnostic]:
    """Images that lie in the template's folder, which has no logo of its own, and nothing shows."""
    if logo is None or logo.file.parent == template.folder:
        return
    layouts = [one.source for one in template.every_layout]
    for path in sorted(template.folder.iterdir()):
        if path.suffix.lower() in _IMAGES and not any(path.name in said for said in layouts):
            message = f"nothing shows `{path.name}`"
            hint = f'if it is the logo, write file = "{path.name}" below [logo] of theme.toml'
            place, warns = Span.at(f"{template.shown}/{path.name}"), Severity.WARNING
            yield diagnose(codes.NO_IMAGE, message, place, hint=hint, severity=warns)


_IMAGES = (".svg", ".png", ".jpg", ".jpeg")


def _faults_of_files(library: Library, template: Template) -> Iterator[Diagnostic]:
    """The faults of the theme, of the labels and of the notes, also where each has some."""
    language = library.workspace.settings.language
    try:
        yield from _images_unshown(template, library.theme(template).theme.logo)
    except BriefError as error:
        yield from error.diagnostics
    try:
        library.labels(template, language)
    except BriefError as error:
        yield from error.diagnostics
    try:
        library.note_style(template, language)
    except BriefError as error:
        yield from error.diagnostics


# --- as images --------------------------------------------------------------------------


class TemplatePreview(Struct, frozen=True):
    """The files that show a template. `lacks_word` if pages of Word were wanted and are not there.

    They are wanted where Word files begin with a house's own.
    """

    files: tuple[Path, ...]
    lacks_word: bool


def preview_template(library: Library, name: str, output: Path | None = None) -> TemplatePreview:
    """Write a specimen in every format, and an image of the pages of all.

    They lie in `output`, or below build/templates/. Raises BriefError with every finding if the
    template has an error, and writes nothing then.
    """
    template = named_template(library, name)
    folder = output or library.workspace.build / "templates" / name
    specimens = with_specimens(library)
    trials = {slug: try_specimen(specimens, template, slug, "full") for slug in SHOWN}
    found = [one for trial in trials.values() for one in trial.found if one.is_error]
    refuse(dict.fromkeys(found))
    files: dict[Path, bytes] = {
        folder / one.file_name: one.data for one in trials[EVERY_BLOCK].renditions
    }
    pdfs = [data for trial in trials.values() for data in _of_format(trial, ".pdf")]
    in_word: list[bytes | None] = []
    if template.house is not None:
        in_word = list(map(pages_in_word, _of_format(trials[EVERY_BLOCK], ".docx")))
    files[folder / f"{name}-pages.png"] = contact_sheet([*filter(None, in_word), *pdfs])
    store_for_people(files, library.workspace, otherwise=ANOTHER_FOLDER)
    return TemplatePreview(tuple(files), lacks_word=None in in_word)


def _of_format(trial: Trial, suffix: str) -> list[bytes]:
    return [one.data for one in trial.renditions if one.file_name.endswith(suffix)]


# --- pages of Word ----------------------------------------------------------------------


_PLACES = (
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
    "C:/Program Files/LibreOffice/program/soffice.exe",
)
_PATIENCE = 120  # seconds: a first start makes a profile


def pages_in_word(data: bytes) -> bytes | None:
    """A Word file of ours as a PDF by LibreOffice; None if that is not there, or does not answer.

    It runs with a profile of its own, so that one that is open is left alone.
    """
    program = next(filter(None, map(shutil.which, ("soffice", "libreoffice", *_PLACES))), None)
    if program is None:
        return None
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        source = place / "word.docx"
        source.write_bytes(data)
        command = [program, f"-env:UserInstallation={(place / 'profile').as_uri()}", "--headless",
                   "--convert-to", "pdf", "--outdir", folder, str(source)]  # fmt: skip
        try:
            subprocess.run(command, capture_output=True, check=True, timeout=_PATIENCE)
            return read_regular(source.with_suffix(".pdf"), HANDED_IN)
        except (OSError, subprocess.SubprocessError):
            return None
