"""`brief check`: every finding about a brief."""

from __future__ import annotations

from collections.abc import Iterable

from generator.actions.arguments import Names, StrPath, library_of, names_of, path_of
from generator.diagnostics import BriefError, Diagnostic, codes, in_reading_order
from generator.pipeline.composing import compose
from generator.pipeline.library import Library
from generator.pipeline.reading import read
from generator.workspace.workspace import Workspace


def check(
    path: StrPath,
    *,
    allow: Names = (),
    workspace: Workspace | Library | None = None,
    text: str | None = None,
) -> tuple[Diagnostic, ...]:
    """Every finding about a brief, in reading order. Nothing is written.

    `allow` are codes of citation errors to let through, as notes. Without a `workspace`, it is the
    one that the path is in. For many briefs pass a Library, so that what they share is read once.
    `text` is checked in place of what the file holds, as for an editor whose text is not saved yet.
    Raises TypeError or ValueError for a wrong argument, and BriefError if `brief.toml` has a fault.
    """
    brief, let = path_of(path, "path"), names_of(allow, "allow", codes.ALTERED_QUOTATION)
    library = library_of(workspace, brief)
    found: Iterable[Diagnostic] = ()
    try:
        reading = read(library, brief, allow=let, text=text)
        found = reading.found
        # Even if the brief has errors, its template is checked, as for a draft.
        composed = compose(library, reading, draft=reading.is_broken)
        found = [*reading.found, *(() if reading.is_broken else composed.found)]
    except BriefError as error:
        return in_reading_order([*found, *error.diagnostics])
    return in_reading_order(found)
