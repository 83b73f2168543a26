"""Comparing two briefs, wherever they are: in the workspace, in files, in the archive."""

from __future__ import annotations

import json
from collections.abc import Mapping

from generator.actions.handed import handed_file
from generator.briefs.front import split_front
from generator.config.yaml import read_yaml
from generator.diagnostics import BriefError, codes
from generator.language.scales import SCALES
from generator.manifest.reading import Carried, read_manifest
from generator.manifest.writing import manifest
from generator.pipeline.composing import compose
from generator.pipeline.library import Library
from generator.pipeline.reading import read
from generator.proof.contents import BriefContents, plain
from generator.proof.diff import Difference, difference
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
    broken = any(finding.is_error for finding in reading.found)
    composed = compose(library, reading, draft=broken)
    data = manifest(composed.document, composed.inputs).data
    brief = reading.evidence.brief
    return _made(library, brief.file, read_manifest(json.loads(data)), brief.source)


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
