"""Comparing two briefs, wherever they are: in the workspace, in files, in the archive."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

from msgspec import Struct

from generator.actions.archives import archive_of
from generator.briefs.front import split_front
from generator.config.yaml import read_yaml
from generator.diagnostics import BriefError, codes
from generator.document.file_data import FileData
from generator.language.scales import SCALES
from generator.manifest.canonical import sealed
from generator.manifest.reading import Carried, read_manifest
from generator.manifest.writing import manifest
from generator.pipeline.composing import compose
from generator.pipeline.library import Library
from generator.pipeline.reading import read
from generator.proof.carried import carried_manifest
from generator.proof.contents import BriefContents, as_said, plain
from generator.proof.diff import Difference, difference
from generator.proof.finished import Finished, cannot, read_handed
from generator.proof.needs import handed_budget
from generator.proof.readers import read_finished, reader_named
from generator.workspace.finding import find_briefs


def compare(library: Library, first: str, second: str) -> Difference:
    """The difference of two briefs. Each is a Markdown file, a name, a finished file or a version.

    Raises BriefError if one does not exist or cannot be read.
    """
    return difference(_contents_of(library, first), _contents_of(library, second))


def _contents_of(library: Library, name: str) -> BriefContents:
    handed = handed_file(library, name)
    if handed is None:
        return _of_brief(library, name)
    _, markdown = handed.markdown or ("", b"")
    return _made(library, handed.name, handed.said, markdown.decode("utf-8", "replace"))


def _of_brief(library: Library, name: str) -> BriefContents:
    """A brief as its template would print it now; with errors, as a draft."""
    (path,) = find_briefs(library.workspace, [name])
    reading = read(library, path)
    composed = compose(library, reading, draft=reading.is_broken)
    made = manifest(composed.document, composed.inputs)
    kept = read_manifest(json.loads(sealed(json.loads(made.data))))
    brief = reading.evidence.brief
    return _made(library, brief.file, kept, brief.source)


def _made(library: Library, name: str, kept: Carried, markdown: str) -> BriefContents:
    front = _front(markdown, name) or dict(kept.brief)
    scale = front.get("scale") or library.workspace.settings.scale
    return BriefContents(name, kept, front, scale if scale in SCALES else "icd203")


def _front(markdown: str, name: str) -> Mapping[str, str]:
    """The front matter as plain words; empty if it cannot be read."""
    try:
        values, _ = read_yaml(split_front(markdown, name)[0], name, code=codes.BAD_FRONT_MATTER)
    except BriefError:
        return {}
    if not isinstance(values, dict):
        return {}
    return {str(key): plain(value) for key, value in values.items()}


# --- a finished file that is compared ---------------------------------------------------


class HandedFile(Struct, frozen=True):
    """A finished file, what its manifest says it should say, and what it says."""

    name: str
    finished: Finished
    carried: Carried
    said: Carried

    @property
    def markdown(self) -> tuple[str, FileData] | None:
        """The name and the bytes of the Markdown that it carries; None if it carries none."""
        attachments = self.finished.attachments.items()
        return next((one for one in attachments if one[0].endswith(".md")), None)


def handed_file(library: Library, name: str) -> HandedFile | None:
    """The finished file that a name leads to; None if it is the name of a brief.

    Raises BriefError if there is no such file or version, or if it cannot be read.
    """
    path = Path(name)
    if reader_named(path.name):
        return _read_handed_file(name, read_handed(path))
    if "@" in name and not path.exists():
        return _of_version(library, name)
    return None


def _read_handed_file(name: str, data: bytes) -> HandedFile:
    finished = read_finished(data, name)
    carried = carried_manifest(finished, handed_budget(name))
    return HandedFile(name, finished, carried, as_said(carried, finished))


def _of_version(library: Library, name: str) -> HandedFile:
    """A version, read from the first of its files that carries a manifest."""
    from generator.archive.catalogue import held

    version = held(archive_of(library.workspace), name)
    last: BriefError | None = None
    for path in version.paths:
        if path.startswith("renditions/"):
            try:
                return _read_handed_file(version.name, version.read(path))
            except BriefError as error:
                last = error
    hint = "see what it holds with `brief archive show`"
    raise last or cannot(
        codes.UNREADABLE_FILE, name, f"{version.name} holds no finished file", hint
    )
