"""Brief + template → the document and its look."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import TYPE_CHECKING

from msgspec import Struct
from msgspec.structs import replace

from generator.config.files import SETTINGS, read_of_workspace
from generator.diagnostics import BriefError, Diagnostic
from generator.document.markings import Marking, marking_of
from generator.pipeline.library import Library
from generator.pipeline.reading import Reading
from generator.workspace.workspace import Workspace

if TYPE_CHECKING:
    from generator.briefs.brief import Brief
    from generator.document import Document
    from generator.templates.template import Template
    from generator.theme.theme import Theme


class Composed(Struct, frozen=True):
    """A document, its look, and where both came from."""

    document: Document
    theme: Theme
    template: Template
    inputs: Mapping[str, str]  # SHA-256, hexadecimal, of what the document was made from
    found: tuple[Diagnostic, ...]


def compose(library: Library, reading: Reading, *, draft: bool = False) -> Composed:
    """The document that the template makes from a brief. Raises BriefError."""
    from generator.layout import compose as layout
    from generator.theme import contrast

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
    document, found = layout.compose_document(material, template, labels, settings, draft=draft)
    theme = library.theme(template)
    inputs = {"markdown": hashlib.sha256(evidence.brief.source.encode()).hexdigest()}
    for part in ("layout.md.j2", "labels.toml", "theme.toml"):
        for path, _ in template.files(part):
            digest = hashlib.sha256(read_of_workspace(path, SETTINGS)).hexdigest()
            inputs[f"{path.parent.name}/{part}"] = digest
    worn = (*contrast.ALWAYS, *contrast.worn_in(document, theme.theme))
    found = (*found, *contrast.faults_of_contrast(theme, worn))
    return Composed(document, theme.theme, template, inputs, reading.rulings.on(found))


def _marking(workspace: Workspace, brief: Brief) -> Marking | None:
    """The marking of a brief, with the place where its look can be changed."""
    words, own = brief.front.marking, workspace.settings.markings
    found = marking_of(words, own)
    if found is None:
        return None
    is_own = words in own
    span = workspace.place("markings", words) if is_own else brief.places.get("marking")
    return replace(found, span=span)
