"""`brief template preview`: how a template looks, in every format and all pages at a glance."""

from __future__ import annotations

from pathlib import Path

from generator.actions.template_check import SHOWN, try_specimen, with_specimens
from generator.actions.template_list import named_template
from generator.diagnostics import BriefError
from generator.images.sheets import contact_sheet
from generator.pipeline.library import Library
from generator.templates.specimens import EVERY_BLOCK
from generator.workspace.storing import store_for_people


def preview_template(library: Library, name: str, output: Path | None = None) -> tuple[Path, ...]:
    """Write a specimen in every format, and an image of the pages of all; return the files.

    They lie in `output`, or below build/templates/. Raises BriefError with every finding if the
    template has an error, and writes nothing then.
    """
    template = named_template(library, name)
    folder = output or library.workspace.build / "templates" / name
    specimens = with_specimens(library)
    trials = {slug: try_specimen(specimens, template, slug, "full") for slug in SHOWN}
    found = [one for trial in trials.values() for one in trial.found if one.is_error]
    if found:
        raise BriefError(dict.fromkeys(found))
    files: dict[Path, bytes] = {
        folder / one.file_name: one.data for one in trials[EVERY_BLOCK].renditions
    }
    pdfs = [
        one.data
        for trial in trials.values()
        for one in trial.renditions
        if one.media_type == "application/pdf"
    ]
    files[folder / f"{name}-pages.png"] = contact_sheet(pdfs)
    store_for_people(files, library.workspace)
    return tuple(files)
