"""`brief template preview`: how a template looks, in every format and all pages at a glance."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from msgspec import Struct

from generator.actions.template_check import SHOWN, try_specimen, with_specimens
from generator.actions.template_list import named_template
from generator.config.files import HANDED_IN, read_regular
from generator.diagnostics import refuse
from generator.images.sheets import contact_sheet
from generator.pipeline.library import Library
from generator.pipeline.trying import Trial
from generator.templates.specimens import EVERY_BLOCK
from generator.workspace.storing import ANOTHER_FOLDER, store_for_people


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
