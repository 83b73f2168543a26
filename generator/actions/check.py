"""`brief check`: every finding about a brief."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from generator.diagnostics import BriefError, Diagnostic, in_reading_order
from generator.pipeline.composing import compose
from generator.pipeline.library import Library
from generator.pipeline.reading import read
from generator.workspace.workspace import Workspace


def check(
    place: Workspace | Library, path: Path, *, allow: Iterable[str] = ()
) -> tuple[Diagnostic, ...]:
    """Every finding about a brief, in reading order. Nothing is written.

    `allow` are codes of the promise whose errors are let through as notes. For many briefs pass
    a Library, so that what they share is read once.
    """
    library = Library.of(place)
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
