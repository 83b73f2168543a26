"""A brief set in a template to see how the template does, whatever is found."""

from __future__ import annotations

from pathlib import Path

from msgspec import Struct

from generator.diagnostics import BriefError, Diagnostic, in_reading_order
from generator.pipeline.composing import compose
from generator.pipeline.library import Library
from generator.pipeline.making import Wanted, renditions_of, unshown_in
from generator.pipeline.paging import paged
from generator.pipeline.reading import read
from generator.pipeline.stopwatch import Stopwatch
from generator.pipeline.writing import Rendition, writers_of


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
